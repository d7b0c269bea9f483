package dev.ardennes.policy.facts.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where routes of a subnet lead.
final class Routes {
  private final Network network;

  Routes(Network network) {
    this.network = network;
  }

  /// Whether connections from the internet find their way into the subnet and answers out of it:
  /// its default route is an internet gateway. A gateway for address translation lets nothing in.
  Decision toInternet(String subnet, boolean versionSix) {
    List<Network.Applies> tables = network.applying("uses_routes", subnet);
    if (tables.isEmpty()) {
      return withoutTable(subnet);
    }
    Network.Applies table = tables.getFirst();
    List<Fact> routes = network.facts().relation("network_route", table.id());
    if (routes.isEmpty() && !network.declared(table.id())) {
      return unseen("route table " + network.name(table.id()), table.because());
    }
    List<Decision> ways = new ArrayList<>();
    for (Fact route : routes) {
      Decision way = route(route, versionSix);
      if (way != null) {
        ways.add(way);
      }
    }
    String says = "the routes of " + network.name(subnet) + " lead to no internet gateway";
    return Conjunction.and(
        Conjunction.because(table.because()),
        Ways.either(ways, Ways.no(Control.Kind.ROUTE, says, table.because())));
  }

  private Decision withoutTable(String subnet) {
    Fact of = network.network(subnet);
    boolean shown = network.declared(subnet) && of != null && network.declared(of.args().get(1));
    return shown
        ? Ways.no(
            Control.Kind.ROUTE,
            "no route table of " + network.name(subnet) + " leads to an internet gateway",
            List.of())
        : unseen("the route table of subnet " + network.name(subnet), List.of());
  }

  private Decision unseen(String what, List<String> because) {
    return Conjunction.assuming(
        Assumption.of(
            Assumption.Kind.NOT_COLLECTED,
            what + ", which was not collected, leads to an internet gateway"),
        because);
  }

  private @Nullable Decision route(Fact route, boolean versionSix) {
    String destination = route.args().get(1);
    boolean unknown = Unknown.in(destination);
    if (!unknown && !destination.equals(versionSix ? "::/0" : "0.0.0.0/0")) {
      return null;
    }
    List<String> because = List.of(route.id());
    return switch (route.args().get(2)) {
      case "internet-gateway" ->
          !network.mayBe(route.args().get(3), "aws.ec2.internet-gateway")
              ? null
              : unknown
                  ? assuming(
                      route, Assumption.Kind.NOT_COLLECTED, "`" + destination + "` is the internet")
                  : Conjunction.because(because);
      case "unknown" ->
          assuming(
              route,
              Assumption.Kind.NOT_COLLECTED,
              "the default route of "
                  + network.name(route.args().getFirst())
                  + " leads to an internet gateway");
      case "endpoint" ->
          assuming(
              route,
              Assumption.Kind.CONDITION,
              "the firewall " + network.name(route.args().get(3)) + " lets the connection through");
      default -> null;
    };
  }

  private static Decision assuming(Fact route, Assumption.Kind kind, String says) {
    return Conjunction.assuming(new Assumption(kind, says, route.evidence()), List.of(route.id()));
  }

  /// Whether routes lead from one network to another and back: both are one, or a peering joins
  /// them, or something on the way that is not looked into.
  Decision between(String one, String other) {
    if (one.equals(other)) {
      return Conjunction.TRUE;
    }
    List<Decision> ways = new ArrayList<>();
    for (Fact peered : network.facts().relation("peered")) {
      List<String> ends = peered.args();
      if (ends.contains(one) && ends.contains(other)) {
        ways.add(
            Conjunction.assuming(
                new Assumption(
                    Assumption.Kind.CONDITION,
                    "route tables lead from "
                        + network.name(one)
                        + " to "
                        + network.name(other)
                        + " and back through their peering",
                    peered.evidence()),
                List.of(peered.id())));
      }
    }
    transit(one, other, ways);
    String says = "no route leads from " + network.name(one) + " to " + network.name(other);
    return Ways.either(ways, Ways.no(Control.Kind.ROUTE, says, List.of()));
  }

  private void transit(String one, String other, List<Decision> ways) {
    for (Fact from : transits(one)) {
      for (Fact back : transits(other)) {
        if (from.args().get(3).equals(back.args().get(3))) {
          ways.add(
              Conjunction.assuming(
                  Assumption.of(
                      Assumption.Kind.NOT_COLLECTED,
                      "transit gateway "
                          + network.name(from.args().get(3))
                          + " leads from "
                          + network.name(one)
                          + " to "
                          + network.name(other)),
                  List.of(from.id(), back.id())));
          return;
        }
      }
    }
  }

  private List<Fact> transits(String vpc) {
    return network.facts().relation("network_route").stream()
        .filter(route -> route.args().get(2).equals("transit-gateway"))
        .filter(
            route -> {
              Fact of = network.network(route.args().getFirst());
              return of != null && of.args().get(1).equals(vpc);
            })
        .toList();
  }
}
