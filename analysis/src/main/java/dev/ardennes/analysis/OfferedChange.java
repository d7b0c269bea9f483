package dev.ardennes.analysis;

import dev.ardennes.model.Fact;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/// A set of collected facts to take out, with what that does.
///
/// @param says what a technique advises; empty where several advise differently
/// @param removes collected facts
/// @param cuts the groups of steps that are gone with it
/// @param cost what taking the facts out costs
/// @param pathsClosed how many of the listed paths are gone with it
/// @param verified whether the attack graph without the facts was derived anew to count them
/// @param remaining ids of the listed paths that were seen to be there all the same
record OfferedChange(
    String id,
    String says,
    Set<Fact> removes,
    Set<PathGraph.Group> cuts,
    double cost,
    int pathsClosed,
    boolean verified,
    Set<String> remaining) {

  /// What closes most for least first.
  static final Comparator<OfferedChange> BEST_FIRST =
      Comparator.comparingInt((OfferedChange change) -> -change.pathsClosed())
          .thenComparingDouble(OfferedChange::cost)
          .thenComparing(OfferedChange::id);

  Set<String> removedIds() {
    Set<String> ids = new TreeSet<>();
    removes.forEach(fact -> ids.add(fact.id()));
    return ids;
  }

  /// The same change after the attack graph was derived without its facts.
  OfferedChange verified(int closed, Set<String> open) {
    return new OfferedChange(id, says, removes, cuts, cost, closed, true, open);
  }

  /// Whether one of these, of a listed path, is gone with it.
  boolean cutsOf(String path, Set<PathGraph.Group> needed) {
    return !remaining.contains(path) && cuts.stream().anyMatch(needed::contains);
  }
}
