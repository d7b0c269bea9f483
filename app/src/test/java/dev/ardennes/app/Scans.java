package dev.ardennes.app;

import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.FactBase;
import dev.ardennes.rules.TechniqueSet;
import java.time.Instant;
import java.util.List;

/// Scans with the techniques of the library, which are compiled once for all of them.
final class Scans {
  private static final TechniqueSet TECHNIQUES = Techniques.load(List.of());
  private static final FactBase NOTHING = FactBase.of(List.of());
  private static final AttackGraphBuilder COMPILED =
      new AttackGraphBuilder(
          TECHNIQUES, NOTHING, symbols -> new PolicyRelations(NOTHING, symbols, Instant.EPOCH));

  private Scans() {}

  static Scan of(ScanRequest request) {
    return new Scan(request, TECHNIQUES, COMPILED);
  }
}
