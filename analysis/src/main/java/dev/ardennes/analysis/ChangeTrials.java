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

  /// What all trials together may cost, in facts: a second or two.
  private static final long MOST_WORK = 25_000;

  /// What a gain costs: every rule is asked about it, whether or not a step follows.
  private static final int ASKED_OF_EACH = 50;

  /// A fact is only read again, so that several cost one.
  private static final int FACTS_READ_AT_ONCE = 4;

  private final AttackGraph first;
  private final AnalysisRequest.Rerun rerun;
  private final LikelihoodTable table;
  private final Stances stances;
  private final List<FoundPath> paths;

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
    private final OfferedChange change;
    private final List<FoundPath> said;
    private final List<EntryPoint> entries;
    private final Set<Gain> gains = new LinkedHashSet<>();

    Trial(OfferedChange change) {
      this.change = change;
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

    long work() {
      return first.facts().facts().size() / FACTS_READ_AT_ONCE
          + (long) ASKED_OF_EACH * (entries.size() + gains.size());
    }

    /// The change with what it was seen to close; as it was where a limit cut the graph short,
    /// which proves nothing.
    OfferedChange tried() {
      Optional<AttackGraph> without = rerun.without(change.removedIds(), entries, gains);
      if (without.isEmpty()) {
        return change;
      }
      Set<String> open = open(without.get());
      return change.verified(said.size() - open.size(), open);
    }

    /// The ids of the paths that lead to their goals all the same.
    private Set<String> open(AttackGraph without) {
      PathReplay replay = new PathReplay(without, new Support(table, stances, Set.of()));
      return said.stream()
          .filter(path -> replay.leadsToItsGoal(path, first))
          .map(FoundPath::id)
          .collect(Collectors.toSet());
    }
  }

  /// The changes in their order, each that was tried with the paths it closes; one that was said to
  /// close paths and closes none is left out. Trials know nothing of each other and share the
  /// processors.
  List<OfferedChange> tried(List<OfferedChange> offered) {
    List<OfferedChange> tried = new ArrayList<>(offered);
    List<Trial> trials = trials(offered);
    trials.forEach(trial -> tried.remove(trial.change));
    trials.parallelStream()
        .map(Trial::tried)
        .filter(change -> change.pathsClosed() > 0)
        .forEachOrdered(tried::add);
    tried.sort(OfferedChange.BEST_FIRST);
    return tried;
  }

  private List<Trial> trials(List<OfferedChange> offered) {
    List<Trial> trials = new ArrayList<>();
    long left = MOST_WORK;
    for (OfferedChange change : offered) {
      Trial trial = new Trial(change);
      if (change.pathsClosed() > 0 && trials.size() < MOST_TRIALS && trial.work() <= left) {
        trials.add(trial);
        left -= trial.work();
      }
    }
    return trials;
  }
}
