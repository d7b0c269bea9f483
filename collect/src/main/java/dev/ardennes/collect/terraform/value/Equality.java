package dev.ardennes.collect.terraform.value;

import java.util.List;

/// Compares lists and maps part by part. Objects that are evaluated on demand may hold each other
/// many times over, so that a comparison ends after a number of parts: then the two count as
/// different.
final class Equality {
  private static final int MOST_PARTS = 1_000_000;
  private static final int DEEPEST = 200;

  private int parts;

  private Equality() {}

  static boolean equal(Value left, Value right) {
    return new Equality().same(left, right, 0);
  }

  private boolean same(Value left, Value right, int depth) {
    if (++parts > MOST_PARTS || depth > DEEPEST) {
      return false;
    }
    return switch (left) {
      case NullValue _, BoolValue _, NumberValue _, StringValue _, UnknownValue _ ->
          left.equals(right);
      case ListValue a ->
          right instanceof ListValue b
              && a.exact() == b.exact()
              && same(a.elements(), b.elements(), depth);
      case SetValue a ->
          right instanceof SetValue b
              && a.exact() == b.exact()
              && same(a.elements(), b.elements(), depth);
      case MapValue a -> right instanceof MapValue b && same(a, b, depth);
    };
  }

  private boolean same(List<Value> left, List<Value> right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int index = 0; index < left.size(); index++) {
      if (!same(left.get(index), right.get(index), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean same(MapValue left, MapValue right, int depth) {
    if (left.hasEntriesOf(right)) {
      return true;
    }
    if (left.exact() != right.exact() || !left.names().equals(right.names())) {
      return false;
    }
    for (String name : left.names()) {
      Value a = left.entry(name);
      Value b = right.entry(name);
      if (a == null || b == null || !same(a, b, depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
