package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tries changes by deriving the attack graph anew without their facts, the best ones first, within
/// a budget that is counted and not timed, so that the same input gives the same result.
final class ChangeTrials {
  private static final int MOST_TRIALS = 25;

  /// How many facts and steps all trials together may go over: a second or two. A trial is begun
  /// only if one as large as the first graph still fits.
  private static final long MOST_WORK = 50_000;

  /// What an entry counts in facts and steps.
  private static final int ASKED_OF_EACH = 50;

  private final AttackGraph first;
  private final AnalysisRequest.Rerun rerun;
  private final LikelihoodTable table;
  private final Stances stances;
  private final List<FoundPath> paths;
  private long left;

  ChangeTrials(
      AttackGraph first,
      AnalysisRequest.Rerun rerun,
      LikelihoodTable table,
      Stances stances,
      List<FoundPath> paths) {
    this.first = first;
    this.rerun = rerun;
    this.table = table;
    this.stances = stances;
    this.paths = paths;
    this.left = MOST_WORK;
  }

  /// Every rule is asked about whatever an entry gives, whether or not a step follows.
  private static long work(AttackGraph graph) {
    return (long) graph.facts().facts().size()
        + graph.steps().size()
        + (long) ASKED_OF_EACH * graph.entries().size();
  }

  /// The changes in their order, each that was tried with the paths it closes; one that was said to
  /// close paths and closes none is left out.
  List<OfferedChange> tried(List<OfferedChange> offered) {
    List<OfferedChange> tried = new ArrayList<>();
    int trials = 0;
    for (OfferedChange change : offered) {
      Optional<AttackGraph> without =
          change.pathsClosed() > 0 && trials < MOST_TRIALS && left >= work(first)
              ? without(change.removedIds())
              : Optional.empty();
      if (without.isEmpty()) {
        tried.add(change);
        continue;
      }
      trials++;
      Set<String> open = open(without.get());
      if (open.size() < paths.size()) {
        tried.add(change.verified(paths.size() - open.size(), open));
      }
    }
    tried.sort(OfferedChange.BEST_FIRST);
    return tried;
  }

  /// A graph that a limit cut short proves nothing, and the next would not be better.
  private Optional<AttackGraph> without(Set<String> facts) {
    Optional<AttackGraph> graph = rerun.without(facts);
    left = graph.isEmpty() ? 0 : left - work(graph.get());
    return graph;
  }

  /// The ids of the paths that lead to their goals all the same.
  private Set<String> open(AttackGraph graph) {
    PathReplay replay = new PathReplay(graph, new Support(table, stances, Set.of()));
    return paths.stream()
        .filter(path -> replay.leadsToItsGoal(path, first))
        .map(FoundPath::id)
        .collect(Collectors.toSet());
  }
}
