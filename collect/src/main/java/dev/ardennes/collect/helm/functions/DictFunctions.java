package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.bool;
import static dev.ardennes.collect.helm.value.Value.list;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.Failure;
import dev.ardennes.collect.helm.value.Truth;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.Value.Dict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Functions on dicts. `set`, `unset`, `merge` and `mergeOverwrite` change their first dict.
final class DictFunctions {
  private static final int MOST = Integer.MAX_VALUE;

  private DictFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("dict", 0, MOST, DictFunctions::dict)
        .partial(
            "get", 2, 2, call -> call.dict(0).entries().getOrDefault(call.text(1), Value.EMPTY))
        .open("set", 3, 3, DictFunctions::set)
        .partial("unset", 2, 2, DictFunctions::unset)
        .partial("hasKey", 2, 2, call -> bool(call.dict(0).entries().containsKey(call.text(1))))
        .partial("pluck", 1, MOST, DictFunctions::pluck)
        .open("dig", 3, MOST, DictFunctions::dig)
        .partial("keys", 0, MOST, DictFunctions::keys)
        .partial("values", 1, 1, call -> list(List.copyOf(call.dict(0).entries().values())))
        .partial("pick", 1, MOST, call -> picked(call, true))
        .partial("omit", 1, MOST, call -> picked(call, false))
        .open("deepCopy", 1, 1, call -> copy(call.get(0), call.budget(), 0))
        .open("merge", 1, MOST, call -> merged(call, false))
        .open("mergeOverwrite", 1, MOST, call -> merged(call, true));
  }

  private static Value dict(Call call) {
    Dict dict = new Dict();
    for (int index = 0; index < call.size(); index += 2) {
      Value value = index + 1 < call.size() ? call.get(index + 1) : Value.EMPTY;
      dict.with(call.text(index), value);
    }
    return dict;
  }

  private static Value set(Call call) {
    if (call.get(0) instanceof Value.UnknownValue unknown) {
      return unknown;
    }
    return call.dict(0).with(call.text(1), call.get(2));
  }

  private static Value unset(Call call) {
    call.dict(0).entries().remove(call.text(1));
    return call.get(0);
  }

  private static Value pluck(Call call) {
    String key = call.text(0);
    List<Value> found = new ArrayList<>();
    for (int index = 1; index < call.size(); index++) {
      Dict dict = call.dict(index);
      if (dict.entries().containsKey(key)) {
        found.add(dict.at(key));
      }
    }
    return list(found);
  }

  /// `dig key... default dict`.
  private static Value dig(Call call) {
    Value value = call.last();
    Value otherwise = call.get(call.size() - 2);
    for (int index = 0; index < call.size() - 2; index++) {
      if (value instanceof Value.UnknownValue) {
        return call.unknown();
      }
      if (!(value instanceof Dict dict)) {
        if (index == 0) {
          throw call.failure("its last argument is no dict");
        }
        throw call.failure("what is found under `" + call.text(index - 1) + "` is no dict");
      }
      if (!dict.entries().containsKey(call.text(index))) {
        return otherwise;
      }
      value = dict.at(call.text(index));
    }
    return value;
  }

  /// In the order of the texts; Sprig has them in no order.
  private static Value keys(Call call) {
    List<String> keys = new ArrayList<>();
    for (int index = 0; index < call.size(); index++) {
      keys.addAll(call.dict(index).entries().keySet());
    }
    return Value.texts(keys);
  }

  private static Value picked(Call call, boolean named) {
    Set<String> names = new LinkedHashSet<>();
    for (int index = 1; index < call.size(); index++) {
      ListFunctions.elements(call.get(index)).forEach(name -> names.add(call.text(name)));
    }
    Dict picked = new Dict();
    call.dict(0)
        .entries()
        .forEach(
            (key, value) -> {
              if (names.contains(key) == named) {
                picked.with(key, value);
              }
            });
    return picked;
  }

  /// A copy of a value that shares nothing that can change.
  static Value copy(Value value, Budget budget, int depth) {
    budget.step(1);
    if (depth > Budget.DEEPEST_VALUE) {
      throw Failure.limit("a value is nested too deep to be copied");
    }
    return switch (value) {
      case Dict dict -> {
        Dict copy = new Dict();
        dict.entries().forEach((key, entry) -> copy.with(key, copy(entry, budget, depth + 1)));
        yield copy;
      }
      case Value.ListValue list ->
          list(list.elements().stream().map(element -> copy(element, budget, depth + 1)).toList());
      default -> value;
    };
  }

  private static Value merged(Call call, boolean overwrite) {
    if (call.get(0) instanceof Value.UnknownValue) {
      return call.unknown();
    }
    Dict into = call.dict(0);
    for (int index = 1; index < call.size(); index++) {
      if (call.get(index) instanceof Value.UnknownValue) {
        call.report(
            "what `" + call.name() + "` adds is not known", "give the value in a values file");
      } else {
        merge(into, call.dict(index), overwrite, call.budget(), 0);
      }
    }
    return into;
  }

  /// Adds what is missing or empty in `into`, or everything; dicts on both sides are merged.
  private static void merge(Dict into, Dict from, boolean overwrite, Budget budget, int depth) {
    if (depth > Budget.DEEPEST_VALUE) {
      throw Failure.limit("dicts are nested too deep to be merged");
    }
    for (Map.Entry<String, Value> entry : List.copyOf(from.entries().entrySet())) {
      budget.step(1);
      Value old = into.at(entry.getKey());
      if (old instanceof Dict inner && entry.getValue() instanceof Dict added) {
        if (inner != added) {
          merge(inner, added, overwrite, budget, depth + 1);
        }
      } else if (overwrite || Truth.of(old) == Truth.NO) {
        into.with(entry.getKey(), entry.getValue());
      }
    }
  }
}
