package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.Failure;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.Value.Dict;
import java.util.List;
import java.util.Map;

/// Puts the values of a chart together: what is given, over the defaults of the chart, over those
/// of the charts in it, with `global` handed down. A given null takes a default away.
final class ChartValues {
  private final Budget budget;

  ChartValues(Budget budget) {
    this.budget = budget;
  }

  /// Completes the given values for a chart, in place, and answers them.
  Dict complete(Chart chart, Dict given) {
    fill(given, copy(chart.values()), 0);
    for (Chart part : chart.parts()) {
      Value own = given.at(part.name());
      Dict ofPart = own instanceof Dict dict ? dict : new Dict();
      given.with(part.name(), ofPart);
      handDown(given, ofPart);
      complete(part, ofPart);
      importValues(chart, part, given, ofPart);
    }
    return given;
  }

  /// A value of which nothing is shared.
  Dict copy(Dict dict) {
    return copy(dict, 0) instanceof Dict copy ? copy : new Dict();
  }

  private Value copy(Value value, int depth) {
    budget.step(1);
    if (depth > Budget.DEEPEST_VALUE) {
      throw Failure.limit("values are nested too deep");
    }
    if (value instanceof Dict dict) {
      Dict copy = new Dict();
      dict.entries().forEach((key, entry) -> copy.with(key, copy(entry, depth + 1)));
      return copy;
    }
    return value instanceof Value.ListValue list
        ? Value.list(list.elements().stream().map(element -> copy(element, depth + 1)).toList())
        : value;
  }

  /// Adds to `into` what it lacks.
  private void fill(Dict into, Dict from, int depth) {
    if (depth > Budget.DEEPEST_VALUE) {
      throw Failure.limit("values are nested too deep");
    }
    for (Map.Entry<String, Value> entry : List.copyOf(from.entries().entrySet())) {
      budget.step(1);
      String key = entry.getKey();
      Value old = into.at(key);
      if (!into.entries().containsKey(key)) {
        into.with(key, entry.getValue());
      } else if (old instanceof Value.Nil) {
        into.entries().remove(key);
      } else if (old instanceof Dict inner && entry.getValue() instanceof Dict added) {
        fill(inner, added, depth + 1);
      }
    }
  }

  /// Puts later values over earlier ones.
  void override(Dict into, Dict from, int depth) {
    if (depth > Budget.DEEPEST_VALUE) {
      throw Failure.limit("values are nested too deep");
    }
    for (Map.Entry<String, Value> entry : from.entries().entrySet()) {
      budget.step(1);
      if (into.at(entry.getKey()) instanceof Dict inner && entry.getValue() instanceof Dict added) {
        override(inner, added, depth + 1);
      } else {
        into.with(entry.getKey(), entry.getValue());
      }
    }
  }

  private void handDown(Dict from, Dict to) {
    Dict global = from.at("global") instanceof Dict dict ? copy(dict) : new Dict();
    if (to.at("global") instanceof Dict own) {
      fill(global, own, 0);
    }
    to.with("global", global);
  }

  /// `import-values`: what a part exports, taken over as defaults.
  private void importValues(Chart chart, Chart part, Dict values, Dict ofPart) {
    for (Dict dependency : Dependencies.of(chart.metadata(), new Dict())) {
      String alias = Texts.at(dependency, "alias");
      String name = alias.isEmpty() ? Texts.at(dependency, "name") : alias;
      if (name.equals(part.name())
          && dependency.at("import-values") instanceof Value.ListValue imports) {
        imports.elements().forEach(entry -> importValue(entry, values, ofPart));
      }
    }
  }

  private void importValue(Value entry, Dict values, Dict ofPart) {
    String child =
        entry instanceof Value.Text text
            ? "exports." + text.text()
            : entry instanceof Dict dict ? Texts.at(dict, "child") : "";
    String parent = entry instanceof Dict dict ? Texts.at(dict, "parent") : ".";
    Value found = Dependencies.at(ofPart, List.of(child.split("\\.")));
    if (found instanceof Dict imported) {
      Dict into = values;
      for (String key : parent.split("\\.")) {
        if (!key.isEmpty()) {
          Dict next = into.at(key) instanceof Dict dict ? dict : new Dict();
          into.with(key, next);
          into = next;
        }
      }
      fill(into, copy(imported), 0);
    }
  }
}
