package dev.ardennes.collect.openapi;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.YamlLook;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// OpenAPI 3.0 and 3.1 and Swagger 2.0, in JSON and YAML, told by their `openapi` or `swagger`
/// member. Its facts have the standing `designed`.
///
/// References inside the document are followed; those that lead out of it are named in a problem
/// and never opened.
public final class OpenApi implements Collector {
  private static final Pattern VERSION =
      Pattern.compile("(?m)^[\"']?(?:openapi|swagger)[\"']? *: *[\"']?\\d");
  private static final Pattern OTHER_MEMBER =
      Pattern.compile("(?m)^[\"']?(?:components|info|definitions|basePath|paths)[\"']? *:");
  private static final Set<String> OTHER_KEYS =
      Set.of("components", "info", "definitions", "basePath", "paths");

  /// Sorted documents have their version behind their components, so that the beginning alone does
  /// not tell.
  private static final YamlLook YAML =
      new YamlLook(
          text -> VERSION.matcher(text).find(),
          beginning -> OTHER_MEMBER.matcher(beginning).find(),
          beginning -> false);

  @Override
  public String kind() {
    return "openapi";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      boolean described =
          YamlLook.isYaml(file)
              ? YAML.at(file, tree.limits())
              : json(file, recognition.json(file).keys(), tree.limits().lookBytes());
      if (described) {
        files.add(file);
      }
    }
    return files;
  }

  private static boolean json(SourceFile file, Set<String> keys, int look) {
    boolean other = keys.stream().anyMatch(OTHER_KEYS::contains);
    if (keys.contains("openapi") || keys.contains("swagger")) {
      return other || file.size() > look;
    }
    return other && file.size() > look && DocumentText.hasVersion(file);
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    CollectedBuilder out = new CollectedBuilder(tree.source(), Standing.DESIGNED);
    for (SourceFile file : files) {
      DocumentText.read(file, tree.limits(), out)
          .forEach(document -> new Description(document, file, out).state());
    }
    return out.build(kind(), location, files.size(), List.of());
  }
}
