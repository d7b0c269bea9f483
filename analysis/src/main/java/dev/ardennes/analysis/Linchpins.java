package dev.ardennes.analysis;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Premises that many listed paths share: cut one and they all fall.
final class Linchpins {
  private static final int LISTED = 5;
  private static final Set<String> STRUCTURE =
      Set.of("kind", "arn", "in_account", "same_symbol", "covered", "tag");

  /// @param paths how many listed paths fall without the fact
  record Linchpin(Fact fact, int paths) {}

  private Linchpins() {}

  /// The facts without which at least two of the paths fall, most paths first.
  static List<Linchpin> of(FactBase facts, Changes changes, List<FoundPath> paths) {
    List<Linchpin> linchpins = new ArrayList<>();
    for (String id : changes.usedFacts()) {
      Fact fact = facts.fact(id);
      if (fact != null && !STRUCTURE.contains(fact.relation()) && !Removable.isManaged(fact)) {
        int closed = closed(changes.cutBy(Set.of(id)), paths);
        if (closed > 1) {
          linchpins.add(new Linchpin(fact, closed));
        }
      }
    }
    linchpins.sort(
        Comparator.comparingInt((Linchpin linchpin) -> -linchpin.paths())
            .thenComparing(linchpin -> linchpin.fact().id()));
    return linchpins.stream().limit(LISTED).toList();
  }

  /// How many of the paths need one of the groups.
  static int closed(Set<PathGraph.Group> cut, List<FoundPath> paths) {
    return (int)
        paths.stream().filter(path -> path.groups().stream().anyMatch(cut::contains)).count();
  }
}
