package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.bool;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Truth;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.model.Unknown;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// `eq` and its like, `not`, `len`, `index`.
final class ComparisonFunctions {
  private static final int MOST = Integer.MAX_VALUE;

  private ComparisonFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("not", 1, 1, ComparisonFunctions::not)
        .open("eq", 2, MOST, ComparisonFunctions::equal)
        .open("ne", 2, 2, call -> negated(call, same(call, call.get(0), call.get(1))))
        .known("lt", 2, 2, call -> bool(order(call) < 0))
        .known("le", 2, 2, call -> bool(order(call) <= 0))
        .known("gt", 2, 2, call -> bool(order(call) > 0))
        .known("ge", 2, 2, call -> bool(order(call) >= 0))
        .open("len", 1, 1, ComparisonFunctions::length)
        .open("index", 1, MOST, ComparisonFunctions::index)
        .open("deepEqual", 2, 2, call -> bool(deepEqual(call, call.get(0), call.get(1), 0)));
  }

  private static Value not(Call call) {
    return negated(call, Truth.of(call.get(0)));
  }

  private static Value negated(Call call, Truth truth) {
    return switch (truth) {
      case YES -> Value.FALSE;
      case NO -> Value.TRUE;
      case UNKNOWN -> call.unknown();
    };
  }

  private static Value equal(Call call) {
    boolean open = false;
    for (Value other : call.arguments().subList(1, call.size())) {
      Truth truth = same(call, call.get(0), other);
      if (truth == Truth.YES) {
        return Value.TRUE;
      }
      open |= truth == Truth.UNKNOWN;
    }
    return open ? call.unknown() : Value.FALSE;
  }

  private static Truth same(Call call, Value left, Value right) {
    if (left instanceof Value.UnknownValue || right instanceof Value.UnknownValue) {
      return left.equals(right) ? Truth.YES : Truth.UNKNOWN;
    }
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      return sameText(a.text(), b.text());
    }
    if (left instanceof Value.Nil || right instanceof Value.Nil) {
      return Truth.of(left.equals(right));
    }
    return switch (left) {
      case Value.Bool a when right instanceof Value.Bool b -> Truth.of(a.value() == b.value());
      case Value.Int a when right instanceof Value.Int b -> Truth.of(a.value() == b.value());
      case Value.Real a when right instanceof Value.Real b -> Truth.of(a.value() == b.value());
      default -> throw incomparable(call, left, right);
    };
  }

  private static RuntimeException incomparable(Call call, Value left, Value right) {
    return call.failure(
        "`"
            + TypeFunctions.type(left)
            + "` and `"
            + TypeFunctions.type(right)
            + "` cannot be compared");
  }

  /// Texts with unknown parts differ for certain if what is known before the first or behind the
  /// last such part differs.
  static Truth sameText(String left, String right) {
    if (left.equals(right)) {
      return Truth.YES;
    }
    if (!Unknown.in(left) && !Unknown.in(right)) {
      return Truth.NO;
    }
    String leftStart = left.split("⟨", 2)[0];
    String rightStart = right.split("⟨", 2)[0];
    String leftEnd = left.substring(left.lastIndexOf('⟩') + 1);
    String rightEnd = right.substring(right.lastIndexOf('⟩') + 1);
    boolean starts = fits(left, leftStart, right, rightStart, true);
    boolean ends = fits(left, leftEnd, right, rightEnd, false);
    return starts && ends ? Truth.UNKNOWN : Truth.NO;
  }

  private static boolean fits(
      String left, String leftPart, String right, String rightPart, boolean atStart) {
    int common = Math.min(leftPart.length(), rightPart.length());
    if ((!Unknown.in(left) && left.length() < rightPart.length())
        || (!Unknown.in(right) && right.length() < leftPart.length())) {
      return false;
    }
    return atStart
        ? leftPart.regionMatches(0, rightPart, 0, common)
        : leftPart.regionMatches(
            leftPart.length() - common, rightPart, rightPart.length() - common, common);
  }

  private static int order(Call call) {
    Value left = call.get(0);
    Value right = call.get(1);
    return switch (left) {
      case Value.Int a when right instanceof Value.Int b -> Long.compare(a.value(), b.value());
      case Value.Real a when right instanceof Value.Real b -> Double.compare(a.value(), b.value());
      case Value.Text a when right instanceof Value.Text b -> a.text().compareTo(b.text());
      default -> throw incomparable(call, left, right);
    };
  }

  private static Value length(Call call) {
    return switch (call.get(0)) {
      case Value.ListValue list -> Value.integer(list.elements().size());
      case Value.Dict dict -> Value.integer(dict.entries().size());
      case Value.Text text when text.open() -> call.unknown();
      case Value.Text text ->
          Value.integer(text.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
      case Value.UnknownValue _ -> call.unknown();
      default -> throw call.failure("`" + TypeFunctions.type(call.get(0)) + "` has no length");
    };
  }

  private static Value index(Call call) {
    Value value = call.get(0);
    for (Value key : call.arguments().subList(1, call.size())) {
      value = element(call, value, key);
    }
    return value;
  }

  private static Value element(Call call, Value value, Value key) {
    if (value instanceof Value.UnknownValue || HelmLibrary.hasUnknown(key)) {
      return call.unknown();
    }
    return switch (value) {
      case Value.Dict dict -> dict.at(call.text(key));
      case Value.ListValue list -> {
        long at = Numbers.whole(key);
        if (at < 0 || at >= list.elements().size()) {
          throw call.failure("there is no element " + at);
        }
        yield list.elements().get((int) at);
      }
      case Value.Text text
          when Numbers.whole(key) >= 0 && Numbers.whole(key) < text.text().length() ->
          new Value.Int(text.text().charAt((int) Numbers.whole(key)), "uint8");
      default ->
          throw call.failure("`" + TypeFunctions.type(value) + "` has no elements like this one");
    };
  }

  static boolean deepEqual(Call call, Value left, Value right, int depth) {
    call.budget().step(1);
    if (depth > 100) {
      throw call.failure("the values are nested too deep");
    }
    if (left instanceof Value.ListValue a && right instanceof Value.ListValue b) {
      return equalLists(call, a.elements(), b.elements(), depth);
    }
    if (left instanceof Value.Dict a && right instanceof Value.Dict b) {
      if (!a.entries().keySet().equals(b.entries().keySet())) {
        return false;
      }
      for (Map.Entry<String, Value> entry : a.entries().entrySet()) {
        if (!deepEqual(call, entry.getValue(), b.at(entry.getKey()), depth + 1)) {
          return false;
        }
      }
      return true;
    }
    return left.equals(right);
  }

  private static boolean equalLists(Call call, List<Value> left, List<Value> right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<Value> others = right.iterator();
    for (Value element : left) {
      if (!deepEqual(call, element, others.next(), depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
