package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions on lists.
final class ListFunctions {
  /// Terraform's own limit for `range`.
  private static final int LONGEST_RANGE = 1024;

  private ListFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .partial("length", 1, ListFunctions::length)
        .any("concat", 1, Integer.MAX_VALUE, ListFunctions::concat)
        .partial("contains", 2, ListFunctions::contains)
        .partial("element", 2, ListFunctions::element)
        .partial("flatten", 1, ListFunctions::flatten)
        .partial("distinct", 1, ListFunctions::distinct)
        .any("compact", 1, 1, ListFunctions::compact)
        .any("coalesce", 1, Integer.MAX_VALUE, ListFunctions::coalesce)
        .any("coalescelist", 1, Integer.MAX_VALUE, ListFunctions::coalesceList)
        .any("list", 0, Integer.MAX_VALUE, call -> call.list(call.values()))
        .partial("one", 1, ListFunctions::one)
        .known("index", 2, ListFunctions::indexOf)
        .partial("reverse", 1, ListFunctions::reverse)
        .partial("slice", 3, ListFunctions::slice)
        .known(
            "sort",
            1,
            call -> call.texts(call.texts(0).stream().sorted(MapValue.KEY_ORDER).toList()))
        .known("chunklist", 2, ListFunctions::chunks)
        .known("range", 1, 3, ListFunctions::range)
        .partial("alltrue", 1, call -> quantified(call, false))
        .partial("anytrue", 1, call -> quantified(call, true))
        .known("sum", 1, ListFunctions::sum)
        .known("matchkeys", 3, ListFunctions::matchKeys);
  }

  private static Value length(Arguments call) {
    return switch (call.get(0)) {
      case StringValue string when !string.isKnown() -> call.unknown();
      case StringValue string ->
          call.result(string.text().codePointCount(0, string.text().length()));
      case ListValue list -> list.exact() ? call.result(list.elements().size()) : call.unknown();
      case SetValue set -> setLength(call, set);
      case MapValue map -> map.exact() ? call.result(map.names().size()) : call.unknown();
      case UnknownValue _ -> call.unknown();
      case NullValue _, BoolValue _, NumberValue _ ->
          throw Conversions.wrongType(call.get(0), "a list, map or text");
    };
  }

  /// Unknown elements of a set may turn out to be the same; a single one cannot.
  private static Value setLength(Arguments call, SetValue set) {
    boolean decided = set.elements().size() < 2 || Values.isKnown(set);
    return set.exact() && decided ? call.result(set.elements().size()) : call.unknown();
  }

  private static Value concat(Arguments call) {
    List<Value> elements = new ArrayList<>();
    String open = null;
    for (Value argument : call.values()) {
      switch (Conversions.toList(argument)) {
        case ListValue list -> {
          list.elements().forEach(element -> elements.add(element.from(list.references())));
          open = open == null ? list.open() : open;
        }
        case UnknownValue unknown -> {
          elements.add(unknown.part("[*]"));
          open = open == null ? unknown.symbol() : open;
        }
        default -> throw call.failure("an argument is null");
      }
    }
    String symbol = open == null ? null : Symbols.call("concat", call.values());
    return ListValue.of(elements, symbol, call.shallowOrigin());
  }

  private static Value contains(Arguments call) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    Value wanted = call.get(1);
    boolean possible = open(call.get(0)) != null;
    for (Value element : call.list(0)) {
      if (Values.mustBeEqual(element, wanted)) {
        return call.result(true);
      }
      possible |= Values.mayBeEqual(element, wanted);
    }
    return possible ? call.unknown() : call.result(false);
  }

  private static @Nullable String open(Value value) {
    return switch (value) {
      case ListValue list -> list.open();
      case SetValue set -> set.open();
      case MapValue map -> map.open();
      case NullValue _, BoolValue _, NumberValue _, StringValue _, UnknownValue _ -> null;
    };
  }

  /// Whether the elements of the first argument are exactly those that it lists.
  private static boolean isListed(Arguments call) {
    return !(call.get(0) instanceof UnknownValue) && open(call.get(0)) == null;
  }

  private static Value element(Arguments call) {
    if (!isListed(call) || !Values.isKnown(call.get(1))) {
      return call.unknown();
    }
    List<Value> elements = call.list(0);
    if (elements.isEmpty()) {
      throw call.failure("the list is empty");
    }
    return elements
        .get(Math.floorMod(call.integer(1), elements.size()))
        .from(call.get(0).references());
  }

  private static Value flatten(Arguments call) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    List<Value> flat = new ArrayList<>();
    String open = flattenInto(flat, call.get(0), call);
    return ListValue.of(flat, open == null ? null : call.unknown().symbol(), call.shallowOrigin());
  }

  private static @Nullable String flattenInto(List<Value> flat, Value value, Arguments call) {
    String open = open(value);
    for (Value element : Values.elements(value)) {
      call.evaluator().budget().step(1);
      if (element instanceof ListValue || element instanceof SetValue) {
        String inner = flattenInto(flat, element.from(value.references()), call);
        open = open == null ? inner : open;
      } else if (element instanceof UnknownValue unknown) {
        // It may be a list itself.
        flat.add(unknown);
        open = open == null ? unknown.symbol() : open;
      } else {
        flat.add(element.from(value.references()));
      }
    }
    return open;
  }

  private static Value distinct(Arguments call) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    List<Value> distinct = List.copyOf(new LinkedHashSet<>(call.list(0)));
    boolean decided = isListed(call) && (distinct.size() < 2 || Values.isKnown(call.get(0)));
    return ListValue.of(distinct, decided ? null : call.unknown().symbol(), call.shallowOrigin());
  }

  private static Value compact(Arguments call) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    List<Value> kept = new ArrayList<>();
    boolean decided = isListed(call);
    for (Value element : call.list(0)) {
      boolean empty =
          element instanceof NullValue
              || (element instanceof StringValue string && string.text().isEmpty());
      if (!empty) {
        kept.add(element);
        decided &= !(element instanceof UnknownValue);
      }
    }
    return ListValue.of(kept, decided ? null : call.unknown().symbol(), call.shallowOrigin());
  }

  private static Value coalesce(Arguments call) {
    for (Value argument : call.values()) {
      if (argument instanceof UnknownValue) {
        return call.unknown();
      }
      boolean empty =
          argument instanceof NullValue
              || (argument instanceof StringValue string && string.text().isEmpty());
      if (!empty) {
        return argument;
      }
    }
    throw call.failure("all arguments are empty");
  }

  private static Value coalesceList(Arguments call) {
    for (Value argument : call.values()) {
      if (argument instanceof UnknownValue || open(argument) != null) {
        return call.unknown();
      }
      if (!Values.elements(argument).isEmpty()) {
        return argument;
      }
    }
    throw call.failure("all lists are empty");
  }

  private static Value one(Arguments call) {
    if (!isListed(call)) {
      return call.unknown();
    }
    List<Value> elements = Values.elements(call.get(0));
    return switch (elements.size()) {
      case 0 -> new NullValue(call.origin());
      case 1 -> elements.getFirst().from(call.get(0).references());
      default -> throw call.failure("the list has more than one element");
    };
  }

  private static Value indexOf(Arguments call) {
    int index = call.list(0).indexOf(call.get(1));
    if (index < 0) {
      throw call.failure("the list does not contain it");
    }
    return call.result(index);
  }

  private static Value reverse(Arguments call) {
    return isListed(call) ? call.list(call.list(0).reversed()) : call.unknown();
  }

  private static Value slice(Arguments call) {
    if (!isListed(call) || !Values.isKnown(call.get(1)) || !Values.isKnown(call.get(2))) {
      return call.unknown();
    }
    int from = call.integer(1);
    int to = call.integer(2);
    if (from < 0 || to < from || to > call.list(0).size()) {
      throw call.failure("the list has " + call.list(0).size() + " elements");
    }
    return call.list(call.list(0).subList(from, to));
  }

  private static Value chunks(Arguments call) {
    int size = call.integer(1);
    if (size < 0) {
      throw call.failure("the size is negative");
    }
    List<Value> elements = call.list(0);
    List<Value> chunks = new ArrayList<>();
    int step = size == 0 ? Math.max(1, elements.size()) : size;
    for (int from = 0; from < elements.size(); from += Math.min(step, elements.size())) {
      int to = (int) Math.min((long) from + step, elements.size());
      chunks.add(ListValue.of(elements.subList(from, to), call.shallowOrigin()));
    }
    return call.list(chunks);
  }

  private static Value range(Arguments call) {
    BigDecimal start = call.count() > 1 ? call.number(0) : BigDecimal.ZERO;
    BigDecimal end = call.number(call.count() > 1 ? 1 : 0);
    boolean down = end.compareTo(start) < 0;
    BigDecimal step =
        call.count() > 2 ? call.number(2) : down ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    if (step.signum() == 0 || (step.signum() < 0) != down) {
      if (start.compareTo(end) == 0) {
        return call.list(List.of());
      }
      throw call.failure("the step never reaches the end");
    }
    List<Value> numbers = new ArrayList<>();
    for (BigDecimal next = start;
        down ? next.compareTo(end) > 0 : next.compareTo(end) < 0;
        next = next.add(step, Operators.PRECISION)) {
      if (numbers.size() >= LONGEST_RANGE) {
        throw Budget.tooMuch("`range` makes more than " + LONGEST_RANGE + " numbers");
      }
      numbers.add(Operators.number(next, call.origin()));
    }
    return call.list(numbers);
  }

  private static Value quantified(Arguments call, boolean decisive) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    boolean decided = isListed(call);
    for (Value element : call.list(0)) {
      switch (Conversions.toBool(element)) {
        case BoolValue bool when bool.value() == decisive -> {
          return call.result(decisive);
        }
        case UnknownValue _ -> decided = false;
        case NullValue _ when !decisive -> {
          return call.result(false);
        }
        default -> {
          // Does not decide.
        }
      }
    }
    return decided ? call.result(!decisive) : call.unknown();
  }

  private static Value sum(Arguments call) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Value element : call.list(0)) {
      if (!(Conversions.toNumber(element) instanceof NumberValue number)) {
        throw Conversions.wrongType(element, "a number");
      }
      sum = sum.add(number.value(), Operators.PRECISION);
    }
    return call.result(sum);
  }

  private static Value matchKeys(Arguments call) {
    List<Value> values = call.list(0);
    List<Value> keys = call.list(1);
    if (values.size() != keys.size()) {
      throw call.failure("the lists are of different length");
    }
    List<Value> wanted = call.list(2);
    List<Value> kept = new ArrayList<>();
    for (int index = 0; index < values.size(); index++) {
      if (wanted.contains(keys.get(index))) {
        kept.add(values.get(index));
      }
    }
    return call.list(kept);
  }
}
