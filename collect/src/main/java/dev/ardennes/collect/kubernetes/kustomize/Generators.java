package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Config maps and secrets that a kustomization makes. The hash that kustomize adds to their names
/// is left away.
final class Generators {
  private static final long LARGEST = 1 << 20;

  private final Building building;
  private final Kustomization kustomization;

  Generators(Building building, Kustomization kustomization) {
    this.building = building;
    this.kustomization = kustomization;
  }

  void into(List<Item> items) {
    for (Json map : Nodes.list(kustomization.written(), "configMapGenerator")) {
      generate("ConfigMap", "data", map, items);
    }
    for (Json secret : Nodes.list(kustomization.written(), "secretGenerator")) {
      generate("Secret", "stringData", secret, items);
    }
  }

  private void generate(String kind, String field, Json written, List<Item> items) {
    Json name = Nodes.at(written, "name");
    if (name == null) {
      return;
    }
    Map<String, Json> data = data(written);
    String behavior = Nodes.text(written, "behavior");
    if (behavior.equals("merge") || behavior.equals("replace")) {
      for (Item item : items) {
        if (item.now().kind().equals(kind) && item.isNamed(Nodes.text(name))) {
          change(item, field, data, behavior.equals("merge"), written);
          return;
        }
      }
    }
    Manifest made = Manifest.of(object(kind, field, written, name, data));
    if (made != null) {
      items.add(new Item(made));
    }
  }

  private static void change(
      Item item, String field, Map<String, Json> data, boolean merge, Json at) {
    Map<String, Json> all = new LinkedHashMap<>();
    if (merge) {
      all.putAll(Nodes.members(item.body(), field));
    }
    all.putAll(data);
    item.become(Edits.with(item.body(), field, new Json.Obj(all, at.place())));
  }

  private static Json.Obj object(
      String kind, String field, Json written, Json name, Map<String, Json> data) {
    Json.Place place = written.place();
    Map<String, Json> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    Json namespace = Nodes.at(written, "namespace");
    if (namespace != null) {
      metadata.put("namespace", namespace);
    }
    for (String added : List.of("labels", "annotations")) {
      Json said = Nodes.at(written, "options", added);
      if (said != null) {
        metadata.put(added, said);
      }
    }
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("apiVersion", new Json.Text("v1", place));
    members.put("kind", new Json.Text(kind, place));
    members.put("metadata", new Json.Obj(metadata, place));
    Json type = Nodes.at(written, "type");
    if (type != null) {
      members.put("type", type);
    }
    members.put(field, new Json.Obj(data, place));
    return new Json.Obj(members, place);
  }

  private Map<String, Json> data(Json written) {
    Map<String, Json> data = new LinkedHashMap<>();
    for (Json literal : Nodes.list(written, "literals")) {
      pair(Nodes.text(literal), literal.place(), data);
    }
    for (Json file : Nodes.list(written, "files")) {
      String entry = Nodes.text(file);
      String path = Kustomization.fileOf(entry);
      String key =
          entry.contains("=")
              ? entry.substring(0, entry.indexOf('='))
              : path.substring(path.lastIndexOf('/') + 1);
      String text = text(file, path);
      if (text != null) {
        data.put(key, new Json.Text(text, new Json.Place(resolved(path), 1, 1, "")));
      }
    }
    for (Json file : Nodes.list(written, "envs")) {
      variables(file, data);
    }
    Json single = Nodes.at(written, "env");
    if (single != null) {
      variables(single, data);
    }
    return data;
  }

  private String resolved(String path) {
    String resolved = Files.resolve(kustomization.folder(), path);
    return resolved == null ? path : resolved;
  }

  private void variables(Json file, Map<String, Json> into) {
    String text = text(file, Nodes.text(file));
    if (text == null) {
      return;
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        pair(line.strip(), new Json.Place(resolved(Nodes.text(file)), number, 1, ""), into);
      }
    }
  }

  private static void pair(String entry, Json.Place place, Map<String, Json> into) {
    int equals = entry.indexOf('=');
    if (equals > 0) {
      String value = entry.substring(equals + 1);
      boolean quoted =
          value.length() > 1
              && value.charAt(0) == value.charAt(value.length() - 1)
              && "\"'".indexOf(value.charAt(0)) >= 0;
      String plain = quoted ? value.substring(1, value.length() - 1) : value;
      into.put(entry.substring(0, equals), new Json.Text(plain, place));
    }
  }

  private @Nullable String text(Json at, String path) {
    SourceFile file = building.file(kustomization, at, path);
    if (file == null || file.size() > LARGEST) {
      return null;
    }
    try {
      return file.text();
    } catch (IOException e) {
      building.incomplete();
      return null;
    }
  }
}
