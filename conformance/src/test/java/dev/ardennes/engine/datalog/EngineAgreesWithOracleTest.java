package dev.ardennes.engine.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.datalog.MatchPattern.NameMode;
import dev.ardennes.oracle.datalog.NaiveResult;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds the engine against the naive evaluator on random programs: facts and steps, exactly.
final class EngineAgreesWithOracleTest {

  private static final int CASES = Integer.getInteger("datalog.cases", 600);
  private static final long FIRST_SEED = Long.getLong("datalog.seed", 1);

  @Test
  void factsAndStepsAreThoseOfTheNaiveEvaluator() {
    Comparison comparison = new Comparison(RuleAssembler::new);
    Map<String, Integer> coverage = new TreeMap<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
      RandomCase test = RandomCases.of(seed);
      Optional<String> difference = comparison.difference(test);
      if (difference.isPresent()) {
        RandomCase reduced = comparison.reduced(test);
        assertThat(comparison.difference(reduced)).as(reduced.toString()).isEmpty();
      }
      count(test, coverage);
    }
    System.out.println("datalog: seeds from " + FIRST_SEED + ", programs with " + coverage);
    for (String feature : Features.ALL) {
      assertThat(coverage.getOrDefault(feature, 0)).as(feature).isGreaterThan(CASES / 50);
    }
  }

  private static void count(RandomCase test, Map<String, Integer> coverage) {
    NaiveResult result = Comparison.expected(test);
    for (String feature : Features.of(test, result)) {
      coverage.merge(feature, 1, Integer::sum);
    }
  }

  /// Ways to get an engine wrong, each of which the comparison has to notice.
  enum Fault {
    LAST_DELTA_FORGOTTEN,
    DELTA_JOINED_TWICE,
    REPEATED_VARIABLE_UNCHECKED,
    NEGATION_IGNORED,
    INTERSECTION_SKIPPED;

    RuleAssembler assembler() {
      return switch (this) {
        case LAST_DELTA_FORGOTTEN -> new LastDeltaForgotten();
        case DELTA_JOINED_TWICE -> new DeltaJoinedTwice();
        case REPEATED_VARIABLE_UNCHECKED -> new RepeatedVariableUnchecked();
        case NEGATION_IGNORED -> new NegationIgnored();
        case INTERSECTION_SKIPPED -> new IntersectionSkipped();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedFaultIsNoticed(Fault fault) {
    Comparison comparison = new Comparison(fault::assembler);
    boolean noticed = false;
    for (long seed = 1; seed <= 200 && !noticed; seed++) {
      noticed = comparison.difference(RandomCases.of(seed)).isPresent();
    }
    assertThat(noticed).isTrue();
  }

  private static final class LastDeltaForgotten extends RuleAssembler {
    @Override
    List<Integer> deltas(CompiledRule rule, Set<Integer> changing) {
      List<Integer> deltas = super.deltas(rule, changing);
      return deltas.size() < 2 ? deltas : deltas.subList(0, deltas.size() - 1);
    }
  }

  private static final class DeltaJoinedTwice extends RuleAssembler {
    @Override
    int end(Relation relation, int premise, int delta, boolean settled) {
      return relation.current();
    }
  }

  private static final class RepeatedVariableUnchecked extends RuleAssembler {
    @Override
    int[] sameColumns(CompiledRule rule, CompiledRule.Operand atom, BitSet bound) {
      return new int[0];
    }
  }

  private static final class NegationIgnored extends RuleAssembler {
    @Override
    Node absent(
        Relation relation, Frame frame, CompiledRule.Operand atom, Plan.Access access, Node next) {
      return next;
    }
  }

  private static final class IntersectionSkipped extends RuleAssembler {
    @Override
    NameMode nameMode(int[] registers, int column, BitSet bound) {
      return NameMode.ASSIGN;
    }
  }
}
