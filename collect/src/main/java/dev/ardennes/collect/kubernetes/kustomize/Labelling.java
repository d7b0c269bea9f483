package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Adds labels and annotations where kustomize adds them.
final class Labelling {
  private static final List<String> TEMPLATE = List.of("spec", "template");
  private static final List<String> JOB_TEMPLATE =
      List.of("spec", "jobTemplate", "spec", "template");
  private static final Set<String> WITH_TEMPLATE =
      Set.of(
          "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job");
  private static final Set<String> WITH_SELECTOR =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");

  private Labelling() {}

  static void metadata(Item item, String field, Map<String, Json> pairs) {
    item.become(added(item.body(), List.of("metadata", field), pairs));
  }

  static void templates(Item item, String field, Map<String, Json> pairs) {
    String kind = item.now().kind();
    if (WITH_TEMPLATE.contains(kind)) {
      item.become(added(item.body(), path(TEMPLATE, "metadata", field), pairs));
    } else if (kind.equals("CronJob")) {
      item.become(added(item.body(), path(JOB_TEMPLATE, "metadata", field), pairs));
    }
  }

  static void selectors(Item item, Map<String, Json> pairs) {
    String kind = item.now().kind();
    if (WITH_SELECTOR.contains(kind)) {
      item.become(added(item.body(), List.of("spec", "selector", "matchLabels"), pairs));
    } else if (kind.equals("ReplicationController")
        || (kind.equals("Service") && item.now().group().isEmpty())) {
      item.become(added(item.body(), List.of("spec", "selector"), pairs));
    } else if (kind.equals("NetworkPolicy")) {
      item.become(Edits.change(item.body(), List.of("spec"), spec -> policy(spec, pairs)));
    }
  }

  private static Json.Obj policy(Json.Obj spec, Map<String, Json> pairs) {
    Json.Obj changed = selector(spec, pairs);
    changed = Edits.each(changed, "ingress", rule -> peers(rule, "from", pairs));
    return Edits.each(changed, "egress", rule -> peers(rule, "to", pairs));
  }

  private static Json peers(Json rule, String list, Map<String, Json> pairs) {
    return rule instanceof Json.Obj object
        ? Edits.each(
            object, list, peer -> peer instanceof Json.Obj one ? selector(one, pairs) : peer)
        : rule;
  }

  /// Selectors of policies gain labels only where they have some.
  private static Json.Obj selector(Json.Obj owner, Map<String, Json> pairs) {
    return Edits.change(
        owner, List.of("podSelector", "matchLabels"), labels -> added(labels, pairs));
  }

  private static List<String> path(List<String> start, String... end) {
    List<String> path = new ArrayList<>(start);
    path.addAll(List.of(end));
    return path;
  }

  private static Json.Obj added(Json.Obj body, List<String> path, Map<String, Json> pairs) {
    Json.Obj changed = body;
    for (Map.Entry<String, Json> pair : pairs.entrySet()) {
      changed = Edits.set(changed, path(path, pair.getKey()), pair.getValue());
    }
    return changed;
  }

  private static Json.Obj added(Json.Obj labels, Map<String, Json> pairs) {
    Map<String, Json> members = new LinkedHashMap<>(labels.members());
    members.putAll(pairs);
    return new Json.Obj(members, labels.place());
  }
}
