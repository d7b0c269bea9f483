package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.CompiledProgram;
import dev.ardennes.engine.datalog.Evaluation;
import dev.ardennes.engine.datalog.EvaluationOptions;
import dev.ardennes.engine.datalog.Relation;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.compile.CompiledRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Random worlds made of what the cases of techniques speak of, and what rules derive in them.
final class TechniqueWorlds {
  private static final Catalogue CATALOGUE = Catalogue.standard();

  private TechniqueWorlds() {}

  static CompiledRules withoutNames(CompiledRules rules) {
    return rules.only(rule -> RuleNames.of(rule.rule()).isEmpty());
  }

  /// All that some case of the file speaks of, but for names that do not exist yet; and the same
  /// under every change.
  static List<GroundFact> known(TechniqueFile file) {
    Set<GroundFact> known = new LinkedHashSet<>();
    file.tests().cases().forEach(each -> known.addAll(file.tests().facts(each)));
    for (Catalogue.ChangedState state : CATALOGUE.changedStates()) {
      for (GroundFact fact : List.copyOf(known)) {
        String changed = state.use().get(fact.relation());
        if (changed != null) {
          known.add(new GroundFact(changed, fact.args()));
          known.add(new GroundFact(state.when(), List.of(fact.args().get(state.column() - 1))));
        }
      }
    }
    List<GroundFact> plain = new ArrayList<>(known);
    plain.removeIf(fact -> isAboutNames(fact.relation()));
    plain.addAll(notAbsorbed(plain));
    return plain;
  }

  /// Nobody is an administrator, whatever changes.
  private static List<GroundFact> notAbsorbed(List<GroundFact> facts) {
    Set<String> entities = new TreeSet<>();
    facts.forEach(fact -> entities.addAll(fact.args()));
    List<GroundFact> notAbsorbed = new ArrayList<>();
    CATALOGUE.relations().stream()
        .map(dev.ardennes.model.Relation::name)
        .filter(name -> name.startsWith("not_absorbed"))
        .forEach(
            name ->
                entities.forEach(
                    one ->
                        entities.forEach(
                            other -> notAbsorbed.add(new GroundFact(name, List.of(one, other))))));
    return notAbsorbed;
  }

  private static boolean isAboutNames(String relation) {
    dev.ardennes.model.Relation known = CATALOGUE.relation(relation);
    return known == null
        || known.columns().stream().anyMatch(column -> column.type().equals(Catalogue.NAMES));
  }

  /// Some of the facts; of those about changed states another share.
  static List<GroundFact> some(List<GroundFact> known, SplittableRandom random) {
    double changed = random.nextDouble(0.8);
    double plain = random.nextDouble(0.4, 1);
    List<GroundFact> some = new ArrayList<>();
    for (GroundFact fact : known) {
      if (random.nextDouble() < (isChanged(fact.relation()) ? changed : plain)) {
        some.add(fact);
      }
    }
    return some;
  }

  private static boolean isChanged(String relation) {
    return CATALOGUE.changedStates().stream()
        .anyMatch(state -> state.when().equals(relation) || state.use().containsValue(relation));
  }

  /// What the rules add to the facts.
  static Set<String> derived(CompiledRules rules, List<GroundFact> facts) {
    SymbolTable symbols = new SymbolTable();
    CompiledProgram program = AttackProgram.compile(rules, Map.of(), symbols, List::of);
    Evaluation evaluation = new Evaluation(program, EvaluationOptions.factsOnly());
    Set<String> given = new TreeSet<>();
    for (GroundFact fact : facts) {
      int[] tuple = fact.args().stream().mapToInt(symbols::intern).toArray();
      evaluation.insert(evaluation.relation(fact.relation()), tuple);
      given.add(fact.relation() + fact.args());
    }
    evaluation.run();
    Set<String> found = new TreeSet<>();
    for (Relation relation : evaluation.relations()) {
      if (CATALOGUE.relation(relation.name()) != null) {
        for (int row = 0; row < relation.size(); row++) {
          List<String> args = new ArrayList<>();
          for (int column = 0; column < relation.arity(); column++) {
            args.add(symbols.text(relation.value(row, column)));
          }
          found.add(relation.name() + args);
        }
      }
    }
    found.removeAll(given);
    return found;
  }
}
