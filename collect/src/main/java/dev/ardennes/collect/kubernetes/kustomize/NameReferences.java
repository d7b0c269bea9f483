package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets references follow objects that were renamed or moved.
final class NameReferences {
  private static final Map<String, String> OBJECTS =
      Map.of(
          "configMapRef", "ConfigMap",
          "configMapKeyRef", "ConfigMap",
          "configMap", "ConfigMap",
          "secretRef", "Secret",
          "secretKeyRef", "Secret",
          "secret", "Secret",
          "service", "Service");
  private static final Map<String, String> TEXTS =
      Map.of(
          "serviceAccountName", "ServiceAccount",
          "serviceAccount", "ServiceAccount",
          "secretName", "Secret",
          "serviceName", "Service",
          "claimName", "PersistentVolumeClaim",
          "volumeName", "PersistentVolume",
          "ingressClassName", "IngressClass");
  private static final Map<String, String> LISTS =
      Map.of("imagePullSecrets", "Secret", "secrets", "Secret");

  private final Map<String, Item> byFormerName = new HashMap<>();

  /// @param items with the names they have now, and had
  NameReferences(List<Item> items) {
    for (Item item : items) {
      for (String name : item.names()) {
        byFormerName.putIfAbsent(item.now().kind() + "/" + name, item);
      }
    }
    // What is called so now goes before what was.
    for (Item item : items) {
      byFormerName.put(item.now().kind() + "/" + item.now().name(), item);
    }
  }

  void follow(Item item) {
    item.become((Json.Obj) visited(item.body()));
  }

  private @Nullable Item named(String kind, String name) {
    return byFormerName.get(kind + "/" + name);
  }

  private Json renamed(String kind, Json name) {
    Item item = named(kind, Nodes.text(name));
    return item == null || item.now().name().equals(Nodes.text(name))
        ? name
        : Edits.text(item.now().name(), name);
  }

  /// Depth is bounded by whoever read the body.
  private Json visited(Json value) {
    if (value instanceof Json.Arr list) {
      return new Json.Arr(list.elements().stream().map(this::visited).toList(), list.place());
    }
    if (!(value instanceof Json.Obj object)) {
      return value;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    object.members().forEach((key, member) -> members.put(key, member(key, visited(member))));
    return new Json.Obj(members, object.place());
  }

  private Json member(String key, Json member) {
    if (member instanceof Json.Text && TEXTS.containsKey(key)) {
      return renamed(TEXTS.get(key), member);
    }
    if (member instanceof Json.Obj object) {
      String kind = key.equals("roleRef") ? Nodes.text(object, "kind") : OBJECTS.get(key);
      Json name = Nodes.at(object, "name");
      return kind == null || name == null
          ? object
          : Edits.with(object, "name", renamed(kind, name));
    }
    if (member instanceof Json.Arr list && LISTS.containsKey(key)) {
      return each(list, LISTS.get(key));
    }
    return member instanceof Json.Arr list && key.equals("subjects")
        ? new Json.Arr(list.elements().stream().map(this::subject).toList(), list.place())
        : member;
  }

  private Json each(Json.Arr list, String kind) {
    return new Json.Arr(
        list.elements().stream()
            .map(
                element -> {
                  Json name = Nodes.at(element, "name");
                  return element instanceof Json.Obj object && name != null
                      ? Edits.with(object, "name", renamed(kind, name))
                      : element;
                })
            .toList(),
        list.place());
  }

  private Json subject(Json subject) {
    Json name = Nodes.at(subject, "name");
    if (!(subject instanceof Json.Obj object)
        || name == null
        || !Nodes.text(subject, "kind").equals("ServiceAccount")) {
      return subject;
    }
    Item account = named("ServiceAccount", Nodes.text(name));
    String namespace = Nodes.text(subject, "namespace");
    if (account == null || !(namespace.isEmpty() || account.wasIn(namespace))) {
      return subject;
    }
    Json.Obj changed = Edits.with(object, "name", renamed("ServiceAccount", name));
    Json in = Nodes.at(account.body(), "metadata", "namespace");
    return in == null || Nodes.text(in).equals(namespace)
        ? changed
        : Edits.with(changed, "namespace", in);
  }
}
