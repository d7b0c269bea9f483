package dev.ardennes.analysis;

import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.ContentId;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A minimal proof that a target falls, as groups of steps in the order in which they can be taken.
///
/// @param entry the first of the entries that it needs
/// @param heldWith the others that it needs, held together with the first
record FoundPath(
    EntryPoint entry,
    List<EntryPoint> heldWith,
    CrownJewel target,
    List<PathGraph.Group> groups,
    Report.Likelihood likelihood,
    double risk,
    boolean orderProved) {

  /// What the whole path rests on.
  Set<Assumption> assumptions() {
    Set<Assumption> all = new TreeSet<>();
    groups.forEach(group -> all.addAll(group.best().assumptions()));
    return all;
  }

  /// The steps that stand for their groups; witnesses included.
  List<Step> steps() {
    return groups.stream().map(group -> group.best().step()).toList();
  }

  /// Content-derived: the steps, the entries with their kinds, and the target.
  String id() {
    StepIdentity identity = new StepIdentity(groups);
    List<String> content = new ArrayList<>();
    shownSteps().forEach(step -> content.add(identity.of(step)));
    content.sort(null);
    content.add(entry.kind().word());
    heldWith.forEach(held -> content.add(held.kind().word() + " " + held.entity()));
    content.add(target.entity());
    return ContentId.of("p", entry.entity(), content);
  }

  /// For each step people see, the techniques by which it can be taken.
  List<Set<String>> techniques() {
    List<Set<String>> techniques = new ArrayList<>();
    for (PathGraph.Group group : groups) {
      if (!group.gain().witness()) {
        Set<String> ways = new TreeSet<>();
        group.steps().forEach(chosen -> ways.add(chosen.step().kind().technique()));
        techniques.add(ways);
      }
    }
    return techniques;
  }

  /// The steps people see: without those that only say who may do a part of another step.
  List<Step> shownSteps() {
    return steps().stream().filter(step -> !step.gain().witness()).toList();
  }
}
