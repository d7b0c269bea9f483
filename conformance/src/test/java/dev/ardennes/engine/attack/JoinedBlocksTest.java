package dev.ardennes.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.load.TechniqueBundle;
import java.util.LinkedHashSet;
import java.util.List;
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
      CompiledRules rules = TechniqueWorlds.withoutNames(CompiledRules.of(file, CATALOGUE));
      CompiledRules joined = JoinedBlocks.of(rules);
      if (joined.equals(rules)) {
        continue;
      }
      joinedFiles++;
      List<GroundFact> known = TechniqueWorlds.known(file);
      for (int world = 0; world < WORLDS_A_FILE; world++) {
        List<GroundFact> facts = TechniqueWorlds.some(known, random);
        Set<String> expected = TechniqueWorlds.derived(rules, facts);
        assertThat(TechniqueWorlds.derived(joined, facts))
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
}
