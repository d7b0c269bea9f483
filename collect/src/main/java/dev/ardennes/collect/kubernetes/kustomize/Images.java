package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Exchanges names, tags and digests of images.
final class Images {
  private final List<Json> images;

  Images(List<Json> images) {
    this.images = List.copyOf(images);
  }

  Json.Obj apply(Json.Obj body) {
    return images.isEmpty() ? body : (Json.Obj) visited(body);
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
    object
        .members()
        .forEach(
            (key, member) -> {
              boolean containers = key.equals("containers") || key.equals("initContainers");
              members.put(
                  key,
                  containers && member instanceof Json.Arr list
                      ? new Json.Arr(
                          list.elements().stream().map(this::container).toList(), list.place())
                      : visited(member));
            });
    return new Json.Obj(members, object.place());
  }

  private Json container(Json container) {
    if (!(container instanceof Json.Obj object)) {
      return container;
    }
    Json.Obj now = object;
    for (Json change : images) {
      Json before = Nodes.at(now, "image");
      Json changed = before == null ? null : changed(before, change);
      now = changed == null ? now : Edits.with(now, "image", changed);
    }
    return now;
  }

  private static @Nullable Json changed(Json image, Json change) {
    String text = Nodes.text(image);
    int digestAt = text.indexOf('@');
    String tagged = digestAt < 0 ? text : text.substring(0, digestAt);
    int colon = tagged.lastIndexOf(':');
    boolean hasTag = colon > tagged.lastIndexOf('/');
    String name = hasTag ? tagged.substring(0, colon) : tagged;
    if (!name.equals(Nodes.text(change, "name"))) {
      return null;
    }
    String rest = text.substring(name.length());
    Json at = image;
    for (String field : List.of("newName", "newTag", "tagSuffix", "digest")) {
      Json said = Nodes.at(change, field);
      if (said == null || Nodes.text(said).isEmpty()) {
        continue;
      }
      at = said;
      switch (field) {
        case "newName" -> name = Nodes.text(said);
        case "newTag" -> rest = ":" + Nodes.text(said);
        case "tagSuffix" -> rest = rest + Nodes.text(said);
        default -> rest = "@" + Nodes.text(said);
      }
    }
    return Edits.text(name + rest, at);
  }
}
