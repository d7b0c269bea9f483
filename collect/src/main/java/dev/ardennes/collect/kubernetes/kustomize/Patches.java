package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The patches of one kustomization.
final class Patches {
  private final Building building;
  private final Kustomization kustomization;
  private final Json.Obj written;

  Patches(Building building, Kustomization kustomization) {
    this.building = building;
    this.kustomization = kustomization;
    this.written = kustomization.written();
  }

  /// `patchesStrategicMerge`: files, or texts of more than one line.
  void merges(List<Item> items) {
    for (Json entry : Nodes.list(written, "patchesStrategicMerge")) {
      boolean inline = Nodes.text(entry).indexOf('\n') >= 0;
      List<Json> documents = inline ? building.files().inside(entry) : file(entry);
      documents.forEach(document -> patch(document, null, items));
    }
  }

  /// `patches`: of either kind.
  void patches(List<Item> items) {
    Nodes.list(written, "patches").forEach(entry -> entry(entry, items));
  }

  /// `patchesJson6902`.
  void json(List<Item> items) {
    Nodes.list(written, "patchesJson6902").forEach(entry -> entry(entry, items));
  }

  private void entry(Json entry, List<Item> items) {
    Json inline = Nodes.at(entry, "patch");
    Json path = Nodes.at(entry, "path");
    List<Json> documents =
        inline != null
            ? building.files().inside(inline)
            : path != null ? file(path) : List.<Json>of();
    Json target = Nodes.at(entry, "target");
    for (Json document : documents) {
      patch(document, target == null ? null : new Target(target), items);
    }
  }

  private List<Json> file(Json path) {
    SourceFile file = building.file(kustomization, path, Nodes.text(path));
    return file == null ? List.of() : building.files().documents(file);
  }

  private void patch(Json document, @Nullable Target target, List<Item> items) {
    List<Item> selected = new ArrayList<>();
    if (!building.spend(items.size(), document.place())) {
      return;
    }
    for (Item item : items) {
      if (target == null ? isNamed(document, item) : target.selects(item)) {
        selected.add(item);
      }
    }
    if (selected.isEmpty()) {
      building
          .notices()
          .counted(
              "a patch is for no object that is there",
              "# patches are for no object that is there",
              "check names and kinds of their targets",
              document.place());
    }
    for (Item item : selected) {
      if (document instanceof Json.Arr operations) {
        operations(item, operations);
      } else if (document instanceof Json.Obj change) {
        merge(item, change, items);
      }
    }
  }

  private static boolean isNamed(Json patch, Item item) {
    String namespace = Nodes.text(patch, "metadata", "namespace");
    Manifest now = item.now();
    String version = Nodes.text(patch, "apiVersion");
    int slash = version.indexOf('/');
    String group = slash < 0 ? "" : version.substring(0, slash);
    return now.kind().equals(Nodes.text(patch, "kind"))
        && now.group().equals(group)
        && item.isNamed(Nodes.text(patch, "metadata", "name"))
        && (now.namespace().isEmpty() || item.wasIn(namespace.isEmpty() ? "default" : namespace));
  }

  private void operations(Item item, Json.Arr operations) {
    Optional<Json.Obj> changed = JsonPatch.apply(item.body(), operations.elements());
    if (changed.isPresent()) {
      item.become(changed.get());
    } else {
      building
          .notices()
          .counted(
              "a JSON patch cannot be applied to its object, which stays as it was",
              "# JSON patches cannot be applied to their objects, which stay as they were",
              "check the paths of their operations",
              operations.place());
    }
  }

  private static void merge(Item item, Json.Obj change, List<Item> items) {
    String group = item.now().group();
    boolean known = !group.contains(".") || group.endsWith(".k8s.io");
    Json.Obj merged = StrategicMerge.apply(item.body(), withoutNames(change), known);
    if (merged == null) {
      items.remove(item);
    } else {
      item.become(merged);
    }
  }

  /// Names and namespaces of patches select, and change nothing.
  private static Json.Obj withoutNames(Json.Obj change) {
    Json.Obj patch = Edits.without(Edits.without(change, "apiVersion"), "kind");
    return Edits.change(
        patch,
        List.of("metadata"),
        metadata -> Edits.without(Edits.without(metadata, "name"), "namespace"));
  }
}
