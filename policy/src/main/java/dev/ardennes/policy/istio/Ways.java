package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Merges ways that hold whether or not something is so: what passes both if a policy is about the
/// workload and if it is not needs no assumption about that.
final class Ways {
  private static final int MOST = 200;

  private final List<Way> all = new ArrayList<>();

  /// One way in which a request passes.
  record Way(Set<Literal> assumed, Map<State.Slot, State.Picks> picks, List<String> factIds) {
    static Way of(Solver.Solution solution) {
      return new Way(
          new LinkedHashSet<>(solution.state().assumed()),
          solution.state().picks(),
          solution.factIds());
    }

    /// This and a way that differs in the opposite of one assumption, without that; empty where the
    /// other is not such a way.
    private Optional<Way> merge(Way other) {
      if (assumed.size() != other.assumed.size() || !picks.equals(other.picks)) {
        return Optional.empty();
      }
      Set<Literal> mine = new LinkedHashSet<>(assumed);
      mine.removeAll(other.assumed);
      if (mine.size() != 1 || !other.assumed.contains(mine.iterator().next().negate())) {
        return Optional.empty();
      }
      Set<Literal> common = new LinkedHashSet<>(assumed);
      common.removeAll(mine);
      TreeSet<String> facts = new TreeSet<>(factIds);
      facts.addAll(other.factIds);
      return Optional.of(new Way(common, picks, List.copyOf(facts)));
    }
  }

  void add(List<Solver.Solution> solutions) {
    solutions.forEach(solution -> all.add(Way.of(solution)));
  }

  /// All ways and what they merge to.
  List<Way> merged() {
    Set<Way> known = new LinkedHashSet<>(all);
    List<Way> open = new ArrayList<>(known);
    while (!open.isEmpty() && known.size() < MOST) {
      Way next = open.removeFirst();
      for (Way other : List.copyOf(known)) {
        Optional<Way> merged = next.merge(other);
        if (merged.isPresent() && known.add(merged.get())) {
          open.add(merged.get());
        }
      }
    }
    return List.copyOf(known);
  }
}
