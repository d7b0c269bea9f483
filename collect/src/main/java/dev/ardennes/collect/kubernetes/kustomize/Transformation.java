package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.collect.kubernetes.manifest.TreeSize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one kustomization changes about all that it has, in the order of kustomize.
final class Transformation {
  private final Building building;
  private final Kustomization kustomization;
  private final Json.Obj written;

  Transformation(Building building, Kustomization kustomization) {
    this.building = building;
    this.kustomization = kustomization;
    this.written = kustomization.written();
  }

  void apply(List<Item> items) {
    if (!fits(items)) {
      return;
    }
    Patches patches = new Patches(building, kustomization);
    patches.merges(items);
    patches.patches(items);
    if (!fits(items)) {
      return;
    }
    Json namespace = Nodes.at(written, "namespace");
    Json prefix = Nodes.at(written, "namePrefix");
    Json suffix = Nodes.at(written, "nameSuffix");
    items.forEach(item -> move(item, namespace));
    items.forEach(item -> rename(item, prefix, suffix));
    labels(items);
    patches.json(items);
    if (!fits(items)) {
      return;
    }
    Images images = new Images(Nodes.list(written, "images"));
    items.forEach(item -> item.become(images.apply(item.body())));
    new Replacements(building, kustomization).apply(items);
    if (!fits(items)) {
      return;
    }
    NameReferences references = new NameReferences(items);
    items.forEach(references::follow);
    if (namespace != null) {
      items.forEach(item -> item.become(defaultAccounts(item.body(), namespace)));
    }
  }

  /// Where there is too much of it, nothing is left.
  private boolean fits(List<Item> items) {
    TreeSize sizes = new TreeSize();
    long all = 0;
    for (Item item : items) {
      all = Math.min(TreeSize.BEYOND, all + sizes.size(item.body()));
    }
    boolean fits = building.spend(all, written.place());
    if (!fits) {
      items.clear();
    }
    return fits;
  }

  private static void move(Item item, @Nullable Json namespace) {
    if (namespace == null || Nodes.text(namespace).isEmpty()) {
      return;
    }
    if (item.now().kind().equals("Namespace")) {
      item.become(Edits.set(item.body(), List.of("metadata", "name"), namespace));
    } else if (!Manifest.isOfTheCluster(item.now().kind())) {
      item.become(Edits.set(item.body(), List.of("metadata", "namespace"), namespace));
    }
  }

  /// Subjects named `default` follow the namespace whether or not the account is there.
  private static Json.Obj defaultAccounts(Json.Obj body, Json namespace) {
    String kind = Nodes.text(body, "kind");
    if (!kind.equals("RoleBinding") && !kind.equals("ClusterRoleBinding")) {
      return body;
    }
    return Edits.each(
        body,
        "subjects",
        subject ->
            subject instanceof Json.Obj object
                    && Nodes.text(subject, "kind").equals("ServiceAccount")
                    && Nodes.text(subject, "name").equals("default")
                ? Edits.with(object, "namespace", namespace)
                : subject);
  }

  private static void rename(Item item, @Nullable Json prefix, @Nullable Json suffix) {
    String kind = item.now().kind();
    if (kind.equals("Namespace") || kind.equals("CustomResourceDefinition")) {
      return;
    }
    String before = Nodes.text(prefix);
    String after = Nodes.text(suffix);
    Json name = Nodes.at(item.body(), "metadata", "name");
    if (name != null && !(before + after).isEmpty()) {
      Json renamed = Edits.text(before + Nodes.text(name) + after, name);
      item.become(Edits.set(item.body(), List.of("metadata", "name"), renamed));
    }
  }

  private void labels(List<Item> items) {
    Map<String, Json> common = Nodes.members(written, "commonLabels");
    for (Item item : items) {
      if (!common.isEmpty()) {
        everywhere(item, common);
      }
      for (Json labels : Nodes.list(written, "labels")) {
        Map<String, Json> pairs = Nodes.members(labels, "pairs");
        if (Nodes.isTrue(labels, "includeSelectors")) {
          everywhere(item, pairs);
        } else {
          Labelling.metadata(item, "labels", pairs);
          if (Nodes.isTrue(labels, "includeTemplates")) {
            Labelling.templates(item, "labels", pairs);
          }
        }
      }
      Map<String, Json> annotations = Nodes.members(written, "commonAnnotations");
      if (!annotations.isEmpty()) {
        Labelling.metadata(item, "annotations", annotations);
        Labelling.templates(item, "annotations", annotations);
      }
    }
  }

  private static void everywhere(Item item, Map<String, Json> pairs) {
    Labelling.metadata(item, "labels", pairs);
    Labelling.templates(item, "labels", pairs);
    Labelling.selectors(item, pairs);
  }
}
