package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Jewel;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.FactBase;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The crown jewels that a file names, found in an estate.
final class Jewels {
  static final String KEY = "crown_jewels";

  private final EstateConfiguration configuration;
  private final Patterns patterns;
  private final Map<String, CrownJewel> jewels = new LinkedHashMap<>();

  Jewels(EstateConfiguration configuration, FactBase facts) {
    this.configuration = configuration;
    this.patterns = new Patterns(facts);
  }

  /// Worst impact first, then by id, as the inferred ones are.
  Applied<List<CrownJewel>> applied(List<CrownJewel> inferred) {
    configuration.crownJewels().forEach(this::add);
    if (jewels.isEmpty()) {
      return new Applied<>(List.copyOf(inferred), patterns.problems(), List.of());
    }
    List<CrownJewel> sorted =
        jewels.values().stream()
            .sorted(Comparator.comparing(CrownJewel::impact).thenComparing(CrownJewel::entity))
            .toList();
    long count = inferred.stream().filter(jewel -> !jewels.containsKey(jewel.entity())).count();
    return new Applied<>(
        sorted,
        patterns.problems(),
        Sections.hidden(
            configuration, KEY, "crown jewels that would be taken without `crown_jewels`", count));
  }

  private void add(Jewel jewel) {
    for (Selector.Match match : patterns.select(jewel.entity())) {
      String id = match.entity().id();
      jewels.putIfAbsent(
          id,
          new CrownJewel(
              id,
              jewel.impact(),
              jewel.impactKind(),
              Patterns.why(jewel.why(), match),
              List.of(jewel.place())));
    }
  }
}
