package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.model.EntryPoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tries changes by deriving anew, without their facts, what the paths gain, the best ones first,
/// within a budget that is counted and not timed, so that the same input gives the same result.
final class ChangeTrials {
  private static final int MOST_TRIALS = 25;

  /// How many facts and steps all trials together may go over: a second or so. A trial is begun
  /// only if one without steps still fits.
  private static final long MOST_WORK = 25_000;

  /// What a gain counts in facts and steps: every rule is asked about it, whether or not a step
  /// follows.
  private static final int ASKED_OF_EACH = 50;

  /// A fact is only read again.
  private static final int FACTS_READ_AT_ONCE = 4;

  private final AttackGraph first;
  private final AnalysisRequest.Rerun rerun;
  private final LikelihoodTable table;
  private final Stances stances;
  private final List<FoundPath> paths;
  private long left = MOST_WORK;

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
  }

  /// What a change is said to close, to be gone through once more without its facts.
  private final class Trial {
    private final List<FoundPath> said;
    private final List<EntryPoint> entries;
    private final Set<Gain> gains = new LinkedHashSet<>();

    Trial(OfferedChange change) {
      said =
          paths.stream()
              .filter(path -> path.groups().stream().anyMatch(change.cuts()::contains))
              .toList();
      entries = first.entries().keySet().stream().filter(this::isEntry).toList();
      said.forEach(path -> path.groups().forEach(group -> gains.add(group.gain())));
    }

    private boolean isEntry(EntryPoint entry) {
      return said.stream()
          .anyMatch(path -> path.entry().equals(entry) || path.heldWith().contains(entry));
    }

    /// What it costs if it finds so many steps.
    long work(int steps) {
      return first.facts().facts().size() / FACTS_READ_AT_ONCE
          + steps
          + (long) ASKED_OF_EACH * (entries.size() + gains.size());
    }

    /// The ids of the paths that lead to their goals all the same.
    Set<String> open(AttackGraph without) {
      PathReplay replay = new PathReplay(without, new Support(table, stances, Set.of()));
      return said.stream()
          .filter(path -> replay.leadsToItsGoal(path, first))
          .map(FoundPath::id)
          .collect(Collectors.toSet());
    }
  }

  /// The changes in their order, each that was tried with the paths it closes; one that was said to
  /// close paths and closes none is left out.
  List<OfferedChange> tried(List<OfferedChange> offered) {
    List<OfferedChange> tried = new ArrayList<>();
    int trials = 0;
    for (OfferedChange change : offered) {
      Trial trial = new Trial(change);
      Optional<AttackGraph> without =
          change.pathsClosed() > 0 && trials < MOST_TRIALS && left >= trial.work(0)
              ? without(change.removedIds(), trial)
              : Optional.empty();
      if (without.isEmpty()) {
        tried.add(change);
        continue;
      }
      trials++;
      Set<String> open = trial.open(without.get());
      if (open.size() < trial.said.size()) {
        tried.add(change.verified(trial.said.size() - open.size(), open));
      }
    }
    tried.sort(OfferedChange.BEST_FIRST);
    return tried;
  }

  /// A graph that a limit cut short proves nothing, and the next would not be better.
  private Optional<AttackGraph> without(Set<String> facts, Trial trial) {
    Optional<AttackGraph> graph = rerun.without(facts, trial.entries, trial.gains);
    left = graph.isEmpty() ? 0 : left - trial.work(graph.get().steps().size());
    return graph;
  }
}
