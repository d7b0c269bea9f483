package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Strategic merge patches: objects are merged, `null` removes, and lists of things with names are
/// merged by them. Other lists are replaced. What the patch says has the patch's place.
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";

  private static final Set<String> BY_NAME =
      Set.of(
          "containers",
          "initContainers",
          "ephemeralContainers",
          "env",
          "volumes",
          "imagePullSecrets",
          "secrets");

  /// Whether kind and group have a schema that says how lists are merged.
  private final boolean known;

  private StrategicMerge(boolean known) {
    this.known = known;
  }

  /// @param known whether the object is of a kind of Kubernetes itself; lists of others are
  ///   replaced
  /// @return null where the patch removes the object
  static Json.@Nullable Obj apply(Json.Obj object, Json.Obj patch, boolean known) {
    if (directive(patch).equals("delete")) {
      return null;
    }
    return new StrategicMerge(known).merge(object, patch, object.at("kind"));
  }

  private static String directive(Json patch) {
    String text = patch.textAt(DIRECTIVE);
    return text == null ? "" : text;
  }

  /// Depth is bounded by whoever read the patch.
  private Json.Obj merge(Json.Obj object, Json.Obj patch, @Nullable Json kind) {
    boolean replaces = directive(patch).equals("replace");
    Map<String, Json> members = new LinkedHashMap<>();
    if (!replaces) {
      members.putAll(object.members());
    }
    patch
        .members()
        .forEach(
            (key, value) -> {
              if (key.startsWith("$")) {
                return;
              }
              Json before = members.get(key);
              switch (value) {
                case Json.Null ignored -> members.remove(key);
                case Json.Obj change -> members.put(key, merged(before, change, kind));
                case Json.Arr change -> members.put(key, merged(key, before, change, kind));
                case Json.Text ignored -> members.put(key, value);
                case Json.Num ignored -> members.put(key, value);
                case Json.Bool ignored -> members.put(key, value);
              }
            });
    return new Json.Obj(members, replaces ? patch.place() : object.place());
  }

  private Json merged(@Nullable Json before, Json.Obj change, @Nullable Json kind) {
    Json.Obj base =
        before instanceof Json.Obj there ? there : new Json.Obj(Map.of(), change.place());
    return merge(base, change, kind);
  }

  private Json merged(String key, @Nullable Json before, Json.Arr change, @Nullable Json kind) {
    String mergeKey = known ? mergeKey(key, change, kind) : "";
    boolean replaces =
        change.elements().stream()
            .anyMatch(
                element ->
                    directive(element).equals("replace")
                        && element instanceof Json.Obj object
                        && object.members().size() == 1);
    if (mergeKey.isEmpty() || replaces || !(before instanceof Json.Arr list)) {
      return new Json.Arr(
          change.elements().stream().filter(element -> directive(element).isEmpty()).toList(),
          change.place());
    }
    return byKey(list, change, mergeKey, kind);
  }

  private static String mergeKey(String list, Json.Arr change, @Nullable Json kind) {
    if (BY_NAME.contains(list)) {
      return "name";
    }
    return switch (list) {
      case "volumeMounts" -> "mountPath";
      case "volumeDevices" -> "devicePath";
      case "hostAliases" -> "ip";
      case "ports" -> {
        boolean container =
            change.elements().stream().anyMatch(element -> element.at("containerPort") != null);
        yield container ? "containerPort" : "Service".equals(Json.scalar(kind)) ? "port" : "";
      }
      default -> "";
    };
  }

  private Json byKey(Json.Arr list, Json.Arr change, String mergeKey, @Nullable Json kind) {
    Map<String, Json> elements = new LinkedHashMap<>();
    int unnamed = 0;
    for (Json element : list.elements()) {
      String name = Json.scalar(element.at(mergeKey));
      elements.putIfAbsent(name == null ? "\0" + unnamed++ : name, element);
    }
    for (Json element : change.elements()) {
      String name = Json.scalar(element.at(mergeKey));
      if (name == null || !(element instanceof Json.Obj patch)) {
        continue;
      }
      if (directive(patch).equals("delete")) {
        elements.remove(name);
      } else {
        elements.put(name, merged(elements.get(name), patch, kind));
      }
    }
    return new Json.Arr(new ArrayList<>(elements.values()), list.place());
  }
}
