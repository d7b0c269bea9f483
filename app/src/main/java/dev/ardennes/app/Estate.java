package dev.ardennes.app;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.estate.EntryInference;
import dev.ardennes.estate.JewelInference;
import dev.ardennes.model.Collected;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What was read, and what of it is an entry point and a crown jewel for this request.
///
/// @param entriesInferred whether nobody has named the entries
record Estate(
    List<Collected> sources,
    FactBase facts,
    List<EntryPoint> entries,
    List<CrownJewel> targets,
    boolean entriesInferred) {

  /// Reads the paths of a request.
  static Estate read(ScanRequest request) {
    List<Collected> sources = collect(request.paths());
    return of(sources, withInternet(FactBase.of(sources)), request);
  }

  /// All facts that the paths state.
  static FactBase facts(List<Path> paths) {
    return withInternet(FactBase.of(collect(paths)));
  }

  private static List<Collected> collect(List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw UsageError.noInput("`" + path + "` does not exist");
      }
    }
    return Collect.run(paths, Limits.standard());
  }

  private static Estate of(List<Collected> sources, FactBase facts, ScanRequest request) {
    Naming naming = new Naming(facts);
    boolean inferred = request.entries().isEmpty();
    List<EntryPoint> entries =
        inferred ? EntryInference.infer(facts) : naming.entries(request.entries());
    List<CrownJewel> jewels = JewelInference.infer(facts);
    List<CrownJewel> targets =
        request.targets().isEmpty() ? jewels : naming.targets(request.targets(), jewels);
    return new Estate(sources, facts, entries, targets, inferred);
  }

  private static FactBase withInternet(FactBase facts) {
    var internet = EntryInference.internetEntity();
    Fact kind =
        new Fact("kind", List.of(internet.id(), internet.kind()), Standing.ASSUMED, List.of());
    return facts.withEntities(List.of(internet)).changed(fact -> false, List.of(kind));
  }

  /// The same estate with other facts.
  Estate with(FactBase changed) {
    return new Estate(sources, changed, entries, targets, entriesInferred);
  }

  /// Whether any source stated anything.
  boolean hasFacts() {
    return sources.stream().anyMatch(source -> !source.facts().isEmpty());
  }
}
