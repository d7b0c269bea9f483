package dev.ardennes.collect.code.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// AWS's actions by the names of the SDKs' functions. Most follow one rule, `get_parameter` is
/// `GetParameter`; the rest is a table.
public final class CloudNames {
  private final Map<String, String> services = new LinkedHashMap<>();
  private final Map<String, String> actions = new LinkedHashMap<>();
  private final List<String> silent = new ArrayList<>();
  private final List<String> resourceArguments = new ArrayList<>();

  CloudNames(JsonNode root) {
    root.path("services")
        .properties()
        .forEach(row -> services.put(row.getKey(), row.getValue().asString()));
    root.path("actions")
        .properties()
        .forEach(row -> actions.put(row.getKey(), row.getValue().asString()));
    root.path("silent").forEach(row -> silent.add(row.asString()));
    root.path("resources").forEach(row -> resourceArguments.add(row.asString()));
  }

  /// Arguments that name what an action is about, the most telling first.
  public List<String> resourceArguments() {
    return List.copyOf(resourceArguments);
  }

  /// `ssm:GetParameter` of `ssm` and `get_parameter`, `getParameter` or `GetParameter`; empty for
  /// functions of an SDK that call nothing.
  public String action(String service, String function) {
    String name = camel(function);
    if (name.isEmpty() || silent.contains(name)) {
      return "";
    }
    String plain = service.toLowerCase(Locale.ROOT);
    String prefix = services.getOrDefault(plain, plain);
    String known = actions.get(prefix + ":" + name);
    return known == null ? prefix + ":" + name : known;
  }

  private static String camel(String function) {
    StringBuilder name = new StringBuilder();
    for (String word : function.split("_")) {
      if (!word.isEmpty()) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return name.toString();
  }
}
