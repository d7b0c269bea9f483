package dev.ardennes.analysis;

import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.CrownJewel;
import java.util.List;

/// What to look for.
///
/// @param targets in their order of display
/// @param entriesInferred whether nobody named the entries: then an administrator's own credentials
///     are reported apart and what an entry may do by itself is no path
/// @param maximumPaths how many paths to list
/// @param everything list all entities and facts, not only those that a result uses
/// @param single list only the riskiest path to each target
public record AnalysisRequest(
    List<CrownJewel> targets,
    boolean entriesInferred,
    Stances stances,
    int maximumPaths,
    ProofLimits limits,
    boolean everything,
    boolean single) {
  public AnalysisRequest {
    targets = List.copyOf(targets);
  }

  /// The same request for the riskiest path to each target.
  public AnalysisRequest onePathEach() {
    return new AnalysisRequest(
        targets, entriesInferred, stances, Integer.MAX_VALUE, limits, everything, true);
  }
}
