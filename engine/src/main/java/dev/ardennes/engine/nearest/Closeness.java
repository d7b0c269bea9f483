package dev.ardennes.engine.nearest;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.facts.RelationDecisions;
import dev.ardennes.rules.datalog.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// How far a premise is from holding. Anything is one permission away from everything, so that only
/// what something in the estate comes close to counts.
final class Closeness {
  /// What all missing premises of a way may weigh together: two that are near, and little more.
  static final int MOST = 5;

  /// A control refuses it, or a statement or fact says the same of what lies beside it.
  private static final int NEAR = 2;

  /// The identity has the other permissions that the step needs.
  private static final int SUPPORTED = 3;

  /// All but a weakness of the code is there.
  private static final int UNSEEN = 4;

  /// A statement allows the same of something else: whoever reads one bucket does not nearly read
  /// every other.
  private static final int ELSEWHERE = 5;

  private static final int FAR = MOST + 1;
  private static final Set<String> GRANTS = Set.of("policy_statement", "rbac_rule");
  private static final Set<Control.Kind> GRANT_MISSING =
      Set.of(Control.Kind.MISSING_ALLOW, Control.Kind.MISSING_RESOURCE_ALLOW);

  private final FactBase facts;
  private final RelationDecisions decisions;
  private final NearRules clusterRules;

  Closeness(FactBase facts, RelationDecisions decisions) {
    this.facts = facts;
    this.decisions = decisions;
    this.clusterRules = new NearRules(facts);
  }

  /// @param supported whether other premises of the same step hold that speak for it
  int weight(Premise premise, Ground ground, boolean supported) {
    if (isNear(premise, ground)) {
      boolean refused = premise.kind() == Premise.Kind.STATED || !refusing(ground).isEmpty();
      return refused || beside(premise, ground) ? NEAR : ELSEWHERE;
    }
    if (isHalf(premise, ground)) {
      return SUPPORTED;
    }
    if (premise.kind() == Premise.Kind.STATED) {
      Relation relation = Objects.requireNonNull(Catalogue.standard().relation(ground.relation()));
      return supported && SearchedRule.isAboutOne(relation) ? UNSEEN : FAR;
    }
    return supported && Permissions.isOne(ground.relation()) ? SUPPORTED : FAR;
  }

  /// Whether a control, a statement or a fact comes near the premise.
  boolean isNear(Premise premise, Ground ground) {
    if (premise.kind() == Premise.Kind.STATED) {
      return nearFact(premise.atom().terms(), ground).isPresent();
    }
    List<Control> refusing = refusing(ground);
    return refusing.isEmpty()
        ? nearStatement(premise, ground)
        : refusing.stream().anyMatch(this::isControl);
  }

  /// Whether an identity has permissions of the kind from its side, and what it asks for has no
  /// word about it.
  private boolean isHalf(Premise premise, Ground ground) {
    return Permissions.isOne(ground.relation())
        && !refusing(ground).isEmpty()
        && nearStatement(premise, ground);
  }

  /// Whether something was written that makes the no. That nothing leads there is no such thing,
  /// and neither is a trust policy as a whole, which has nothing about the caller.
  private boolean isControl(Control control) {
    boolean whole =
        control.kind() == Control.Kind.TRUST
            && control.factIds().stream()
                .map(facts::fact)
                .noneMatch(fact -> fact != null && fact.relation().equals("policy_statement"));
    return !whole && !control.factIds().isEmpty();
  }

  /// Whether a permission that holds was given by somebody, and does not hold of everyone.
  boolean isGiven(Premise premise, Ground ground) {
    if (premise.kind() != Premise.Kind.DECIDED) {
      return premise.kind() == Premise.Kind.NAMED;
    }
    return decisions.decide(ground.relation(), ground.args()).alternatives().stream()
        .flatMap(alternative -> alternative.factIds().stream())
        .map(facts::fact)
        .anyMatch(fact -> fact != null && GRANTS.contains(fact.relation()));
  }

  /// The controls that refuse it where a grant is there; none where the grant itself is missing.
  List<Control> refusing(Ground ground) {
    Decision decision =
        ground.args().contains("_")
            ? new Decision(dev.ardennes.policy.Verdict.NO, List.of(), true, List.of())
            : decisions.decide(ground.relation(), ground.args());
    Set<Control.Kind> kinds = new HashSet<>();
    decision.controls().forEach(control -> kinds.add(control.kind()));
    boolean granted = kinds.stream().noneMatch(GRANT_MISSING::contains);
    return granted ? decision.controls() : List.of();
  }

  /// Whether a statement gives the identity the same permission on something else.
  private boolean nearStatement(Premise premise, Ground ground) {
    Optional<String> action = Permissions.action(premise.atom());
    return action.isPresent()
        ? !decisions.aws().grants().granted(ground.args().getFirst(), action.get()).isEmpty()
        : clusterRules.nearest(ground).isPresent();
  }

  /// Whether a statement may allow the action on the thing itself, or on what lies beside it: in
  /// the same bucket, among the parameters, among the roles.
  private boolean beside(Premise premise, Ground ground) {
    Optional<String> action = Permissions.action(premise.atom());
    if (action.isEmpty()) {
      return true;
    }
    String resource = ground.args().getLast();
    String arn = Objects.requireNonNullElse(facts.second("arn", resource), resource);
    String around = arn.substring(0, arn.indexOf('/') + 1);
    return decisions.aws().grants().granted(ground.args().getFirst(), action.get()).stream()
        .anyMatch(
            beginning ->
                beginning.mayFit(arn)
                    || (!around.isEmpty() && beginning.text().startsWith(around)));
  }

  /// A fact that differs from what is missing in nothing but a word which the rule asks for: it
  /// fetches addresses, though not those of files.
  Optional<Fact> nearFact(List<Term> terms, Ground ground) {
    return facts.relation(ground.relation(), ground.args().getFirst()).stream()
        .filter(fact -> differsInWord(terms, ground, fact))
        .findFirst();
  }

  private static boolean differsInWord(List<Term> terms, Ground ground, Fact fact) {
    int words = 0;
    for (int i = 0; i < ground.args().size(); i++) {
      String wanted = ground.args().get(i);
      boolean other = !wanted.equals("_") && !wanted.equals(fact.args().get(i));
      if (other && !(terms.get(i) instanceof Term.Constant)) {
        return false;
      }
      words += other ? 1 : 0;
    }
    return words == 1;
  }
}
