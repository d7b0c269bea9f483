package dev.ardennes.collect.kubernetes.manifest;

import dev.ardennes.collect.json.Json;
import java.util.IdentityHashMap;

/// How many values trees have when what they share is written out. Linear in what is there once,
/// whatever is shared.
public final class TreeSize {
  /// More than anybody reads.
  public static final long BEYOND = Long.MAX_VALUE / 4;

  /// Deeper trees count as [#BEYOND].
  private static final int MOST_DEPTH = 256;

  private final IdentityHashMap<Json, Long> known = new IdentityHashMap<>();

  static long of(Json document) {
    return new TreeSize().size(document);
  }

  /// The size of a tree, which may share parts with those that were asked about before.
  public long size(Json value) {
    return size(value, 0);
  }

  private long size(Json value, int depth) {
    return switch (value) {
      case Json.Obj object -> sum(object, object.members().values(), depth);
      case Json.Arr list -> sum(list, list.elements(), depth);
      case Json.Text ignored -> 1;
      case Json.Num ignored -> 1;
      case Json.Bool ignored -> 1;
      case Json.Null ignored -> 1;
    };
  }

  private long sum(Json owner, Iterable<Json> parts, int depth) {
    Long before = known.get(owner);
    if (before != null) {
      return before;
    }
    long sum = depth > MOST_DEPTH ? BEYOND : 1;
    if (depth <= MOST_DEPTH) {
      for (Json part : parts) {
        sum = Math.min(BEYOND, sum + size(part, depth + 1));
      }
    }
    known.put(owner, sum);
    return sum;
  }
}
