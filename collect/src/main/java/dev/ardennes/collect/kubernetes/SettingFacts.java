package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.model.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Environment variables, and the config maps and secrets that containers hold. What looks like a
/// secret is left out of values.
final class SettingFacts {
  private static final int LONGEST = 16_000;

  /// How many keys of one object are taken for settings.
  private static final int MOST_KEYS = 1000;

  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_.-][\\w.-]*)\\)");

  private final Cluster cluster;
  private final Statements out;

  SettingFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    cluster.ofKind("ConfigMap").forEach(this::configMap);
    for (Workload workload : cluster.workloads()) {
      String id = out.workload(workload);
      for (Pod pod : workload.pods()) {
        pod.containers().forEach(container -> container(id, workload.namespace(), container));
        volumes(id, workload.namespace(), pod);
      }
    }
  }

  private void configMap(Manifest map) {
    String id = out.object(map);
    Nodes.members(map.body(), "data")
        .forEach(
            (key, value) -> {
              String text = Json.scalar(value);
              if (text != null && text.length() <= LONGEST) {
                out.fact(value, "config_value", id, key, shown(key, text));
              }
            });
  }

  private void container(String id, String namespace, Json container) {
    Map<String, String> known = new TreeMap<>();
    for (Json source : Nodes.list(container, "envFrom")) {
      String prefix = Nodes.text(source, "prefix");
      allKeys(id, namespace, "ConfigMap", prefix, Nodes.at(source, "configMapRef"), known);
      allKeys(id, namespace, "Secret", prefix, Nodes.at(source, "secretRef"), known);
    }
    for (Json variable : Nodes.list(container, "env")) {
      String name = Nodes.text(variable, "name");
      Json value = Nodes.at(variable, "value");
      if (name.isEmpty()) {
        continue;
      }
      if (value != null) {
        String text = expanded(Nodes.text(value), known);
        known.put(name, text);
        setting(value, id, name, text);
      }
      oneKey(id, namespace, name, "ConfigMap", variable, "configMapKeyRef", known);
      oneKey(id, namespace, name, "Secret", variable, "secretKeyRef", known);
    }
  }

  /// What Kubernetes does with `$(NAME)`: variables that were set before count.
  private static String expanded(String text, Map<String, String> known) {
    if (!text.contains("$(")) {
      return text;
    }
    Matcher found = REFERENCE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (found.find()) {
      String value = known.getOrDefault(found.group(1), found.group());
      boolean fits = expanded.length() + value.length() <= LONGEST;
      found.appendReplacement(expanded, Matcher.quoteReplacement(fits ? value : ""));
    }
    return found.appendTail(expanded).toString();
  }

  private void setting(Json at, String workload, String name, String value) {
    if (value.length() <= LONGEST) {
      out.fact(at, "setting", workload, name, shown(name, value));
    }
  }

  private void allKeys(
      String id,
      String namespace,
      String kind,
      String prefix,
      @Nullable Json reference,
      Map<String, String> known) {
    String name = Nodes.text(reference, "name");
    if (reference == null || name.isEmpty()) {
      return;
    }
    String object = out.object(kind, namespace, name, reference);
    out.fact(reference, "mounts_object", id, object);
    Manifest seen = cluster.find(kind, namespace, name);
    if (seen == null) {
      return;
    }
    keys(seen).stream()
        .limit(MOST_KEYS)
        .forEach(
            key -> {
              out.fact(reference, "setting_from", id, prefix + key, object, key);
              valueOf(seen, key, id, prefix + key, known);
            });
  }

  private static Set<String> keys(Manifest object) {
    Set<String> keys = new TreeSet<>(Nodes.members(object.body(), "data").keySet());
    keys.addAll(Nodes.members(object.body(), "stringData").keySet());
    return keys;
  }

  private void oneKey(
      String id,
      String namespace,
      String variable,
      String kind,
      Json written,
      String how,
      Map<String, String> known) {
    Json reference = Nodes.at(written, "valueFrom", how);
    String name = Nodes.text(reference, "name");
    String key = Nodes.text(reference, "key");
    if (reference == null || name.isEmpty()) {
      return;
    }
    String object = out.object(kind, namespace, name, reference);
    out.fact(reference, "mounts_object", id, object);
    out.fact(reference, "setting_from", id, variable, object, key);
    Manifest seen = cluster.find(kind, namespace, name);
    if (seen != null) {
      valueOf(seen, key, id, variable, known);
    }
  }

  private void valueOf(
      Manifest object, String key, String id, String variable, Map<String, String> known) {
    Json value = Nodes.at(object.body(), "data", key);
    String text = Json.scalar(value);
    if (object.kind().equals("ConfigMap") && value != null && text != null) {
      known.put(variable, text);
      setting(value, id, variable, text);
    }
  }

  private void volumes(String id, String namespace, Pod pod) {
    Set<String> mounted = AccountFacts.mountedVolumes(pod);
    AccountFacts.volumes(pod)
        .forEach(
            (name, volume) -> {
              if (mounted.contains(name)) {
                volume(id, namespace, volume);
                Nodes.list(volume, "projected", "sources")
                    .forEach(source -> volume(id, namespace, source));
              }
            });
  }

  private void volume(String id, String namespace, Json volume) {
    Json secret = Nodes.at(volume, "secret");
    String secretName = Nodes.text(secret, "secretName");
    held(id, namespace, "Secret", secret, secretName.isEmpty() ? nameOf(secret) : secretName);
    Json map = Nodes.at(volume, "configMap");
    held(id, namespace, "ConfigMap", map, nameOf(map));
  }

  private static String nameOf(@Nullable Json reference) {
    return Nodes.text(reference, "name");
  }

  private void held(String id, String namespace, String kind, @Nullable Json at, String name) {
    if (at != null && !name.isEmpty()) {
      out.fact(at, "mounts_object", id, out.object(kind, namespace, name, at));
    }
  }

  /// The value without secrets, those included that only the name gives away.
  static String shown(String name, String value) {
    if (value.isEmpty()) {
      return value;
    }
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
    if (value.indexOf('\n') < 0 && quoted.length() <= 8000) {
      String before = name + "=\"";
      String line = Redaction.redact(before + quoted + "\"");
      if (line.equals(before + Redaction.MARK + "\"")) {
        return Redaction.MARK;
      }
    }
    return String.join("\n", Redaction.redact(List.of(value.split("\n", -1))));
  }
}
