package dev.ardennes.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Standing;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.load.TechniqueBundle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rules that are left out because nothing in an estate lets them fire derive nothing there.
final class PossibleRulesTest {
  private static final long SEED = 20261129;
  private static final int WORLDS = 300;
  private static final int FILES_A_WORLD = 4;
  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final TechniqueSet TECHNIQUES = TechniqueBundle.standard(CATALOGUE);

  @Test
  void possibleRulesDeriveWhatAllRulesDeriveInRandomWorlds() {
    SplittableRandom random = new SplittableRandom(SEED);
    int gained = 0;
    int left = 0;
    for (int world = 0; world < WORLDS; world++) {
      List<CompiledRule> all = new ArrayList<>();
      Set<GroundFact> known = new LinkedHashSet<>();
      for (int i = 0; i < FILES_A_WORLD; i++) {
        TechniqueFile file = TECHNIQUES.files().get(random.nextInt(TECHNIQUES.files().size()));
        all.addAll(TechniqueWorlds.withoutNames(CompiledRules.of(file, CATALOGUE)).rules());
        known.addAll(TechniqueWorlds.known(file));
      }
      CompiledRules rules = new CompiledRules(all);
      List<GroundFact> facts = TechniqueWorlds.some(List.copyOf(known), random);
      CompiledRules possible = possible(rules, facts);
      Set<String> expected = TechniqueWorlds.derived(rules, facts);
      assertThat(TechniqueWorlds.derived(possible, facts))
          .as("world %d, seed %d: %s", world, SEED, facts)
          .isEqualTo(expected);
      gained += expected.isEmpty() ? 0 : 1;
      left += rules.rules().size() - possible.rules().size();
    }
    assertThat(gained).isGreaterThan(WORLDS / 3);
    assertThat(left).isGreaterThan(WORLDS);
  }

  @Test
  void ruleAboutAKindThatNothingIsOfIsLeftOut() {
    TechniqueFile file = TECHNIQUES.file("aws.lambda.replace-execution-role");
    assertThat(file).isNotNull();
    CompiledRules rules = CompiledRules.of(file, CATALOGUE);
    List<GroundFact> facts = TechniqueWorlds.known(file);
    assertThat(possible(rules, facts).rules()).extracting(CompiledRule::source).contains(0, 1);
    List<GroundFact> withoutFunctions = new ArrayList<>(facts);
    withoutFunctions.replaceAll(
        fact ->
            fact.relation().equals("kind")
                ? new GroundFact("kind", List.of(fact.args().getFirst(), "aws.s3.bucket"))
                : fact);
    assertThat(withoutFunctions).isNotEqualTo(facts);
    assertThat(possible(rules, withoutFunctions).rules())
        .extracting(CompiledRule::source)
        .as("the second rule is about what was taken off, which nothing else is")
        .containsOnly(1);
  }

  private static CompiledRules possible(CompiledRules rules, List<GroundFact> facts) {
    Set<String> relations = facts.stream().map(GroundFact::relation).collect(Collectors.toSet());
    List<Fact> given =
        facts.stream()
            .map(fact -> new Fact(fact.relation(), fact.args(), Standing.ASSUMED, List.of()))
            .toList();
    return PossibleRules.of(rules, given, relations::contains);
  }
}
