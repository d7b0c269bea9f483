package dev.ardennes.policy.facts.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;

/// Whether requests that leave a subnet pass the endpoints of its network: an interface endpoint
/// has addresses that every subnet reaches, a gateway endpoint serves the subnets whose route table
/// leads to it.
///
/// Source: "Gateway endpoints" in the AWS PrivateLink guide.
record Endpoints(Network network) {

  /// Whether the subnet is served by every endpoint that the session goes through.
  Decision serve(String subnet, String session) {
    Decision all = null;
    List<String> because = new ArrayList<>();
    network.facts().relation("passes", session).forEach(passes -> because.add(passes.id()));
    for (Fact located : network.facts().relation("located_in", session)) {
      because.add(located.id());
      for (Fact endpoint : passed(session, located.args().get(1))) {
        Decision one = Conjunction.and(serves(subnet, endpoint), Conjunction.because(because));
        all = all == null ? one : Conjunction.and(all, one);
      }
    }
    return all == null ? Conjunction.no("the network has no endpoint") : all;
  }

  /// The endpoints of the network, without those in whose place the session goes through another.
  private List<Fact> passed(String session, String vpc) {
    List<Fact> all =
        network.facts().relation("vpc_endpoint").stream()
            .filter(endpoint -> endpoint.args().get(1).equals(vpc))
            .toList();
    String chosen = network.facts().second("passes", session);
    String service =
        all.stream()
            .filter(endpoint -> endpoint.args().getFirst().equals(chosen))
            .map(endpoint -> endpoint.args().get(2))
            .findFirst()
            .orElse("");
    return all.stream()
        .filter(
            endpoint ->
                !endpoint.args().get(2).equals(service)
                    || endpoint.args().getFirst().equals(chosen))
        .toList();
  }

  private Decision serves(String subnet, Fact endpoint) {
    String id = endpoint.args().getFirst();
    List<String> because = new ArrayList<>(List.of(endpoint.id()));
    List<Fact> forms = network.facts().relation("endpoint_form", id);
    forms.forEach(form -> because.add(form.id()));
    if (forms.stream().anyMatch(form -> form.args().get(1).equals("interface"))) {
      return Conjunction.because(because);
    }
    List<Fact> routes =
        network.facts().relation("routes_to_endpoint").stream()
            .filter(route -> route.args().get(1).equals(id))
            .toList();
    List<Network.Applies> tables = network.applying("uses_routes", subnet);
    boolean unseen = tables.isEmpty() && !network.declared(subnet);
    return forms.isEmpty() || routes.isEmpty() || unseen
        ? Conjunction.assuming(assumption(subnet, id), because)
        : byTable(subnet, tables, routes, because);
  }

  private Assumption assumption(String subnet, String endpoint) {
    return Assumption.of(
        Assumption.Kind.NOT_COLLECTED,
        "the route table of "
            + network.name(subnet)
            + " leads to endpoint "
            + network.name(endpoint));
  }

  private Decision byTable(
      String subnet, List<Network.Applies> tables, List<Fact> routes, List<String> because) {
    List<String> past = new ArrayList<>();
    for (Network.Applies table : tables) {
      past.addAll(table.because());
      for (Fact route : routes) {
        if (route.args().getFirst().equals(table.id())) {
          because.addAll(table.because());
          because.add(route.id());
          return Conjunction.because(because);
        }
      }
    }
    String says =
        "the routes of "
            + network.name(subnet)
            + " lead past endpoint "
            + network.name(routes.getFirst().args().get(1));
    return Ways.no(Control.Kind.ROUTE, says, past);
  }
}
