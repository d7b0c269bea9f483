package dev.ardennes.policy.istio;

import dev.ardennes.policy.istio.Policies.Action;
import dev.ardennes.policy.istio.Policies.Authorization;
import dev.ardennes.policy.istio.Policies.Enforced;
import dev.ardennes.policy.istio.Question.Demand;
import dev.ardennes.policy.istio.Question.Option;
import dev.ardennes.policy.istio.Question.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the policies of one stop ask of a request: CUSTOM and DENY refuse what they match, and
/// where an ALLOW policy selects the workload one of them must match. AUDIT and trials decide
/// nothing.
final class StopRules {
  private final Stop stop;
  private final String uncovered;
  private final List<Option> options = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private List<Term> noAllow = List.of(Term.TRUE);
  private final List<String> allowIds = new ArrayList<>();
  private final List<String> allowFacts = new ArrayList<>();
  private boolean allowSelects;

  /// @param uncovered namespaces whose policies are not all known, in words; empty where there are
  ///   none
  StopRules(Stop stop, String uncovered) {
    this.stop = stop;
    this.uncovered = uncovered;
    stop.policies().all().forEach(this::add);
    if (!allowIds.isEmpty()) {
      addDefault();
    }
  }

  /// The ways to be allowed; empty where nothing has to allow.
  Optional<List<Option>> options() {
    return allowIds.isEmpty() ? Optional.empty() : Optional.of(options);
  }

  Demand demand() {
    String says =
        "the ALLOW policies "
            + allowIds.stream().map(id -> "`" + id + "`").distinct().toList()
            + " do not allow it";
    return new Demand(
        says.replace("[", "").replace("]", ""), allowFacts.stream().sorted().distinct().toList());
  }

  List<Refusal> refusals() {
    return refusals;
  }

  private void add(PolicySet.Selected selected) {
    Authorization policy = selected.policy();
    if (policy.enforced() == Enforced.NO) {
      return;
    }
    Term when = selected.when();
    if (policy.enforced() == Enforced.UNKNOWN && policy.action() != Action.UNKNOWN) {
      when = when.and(Term.of(enforced(policy))).orElse(when);
    }
    switch (policy.action()) {
      case ALLOW -> allow(policy, when);
      case DENY -> deny(policy, when);
      case CUSTOM -> custom(policy, when);
      case UNKNOWN -> unknown(policy, when);
      case AUDIT -> {}
    }
  }

  private static Literal enforced(Authorization policy) {
    String name = "the policy `" + policy.id() + "` ";
    return Literal.notCollected(name + "is enforced", name + "is a trial only", policy.factId());
  }

  private void allow(Authorization policy, Term when) {
    allowIds.add(policy.id());
    allowFacts.add(policy.factId());
    if (when.isTrue()) {
      allowSelects = true;
    } else {
      List<Term> not = when.literals().stream().map(l -> Term.of(l.negate())).toList();
      List<Term> both = Term.both(noAllow, not);
      noAllow = both == null ? noAllow : both;
    }
    for (Rule rule : policy.rules()) {
      for (Term term : new RuleMatch(stop, rule, policy.id()).terms(Action.ALLOW)) {
        term.and(when)
            .ifPresent(
                both -> options.add(new Option(both, List.of(policy.factId(), rule.factId()))));
      }
    }
  }

  private void deny(Authorization policy, Term when) {
    String says = "the DENY policy `" + policy.id() + "` matches";
    for (Rule rule : policy.rules()) {
      for (Term term : new RuleMatch(stop, rule, policy.id()).terms(Action.DENY)) {
        List<String> facts = List.of(policy.factId(), rule.factId());
        term.and(when).ifPresent(both -> refusals.add(new Refusal(both, says, sorted(facts))));
      }
    }
  }

  /// An external authorizer says yes or no to what a CUSTOM policy matches; ztunnel has none.
  private void custom(Authorization policy, Term when) {
    if (stop.proxy() == Stop.Proxy.ZTUNNEL) {
      return;
    }
    String name = "the external authorizer `" + policy.provider() + "` ";
    Term refused =
        Term.of(
            Literal.notCollected(
                name + "refuses it", name + "does not refuse it", policy.factId()));
    String says = "the CUSTOM policy `" + policy.id() + "` matches";
    for (Rule rule : policy.rules()) {
      for (Term term : new RuleMatch(stop, rule, policy.id()).terms(Action.CUSTOM)) {
        List<String> facts = List.of(policy.factId(), rule.factId());
        term.and(when)
            .flatMap(both -> both.and(refused))
            .ifPresent(all -> refusals.add(new Refusal(all, says, sorted(facts))));
      }
    }
  }

  private void unknown(Authorization policy, Term when) {
    String name = "the policy `" + policy.id() + "`, whose effect is not known, ";
    Literal forbids =
        Literal.notCollected(name + "forbids it", name + "does not forbid it", policy.factId());
    when.and(Term.of(forbids))
        .ifPresent(
            both -> refusals.add(new Refusal(both, name + "forbids it", List.of(policy.factId()))));
  }

  /// Where no ALLOW policy selects for certain, none may select at all; and a policy that was not
  /// collected may allow too.
  private void addDefault() {
    if (!allowSelects) {
      noAllow.forEach(term -> options.add(new Option(term, List.of())));
    }
    if (!uncovered.isEmpty()) {
      Literal other =
          Literal.notCollected(
              "an ALLOW policy of " + uncovered + " that was not collected allows it",
              "no ALLOW policy of " + uncovered + " that was not collected allows it",
              "");
      options.add(new Option(Term.of(other), List.of()));
    }
  }

  private static List<String> sorted(List<String> facts) {
    return facts.stream().sorted().distinct().toList();
  }
}
