package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import java.util.HashSet;
import java.util.Set;

/// An object on its way through kustomizations. Patches may name it as it was called on the way.
final class Item {
  private Manifest now;
  private final Manifest first;
  private final Set<String> names = new HashSet<>();
  private final Set<String> namespaces = new HashSet<>();

  Item(Manifest manifest) {
    now = manifest;
    first = manifest;
    remember();
  }

  private void remember() {
    names.add(now.name());
    namespaces.add(now.namespace());
  }

  Manifest now() {
    return now;
  }

  /// As its file has it.
  Manifest first() {
    return first;
  }

  Json.Obj body() {
    return now.body();
  }

  /// Whether it is or was called so.
  boolean isNamed(String name) {
    return names.contains(name);
  }

  Set<String> names() {
    return Set.copyOf(names);
  }

  Set<String> namespaces() {
    return Set.copyOf(namespaces);
  }

  /// Whether it is or was in the namespace.
  boolean wasIn(String namespace) {
    return namespaces.contains(namespace);
  }

  void become(Json.Obj body) {
    Manifest changed = Manifest.of(body);
    if (changed != null) {
      now = changed;
      remember();
    }
  }
}
