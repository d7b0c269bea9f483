package dev.ardennes.policy.istio;

import dev.ardennes.policy.istio.Policies.Authorization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What does not depend on the request, for each workload, found on first use. For several threads.
final class Known {
  private final IstioModel model;
  private final Map<Place, PolicySet> byPlace = new ConcurrentHashMap<>();
  private final Map<List<Object>, PolicySet> byContent = new ConcurrentHashMap<>();
  private final Map<Place, TokenCheck> tokens = new ConcurrentHashMap<>();
  private final Map<Port, List<MutualTlsCases.Case>> mutualTls = new ConcurrentHashMap<>();

  private record Place(String workload, Stop.Proxy proxy) {}

  private record Port(String workload, int port) {}

  Known(IstioModel model) {
    this.model = model;
  }

  /// The policies that the proxy enforces.
  PolicySet policies(WorkloadClass workload, Stop.Proxy proxy) {
    Place place = new Place(workload.id(), proxy);
    PolicySet known = byPlace.get(place);
    return known != null ? known : byPlace.computeIfAbsent(place, p -> make(workload, proxy));
  }

  TokenCheck tokens(WorkloadClass workload, Stop.Proxy proxy) {
    Place place = new Place(workload.id(), proxy);
    TokenCheck known = tokens.get(place);
    return known != null
        ? known
        : tokens.computeIfAbsent(place, p -> new TokenCheck(model, workload, proxy));
  }

  /// The modes of mutual TLS that the port may have.
  List<MutualTlsCases.Case> mutualTls(WorkloadClass workload, int port) {
    Port place = new Port(workload.id(), port);
    List<MutualTlsCases.Case> known = mutualTls.get(place);
    return known != null
        ? known
        : mutualTls.computeIfAbsent(
            place, p -> List.copyOf(new MutualTlsCases(model, workload, port).cases()));
  }

  private PolicySet make(WorkloadClass workload, Stop.Proxy proxy) {
    Selector selector = new Selector(model.mesh(), workload, proxy);
    List<PolicySet.Selected> selected = new ArrayList<>();
    List<Object> content = new ArrayList<>();
    for (Authorization policy : inReach(workload, proxy)) {
      Optional<Term> when =
          selector.selects(policy.selection(), policy.namespace(), policy.id(), policy.factId());
      if (when.isPresent()) {
        selected.add(new PolicySet.Selected(policy, when.get()));
        content.add(policy.number());
        content.add(when.get());
      }
    }
    return byContent.computeIfAbsent(List.copyOf(content), c -> PolicySet.of(selected));
  }

  /// The policies of the workload's namespace and of the root namespace, and of a waypoint's own.
  List<Authorization> inReach(WorkloadClass workload, Stop.Proxy proxy) {
    List<Authorization> all = new ArrayList<>(model.authorizations(workload.namespace()));
    if (proxy == Stop.Proxy.WAYPOINT) {
      for (WorkloadClass.Waypoint waypoint : workload.waypoints()) {
        model.authorizations(waypoint.namespace()).stream()
            .filter(policy -> all.stream().noneMatch(p -> p.number() == policy.number()))
            .forEach(all::add);
      }
    }
    return all;
  }
}
