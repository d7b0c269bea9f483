package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.Value.Dict;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which charts in a chart are in use, and under which names: `dependencies` with `alias`,
/// `condition` and `tags`. A chart that lies in `charts` without being listed is in use.
final class Dependencies {
  private final String source;
  private final Dict values;
  private final List<Problem> problems;

  /// @param values those of the outermost chart, in which conditions and tags are looked up
  Dependencies(String source, Dict values, List<Problem> problems) {
    this.source = source;
    this.values = values;
    this.problems = problems;
  }

  /// The listed dependencies of a chart.
  static List<Dict> of(Dict metadata, Dict requirements) {
    Value listed = metadata.at("dependencies");
    Value list = listed instanceof Value.Nil ? requirements.at("dependencies") : listed;
    List<Dict> dependencies = new ArrayList<>();
    if (list instanceof Value.ListValue found) {
      for (Value dependency : found.elements()) {
        if (dependency instanceof Dict dict) {
          dependencies.add(dict);
        }
      }
    }
    return dependencies;
  }

  /// The chart with only those parts that are in use, under their aliases.
  ///
  /// @param path keys of the chart's values in those of the outermost chart
  Chart resolved(Chart chart, List<String> path, Dict requirements) {
    List<Chart> used = new ArrayList<>();
    Set<String> listed = new TreeSet<>();
    for (Dict dependency : of(chart.metadata(), requirements)) {
      String name = Texts.at(dependency, "name");
      String alias = Texts.at(dependency, "alias");
      String own = alias.isEmpty() ? name : alias;
      listed.add(name);
      if (!enabled(dependency, path)) {
        continue;
      }
      Chart part =
          chart.parts().stream()
              .filter(found -> found.name().equals(name))
              .findFirst()
              .orElse(null);
      if (part == null) {
        missing(chart, name);
      } else {
        used.add(resolved(part.with(own, part.parts()), below(path, own), new Dict()));
      }
    }
    for (Chart part : chart.parts()) {
      if (!listed.contains(part.name())) {
        used.add(resolved(part, below(path, part.name()), new Dict()));
      }
    }
    return chart.with(chart.name(), used);
  }

  private static List<String> below(List<String> path, String name) {
    List<String> below = new ArrayList<>(path);
    below.add(name);
    return below;
  }

  private void missing(Chart chart, String name) {
    problems.add(
        Problem.error(
            "the chart `" + name + "` on which this one depends is not here",
            "run `helm dependency build`, unpack `charts/*.tgz`, and scan again",
            Evidence.at(source, chart.path("Chart.yaml"), 0, 0)));
  }

  /// The first condition that has a truth value decides; then a tag that is true; then tags of
  /// which all that are set are false.
  private boolean enabled(Dict dependency, List<String> path) {
    for (String condition : Texts.at(dependency, "condition").split(",")) {
      List<String> keys = new ArrayList<>(path);
      keys.addAll(List.of(condition.strip().split("\\.")));
      if (at(values, keys) instanceof Value.Bool bool) {
        return bool.value();
      }
    }
    boolean some = false;
    if (dependency.at("tags") instanceof Value.ListValue tags
        && values.at("tags") instanceof Dict set) {
      for (Value tag : tags.elements()) {
        if (tag instanceof Value.Text name && set.at(name.text()) instanceof Value.Bool bool) {
          some = true;
          if (bool.value()) {
            return true;
          }
        }
      }
    }
    return !some;
  }

  /// The value under a path of keys; nil where there is none.
  static Value at(Dict dict, List<String> keys) {
    Value value = dict;
    for (String key : keys) {
      value = value instanceof Dict inner ? inner.at(key) : Value.NIL;
    }
    return value;
  }
}
