package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.YamlLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which files hold objects of Kubernetes, told by `apiVersion` and `kind`.
final class Recognised {
  private static final Pattern VERSION =
      Pattern.compile("(?m)^(?:- |\\{ *)?[\"']?apiVersion[\"']? *:");
  private static final Pattern KIND =
      Pattern.compile("(?m)^(?:- |  )?[\"']?kind[\"']? *:|, *kind *:");

  /// Files of kustomize and Helm, whose `apiVersion` and `kind` may be missing.
  private static final Set<String> NAMES =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization", "Chart.yaml");

  /// A file may begin with other documents, or have its `kind` behind a long list.
  private static final YamlLook YAML =
      new YamlLook(
          text -> VERSION.matcher(text).find() && KIND.matcher(text).find(),
          beginning -> true,
          beginning -> VERSION.matcher(beginning).find());

  private Recognised() {}

  static List<SourceFile> files(SourceTree tree, Recognition recognition) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      if (NAMES.contains(file.name())
          || (YamlLook.isYaml(file)
              ? YAML.at(file, tree.limits())
              : json(file, tree, recognition))) {
        files.add(file);
      }
    }
    return files;
  }

  private static boolean json(SourceFile file, SourceTree tree, Recognition recognition) {
    if (!file.name().toLowerCase(Locale.ROOT).endsWith(".json")) {
      return false;
    }
    Set<String> keys = recognition.json(file).keys();
    return keys.contains("apiVersion")
        && (keys.contains("kind") || file.size() > tree.limits().lookBytes());
  }
}
