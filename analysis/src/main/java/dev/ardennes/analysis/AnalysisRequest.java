package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What to look for.
///
/// @param targets in their order of display
/// @param entriesInferred whether nobody named the entries: then an administrator's own credentials
///   are reported apart and what an entry may do by itself is no path
/// @param maximumPaths how many paths to list
/// @param everything list all entities and facts, not only those that a result uses
/// @param suppressed which paths are not to be listed
/// @param costs what taking out a fact costs
/// @param rerun tries the changes; null to offer them untried
/// @param single list only the riskiest path to each target
public record AnalysisRequest(
    List<CrownJewel> targets,
    boolean entriesInferred,
    Stances stances,
    int maximumPaths,
    ProofLimits limits,
    boolean everything,
    boolean single,
    PathFilter suppressed,
    ToDoubleFunction<Fact> costs,
    @Nullable Rerun rerun) {
  /// Says which paths somebody does not want to see.
  @FunctionalInterface
  public interface PathFilter {
    /// @param pathId the path's id
    /// @param techniques for each step the techniques by which it can be taken
    boolean hides(String pathId, List<? extends Collection<String>> techniques);
  }

  /// Derives anew what can be gained of what paths gain.
  @FunctionalInterface
  public interface Rerun {
    /// @param factIds collected facts that are taken out
    /// @param entries where the paths start
    /// @param gains what the paths gain; steps to anything else may be missing
    /// @return empty where a limit cut the graph short
    Optional<AttackGraph> without(
        Set<String> factIds, List<EntryPoint> entries, Collection<Gain> gains);
  }

  public AnalysisRequest {
    targets = List.copyOf(targets);
  }

  /// The same request about other targets, without trying changes.
  public AnalysisRequest with(List<CrownJewel> others, boolean inferred) {
    return new AnalysisRequest(
        others,
        inferred,
        stances,
        maximumPaths,
        limits,
        everything,
        single,
        suppressed,
        costs,
        null);
  }

  /// The same request for the riskiest path to each target.
  public AnalysisRequest onePathEach() {
    return new AnalysisRequest(
        targets,
        entriesInferred,
        stances,
        Integer.MAX_VALUE,
        limits,
        everything,
        true,
        suppressed,
        costs,
        rerun);
  }
}
