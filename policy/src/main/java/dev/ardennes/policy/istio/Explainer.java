package dev.ardennes.policy.istio;

import dev.ardennes.policy.Explanation.Line;
import dev.ardennes.policy.Explanation.Outcome;
import dev.ardennes.policy.istio.Policies.Action;
import dev.ardennes.policy.istio.Policies.Authorization;
import dev.ardennes.policy.istio.Policies.Enforced;
import java.util.ArrayList;
import java.util.List;

/// Says of every policy in reach of a target what it has to do with a request, in the order in
/// which proxies evaluate them.
final class Explainer {
  private final Known known;
  private final IstioRequest request;
  private final WorkloadClass target;
  private final boolean plain;
  private final boolean passesBy;
  private final List<Line> lines = new ArrayList<>();

  /// @param plain whether the caller has no mesh identity
  /// @param passesBy whether the mesh does not see the request at all
  Explainer(
      Known known, IstioRequest request, WorkloadClass target, boolean plain, boolean passesBy) {
    this.known = known;
    this.request = request;
    this.target = target;
    this.plain = plain;
    this.passesBy = passesBy;
  }

  List<Line> lines(List<Route> routes) {
    if (passesBy) {
      add("mesh", "", target.modeFact(), Outcome.ALLOWS, "the mesh does not see this traffic");
      return lines;
    }
    mutualTls();
    List<Stop> stops = routes.stream().flatMap(route -> route.stops().stream()).distinct().toList();
    for (Action action : List.of(Action.CUSTOM, Action.DENY, Action.UNKNOWN, Action.ALLOW)) {
      stops.forEach(stop -> policies(stop, action));
    }
    stops.forEach(stop -> policies(stop, Action.AUDIT));
    unselected(stops);
    return lines;
  }

  private void mutualTls() {
    for (MutualTlsCases.Case tls : known.mutualTls(target, request.port())) {
      boolean unsure = !tls.when().isTrue();
      boolean strict = tls.mode() == MutualTls.STRICT && plain;
      Outcome outcome =
          strict
              ? (unsure ? Outcome.MAY_DENY : Outcome.DENIES)
              : (unsure ? Outcome.MAY_ALLOW : Outcome.ALLOWS);
      String says = (strict ? "refuses" : "lets in") + " the caller: " + tls.mode();
      String fact = tls.factIds().isEmpty() ? "" : tls.factIds().getFirst();
      add("mutual TLS", "", fact, outcome, says);
    }
    TokenCheck tokens = known.tokens(target, Stop.Proxy.SIDECAR);
    tokens.ids().forEach(id -> add("tokens", id, "", Outcome.MAY_DENY, "refuses invalid tokens"));
  }

  private void policies(Stop stop, Action action) {
    for (PolicySet.Selected selected : stop.policies().all()) {
      if (selected.policy().action() == action) {
        policy(stop, selected);
      }
    }
  }

  private void policy(Stop stop, PolicySet.Selected selected) {
    Authorization policy = selected.policy();
    if (policy.enforced() == Enforced.NO || policy.action() == Action.AUDIT) {
      line(policy, policy.factId(), Outcome.DOES_NOT_APPLY, "only logs");
      return;
    }
    if (policy.action() == Action.UNKNOWN) {
      line(policy, policy.factId(), Outcome.MAY_DENY, "has an effect that is not known");
      return;
    }
    boolean certain = false;
    String deciding = "";
    for (Rule rule : policy.rules()) {
      List<Term> terms = new RuleMatch(stop, rule, policy.id()).terms(policy.action());
      boolean now = terms.contains(Term.TRUE);
      if (!terms.isEmpty() && (deciding.isEmpty() || (now && !certain))) {
        deciding = rule.factId();
        certain = now;
      }
    }
    certain &= selected.when().isTrue() && policy.enforced() == Enforced.YES;
    outcome(policy, deciding, certain);
  }

  private void outcome(Authorization policy, String deciding, boolean certain) {
    boolean allow = policy.action() == Action.ALLOW;
    if (deciding.isEmpty()) {
      String says = allow ? "selects the target and does not match" : "does not match";
      line(policy, policy.factId(), Outcome.DOES_NOT_APPLY, says);
      return;
    }
    boolean sure = certain && policy.action() != Action.CUSTOM;
    Outcome outcome =
        allow
            ? (sure ? Outcome.ALLOWS : Outcome.MAY_ALLOW)
            : (sure ? Outcome.DENIES : Outcome.MAY_DENY);
    line(policy, deciding, outcome, certain ? "matches" : "may match");
  }

  private void unselected(List<Stop> stops) {
    Stop.Proxy proxy = target.mode() == MeshMode.AMBIENT ? Stop.Proxy.WAYPOINT : Stop.Proxy.SIDECAR;
    for (Authorization policy : known.inReach(target, proxy)) {
      boolean seen =
          stops.stream()
              .flatMap(stop -> stop.policies().all().stream())
              .anyMatch(selected -> selected.policy().number() == policy.number());
      if (!seen) {
        line(policy, policy.factId(), Outcome.DOES_NOT_APPLY, "does not select the target");
      }
    }
  }

  private void line(Authorization policy, String fact, Outcome outcome, String says) {
    lines.add(
        new Line(
            policy.action() + " policy", policy.namespace(), policy.id(), fact, outcome, says));
  }

  private void add(String layer, String id, String fact, Outcome outcome, String says) {
    lines.add(new Line(layer, target.namespace(), id, fact, outcome, says));
  }
}
