package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Which objects a patch is for, by what they are called now or in their file.
final class Target {
  private final Json selector;

  Target(Json selector) {
    this.selector = selector;
  }

  boolean selects(Item item) {
    Manifest object = item.now();
    return selectsByKindAndLabels(item)
        && (matches("name", object.name()) || matches("name", item.first().name()))
        && (matches("namespace", object.namespace())
            || matches("namespace", item.first().namespace()));
  }

  /// By any name and namespace that the object has had on its way, too.
  boolean selectsByAnyName(Item item) {
    return selectsByKindAndLabels(item)
        && item.names().stream().anyMatch(name -> matches("name", name))
        && item.namespaces().stream().anyMatch(name -> matches("namespace", name));
  }

  private boolean selectsByKindAndLabels(Item item) {
    Manifest object = item.now();
    return matches("kind", object.kind())
        && matches("group", object.group())
        && matches("version", version(object))
        && labelled(Nodes.text(selector, "labelSelector"), object.labels())
        && labelled(
            Nodes.text(selector, "annotationSelector"),
            Nodes.members(object.body(), "metadata", "annotations"));
  }

  private static String version(Manifest object) {
    return object.apiVersion().substring(object.apiVersion().indexOf('/') + 1);
  }

  /// Texts of targets are patterns for the whole of what they are compared with.
  private boolean matches(String field, String value) {
    String wanted = Nodes.text(selector, field);
    if (wanted.isEmpty() || wanted.equals(value)) {
      return true;
    }
    if (wanted.length() > 200 || value.length() > 300 || wanted.matches("[\\w.-]*")) {
      return false;
    }
    Pattern pattern = pattern(wanted);
    return pattern != null && pattern.matcher(value).matches();
  }

  /// Only patterns without repeated groups and with few repetitions are followed: what they are
  /// compared with is short, so that matching ends soon.
  private static @Nullable Pattern pattern(String text) {
    long repetitions = text.chars().filter(c -> "*+{?".indexOf(c) >= 0).count();
    if (repetitions > 3 || text.matches(".*[)][*+{?].*")) {
      return null;
    }
    try {
      return Pattern.compile("(?:" + text + ")");
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static boolean labelled(String wanted, Map<String, Json> labels) {
    if (wanted.isBlank()) {
      return true;
    }
    for (String part : wanted.split(",")) {
      String[] sides = part.strip().split("!=|==|=", 2);
      String value = Json.scalar(labels.get(sides[0].strip()));
      if (sides.length == 1) {
        boolean negated = sides[0].startsWith("!");
        if (negated == labels.containsKey(negated ? sides[0].substring(1).strip() : sides[0])) {
          return false;
        }
      } else if (part.contains("!=") == sides[1].strip().equals(value)) {
        return false;
      }
    }
    return true;
  }
}
