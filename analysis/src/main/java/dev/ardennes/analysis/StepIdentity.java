package dev.ardennes.analysis;

import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.ContentId;
import dev.ardennes.model.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Ids of steps and paths: from technique, gain and the facts that are the premises, those of a
/// witness included; never from evidence, likelihood or stance.
final class StepIdentity {
  private final Map<Gain, PathGraph.Group> witnesses = new HashMap<>();

  StepIdentity(List<PathGraph.Group> groups) {
    for (PathGraph.Group group : groups) {
      if (group.gain().witness()) {
        witnesses.put(group.gain(), group);
      }
    }
  }

  /// The id of a step of the path.
  String of(Step step) {
    Set<String> premises = new TreeSet<>();
    collect(step, premises);
    List<String> parts = new ArrayList<>();
    parts.add(step.gain().toString());
    parts.addAll(premises);
    return ContentId.of("s", step.kind().technique(), parts);
  }

  private void collect(Step step, Set<String> premises) {
    for (Premise premise : step.premises()) {
      switch (premise) {
        case Premise.Stated stated -> premises.add(stated.fact().toString());
        case Premise.Absent absent ->
            absent.shown().stream().map(Fact::toString).forEach(premises::add);
        case Premise.Decided decided ->
            premises.add(text(decided.decision().relation(), decided.decision().args()));
        case Premise.Assumed assumed -> {}
        case Premise.Gained gained -> {
          PathGraph.Group witness = witnesses.get(gained.gain());
          if (witness == null) {
            premises.add(gained.gain().toString());
          } else {
            collect(witness.best().step(), premises);
          }
        }
      }
    }
  }

  private static String text(String relation, List<String> args) {
    return relation + "(" + String.join(", ", args) + ")";
  }
}
