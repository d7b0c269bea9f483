package dev.ardennes.collect.terraform.value;

import dev.ardennes.model.Unknown;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Questions about values that go through lists and maps.
public final class Values {
  /// A total order that agrees with equality: by kind, then by content.
  public static final Comparator<Value> ORDER = Values::compare;

  private static final int DEEPEST = 200;
  private static final int MOST_PARTS = 1_000_000;

  private Values() {}

  /// The text; one that is a single unknown part is an unknown value of that name.
  public static Value ofText(String text, Origin origin) {
    boolean whole =
        text.length() > 2
            && text.charAt(0) == Unknown.OPEN
            && text.indexOf(Unknown.CLOSE) == text.length() - 1;
    return whole
        ? new UnknownValue(
            text.substring(1, text.length() - 1), UnknownValue.Reason.COMPUTED, origin)
        : StringValue.of(text, origin);
  }

  /// Whether nothing in it is unknown.
  public static boolean isKnown(Value value) {
    return new Knowledge().isKnown(value, 0);
  }

  /// Looks for unknown parts, among so many that an honest configuration never has more.
  private static final class Knowledge {
    private int parts;

    boolean isKnown(Value value, int depth) {
      if (depth > DEEPEST || ++parts > MOST_PARTS) {
        return false;
      }
      return switch (value) {
        case NullValue _, BoolValue _, NumberValue _ -> true;
        case StringValue string -> string.isKnown();
        case UnknownValue _ -> false;
        case ListValue list -> list.exact() && allKnown(list.elements(), depth);
        case SetValue set -> set.exact() && allKnown(set.elements(), depth);
        case MapValue map -> map.exact() && allKnown(map.entries().values(), depth);
      };
    }

    private boolean allKnown(Collection<Value> values, int depth) {
      for (Value value : values) {
        if (!isKnown(value, depth + 1)) {
          return false;
        }
      }
      return true;
    }
  }

  /// Everything that the value and its elements were made from.
  public static References allReferences(Value value) {
    Gathering gathering = new Gathering();
    gathering.visit(value, 0);
    return gathering.references;
  }

  private static final class Gathering {
    private final Set<Value> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private References references = References.NONE;
    private int parts;

    void visit(Value value, int depth) {
      if (depth > DEEPEST || ++parts > MOST_PARTS || (value.depth() > 0 && !visited.add(value))) {
        return;
      }
      references = references.union(value.references());
      switch (value) {
        case NullValue _, BoolValue _, NumberValue _, UnknownValue _, StringValue _ -> {}
        case ListValue list -> list.elements().forEach(element -> visit(element, depth + 1));
        case SetValue set -> set.elements().forEach(element -> visit(element, depth + 1));
        case MapValue map -> map.entries().values().forEach(entry -> visit(entry, depth + 1));
      }
    }
  }

  /// The text of a string, number, bool or unknown, unknown parts rendered; empty for everything
  /// else.
  public static Optional<String> text(Value value) {
    return switch (value) {
      case StringValue string -> Optional.of(string.text());
      case NumberValue _, BoolValue _ -> Optional.of(value.toString());
      case UnknownValue unknown -> Optional.of(unknown.rendered());
      case NullValue _, ListValue _, SetValue _, MapValue _ -> Optional.empty();
    };
  }

  /// The elements of a list or set; a single other value is taken as a list of one, null as none.
  public static List<Value> elements(Value value) {
    return switch (value) {
      case ListValue list -> list.elements();
      case SetValue set -> set.elements();
      case NullValue _ -> List.of();
      case BoolValue _, NumberValue _, StringValue _, MapValue _, UnknownValue _ -> List.of(value);
    };
  }

  /// Whether the two may be equal once everything is known.
  public static boolean mayBeEqual(Value left, Value right) {
    if (left instanceof UnknownValue || right instanceof UnknownValue) {
      return true;
    }
    if (left instanceof StringValue a && right instanceof StringValue b) {
      return mayBeEqual(a, b);
    }
    if (left instanceof ListValue a && right instanceof ListValue b && a.exact() && b.exact()) {
      return a.elements().size() == b.elements().size() && pairwise(a.elements(), b.elements());
    }
    return !isKnown(left) || !isKnown(right) || left.equals(right);
  }

  private static boolean pairwise(List<Value> left, List<Value> right) {
    for (int index = 0; index < left.size(); index++) {
      if (!mayBeEqual(left.get(index), right.get(index))) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayBeEqual(StringValue left, StringValue right) {
    if (left.isKnown() && right.isKnown()) {
      return left.equals(right);
    }
    String a = left.knownPrefix();
    String b = right.knownPrefix();
    String c = left.knownSuffix();
    String d = right.knownSuffix();
    return (a.startsWith(b) || b.startsWith(a)) && (c.endsWith(d) || d.endsWith(c));
  }

  /// Whether the two are equal whatever the unknowns turn out to be.
  public static boolean mustBeEqual(Value left, Value right) {
    return left.equals(right) && isDetermined(left);
  }

  /// Whether equality of renderings means equality: not for lists and maps of unknown size.
  private static boolean isDetermined(Value value) {
    return switch (value) {
      case NullValue _, BoolValue _, NumberValue _, StringValue _, UnknownValue _ -> true;
      case ListValue list -> list.exact();
      case SetValue set -> set.exact();
      case MapValue map -> map.exact();
    };
  }

  static long weightOf(Collection<? extends Value> values) {
    long weight = 1;
    for (Value value : values) {
      weight += value.weight();
    }
    return weight < 0 ? Long.MAX_VALUE : weight;
  }

  static int depthOf(Collection<? extends Value> values) {
    int depth = 0;
    for (Value value : values) {
      depth = Math.max(depth, value.depth());
    }
    return depth + 1;
  }

  private static int compare(Value left, Value right) {
    int byKind = Integer.compare(kind(left), kind(right));
    if (byKind != 0) {
      return byKind;
    }
    if (left instanceof NumberValue(BigDecimal a, Origin _)
        && right instanceof NumberValue(BigDecimal b, Origin _)) {
      return a.compareTo(b);
    }
    if (left.depth() > 0) {
      return MapValue.KEY_ORDER.compare(Json.text(left), Json.text(right));
    }
    return MapValue.KEY_ORDER.compare(left.toString(), right.toString());
  }

  private static int kind(Value value) {
    return switch (value) {
      case NullValue _ -> 0;
      case BoolValue _ -> 1;
      case NumberValue _ -> 2;
      case StringValue string -> Unknown.in(string.text()) ? 4 : 3;
      case UnknownValue _ -> 5;
      case ListValue _ -> 6;
      case SetValue _ -> 7;
      case MapValue _ -> 8;
    };
  }
}
