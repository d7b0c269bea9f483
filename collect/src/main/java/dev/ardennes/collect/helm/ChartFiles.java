package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.YamlOutput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `.Files`: the files of one chart that are neither templates nor values.
///
/// @param paths path inside the chart to path in the scanned folder
/// @param reader reads a path of the scanned folder; empty where that cannot be done
record ChartFiles(SortedMap<String, String> paths, Function<String, String> reader, Budget budget)
    implements Value.Opaque {
  @Override
  public String type() {
    return "engine.files";
  }

  @Override
  public String print() {
    return "map[" + String.join(" ", paths.keySet()) + "]";
  }

  @Override
  public Map<String, Value> entries() {
    Map<String, Value> entries = new TreeMap<>();
    paths.keySet().forEach(path -> entries.put(path, content(path)));
    return entries;
  }

  private Value content(String path) {
    String place = paths.get(path);
    return place == null ? Value.EMPTY : Value.text(budget.text(reader.apply(place)));
  }

  @Override
  public @Nullable Value member(String name, List<Value> arguments) {
    String argument =
        !arguments.isEmpty() && arguments.getFirst() instanceof Value.Text text ? text.text() : "";
    return switch (name) {
      case "Get", "GetBytes" -> content(argument);
      case "Glob" -> matching(argument);
      case "AsConfig" -> contents(false);
      case "AsSecrets" -> contents(true);
      case "Lines" -> Value.texts(text(argument).lines().toList());
      default -> null;
    };
  }

  private String text(String path) {
    return content(path) instanceof Value.Text text ? text.text() : "";
  }

  private Value matching(String glob) {
    Glob pattern = Glob.of(glob);
    SortedMap<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> entry : paths.entrySet()) {
      budget.step(1 + entry.getKey().length() / 8);
      if (pattern != null && pattern.matches(entry.getKey())) {
        found.put(entry.getKey(), entry.getValue());
      }
    }
    return new ChartFiles(found, reader, budget);
  }

  private Value contents(boolean encoded) {
    Value.Dict dict = new Value.Dict();
    for (String path : paths.keySet()) {
      String text = text(path);
      String shown =
          encoded
              ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
              : text;
      dict.with(path.substring(path.lastIndexOf('/') + 1), Value.text(budget.text(shown)));
    }
    return Value.text(dict.entries().isEmpty() ? "" : YamlOutput.of(dict, budget));
  }
}
