package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Companion;
import dev.ardennes.estate.EstateConfiguration.Entry;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Hidden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The entries that a file names, found in an estate.
final class Entries {
  static final String KEY = "entries";

  private record Key(String entity, EntryPoint.Kind kind) {
    static Key of(EntryPoint point) {
      return new Key(point.entity(), point.kind());
    }
  }

  private final EstateConfiguration configuration;
  private final EntryKinds kinds = EntryKinds.standard();
  private final Patterns patterns;
  private final Map<Key, EntryPoint> points = new LinkedHashMap<>();
  private final List<List<EntryPoint>> together = new ArrayList<>();

  Entries(EstateConfiguration configuration, FactBase facts) {
    this.configuration = configuration;
    this.patterns = new Patterns(facts);
  }

  Applied<EntrySelection> applied(List<EntryPoint> inferred) {
    configuration.entries().forEach(this::add);
    if (points.isEmpty()) {
      return new Applied<>(
          new EntrySelection(inferred, List.of(), false), patterns.problems(), List.of());
    }
    EntrySelection selection = new EntrySelection(List.copyOf(points.values()), together, true);
    return new Applied<>(selection, patterns.problems(), hidden(inferred));
  }

  private void add(Entry entry) {
    List<EntryPoint> own = points(entry.entity(), entry.kind(), entry.why(), entry.place());
    own.forEach(point -> points.putIfAbsent(Key.of(point), point));
    if (own.isEmpty() || entry.together().isEmpty()) {
      return;
    }
    Map<Key, EntryPoint> group = new LinkedHashMap<>();
    own.forEach(point -> group.put(Key.of(point), point));
    String why = "held together with `" + entry.entity().glob() + "`: " + entry.why();
    for (Companion companion : entry.together()) {
      points(companion.entity(), companion.kind(), why, companion.entity().place())
          .forEach(point -> group.putIfAbsent(Key.of(point), point));
    }
    if (group.size() > 1) {
      together.add(List.copyOf(group.values()));
    }
  }

  private List<EntryPoint> points(
      EntityPattern pattern, EntryPoint.@Nullable Kind kind, String why, Evidence place) {
    List<EntryPoint> found = new ArrayList<>();
    for (Selector.Match match : kinds.among(pattern.glob(), kind, patterns.select(pattern))) {
      EntryPoint.Kind has = kinds.of(match.entity(), kind);
      found.add(new EntryPoint(match.entity().id(), has, Patterns.why(why, match), List.of(place)));
    }
    return found;
  }

  private List<Hidden> hidden(List<EntryPoint> inferred) {
    long count = inferred.stream().filter(point -> !points.containsKey(Key.of(point))).count();
    return Sections.hidden(
        configuration, KEY, "entry points that would be taken without `entries`", count);
  }
}
