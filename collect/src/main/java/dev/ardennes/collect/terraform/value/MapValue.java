package dev.ardennes.collect.terraform.value;

import dev.ardennes.model.Unknown;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A map or object, its keys in the order in which Terraform iterates. Its entries may be evaluated
/// only when somebody asks: a reference to one attribute of a resource must not evaluate the
/// others.
public final class MapValue implements Value {
  /// Entries that are made when they are asked for.
  public interface Entries {
    /// The keys that are known without evaluating anything.
    Set<String> names();

    /// The value of a key, also of one that [#names] does not list; null where there is none.
    @Nullable Value entry(String name);
  }

  /// Terraform sorts keys by their UTF-8 bytes, which is the order of code points.
  public static final Comparator<String> KEY_ORDER = MapValue::compareKeys;

  private final Entries entries;
  private final @Nullable String open;
  private final Origin origin;
  private final long weight;
  private final int depth;

  private MapValue(Entries entries, @Nullable String open, Origin origin, long weight, int depth) {
    this.entries = entries;
    this.open = open;
    this.origin = origin;
    this.weight = weight;
    this.depth = depth;
  }

  /// Exactly these entries.
  public static MapValue of(Map<String, ? extends Value> entries, Origin origin) {
    return of(entries, null, origin);
  }

  /// These entries.
  ///
  /// @param open null if there are no others; otherwise the symbol of the map whose other entries
  ///   are not known. An entry of an open map whose value contains unknowns may also be missing.
  public static MapValue of(
      Map<String, ? extends Value> entries, @Nullable String open, Origin origin) {
    SortedMap<String, Value> sorted = new TreeMap<>(KEY_ORDER);
    sorted.putAll(entries);
    Collection<Value> values = sorted.values();
    return new MapValue(
        new Known(sorted), open, origin, Values.weightOf(values), Values.depthOf(values));
  }

  /// Entries that are evaluated when they are asked for; [Entries] has to remember its answers.
  public static MapValue lazy(Entries entries, @Nullable String open, Origin origin) {
    return new MapValue(entries, open, origin, 1, 1);
  }

  private record Known(SortedMap<String, Value> map) implements Entries {
    @Override
    public Set<String> names() {
      return map.keySet();
    }

    @Override
    public @Nullable Value entry(String name) {
      return map.get(name);
    }
  }

  private static int compareKeys(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int index = 0; index < length; index++) {
      char a = left.charAt(index);
      char b = right.charAt(index);
      if (a != b) {
        boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
        int order = Character.compare(a, b);
        return surrogates && Math.min(a, b) >= 0x8000 ? (Character.isSurrogate(a) ? 1 : -1) : order;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /// The known keys in order; a key may be partly unknown.
  public Set<String> names() {
    Set<String> names = entries.names();
    if (entries instanceof Known) {
      return Collections.unmodifiableSet(names);
    }
    Set<String> sorted = new TreeSet<>(KEY_ORDER);
    sorted.addAll(names);
    return Collections.unmodifiableSet(sorted);
  }

  /// The value of a key, or null if the map does not say; see [#exact].
  public @Nullable Value entry(String name) {
    return entries.entry(name);
  }

  /// All entries, evaluated.
  public SortedMap<String, Value> entries() {
    if (entries instanceof Known(SortedMap<String, Value> map)) {
      return Collections.unmodifiableSortedMap(map);
    }
    SortedMap<String, Value> all = new TreeMap<>(KEY_ORDER);
    for (String name : names()) {
      Value value = entries.entry(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return all;
  }

  /// Whether there are no other entries than the known ones.
  public boolean exact() {
    return open == null && names().stream().noneMatch(Unknown::in);
  }

  /// Whether entries are evaluated only when they are asked for: a resource, a module, or the like.
  public boolean isLazy() {
    return !(entries instanceof Known);
  }

  /// The symbol under which unknown entries are named; null if there are none.
  public @Nullable String open() {
    if (open != null || exact()) {
      return open;
    }
    return Symbols.limit("{" + String.join(", ", names()) + "}");
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public Value withOrigin(Origin changed) {
    return new MapValue(entries, open, changed, weight, depth);
  }

  @Override
  public long weight() {
    return weight;
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MapValue map && Equality.equal(this, map);
  }

  /// Whether both were made with the very same entries, as each reference to a resource is.
  boolean hasEntriesOf(MapValue other) {
    return !(entries instanceof Known) && entries.equals(other.entries);
  }

  @Override
  public int hashCode() {
    return names().hashCode();
  }

  @Override
  public String toString() {
    return Json.text(this);
  }
}
