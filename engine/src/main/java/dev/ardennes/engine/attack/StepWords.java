package dev.ardennes.engine.attack;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.rules.AssumptionTemplate;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.compile.ChangedStateUnfolding;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.List;

/// Puts steps into the words of their techniques.
final class StepWords {
  private static final StepKind WITNESS =
      new StepKind(
          "", "", "", List.of(), List.of(), "seconds", "low", "low", List.of(), "", "", "");

  private final FactBase facts;
  private final StepKinds kinds = new StepKinds();

  StepWords(FactBase facts) {
    this.facts = facts;
  }

  Step step(
      int number,
      Technique technique,
      CompiledRule compiled,
      Gain gain,
      Grounding.Bindings bindings,
      List<Premise> premises) {
    return new Step(
        number,
        kinds.of(technique),
        gain,
        bindings.text(technique.hop().from()),
        bindings.text(technique.hop().to()),
        via(technique, bindings),
        premises,
        new Step.Words() {
          @Override
          public String says() {
            return technique.says().fill(variable -> name(variable, bindings));
          }

          @Override
          public List<Step.Mitigation> mitigations() {
            return StepWords.this.mitigations(technique, compiled, bindings);
          }
        });
  }

  /// A way in which somebody the attacker holds may do a part of another step.
  Step witness(int number, Gain gain, List<Premise> premises) {
    String actor = "";
    for (Premise premise : premises) {
      if (premise instanceof Premise.Gained gained) {
        actor = gained.gain().args().getFirst();
      }
    }
    return new Step(number, WITNESS, gain, actor, actor, List.of(), premises, Step.Words.NONE);
  }

  private List<String> via(Technique technique, Grounding.Bindings bindings) {
    List<String> via = new ArrayList<>();
    for (String variable : technique.hop().via()) {
      if (bindings.has(variable) && facts.entity(bindings.text(variable)) != null) {
        via.add(bindings.text(variable));
      }
    }
    return via;
  }

  private String name(String variable, Grounding.Bindings bindings) {
    if (!bindings.has(variable)) {
      return variable;
    }
    String text = bindings.text(variable);
    Entity entity = facts.entity(text);
    if (entity != null) {
      return entity.name();
    }
    return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
  }

  Assumption assumption(AssumptionTemplate template, Grounding.Bindings bindings) {
    return Assumption.of(
        template.kind(), template.says().fill(variable -> name(variable, bindings)));
  }

  private List<Step.Mitigation> mitigations(
      Technique technique, CompiledRule compiled, Grounding.Bindings bindings) {
    List<Step.Mitigation> mitigations = new ArrayList<>();
    for (Mitigation mitigation : technique.mitigation().items()) {
      for (Atom atom : mitigation.removes()) {
        mitigations.add(
            new Step.Mitigation(
                mitigation.says().fill(variable -> name(variable, bindings)),
                relation(atom, compiled),
                args(atom, bindings)));
      }
    }
    return mitigations;
  }

  /// The relation as this variant of the rule asks it.
  private static String relation(Atom atom, CompiledRule compiled) {
    String relation = atom.relation();
    for (ChangedStateUnfolding.Changed change : compiled.changes()) {
      String changed = change.state().use().get(relation);
      if (changed != null
          && atom.terms().get(change.state().column() - 1) instanceof Term.Variable variable
          && change.principal().equals(variable.name())) {
        relation = changed;
      }
    }
    return relation;
  }

  /// What a block of the rule binds depends on its witness, and is left open.
  private static List<String> args(Atom atom, Grounding.Bindings bindings) {
    List<String> args = new ArrayList<>();
    for (Term term : atom.terms()) {
      args.add(
          switch (term) {
            case Term.Variable variable when bindings.has(variable.name()) ->
                bindings.text(variable.name());
            case Term.Constant constant -> constant.text();
            case Term.Numeral numeral -> Long.toString(numeral.value());
            case Term.Variable variable -> Step.Mitigation.ANY;
            case Term.Wildcard wildcard -> Step.Mitigation.ANY;
          });
    }
    return args;
  }

  /// The absence of a collected fact: known where a source covers the relation, else an assumption.
  Premise absent(String relation, List<String> args) {
    String entity = args.getFirst();
    String account = facts.second("in_account", entity);
    Fact covered = account == null ? null : facts.fact("covered", account, relation);
    Fact in = account == null ? null : facts.fact("in_account", entity, account);
    if (covered != null && in != null) {
      return new Premise.Absent(relation, args, List.of(covered, in));
    }
    return new Premise.Assumed(
        Assumption.of(
            Assumption.Kind.NOT_COLLECTED,
            "no source shows `" + relation + "` of " + named(entity) + ", and there is none"));
  }

  private String named(String id) {
    Entity entity = facts.entity(id);
    return entity == null ? id : entity.name();
  }
}
