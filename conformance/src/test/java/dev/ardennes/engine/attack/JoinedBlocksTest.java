package dev.ardennes.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.datalog.CompiledProgram;
import dev.ardennes.engine.datalog.Evaluation;
import dev.ardennes.engine.datalog.EvaluationOptions;
import dev.ardennes.engine.datalog.Relation;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.load.TechniqueBundle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Rules with joined blocks hold of what the rules hold of that they were joined from.
final class JoinedBlocksTest {
  private static final long SEED = 20261129;
  private static final int WORLDS_A_FILE = 20;
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final TechniqueSet TECHNIQUES = TechniqueBundle.standard(CATALOGUE);

  @Test
  void joinedRulesDeriveWhatTheRulesDeriveInRandomWorlds() {
    SplittableRandom random = new SplittableRandom(SEED);
    int joinedFiles = 0;
    int gained = 0;
    int gainedNothing = 0;
    for (TechniqueFile file : TECHNIQUES.files()) {
      CompiledRules rules = withoutNames(CompiledRules.of(file, CATALOGUE));
      CompiledRules joined = JoinedBlocks.of(rules);
      if (joined.equals(rules)) {
        continue;
      }
      joinedFiles++;
      List<GroundFact> known = known(file);
      for (int world = 0; world < WORLDS_A_FILE; world++) {
        List<GroundFact> facts = some(known, random);
        Set<String> expected = derived(rules, facts);
        assertThat(derived(joined, facts))
            .as("world %d of %s, seed %d: %s", world, file.id(), SEED, facts)
            .isEqualTo(expected);
        gained += expected.isEmpty() ? 0 : 1;
        gainedNothing += expected.isEmpty() ? 1 : 0;
      }
    }
    assertThat(joinedFiles).isGreaterThan(20);
    assertThat(gained).isGreaterThan(joinedFiles * 5);
    assertThat(gainedNothing).isGreaterThan(joinedFiles * 2);
  }

  @Test
  void aRuleWithAHelperIsOneForEachChangeOfWhoTakesTheStep() {
    CompiledRules rules = rules("aws.lambda.replace-execution-role");
    CompiledRules joined = JoinedBlocks.of(rules);
    List<CompiledRule> steps = joined.only(rule -> !JoinedBlocks.isBlock(rule.rule())).rules();
    assertThat(steps).hasSizeLessThan(rules.rules().size() / 3);
    assertThat(steps).allSatisfy(rule -> assertThat(changed(rule)).isSubsetOf("P"));
    assertThat(steps).extracting(CompiledRule::changes).contains(List.of());
    assertThat(joined.rules())
        .filteredOn(rule -> JoinedBlocks.isBlock(rule.rule()))
        .extracting(JoinedBlocksTest::asked)
        .contains(
            Set.of("controls", "may"), Set.of("controls", "policy_writable", "may_if_granted"));
  }

  @Test
  void whoMayTakeAStepUnderLimitsTakenOffIsHelpedByNobodyWhoseLimitsAreTakenOff() {
    CompiledRules joined = JoinedBlocks.of(rules("aws.lambda.replace-execution-role"));
    for (CompiledRule rule : joined.rules()) {
      if (rule.changes().stream().anyMatch(change -> change.state().alone())) {
        assertThat(helpers(joined, rule)).isNotEmpty().noneMatch(JoinedBlocksTest::isAlone);
      }
    }
    assertThat(joined.rules())
        .filteredOn(rule -> rule.changes().isEmpty() && !JoinedBlocks.isBlock(rule.rule()))
        .allSatisfy(rule -> assertThat(helpers(joined, rule)).anyMatch(JoinedBlocksTest::isAlone));
  }

  @Test
  void blocksThatHoldInTheSameWaysAreOneRelation() {
    CompiledRules joined = JoinedBlocks.of(rules("aws.lambda.replace-execution-role"));
    Set<String> blocks = new TreeSet<>();
    joined.rules().stream()
        .filter(rule -> JoinedBlocks.isBlock(rule.rule()))
        .forEach(rule -> blocks.add(rule.rule().head().relation()));
    assertThat(blocks).hasSize(2);
  }

  private static CompiledRules rules(String technique) {
    TechniqueFile file = TECHNIQUES.file(technique);
    assertThat(file).isNotNull();
    return CompiledRules.of(file, CATALOGUE);
  }

  private static Set<String> changed(CompiledRule rule) {
    Set<String> changed = new TreeSet<>();
    rule.changes().forEach(change -> changed.add(change.principal()));
    return changed;
  }

  /// The ways in which the joined block of a rule may hold.
  private static List<CompiledRule> helpers(CompiledRules joined, CompiledRule rule) {
    Set<String> blocks = asked(rule);
    return joined.only(other -> blocks.contains(other.rule().head().relation())).rules().stream()
        .filter(other -> JoinedBlocks.isBlock(other.rule()))
        .toList();
  }

  private static boolean isAlone(CompiledRule block) {
    return CATALOGUE.changedStates().stream()
        .filter(Catalogue.ChangedState::alone)
        .anyMatch(state -> asked(block).contains(state.when()));
  }

  private static Set<String> asked(CompiledRule rule) {
    Set<String> asked = new LinkedHashSet<>();
    for (Literal literal : rule.rule().body()) {
      if (literal instanceof Literal.Positive(Atom atom)) {
        asked.add(atom.relation());
      }
    }
    return asked;
  }

  // --- worlds

  private static CompiledRules withoutNames(CompiledRules rules) {
    return rules.only(rule -> RuleNames.of(rule.rule()).isEmpty());
  }

  /// All that some case of the file speaks of, but for names that do not exist yet; and the same
  /// under every change.
  private static List<GroundFact> known(TechniqueFile file) {
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
  private static List<GroundFact> some(List<GroundFact> known, SplittableRandom random) {
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
  private static Set<String> derived(CompiledRules rules, List<GroundFact> facts) {
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
