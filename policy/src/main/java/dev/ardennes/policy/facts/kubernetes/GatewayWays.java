package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.policy.facts.routes.RoutePaths;
import dev.ardennes.policy.facts.routes.RouteWays;
import dev.ardennes.policy.istio.Caller;
import dev.ardennes.policy.istio.IstioRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ways on which a gateway leads requests to a workload, where some of them rewrite what was
/// asked for: the gateway's policies see another request than the workload's.
final class GatewayWays {
  private static final String SAME_HOST = "*";

  private final ClusterFacts facts;
  private final RouteWays ways;

  GatewayWays(ClusterFacts facts) {
    this.facts = facts;
    this.ways = new RouteWays(facts.all());
  }

  /// A way, or none where requests arrive as they were sent.
  record Via(RouteWays.@Nullable Way way, List<String> factIds) {
    static final Via PLAIN = new Via(null, List.of());

    /// The request as gateway and target see it; one that passes is enough.
    List<IstioRequest> sent(IstioRequest request) {
      if (way == null || way.arrival() == null) {
        return List.of(request);
      }
      String host = way.host();
      IstioRequest arriving = host.equals(SAME_HOST) ? request : request.withHost(host);
      if (!(request.caller() instanceof Caller.Outsider outsider)) {
        return List.of(arriving);
      }
      List<IstioRequest> sent = new ArrayList<>();
      for (Optional<String> path : asked(way, request.path().orElse(""))) {
        Caller.Asked asked = new Caller.Asked(path, Optional.empty());
        sent.add(arriving.withCaller(outsider.asking(asked)));
      }
      return sent;
    }

    private static List<Optional<String>> asked(RouteWays.Way way, String path) {
      List<Optional<String>> asked = new ArrayList<>();
      RoutePaths.asked(way.asked(), way.pattern(), path)
          .forEach(one -> asked.add(Optional.of(one)));
      return asked.isEmpty() ? List.of(Optional.empty()) : asked;
    }
  }

  /// The ways of the gateway's routes to this port of the target, for a path that an endpoint
  /// answers. Where none rewrites anything, one plain way stands for all.
  List<Via> of(String gateway, String target, String port, Fact answers) {
    List<Via> found = new ArrayList<>();
    for (Fact serves : facts.all().relation("serves_route", gateway)) {
      for (Fact routes : facts.all().relation("routes", serves.args().get(1))) {
        Fact backs = backs(routes, target, port);
        if (backs != null) {
          for (RouteWays.Way way : ways.ways(routes, answers)) {
            List<String> ids = new ArrayList<>(way.factIds());
            ids.addAll(List.of(serves.id(), backs.id()));
            found.add(new Via(way, ids));
          }
        }
      }
    }
    boolean rewritten = found.stream().anyMatch(GatewayWays::rewrites);
    return rewritten ? found : List.of(Via.PLAIN);
  }

  private static boolean rewrites(Via via) {
    return via.way != null && via.way.arrival() != null;
  }

  private @Nullable Fact backs(Fact routes, String target, String port) {
    for (Fact backs : facts.all().relation("backs", routes.args().get(3))) {
      List<String> args = backs.args();
      if (args.get(1).equals(routes.args().get(4))
          && args.get(2).equals(target)
          && args.get(3).equals(port)) {
        return backs;
      }
    }
    return null;
  }
}
