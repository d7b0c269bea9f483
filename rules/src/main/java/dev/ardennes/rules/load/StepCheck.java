package dev.ardennes.rules.load;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.AssumptionTemplate;
import dev.ardennes.rules.Atoms;
import dev.ardennes.rules.Hop;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.Sentence;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.DatalogText;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleVariables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Holds a technique's other fields against its rules: the variables they name exist, and
/// mitigations change premises.
final class StepCheck {
  private final Catalogue catalogue;
  private final Findings findings;
  private final List<Rule> rules;

  StepCheck(Catalogue catalogue, Findings findings, List<Rule> rules) {
    this.catalogue = catalogue;
    this.findings = findings;
    this.rules = rules;
  }

  void hop(Hop hop, Fields fields) {
    for (Rule rule : rules) {
      if (!RuleVariables.of(rule.head()).containsKey(hop.to())) {
        unknown(fields.at("to"), hop.to(), "the head of the rule", rule.head().position());
      }
      Set<String> held = new LinkedHashSet<>();
      for (Literal literal : rule.body()) {
        if (literal instanceof Literal.Positive(Atom atom) && isAttacker(atom)) {
          held.addAll(RuleVariables.of(atom).keySet());
        }
      }
      if (!held.contains(hop.from())) {
        unknown(
            fields.at("from"), hop.from(), "a premise on what the attacker has", rule.position());
      }
      variables(hop.via(), fields.at("via"), rule);
    }
  }

  void sentence(Sentence sentence, Position at) {
    if (!sentence.strayBraces().isEmpty()) {
      findings.error(
          at, "a brace that names no variable", "write variables as `{P}` and no other braces");
    }
    for (Rule rule : rules) {
      variables(sentence.variables(), at, rule);
    }
  }

  /// The step's own sentence names both ends of the hop.
  void says(Sentence says, Hop hop, Position at) {
    sentence(says, at);
    for (String end : new LinkedHashSet<>(List.of(hop.from(), hop.to()))) {
      if (!says.variables().contains(end)) {
        findings.error(
            at, "the sentence does not name `{" + end + "}`", "name both ends of the hop");
      }
    }
  }

  void assumption(AssumptionTemplate assumption, Position at) {
    sentence(assumption.says(), at);
  }

  private void variables(Iterable<String> variables, Position at, Rule rule) {
    Set<String> known = known(rule);
    for (String variable : variables) {
      if (!known.contains(variable)) {
        unknown(at, variable, "the rule outside `some`", rule.position());
      }
    }
  }

  private void unknown(Position at, String variable, String where, Position rule) {
    findings.error(
        at,
        "`" + variable + "` does not occur in " + where + " at line " + rule.line(),
        "name a variable of every rule in the file");
  }

  private static Set<String> known(Rule rule) {
    Set<String> known = new LinkedHashSet<>(RuleVariables.of(rule.head()).keySet());
    for (Literal literal : rule.body()) {
      switch (literal) {
        case Literal.Positive positive -> known.addAll(RuleVariables.of(positive).keySet());
        case Literal.Negative ignored -> {}
        case Literal.Comparison comparison -> known.addAll(RuleVariables.of(comparison).keySet());
        case Literal.Existential ignored -> {}
      }
    }
    return known;
  }

  private boolean isAttacker(Atom atom) {
    Relation relation = catalogue.relation(atom.relation());
    return relation != null && relation.origin() == Relation.Origin.ATTACKER;
  }

  void mitigation(Mitigation mitigation, Position at) {
    if (mitigation.removes().isEmpty() && mitigation.adds().isEmpty()) {
      findings.error(at, "the mitigation changes nothing", "add `removes` or `adds`");
    }
    for (Atom atom : mitigation.removes()) {
      if (isAttacker(atom)) {
        findings.error(
            atom.position(),
            "`" + atom.relation() + "` is what the attacker has and cannot be taken away",
            "remove a fact or a decision that the rule needs");
      } else if (rules.stream().noneMatch(r -> contains(Atoms.positive(r.body()), atom))) {
        noPremise(atom, "`" + DatalogText.of(atom) + "` is no premise of the rule");
      }
    }
    for (Atom atom : mitigation.adds()) {
      if (rules.stream().noneMatch(r -> contains(Atoms.negative(r.body()), atom))) {
        noPremise(atom, "`not " + DatalogText.of(atom) + "` is no premise of the rule");
      }
    }
  }

  private void noPremise(Atom atom, String says) {
    findings.error(atom.position(), says, "copy the premise as the rule writes it");
  }

  private static boolean contains(List<Atom> atoms, Atom wanted) {
    return atoms.stream().anyMatch(atom -> Atoms.same(atom, wanted));
  }
}
