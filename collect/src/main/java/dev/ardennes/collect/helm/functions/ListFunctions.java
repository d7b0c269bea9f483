package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.bool;
import static dev.ardennes.collect.helm.value.Value.list;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Truth;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/// Functions on lists.
final class ListFunctions {
  private static final int MOST = Integer.MAX_VALUE;

  private ListFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("list", 0, MOST, call -> list(call.arguments()))
        .open("tuple", 0, MOST, call -> list(call.arguments()))
        .open("first", 1, 1, call -> end(call, true))
        .open("last", 1, 1, call -> end(call, false))
        .partial("rest", 1, 1, call -> part(call, 1, 0))
        .partial("initial", 1, 1, call -> part(call, 0, 1))
        .partial("append", 2, 2, call -> added(call, true))
        .partial("push", 2, 2, call -> added(call, true))
        .partial("prepend", 2, 2, call -> added(call, false))
        .partial("concat", 0, MOST, ListFunctions::concatenated)
        .partial("reverse", 1, 1, ListFunctions::reversed)
        .partial("compact", 1, 1, call -> kept(call, 0, value -> Truth.of(value) != Truth.NO))
        .partial("uniq", 1, 1, ListFunctions::unique)
        .partial("without", 1, MOST, ListFunctions::without)
        .open("has", 2, 2, ListFunctions::has)
        .partial("slice", 1, 4, ListFunctions::slice)
        .known("sortAlpha", 1, 1, ListFunctions::sorted)
        .partial("toStrings", 1, 1, call -> Value.texts(texts(call, 0)))
        .partial("chunk", 2, 2, ListFunctions::chunks)
        .known("until", 1, 1, ListFunctions::until)
        .known("untilStep", 3, 3, ListFunctions::untilStep)
        .known("seq", 0, 3, ListFunctions::sequence);
  }

  /// The elements of a list; a value that is none is a list of itself, nil an empty one.
  static List<Value> elements(Value value) {
    return switch (value) {
      case Value.ListValue list -> list.elements();
      case Value.Nil _ -> List.of();
      default -> List.of(value);
    };
  }

  private static List<String> texts(Call call, int index) {
    return elements(call.get(index)).stream().map(call::text).toList();
  }

  private static Value end(Call call, boolean first) {
    if (call.get(0) instanceof Value.UnknownValue unknown) {
      return new Value.UnknownValue(call.name() + "(" + unknown.symbol() + ")");
    }
    List<Value> elements = call.list(0);
    if (elements.isEmpty()) {
      return Value.NIL;
    }
    return first ? elements.getFirst() : elements.getLast();
  }

  private static Value part(Call call, int skipped, int dropped) {
    List<Value> elements = call.list(0);
    return elements.isEmpty()
        ? Value.NIL
        : list(elements.subList(skipped, elements.size() - dropped));
  }

  private static Value added(Call call, boolean atEnd) {
    List<Value> elements = new ArrayList<>(call.list(0));
    call.budget().elements(elements.size() + 1L);
    elements.add(atEnd ? elements.size() : 0, call.get(1));
    return list(elements);
  }

  private static Value concatenated(Call call) {
    List<Value> elements = new ArrayList<>();
    for (int index = 0; index < call.size(); index++) {
      elements.addAll(call.list(index));
      call.budget().elements(elements.size());
    }
    return list(elements);
  }

  private static Value reversed(Call call) {
    List<Value> elements = new ArrayList<>(call.list(0));
    Collections.reverse(elements);
    return list(elements);
  }

  private static Value kept(Call call, int index, Predicate<Value> keep) {
    return list(call.list(index).stream().filter(keep).toList());
  }

  /// What makes two values the same to `uniq`, `without` and `has`.
  private static Object key(Call call, Value value) {
    return switch (value) {
      case Value.Dict _, Value.ListValue _ ->
          dev.ardennes.collect.helm.value.JsonOutput.of(value, false, false, call.budget());
      default -> value;
    };
  }

  private static Value unique(Call call) {
    LinkedHashMap<Object, Value> seen = new LinkedHashMap<>();
    call.list(0).forEach(value -> seen.putIfAbsent(key(call, value), value));
    return list(List.copyOf(seen.values()));
  }

  private static Value without(Call call) {
    List<Object> omitted =
        call.arguments().subList(1, call.size()).stream().map(value -> key(call, value)).toList();
    call.budget().step((long) omitted.size() * call.list(0).size());
    return kept(call, 0, value -> !omitted.contains(key(call, value)));
  }

  private static Value has(Call call) {
    if (call.get(1) instanceof Value.Nil) {
      return Value.FALSE;
    }
    if (call.get(1) instanceof Value.UnknownValue || call.get(0) instanceof Value.UnknownValue) {
      return call.unknown();
    }
    Object wanted = key(call, call.get(0));
    List<Value> elements = call.list(1);
    boolean found = elements.stream().anyMatch(value -> key(call, value).equals(wanted));
    boolean open = HelmLibrary.hasUnknown(call.get(0)) || HelmLibrary.hasUnknown(call.get(1));
    return !found && open ? call.unknown() : bool(found);
  }

  /// Of a text its characters, as the template language has it.
  private static Value slice(Call call) {
    if (call.get(0) instanceof Value.Text text) {
      if (Unknown.in(text.text())) {
        return call.unknown();
      }
      int[] ends = ends(call, text.text().length());
      return Value.text(text.text().substring(ends[0], ends[1]));
    }
    List<Value> elements = call.list(0);
    int[] ends = ends(call, elements.size());
    return list(elements.subList(ends[0], ends[1]));
  }

  private static int[] ends(Call call, int size) {
    int from = call.size() > 1 ? Numbers.small(call.get(1)) : 0;
    int to = call.size() > 2 ? Numbers.small(call.get(2)) : size;
    if (from < 0 || to > size || from > to) {
      throw call.failure("the part from " + from + " to " + to + " is not within it");
    }
    return new int[] {from, to};
  }

  private static Value sorted(Call call) {
    return Value.texts(texts(call, 0).stream().sorted().toList());
  }

  private static Value chunks(Call call) {
    int size = Math.max(1, Numbers.small(call.get(0)));
    List<Value> elements = call.list(1);
    List<Value> chunks = new ArrayList<>();
    for (int at = 0; at < elements.size(); at += size) {
      chunks.add(list(elements.subList(at, (int) Math.min(elements.size(), (long) at + size))));
    }
    return list(chunks);
  }

  private static List<Value> range(Call call, long from, long to, long step) {
    List<Value> elements = new ArrayList<>();
    if (step == 0 || (step > 0 ? from >= to : from <= to)) {
      return elements;
    }
    double size = Math.ceil(((double) to - from) / step);
    call.budget().elements((long) size);
    for (long at = from; step > 0 ? at < to : at > to; at += step) {
      elements.add(Value.integer(at));
    }
    return elements;
  }

  private static Value until(Call call) {
    long to = Numbers.whole(call.get(0));
    return list(range(call, 0, to, to < 0 ? -1 : 1));
  }

  private static Value untilStep(Call call) {
    long step = Numbers.whole(call.get(2));
    return list(range(call, Numbers.whole(call.get(0)), Numbers.whole(call.get(1)), step));
  }

  /// `seq` gives a text, as the command of that name does.
  private static Value sequence(Call call) {
    long first = call.size() > 1 ? Numbers.whole(call.get(0)) : 1;
    if (call.size() == 0) {
      return Value.EMPTY;
    }
    long last = Numbers.whole(call.last());
    long step = call.size() > 2 ? Numbers.whole(call.get(1)) : last < first ? -1 : 1;
    long beyond =
        step > 0 ? Math.min(last, Long.MAX_VALUE - 1) + 1 : Math.max(last, Long.MIN_VALUE + 1) - 1;
    List<String> texts = range(call, first, beyond, step).stream().map(call::text).toList();
    return Value.text(call.budget().text(String.join(" ", texts)));
  }
}
