package dev.ardennes.engine.nearest;

import dev.ardennes.rules.Simulation;
import dev.ardennes.rules.Technique;
import java.util.List;
import java.util.Map;

/// One application of a technique that would gain something, were it not for what it lacks.
///
/// @param stated what it needs and some source states
/// @param held what it needs and the attacker has
/// @param wanted what it needs and the attacker would have to gain first
record Attempt(
    Technique technique,
    Ground gain,
    Map<String, String> values,
    List<Ground> stated,
    List<Ground> held,
    List<Ground> wanted,
    List<Lacking> lacking) {
  Attempt {
    stated = List.copyOf(stated);
    values = Map.copyOf(values);
    held = List.copyOf(held);
    wanted = List.copyOf(wanted);
    lacking = List.copyOf(lacking);
  }

  int weight() {
    return lacking.stream().mapToInt(Lacking::weight).sum();
  }

  /// In which order attempts for one gain are looked at: what is closest, then what is easiest,
  /// then by text.
  String order() {
    Simulation simulation = technique.simulation();
    int effort =
        simulation.effort().ordinal() * 100
            + simulation.skill().ordinal() * 10
            + simulation.noise().ordinal();
    return "%03d %02d %03d %s %s %s %s"
        .formatted(weight(), wanted.size(), effort, technique.id(), wanted, held, lacking);
  }
}
