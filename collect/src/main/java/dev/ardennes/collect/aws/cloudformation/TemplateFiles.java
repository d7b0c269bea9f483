package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import dev.ardennes.model.Unknown;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The templates of a folder by their paths, and which of them a nested stack means.
final class TemplateFiles {
  private final TreeMap<String, Template> byPath = new TreeMap<>();

  void add(Template template) {
    byPath.put(template.path(), template);
  }

  Collection<Template> all() {
    return byPath.values();
  }

  /// The template of a nested stack; null where it is not here. An address on a server means the
  /// file of that name, if only one has it.
  @Nullable Template nestedIn(StackResource resource, Template in) {
    Json metadata = resource.written().at("Metadata");
    String asset = metadata == null ? null : metadata.textAt("aws:asset:path");
    if (asset != null) {
      return at(in.folder(), asset);
    }
    Value url = resource.property("TemplateURL");
    String text = url == null ? null : Values.text(url).orElse(null);
    return text == null ? null : named(text, in);
  }

  /// The template that a path or address means.
  @Nullable Template named(String text, Template in) {
    boolean elsewhere = text.contains("://") || Unknown.in(text);
    if (!elsewhere) {
      return at(in.folder(), text);
    }
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.isEmpty() || Unknown.in(name)) {
      return null;
    }
    List<Template> same =
        byPath.values().stream()
            .filter(one -> one.path().equals(name) || one.path().endsWith("/" + name))
            .toList();
    return same.size() == 1 ? same.getFirst() : null;
  }

  private @Nullable Template at(String folder, String path) {
    Deque<String> steps = new ArrayDeque<>();
    for (String step : (folder.isEmpty() ? path : folder + "/" + path).split("/", -1)) {
      if (step.equals("..")) {
        if (steps.pollLast() == null) {
          return null;
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return byPath.get(String.join("/", steps));
  }
}
