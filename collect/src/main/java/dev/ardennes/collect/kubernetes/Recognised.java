package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.Text;
import java.io.IOException;
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

  private Recognised() {}

  static List<SourceFile> files(SourceTree tree, Recognition recognition) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      if (NAMES.contains(file.name())
          || (isYaml(file) ? yaml(file, tree) : json(file, tree, recognition))) {
        files.add(file);
      }
    }
    return files;
  }

  static boolean isYaml(SourceFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /// A file may begin with other documents, or have its `kind` behind a long list.
  private static boolean yaml(SourceFile file, SourceTree tree) {
    try {
      String beginning = Text.decode(file.beginning(tree.limits().lookBytes()));
      boolean whole = file.size() <= tree.limits().lookBytes();
      if (VERSION.matcher(beginning).find() && KIND.matcher(beginning).find()) {
        return true;
      }
      if (whole) {
        return false;
      }
      if (file.size() > tree.limits().textBytes()) {
        return VERSION.matcher(beginning).find();
      }
      String text = file.text();
      return VERSION.matcher(text).find() && KIND.matcher(text).find();
    } catch (IOException e) {
      return false;
    }
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
