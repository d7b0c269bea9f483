package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.EntryPoint;
import java.util.HashSet;
import java.util.Set;

/// Walks a path of one attack graph in another one: that of the estate with a change applied.
final class PathReplay {
  private static final int DEEPEST_WITNESS = 8;
  private final AttackGraph graph;
  private final Support support;

  PathReplay(AttackGraph graph, Support support) {
    this.graph = graph;
    this.support = support;
  }

  /// Whether the attacker still gets to the path's goal over the gains of the path, by whichever
  /// techniques and witnesses. O(steps to the gains of the path).
  boolean leadsToItsGoal(FoundPath path, AttackGraph original) {
    Set<String> had = new HashSet<>();
    had.add(original.outsider().factId());
    original.entries().forEach((entry, gain) -> addIfHeld(path, entry, gain, had));
    boolean last = false;
    for (PathGraph.Group group : path.groups()) {
      if (!group.gain().witness()) {
        last = canGain(group.gain(), had, 0);
        if (last) {
          had.add(group.gain().factId());
        }
      }
    }
    return last;
  }

  private static void addIfHeld(FoundPath path, EntryPoint entry, Gain gain, Set<String> had) {
    if (entry.equals(path.entry()) || path.heldWith().contains(entry)) {
      had.add(gain.factId());
    }
  }

  private boolean canGain(Gain gain, Set<String> had, int depth) {
    Gain here = graph.gain(gain.relation(), gain.args().toArray(String[]::new));
    return here != null
        && graph.stepsTo(here).stream()
            .anyMatch(step -> canBeTaken(step, had, depth) && support.choose(step) != null);
  }

  private boolean canBeTaken(Step step, Set<String> had, int depth) {
    for (Premise premise : step.premises()) {
      if (premise instanceof Premise.Gained gained && !has(gained.gain(), had, depth)) {
        return false;
      }
    }
    return true;
  }

  /// Witnesses do not nest in any technique; beyond the depth limit one is taken to be there, so
  /// that no path is called closed for it.
  private boolean has(Gain gain, Set<String> had, int depth) {
    if (!gain.witness()) {
      return had.contains(gain.factId());
    }
    return depth >= DEEPEST_WITNESS || canGain(gain, had, depth + 1);
  }
}
