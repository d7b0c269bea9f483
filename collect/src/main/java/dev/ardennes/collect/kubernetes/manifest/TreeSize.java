package dev.ardennes.collect.kubernetes.manifest;

import dev.ardennes.collect.json.Json;
import java.util.IdentityHashMap;

/// How many values a document has when all its aliases are written out. Linear in the document as
/// it is written, whatever its aliases do.
final class TreeSize {
  private final IdentityHashMap<Json, Long> known = new IdentityHashMap<>();

  private TreeSize() {}

  static long of(Json document) {
    return new TreeSize().size(document);
  }

  /// Depth is bounded by whoever read the document.
  private long size(Json value) {
    return switch (value) {
      case Json.Obj object -> sum(object, object.members().values());
      case Json.Arr list -> sum(list, list.elements());
      case Json.Text ignored -> 1;
      case Json.Num ignored -> 1;
      case Json.Bool ignored -> 1;
      case Json.Null ignored -> 1;
    };
  }

  private long sum(Json owner, Iterable<Json> parts) {
    Long before = known.get(owner);
    if (before != null) {
      return before;
    }
    long sum = 1;
    for (Json part : parts) {
      sum = Math.min(Long.MAX_VALUE / 4, sum + size(part));
    }
    known.put(owner, sum);
    return sum;
  }
}
