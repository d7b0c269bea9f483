package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file `kustomization.yaml`.
///
/// @param component whether it only changes what includes it
record Kustomization(SourceFile file, Json.Obj written, boolean component) {
  static final Set<String> NAMES =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /// @return null where the document is another thing of the same file name
  static @Nullable Kustomization of(SourceFile file, Json document) {
    if (!(document instanceof Json.Obj written)) {
      return null;
    }
    String version = Nodes.text(written, "apiVersion");
    String kind = Nodes.text(written, "kind");
    boolean component = kind.equals("Component");
    boolean own = version.isEmpty() || version.startsWith("kustomize.config.k8s.io/");
    return own && (component || kind.isEmpty() || kind.equals("Kustomization"))
        ? new Kustomization(file, written, component)
        : null;
  }

  String folder() {
    return file.folder();
  }

  /// What it includes: files, folders and addresses.
  List<Json> resources() {
    List<Json> resources = new ArrayList<>(Nodes.list(written, "resources"));
    resources.addAll(Nodes.list(written, "bases"));
    return resources;
  }

  List<Json> components() {
    return Nodes.list(written, "components");
  }

  /// Everything else that it names in the scanned folder.
  List<String> otherFiles() {
    List<String> names = new ArrayList<>();
    for (String list : List.of("patches", "patchesJson6902", "replacements")) {
      Nodes.list(written, list).forEach(patch -> names.add(Nodes.text(patch, "path")));
    }
    for (String list :
        List.of(
            "patchesStrategicMerge",
            "configurations",
            "crds",
            "generators",
            "transformers",
            "validators")) {
      Nodes.list(written, list).forEach(file -> names.add(Nodes.text(file)));
    }
    for (String list : List.of("configMapGenerator", "secretGenerator")) {
      for (Json generator : Nodes.list(written, list)) {
        Nodes.list(generator, "files").forEach(file -> names.add(fileOf(Nodes.text(file))));
        Nodes.list(generator, "envs").forEach(file -> names.add(Nodes.text(file)));
        names.add(Nodes.text(generator, "env"));
      }
    }
    names.removeIf(name -> name.isEmpty() || name.indexOf('\n') >= 0);
    return names;
  }

  /// The path of `key=path`.
  static String fileOf(String entry) {
    return entry.substring(entry.indexOf('=') + 1);
  }
}
