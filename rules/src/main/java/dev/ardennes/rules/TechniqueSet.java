package dev.ardennes.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files of the technique library, ordered by id, each id once.
public final class TechniqueSet {
  private static final TechniqueSet EMPTY = new TechniqueSet(List.of());

  private final Map<String, TechniqueFile> byId = new LinkedHashMap<>();

  private TechniqueSet(List<? extends TechniqueFile> files) {
    List<TechniqueFile> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(TechniqueFile::id));
    for (TechniqueFile file : sorted) {
      if (byId.put(file.id(), file) != null) {
        throw new IllegalArgumentException("id twice: " + file.id());
      }
    }
  }

  /// A set without files.
  public static TechniqueSet empty() {
    return EMPTY;
  }

  /// @throws IllegalArgumentException if two files have one id
  public static TechniqueSet of(List<? extends TechniqueFile> files) {
    return new TechniqueSet(files);
  }

  /// Both sets; a file of `other` takes the place of one with its id here.
  public TechniqueSet with(TechniqueSet other) {
    Map<String, TechniqueFile> both = new LinkedHashMap<>(byId);
    both.putAll(other.byId);
    return new TechniqueSet(List.copyOf(both.values()));
  }

  /// All files, by id.
  public List<TechniqueFile> files() {
    return List.copyOf(byId.values());
  }

  /// The techniques, by id.
  public List<Technique> techniques() {
    return byId.values().stream()
        .filter(Technique.class::isInstance)
        .map(Technique.class::cast)
        .toList();
  }

  /// The helper files, by id.
  public List<Derivation> derivations() {
    return byId.values().stream()
        .filter(Derivation.class::isInstance)
        .map(Derivation.class::cast)
        .toList();
  }

  /// The file of this id; null where there is none.
  public @Nullable TechniqueFile file(String id) {
    return byId.get(id);
  }

  /// The technique of this id; null where there is none.
  public @Nullable Technique technique(String id) {
    return byId.get(id) instanceof Technique technique ? technique : null;
  }

  public int size() {
    return byId.size();
  }
}
