package dev.ardennes.engine.nearest;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.EntryPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an attacker holds who starts with one world of entries, and by which steps. A world costs
/// time linear in the premises of the graph, when it is first asked about.
final class Worlds {
  private static final int MOST_WORLDS = 50;
  private static final int MOST_SEARCHED = 6;
  private final AttackGraph graph;

  Worlds(AttackGraph graph) {
    this.graph = graph;
  }

  /// @param by for each gain the step that gave it; null where it is held from the start
  @SuppressWarnings("ArrayRecordComponent") // handed on inside the package, never compared
  record Reached(List<EntryPoint> world, List<Gain> gains, @Nullable Step[] by) {
    /// The things that the steps to these gains lead to, in the order of the steps.
    List<String> on(Collection<Gain> gains) {
      Set<Integer> seen = new LinkedHashSet<>();
      List<Step> steps = new ArrayList<>();
      for (Gain gain : gains) {
        collect(gain, seen, steps);
      }
      Set<String> entities = new LinkedHashSet<>();
      steps.stream().filter(s -> !s.gain().witness()).forEach(s -> entities.add(s.to()));
      world.forEach(entry -> entities.remove(entry.entity()));
      return List.copyOf(entities);
    }

    /// Depth first without recursion: a step comes after those it rests on.
    private void collect(Gain gain, Set<Integer> seen, List<Step> steps) {
      List<Gain> open = new ArrayList<>(List.of(gain));
      while (!open.isEmpty()) {
        Gain last = open.getLast();
        Step step = by[last.number()];
        int before = open.size();
        if (step != null && seen.add(last.number())) {
          gained(step).forEach(open::add);
        }
        if (open.size() == before) {
          open.removeLast();
          if (step != null && !steps.contains(step)) {
            steps.add(step);
          }
        }
      }
    }
  }

  private static List<Gain> gained(Step step) {
    List<Gain> gained = new ArrayList<>();
    for (Premise premise : step.premises()) {
      if (premise instanceof Premise.Gained had) {
        gained.add(had.gain());
      }
    }
    return gained;
  }

  /// What each world leads to: the internet first, then those from which most is reached; none
  /// twice that leads to the same.
  List<Reached> all() {
    Set<List<Gain>> seen = new HashSet<>();
    return graph.worlds().stream()
        .sorted(Comparator.comparing(world -> !isInternet(world)))
        .limit(MOST_WORLDS)
        .map(this::reached)
        .filter(each -> seen.add(each.gains()))
        .sorted(Comparator.comparingInt(Worlds::rank))
        .limit(MOST_SEARCHED)
        .toList();
  }

  private static int rank(Reached reached) {
    return isInternet(reached.world()) ? Integer.MIN_VALUE : -reached.gains().size();
  }

  private static boolean isInternet(List<EntryPoint> world) {
    return world.getFirst().entity().equals(EntryPoint.INTERNET);
  }

  private Reached reached(List<EntryPoint> world) {
    boolean[] held = new boolean[graph.gains().size()];
    @Nullable Step[] by = new @Nullable Step[held.length];
    held[graph.outsider().number()] = true;
    for (EntryPoint entry : world) {
      held[Objects.requireNonNull(graph.entries().get(entry)).number()] = true;
    }
    List<Step> open = graph.steps();
    int before = -1;
    while (open.size() != before) {
      before = open.size();
      List<Step> later = new ArrayList<>();
      boolean[] round = Arrays.copyOf(held, held.length);
      for (Step step : open) {
        if (!gained(step).stream().allMatch(gain -> round[gain.number()])) {
          later.add(step);
        } else if (!held[step.gain().number()]) {
          held[step.gain().number()] = true;
          by[step.gain().number()] = step;
        }
      }
      open = later;
    }
    List<Gain> gains = graph.gains().stream().filter(gain -> held[gain.number()]).toList();
    return new Reached(world, gains, by);
  }
}
