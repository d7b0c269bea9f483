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

  /// Whether the subnet is served by every endpoint of the network.
  Decision serve(String subnet, String vpc) {
    Decision all = null;
    for (Fact endpoint : network.facts().relation("vpc_endpoint")) {
      if (endpoint.args().get(1).equals(vpc)) {
        Decision one = serves(subnet, endpoint);
        all = all == null ? one : Conjunction.and(all, one);
      }
    }
    return all == null ? Conjunction.no("the network has no endpoint") : all;
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
        "the route table of " + network.name(subnet) + " leads to endpoint " + network.name(endpoint));
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
