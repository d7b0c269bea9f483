package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The ways of one route in the order in which its gateway tries them, and the facts they make.
final class RouteTable {
  /// Beyond this many, no way is known to be taken before another.
  private static final int MOST_COMPARED = 500;

  private static final int MOST_TAKEN = 100;

  /// Facts of one route: each host goes with each path.
  private static final int MOST_STATED = 20_000;

  private static final String SAME_HOST = "*";

  private final Cluster cluster;
  private final Statements out;
  private final String route;
  private final Map<Key, Led> led = new LinkedHashMap<>();
  private int stated;

  /// What a fact about a way names.
  private record Key(String path, String service, String port) {}

  /// How requests arrive.
  private record Arrival(String host, String path) {}

  /// What is known of all ways with one key.
  private static final class Led {
    final Json at;
    final Set<Arrival> arrivals =
        new TreeSet<>(Comparator.comparing(Arrival::host).thenComparing(Arrival::path));
    final Set<String> methods = new TreeSet<>();
    final Set<String> taken;

    Led(Json at, Set<String> taken) {
      this.at = at;
      this.taken = new TreeSet<>(taken);
    }
  }

  RouteTable(Cluster cluster, Statements out, String route) {
    this.cluster = cluster;
    this.out = out;
    this.route = route;
  }

  /// The order of the Gateway API and of ingresses: the exact path first, then the longest prefix.
  /// Where expressions come is not said, so that nothing counts as before them.
  static List<RouteWay> bySpecificity(List<RouteWay> ways) {
    Comparator<RouteWay> order =
        Comparator.comparingInt(
                (RouteWay way) ->
                    way.path().startsWith(RouteFacts.PATTERN)
                        ? 0
                        : way.path().endsWith("*") ? 2 : 1)
            .thenComparingInt(way -> -way.path().length())
            .thenComparing(way -> way.method().isEmpty())
            .thenComparing(RouteWay::always);
    return ways.stream().sorted(order).toList();
  }

  /// @param ways that are tried one after the other
  void add(List<RouteWay> ways) {
    boolean compared = ways.size() <= MOST_COMPARED;
    List<RouteWay> before = new ArrayList<>();
    for (RouteWay way : ways) {
      if (before.stream().noneMatch(earlier -> earlier.covers(way))) {
        Set<String> taken = taken(way, before);
        way.leads().forEach(lead -> lead(way, lead, taken));
        if (compared) {
          before.add(way);
        }
      }
    }
  }

  private static Set<String> taken(RouteWay way, List<RouteWay> before) {
    Set<String> taken = new TreeSet<>();
    for (RouteWay earlier : before) {
      if (taken.size() < MOST_TAKEN && earlier.takesFrom(way) && earlier.liesInside(way)) {
        taken.add(earlier.path());
      }
    }
    return taken;
  }

  private void lead(RouteWay way, RouteWay.Lead lead, Set<String> taken) {
    RouteFacts.Target to = lead.to();
    Optional<String> port = ServiceFacts.port(cluster, to.namespace(), to.service(), to.port());
    if (port.isEmpty()) {
      return;
    }
    stated += way.hosts().size();
    if (stated > MOST_STATED) {
      out.notices()
          .counted(
              "a way of a route that has more hosts and paths than are told is left out",
              "# ways of routes that have more hosts and paths than are told are left out",
              "",
              lead.at().place());
      return;
    }
    String service = out.object("Service", to.namespace(), to.service(), lead.at());
    for (String host : way.hosts()) {
      out.fact(lead.at(), "routes", route, host, way.path(), service, port.get());
    }
    Key key = new Key(way.path(), service, port.get());
    Led known = led.computeIfAbsent(key, ignored -> new Led(lead.at(), taken));
    known.taken.retainAll(taken);
    known.methods.add(way.method());
    String host = way.rewriting().host();
    for (String path : way.rewriting().arrivals(way.path())) {
      known.arrivals.add(new Arrival(host.isEmpty() ? SAME_HOST : host, path));
    }
  }

  /// After all ways.
  void state() {
    led.forEach(
        (key, known) -> {
          String[] named = {route, key.path, key.service, key.port};
          boolean changed = known.arrivals.stream().anyMatch(a -> isChange(a, key));
          for (Arrival arrival : changed ? known.arrivals : Set.<Arrival>of()) {
            fact(known.at, "arrives_as", named, arrival.host, arrival.path);
          }
          for (String method : known.methods.contains("") ? Set.<String>of() : known.methods) {
            fact(known.at, "routes_method", named, method);
          }
          known.taken.forEach(path -> fact(known.at, "taken_before", named, path));
        });
  }

  private static boolean isChange(Arrival arrival, Key key) {
    return !arrival.host.equals(SAME_HOST) || !arrival.path.equals(key.path);
  }

  private void fact(Json at, String relation, String[] named, String... more) {
    List<String> args = new ArrayList<>(List.of(named));
    args.addAll(List.of(more));
    out.fact(at, relation, args.toArray(String[]::new));
  }
}
