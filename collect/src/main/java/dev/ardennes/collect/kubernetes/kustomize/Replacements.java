package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `replacements`: values of one object that others take.
///
/// Source: kustomize's reference of `replacements` and its filter of that name.
final class Replacements {
  private static final String NAME = "metadata.name";

  private final Building building;
  private final Kustomization kustomization;

  Replacements(Building building, Kustomization kustomization) {
    this.building = building;
    this.kustomization = kustomization;
  }

  void apply(List<Item> items) {
    for (Json entry : Nodes.list(kustomization.written(), "replacements")) {
      Json path = Nodes.at(entry, "path");
      if (path == null) {
        replace(entry, items);
      } else {
        inFile(path, items);
      }
    }
  }

  private void inFile(Json path, List<Item> items) {
    SourceFile file = building.file(kustomization, path, Nodes.text(path));
    if (file == null) {
      return;
    }
    for (Json document : building.files().documents(file)) {
      if (document instanceof Json.Arr list) {
        list.elements().forEach(entry -> replace(entry, items));
      } else {
        replace(document, items);
      }
    }
  }

  private void replace(Json entry, List<Item> items) {
    if (!building.spend(items.size(), entry.place())) {
      return;
    }
    Json value = value(entry, items);
    if (value == null) {
      notFollowed(entry);
      return;
    }
    for (Json target : Nodes.list(entry, "targets")) {
      replace(target, value, items);
    }
  }

  private void notFollowed(Json at) {
    building
        .notices()
        .counted(
            "a replacement of a kustomization finds no value: what it is for stays as it was",
            "# replacements of kustomizations find no value: what they are for stays as it was",
            "check its source, or scan what `kustomize build` makes",
            at.place());
  }

  private static @Nullable Json value(Json entry, List<Item> items) {
    Json plain = Nodes.at(entry, "sourceValue");
    if (plain != null) {
      return plain;
    }
    Json source = Nodes.at(entry, "source");
    if (source == null) {
      return null;
    }
    Target selector = new Target(source);
    List<Item> found = items.stream().filter(selector::selectsByAnyName).toList();
    if (found.size() != 1) {
      return null;
    }
    String path = Nodes.text(source, "fieldPath");
    List<Json> values =
        FieldPath.of(path.isEmpty() ? NAME : path, false)
            .map(field -> field.values(found.getFirst().body()))
            .orElse(List.of());
    return values.isEmpty() ? null : part(source, values.getFirst());
  }

  private static @Nullable Json part(Json source, Json value) {
    String delimiter = Nodes.text(source, "options", "delimiter");
    String text = Json.scalar(value);
    if (delimiter.isEmpty()) {
      return value;
    }
    List<String> parts = text == null ? List.of() : split(text, delimiter);
    int index = index(source);
    return index < 0 || index >= parts.size() ? null : Edits.text(parts.get(index), value);
  }

  private static List<String> split(String text, String delimiter) {
    return Arrays.asList(text.split(Pattern.quote(delimiter), -1));
  }

  private static int index(Json options) {
    String index = Nodes.text(options, "options", "index");
    return index.matches("-?[0-9]{1,6}") ? Integer.parseInt(index) : 0;
  }

  private void replace(Json target, Json value, List<Item> items) {
    Json select = Nodes.at(target, "select");
    if (select == null || !building.spend(items.size(), target.place())) {
      return;
    }
    Target selected = new Target(select);
    List<Target> rejected = Nodes.list(target, "reject").stream().map(Target::new).toList();
    boolean found = false;
    for (Item item : List.copyOf(items)) {
      if (selected.selectsByAnyName(item)
          && rejected.stream().noneMatch(one -> one.selectsByAnyName(item))) {
        found |= change(item, target, value);
      }
    }
    if (!found) {
      building
          .notices()
          .counted(
              "a replacement of a kustomization finds no field to change",
              "# replacements of kustomizations find no field to change",
              "check the targets and their field paths",
              target.place());
    }
  }

  private static boolean change(Item item, Json target, Json value) {
    List<String> paths = new ArrayList<>();
    Nodes.list(target, "fieldPaths").forEach(path -> paths.add(Nodes.text(path)));
    if (paths.isEmpty()) {
      paths.add(NAME);
    }
    boolean create = Nodes.isTrue(target, "options", "create");
    boolean[] found = {false};
    for (String written : paths) {
      Optional<FieldPath> path = FieldPath.of(written, create);
      if (path.isPresent()) {
        Json changed =
            path.get()
                .change(
                    item.body(),
                    old -> {
                      found[0] = true;
                      return replaced(target, old, value);
                    });
        if (changed instanceof Json.Obj body) {
          item.become(body);
        }
      }
    }
    return found[0];
  }

  /// With a delimiter one part of a text is replaced, or added before or behind the others.
  private static Json replaced(Json target, Json old, Json value) {
    String delimiter = Nodes.text(target, "options", "delimiter");
    String text = Json.scalar(old);
    String part = Json.scalar(value);
    if (delimiter.isEmpty() || text == null || part == null) {
      return value;
    }
    List<String> parts = new ArrayList<>(split(text, delimiter));
    int index = index(target);
    if (index < 0) {
      parts.addFirst(part);
    } else if (index >= parts.size()) {
      parts.addLast(part);
    } else {
      parts.set(index, part);
    }
    return Edits.text(String.join(delimiter, parts), value);
  }
}
