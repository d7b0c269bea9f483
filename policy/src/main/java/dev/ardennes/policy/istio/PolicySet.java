package dev.ardennes.policy.istio;

import dev.ardennes.policy.istio.Policies.Authorization;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The AuthorizationPolicies that a proxy enforces for a workload. Workloads with the same policies
/// share one instance, so that answers can be shared; two instances are never equal.
final class PolicySet {
  private final List<Selected> all;
  private final Set<Attribute> asked;
  private final Set<String> headers;

  /// A policy that is enforced.
  ///
  /// @param when what must hold for that; empty where it is certain
  record Selected(Authorization policy, Term when) {}

  private PolicySet(List<Selected> all) {
    this.all = List.copyOf(all);
    Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    Set<String> names = new HashSet<>();
    for (Selected selected : all) {
      for (Rule rule : selected.policy().rules()) {
        for (Clause clause : rule.clauses()) {
          attributes.add(clause.attribute());
          names.add(clause.name());
        }
      }
    }
    asked = attributes;
    headers = Set.copyOf(names);
  }

  /// Whether some rule asks about one of these.
  boolean asks(Attribute one, Attribute... others) {
    return asked.contains(one) || Arrays.stream(others).anyMatch(asked::contains);
  }

  /// The request without what no rule asks about.
  IstioRequest relevant(IstioRequest request) {
    boolean ofHeaders = asks(Attribute.HEADER) && request.protocol() == Protocol.HTTP;
    SortedMap<String, String> kept = Collections.emptySortedMap();
    if (ofHeaders && !request.headers().isEmpty()) {
      kept = new TreeMap<>(request.headers());
      kept.keySet().retainAll(headers);
    }
    return new IstioRequest(
        request.caller(),
        request.target(),
        request.port(),
        request.protocol(),
        asks(Attribute.METHOD) ? request.method() : Optional.empty(),
        asks(Attribute.PATH) ? request.path() : Optional.empty(),
        asks(Attribute.HOST) ? request.host() : Optional.empty(),
        kept,
        ofHeaders && request.otherHeadersOpen(),
        request.token());
  }

  List<Selected> all() {
    return all;
  }

  static PolicySet of(List<Selected> selected) {
    return new PolicySet(selected);
  }
}
