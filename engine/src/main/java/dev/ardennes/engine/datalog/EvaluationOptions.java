package dev.ardennes.engine.datalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a program is run.
///
/// @param keepSteps whether every ground step is kept; without it, premises that need only one
///   match stop at the first
/// @param maxFacts how many facts may be derived or computed
/// @param maxSteps how many steps may be kept
/// @param nameSets joins sets of names; needed if a rule meets a column of type `names` twice
/// @param wanted by relation, which of its facts rules may derive; of a relation without an entry
///   they derive what the others need, or all if there is no entry at all
public record EvaluationOptions(
    boolean keepSteps,
    long maxFacts,
    long maxSteps,
    @Nullable NameSets nameSets,
    Map<String, Set<List<Integer>>> wanted) {

  /// Enough for any estate that fits one machine.
  public static final long DEFAULT_LIMIT = 400_000_000;

  /// Facts only, with the default limits.
  public static EvaluationOptions factsOnly() {
    return new EvaluationOptions(false, DEFAULT_LIMIT, DEFAULT_LIMIT, null, Map.of());
  }

  /// All steps kept, with the default limits.
  public static EvaluationOptions withSteps() {
    return new EvaluationOptions(true, DEFAULT_LIMIT, DEFAULT_LIMIT, null, Map.of());
  }

  /// The same with a function for sets of names.
  public EvaluationOptions with(NameSets sets) {
    return new EvaluationOptions(keepSteps, maxFacts, maxSteps, sets, wanted);
  }

  /// The same with other limits.
  public EvaluationOptions withLimits(long facts, long steps) {
    return new EvaluationOptions(keepSteps, facts, steps, nameSets, wanted);
  }

  /// The same with facts left out as if no rule derived them. Facts from outside are all taken.
  public EvaluationOptions deriving(Map<String, Set<List<Integer>>> only) {
    return new EvaluationOptions(keepSteps, maxFacts, maxSteps, nameSets, Map.copyOf(only));
  }
}
