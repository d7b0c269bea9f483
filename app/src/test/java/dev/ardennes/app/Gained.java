package dev.ardennes.app;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.FactBase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What an attacker gains in a folder, by all shipped techniques.
final class Gained {
  private static final Instant TODAY_AT_NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Gained() {}

  /// Each gain as `relation argument...`.
  static List<String> by(String entry, Path folder) {
    return graph(entry, folder).steps().stream()
        .map(step -> step.gain().relation() + " " + String.join(" ", step.gain().args()))
        .distinct()
        .toList();
  }

  private static AttackGraph graph(String entry, Path folder) {
    ScanRequest request = Labs.request(folder, List.of(entry), List.of());
    Estate estate = Estate.read(request);
    FactBase facts = estate.facts();
    AttackGraphBuilder builder =
        new AttackGraphBuilder(
            Techniques.rules(List.of()),
            facts,
            symbols -> new PolicyRelations(facts, symbols, TODAY_AT_NOON));
    return builder.build(estate.entries()).graph();
  }
}
