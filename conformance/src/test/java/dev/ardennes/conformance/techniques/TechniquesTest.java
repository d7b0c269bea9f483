package dev.ardennes.conformance.techniques;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.check.EngineEvaluator;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation;
import dev.ardennes.policy.aws.AwsAction;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.rules.Atoms;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.check.Evaluator;
import dev.ardennes.rules.check.TechniqueChecks;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.Term;
import dev.ardennes.rules.load.TechniqueBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The built-in techniques as they are shipped, in the engine and in the oracle.
final class TechniquesTest {
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final TechniqueSet TECHNIQUES = TechniqueBundle.standard(CATALOGUE);

  static Stream<TechniqueFile> files() {
    return TECHNIQUES.files().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyTechniquePassesItsChecksInTheEngine(TechniqueFile file) {
    assertThat(check(file, new EngineEvaluator(CATALOGUE))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCaseComesOutTheSameInTheOracle(TechniqueFile file) {
    List<Rule> rules = CompiledRules.of(file, CATALOGUE).plain();
    for (var example : file.tests().cases()) {
      Set<GroundFact> facts = file.tests().facts(example);
      assertThat(derived(new OracleEvaluator(), rules, facts))
          .as(example.name())
          .isEqualTo(derived(new EngineEvaluator(CATALOGUE), rules, facts));
    }
    assertThat(check(file, new OracleEvaluator())).isEmpty();
  }

  /// All techniques at once on the facts of all cases: what one file's rules gain feeds another's.
  @Test
  void allTechniquesTogetherGiveTheSameInBoth() {
    List<Rule> rules = CompiledRules.of(TECHNIQUES, CATALOGUE).plain();
    for (TechniqueFile file : TECHNIQUES.files()) {
      Set<GroundFact> facts = new TreeSet<>(file.tests().base());
      assertThat(derived(new EngineEvaluator(CATALOGUE), rules, facts))
          .as(file.id())
          .isEqualTo(derived(new OracleEvaluator(), rules, facts));
    }
  }

  /// Techniques name actions as AWS documents them, letter by letter.
  @Test
  void everyActionThatARuleNamesExists() {
    AwsServices services = AwsServices.bundled();
    List<String> unknown = new ArrayList<>();
    for (TechniqueFile file : TECHNIQUES.files()) {
      for (String action : actions(file)) {
        if (services.action(action).map(AwsAction::fullName).filter(action::equals).isEmpty()) {
          unknown.add(file.id() + ": " + action);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  /// Decisions are asked of principals that other premises name; a rule that leaves one open stops
  /// every scan.
  @Test
  void everyDecisionIsAskedInAWayThatCanBeAnswered() {
    FactBase nothing = FactBase.of(List.of());
    AttackGraphBuilder builder =
        new AttackGraphBuilder(
            TECHNIQUES, nothing, symbols -> new PolicyRelations(nothing, symbols, null));
    assertThatCode(builder::checkRules).doesNotThrowAnyException();
  }

  private static Set<String> actions(TechniqueFile file) {
    Set<String> actions = new TreeSet<>();
    for (Rule rule : file.rules()) {
      for (Atom atom : Atoms.positive(rule.body())) {
        Relation relation = Objects.requireNonNull(CATALOGUE.relation(atom.relation()));
        for (int i = 0; i < atom.arity(); i++) {
          if (relation.columns().get(i).type().equals("action")
              && atom.terms().get(i) instanceof Term.Constant constant) {
            actions.add(constant.text());
          }
        }
      }
    }
    return actions;
  }

  private static Set<GroundFact> derived(
      Evaluator evaluator, List<Rule> rules, Set<GroundFact> facts) {
    Set<GroundFact> found = new TreeSet<>(evaluator.derive(rules, facts));
    found.removeAll(facts);
    return found;
  }

  private static List<String> check(TechniqueFile file, Evaluator evaluator) {
    return new TechniqueChecks(evaluator, TechniqueBundle.attack(), CATALOGUE)
        .check(file).stream()
            .map(problem -> file.id() + ": " + problem.says() + " (" + problem.help() + ")")
            .toList();
  }
}
