package dev.ardennes.policy.istio;

import dev.ardennes.policy.istio.Policies.Authorization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The AuthorizationPolicies that a proxy enforces for a workload. Workloads with the same policies
/// share one instance, so that answers can be shared; two instances are never equal.
final class PolicySet {
  private final List<Selected> all;

  /// A policy that is enforced.
  ///
  /// @param when what must hold for that; empty where it is certain
  record Selected(Authorization policy, Term when) {}

  private PolicySet(List<Selected> all) {
    this.all = List.copyOf(all);
  }

  List<Selected> all() {
    return all;
  }

  /// The sets of all workloads, made on first use.
  static final class Sets {
    private final IstioModel model;
    private final Map<Place, PolicySet> byPlace = new ConcurrentHashMap<>();
    private final Map<List<Object>, PolicySet> byContent = new ConcurrentHashMap<>();

    private record Place(String workload, Stop.Proxy proxy) {}

    Sets(IstioModel model) {
      this.model = model;
    }

    PolicySet of(WorkloadClass workload, Stop.Proxy proxy) {
      Place place = new Place(workload.id(), proxy);
      PolicySet known = byPlace.get(place);
      return known != null ? known : byPlace.computeIfAbsent(place, p -> make(workload, proxy));
    }

    private PolicySet make(WorkloadClass workload, Stop.Proxy proxy) {
      Selector selector = new Selector(model.mesh(), workload, proxy);
      List<Selected> selected = new ArrayList<>();
      List<Object> content = new ArrayList<>();
      for (Authorization policy : policies(workload, proxy)) {
        Optional<Term> when =
            selector.selects(policy.selection(), policy.namespace(), policy.id(), policy.factId());
        if (when.isPresent()) {
          selected.add(new Selected(policy, when.get()));
          content.add(policy.number());
          content.add(when.get());
        }
      }
      return byContent.computeIfAbsent(List.copyOf(content), c -> new PolicySet(selected));
    }

    /// Those of the workload's namespace and of the root namespace, and of a waypoint's own.
    List<Authorization> policies(WorkloadClass workload, Stop.Proxy proxy) {
      List<Authorization> all = new ArrayList<>(model.authorizations(workload.namespace()));
      if (proxy == Stop.Proxy.WAYPOINT) {
        for (WorkloadClass.Waypoint waypoint : workload.waypoints()) {
          model.authorizations(waypoint.namespace()).stream()
              .filter(policy -> !all.contains(policy))
              .forEach(all::add);
        }
      }
      return all;
    }
  }
}
