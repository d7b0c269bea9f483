package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.Failure;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.Value.Dict;
import dev.ardennes.collect.helm.value.YamlInput;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Loads a chart and the charts in it. Nothing outside the scanned folder is read.
final class ChartReader {
  private static final int LARGEST = 4 << 20;
  private static final int DEEPEST = 8;
  private static final int MOST_CHARTS = 200;

  private final FileIndex index;
  private final Budget budget;
  private final List<Problem> problems;
  private int charts;

  ChartReader(FileIndex index, Budget budget, List<Problem> problems) {
    this.index = index;
    this.budget = budget;
    this.problems = problems;
  }

  /// The chart of a folder.
  Chart read(String folder) {
    return read(folder, 0);
  }

  private Chart read(String folder, int depth) {
    charts++;
    String prefix = folder.isEmpty() ? "" : folder + "/";
    HelmIgnore ignore = new HelmIgnore(text(prefix + ".helmignore").orElse(""));
    SortedMap<String, String> templates = new TreeMap<>();
    SortedMap<String, String> files = new TreeMap<>();
    SortedMap<String, String> crds = new TreeMap<>();
    for (String path : index.under(prefix)) {
      String inside = path.substring(prefix.length());
      if (ignore.ignores(inside)) {
        continue;
      }
      if (inside.startsWith("templates/")) {
        text(path).ifPresent(text -> templates.put(inside, text));
      } else if (inside.startsWith("crds/")) {
        text(path).ifPresent(text -> crds.put(inside, text));
      } else if (!inside.startsWith("charts/")
          && !inside.matches("Chart\\.(yaml|lock)|values\\.(yaml|schema\\.json)|\\.helmignore")) {
        files.put(inside, path);
      }
    }
    Dict metadata = dict(prefix + "Chart.yaml");
    List<Chart> parts = parts(prefix, metadata, depth);
    String name = Texts.at(metadata, "name");
    return new Chart(
        name.isEmpty() ? folder.substring(folder.lastIndexOf('/') + 1) : name,
        folder,
        metadata,
        dict(prefix + "values.yaml"),
        templates,
        files,
        crds,
        parts);
  }

  /// All charts in `charts`, and those that are named by a path to another folder.
  private List<Chart> parts(String prefix, Dict metadata, int depth) {
    List<Chart> parts = new ArrayList<>();
    String inside = prefix + "charts/";
    for (String path : index.under(inside)) {
      String rest = path.substring(inside.length());
      boolean chart = rest.indexOf('/') == rest.lastIndexOf('/') && rest.endsWith("/Chart.yaml");
      if (chart && !rest.startsWith("_") && !rest.startsWith(".")) {
        part(parts, path.substring(0, path.lastIndexOf('/')), depth);
      } else if (!rest.contains("/") && (rest.endsWith(".tgz") || rest.endsWith(".tar.gz"))) {
        problem(
            path,
            "the packed chart `" + rest + "` is not read",
            "unpack it beside the archive, for example with `tar xzf`, and scan again");
      }
    }
    for (Dict dependency : Dependencies.of(metadata, requirements(prefix, metadata))) {
      String repository = Texts.at(dependency, "repository");
      boolean here =
          parts.stream().anyMatch(part -> part.name().equals(Texts.at(dependency, "name")));
      if (!here && repository.startsWith("file://")) {
        local(prefix, repository.substring("file://".length()))
            .ifPresent(at -> part(parts, at, depth));
      }
    }
    return parts;
  }

  private void part(List<Chart> parts, String folder, int depth) {
    if (depth >= DEEPEST || charts >= MOST_CHARTS) {
      problem(
          folder + "/Chart.yaml",
          "charts are nested too deep or too many: this one is not read",
          "scan it by itself");
      return;
    }
    parts.add(read(folder, depth + 1));
  }

  /// The dependencies of charts of the first version of the format.
  private Dict requirements(String prefix, Dict metadata) {
    boolean old = metadata.at("dependencies") instanceof Value.Nil;
    String path = prefix + "requirements.yaml";
    return old && index.contains(path) ? dict(path) : new Dict();
  }

  private Optional<String> local(String prefix, String relative) {
    List<String> parts = new ArrayList<>();
    for (String part : (relative.startsWith("/") ? relative : prefix + relative).split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String folder = String.join("/", parts);
    return Optional.of(folder).filter(found -> index.contains(found + "/Chart.yaml"));
  }

  private Dict dict(String path) {
    return text(path).map(text -> dict(path, text)).orElseGet(Dict::new);
  }

  /// The mapping in a YAML text; an empty one where that is not to be had.
  Dict dict(String path, String text) {
    try {
      Value value = YamlInput.yaml(text, budget);
      if (value instanceof Dict dict) {
        return dict;
      }
      if (!(value instanceof Value.Nil)) {
        problem(path, "the file is no mapping", "write keys and values");
      }
    } catch (Failure failure) {
      problem(path, failure.says(), failure.help());
    }
    return new Dict();
  }

  /// The text of a file of the scanned folder.
  Optional<String> text(String path) {
    try {
      return index.tree().read(path, LARGEST).map(Value::safe);
    } catch (IOException unreadable) {
      problem(path, String.valueOf(unreadable.getMessage()), "");
      return Optional.empty();
    }
  }

  private void problem(String path, String says, @Nullable String help) {
    problems.add(
        Problem.error(
            says, help == null ? "" : help, Evidence.at(index.tree().source(), path, 0, 0)));
  }
}
