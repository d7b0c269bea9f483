package dev.ardennes.policy.istio;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.istio.Policies.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a rule matches at a stop.
///
/// Where the proxy cannot see an attribute, since the traffic is not HTTP or ztunnel sees none of
/// it, a rule that allows never matches, and a rule that denies matches as if it did not ask; both
/// err on the side of refusing.
final class RuleMatch {
  private final Stop stop;
  private final ClauseMatch clauses;
  private final Rule rule;
  private final String policyId;

  RuleMatch(Stop stop, Rule rule, String policyId) {
    this.stop = stop;
    this.rule = rule;
    this.policyId = policyId;
    this.clauses = new ClauseMatch(stop, rule.factId());
  }

  /// Alternatives of which one suffices; none where the rule cannot match.
  List<Term> terms(Action action) {
    if (!rule.unreadable().isEmpty()) {
      return List.of(Term.of(unsure("which is not known")));
    }
    if (action == Action.ALLOW && !rule.clauses().stream().allMatch(this::seen)) {
      return List.of();
    }
    List<Term> terms = anyOf(rule.from());
    terms = terms == null ? null : and(terms, rule.to());
    List<Term> when = terms == null ? null : allOf(rule.when());
    terms = when == null || terms == null ? null : Term.both(terms, when);
    return terms == null
        ? List.of(Term.of(unsure("which has too many parts to be decided")))
        : terms;
  }

  private Literal unsure(String why) {
    String name = "the rule of `" + policyId + "`, " + why + ",";
    return Literal.said(
        Assumption.Kind.NOT_COLLECTED, name + " matches", name + " does not match", rule.factId());
  }

  private boolean seen(Clause clause) {
    return clause.attribute().seenBy(stop.proxy(), stop.protocol());
  }

  private @Nullable List<Term> and(List<Term> terms, List<List<Clause>> alternatives) {
    List<Term> others = terms.isEmpty() ? List.of() : anyOf(alternatives);
    return others == null ? null : Term.both(terms, others);
  }

  private @Nullable List<Term> anyOf(List<List<Clause>> alternatives) {
    if (alternatives.isEmpty()) {
      return List.of(Term.TRUE);
    }
    List<Term> all = new ArrayList<>();
    for (List<Clause> alternative : alternatives) {
      List<Term> terms = allOf(alternative);
      if (terms == null) {
        return null;
      }
      if (terms.contains(Term.TRUE)) {
        return List.of(Term.TRUE);
      }
      all.addAll(terms);
    }
    return Term.any(all);
  }

  private @Nullable List<Term> allOf(List<Clause> alternative) {
    List<Term> terms = List.of(Term.TRUE);
    for (Clause clause : alternative) {
      if (seen(clause)) {
        terms = Term.both(terms, clauses.terms(clause));
        if (terms == null || terms.isEmpty()) {
          return terms;
        }
      }
    }
    return terms;
  }
}
