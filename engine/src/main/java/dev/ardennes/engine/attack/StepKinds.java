package dev.ardennes.engine.attack;

import dev.ardennes.rules.AttackReference;
import dev.ardennes.rules.Detection;
import dev.ardennes.rules.Technique;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is the same for all steps of a technique, made once for each.
final class StepKinds {
  private final Map<String, StepKind> byTechnique = new HashMap<>();

  StepKind of(Technique technique) {
    return byTechnique.computeIfAbsent(technique.id(), id -> make(technique));
  }

  private static StepKind make(Technique technique) {
    List<Detection> detections = technique.detection().items();
    return new StepKind(
        technique.id(),
        technique.title(),
        technique.stage().word(),
        technique.attack().items().stream().map(AttackReference::id).toList(),
        technique.stride().stream().map(stride -> stride.name().substring(0, 1)).toList(),
        technique.simulation().effort().word(),
        technique.simulation().skill().word(),
        technique.simulation().noise().word(),
        detections.stream().map(d -> d.log() + " " + d.event()).toList(),
        blind(technique, detections),
        technique.digest(),
        technique.ruleText().strip());
  }

  private static String blind(Technique technique, List<Detection> detections) {
    return detections.isEmpty()
        ? technique.detection().noneBecause()
        : detections.stream()
            .map(Detection::blind)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
  }
}
