package dev.ardennes.engine.attack;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.rules.AssumptionTemplate;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.compile.ChangedStateUnfolding;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.RuleVariables;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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

  /// Which rule of which technique a step is of, and what it gives.
  record Form(Technique technique, CompiledRule compiled, Gain gain) {}

  Step step(int number, Form form, Values values, List<Premise> premises) {
    return step(number, form, values, premises, new WordsOf(form, values));
  }

  private Step step(
      int number, Form form, Values values, List<Premise> premises, Step.Words stepWords) {
    return new Step(
        number,
        kinds.of(form.technique),
        form.gain,
        textIfKnown(form.technique.hop().from(), values),
        textIfKnown(form.technique.hop().to(), values),
        via(form.technique, values),
        premises,
        stepWords);
  }

  private static String textIfKnown(String variable, Values values) {
    return values.has(variable) ? values.text(variable) : "";
  }

  /// A step to a member of a scope, whose words are known once somebody takes it.
  ///
  /// @param taken the premises of the step with those of a way to the scope
  Step scoped(
      int number,
      Form form,
      Values values,
      List<Premise> premises,
      Function<Values, List<Premise>> taken) {
    return step(
        number,
        form,
        values,
        premises,
        new WordsOf(form, values) {
          @Override
          public Step taken(Step open, Step way) {
            Values ways = ((WayWords) way.words()).values;
            return step(number, form, new Both(values, ways), taken.apply(ways));
          }
        });
  }

  /// A way in which somebody can take steps towards a scope.
  Step way(int number, Gain gain, List<Premise> premises, Values values) {
    Step witness = witness(number, gain, premises);
    return new Step(
        number,
        witness.kind(),
        gain,
        witness.from(),
        witness.to(),
        List.of(),
        premises,
        new WayWords(values));
  }

  /// A witness about a member of a scope, with whoever reaches the scope left open.
  Step scopedWitness(
      int number, Gain gain, List<Premise> premises, Function<Values, List<Premise>> taken) {
    return new Step(
        number,
        WITNESS,
        gain,
        "",
        "",
        List.of(),
        premises,
        new Step.Words() {
          @Override
          public Step taken(Step open, Step way) {
            return witness(number, gain, taken.apply(((WayWords) way.words()).values));
          }
        });
  }

  /// The words of a step.
  private class WordsOf implements Step.Words {
    private final Form form;
    private final Values values;

    WordsOf(Form form, Values values) {
      this.form = form;
      this.values = values;
    }

    @Override
    public String says() {
      return form.technique.says().fill(variable -> name(variable, values));
    }

    @Override
    public List<Step.Mitigation> mitigations() {
      return StepWords.this.mitigations(form.technique, form.compiled, values);
    }
  }

  /// A way to a scope has no words of its own.
  private record WayWords(Values values) implements Step.Words {}

  /// The variables of a step, and those of the way to its scope.
  private record Both(Values step, Values way) implements Values {
    @Override
    public String text(String variable) {
      return step.has(variable) ? step.text(variable) : way.text(variable);
    }

    @Override
    public boolean has(String variable) {
      return step.has(variable) || way.has(variable);
    }
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

  private List<String> via(Technique technique, Values bindings) {
    List<String> via = new ArrayList<>();
    for (String variable : technique.hop().via()) {
      if (bindings.has(variable) && facts.entity(bindings.text(variable)) != null) {
        via.add(bindings.text(variable));
      }
    }
    return via;
  }

  private String name(String variable, Values bindings) {
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

  Assumption assumption(AssumptionTemplate template, Values bindings) {
    return Assumption.of(
        template.kind(), template.says().fill(variable -> name(variable, bindings)));
  }

  private List<Step.Mitigation> mitigations(
      Technique technique, CompiledRule compiled, Values bindings) {
    List<Step.Mitigation> mitigations = new ArrayList<>();
    for (Mitigation mitigation : technique.mitigation().items()) {
      for (Atom atom : mitigation.removes()) {
        String says = mitigation.says().fill(variable -> name(variable, bindings));
        for (String relation : relations(atom, compiled)) {
          mitigations.add(new Step.Mitigation(says, relation, args(atom, bindings)));
        }
      }
    }
    return mitigations;
  }

  /// The relation as this variant of the rule asks it, and as its joined blocks may.
  private static Set<String> relations(Atom atom, CompiledRule compiled) {
    Set<String> relations = new LinkedHashSet<>();
    String relation = atom.relation();
    for (ChangedStateUnfolding.Changed change : compiled.changes()) {
      String changed = change.state().use().get(relation);
      if (changed != null && isAbout(atom, change.state(), change.principal())) {
        relation = changed;
      }
    }
    relations.add(relation);
    Set<String> outside = RuleVariables.of(compiled.rule().body()).keySet();
    for (Catalogue.ChangedState state : Catalogue.standard().changedStates()) {
      for (String asked : List.copyOf(relations)) {
        String changed = state.use().get(asked);
        if (changed != null && outside.stream().noneMatch(each -> isAbout(atom, state, each))) {
          relations.add(changed);
        }
      }
    }
    return relations;
  }

  private static boolean isAbout(Atom atom, Catalogue.ChangedState state, String principal) {
    return atom.terms().get(state.column() - 1) instanceof Term.Variable variable
        && principal.equals(variable.name());
  }

  /// What a block of the rule binds depends on its witness, and is left open.
  private static List<String> args(Atom atom, Values bindings) {
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
