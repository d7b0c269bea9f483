package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.DocumentReader;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.collect.kubernetes.manifest.Notices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The kustomizations of a folder.
public final class Kustomizations {
  /// What a kustomization that no other one includes makes.
  ///
  /// @param complete whether every part of it could be read
  public record Built(String folder, boolean complete, List<Manifest> objects) {
    public Built {
      objects = List.copyOf(objects);
    }
  }

  private final Files files;
  private final Notices notices;
  private final TreeMap<String, Kustomization> byFolder = new TreeMap<>();
  private final Set<String> included = new HashSet<>();
  private final Set<String> owned = new TreeSet<>();

  /// @param all the files of the folder
  public Kustomizations(Iterable<SourceFile> all, DocumentReader reader, Notices notices) {
    this.notices = notices;
    Map<String, SourceFile> byPath = new HashMap<>();
    all.forEach(file -> byPath.put(file.path(), file));
    files = new Files(byPath, reader, notices);
    for (SourceFile file : all) {
      if (Kustomization.NAMES.contains(file.name())) {
        add(file);
      }
    }
    byFolder.values().forEach(this::follow);
  }

  private void add(SourceFile file) {
    List<Json> documents = files.documents(file);
    Kustomization found = documents.isEmpty() ? null : Kustomization.of(file, documents.getFirst());
    if (found != null && byFolder.putIfAbsent(file.folder(), found) == null) {
      owned.add(file.path());
    }
  }

  private void follow(Kustomization kustomization) {
    List<Json> includes = new ArrayList<>(kustomization.resources());
    includes.addAll(kustomization.components());
    for (Json include : includes) {
      String path = Files.resolve(kustomization.folder(), Nodes.text(include));
      if (path != null && byFolder.containsKey(path)) {
        included.add(path);
      } else if (path != null) {
        owned.add(path);
      }
    }
    for (String name : kustomization.otherFiles()) {
      String path = Files.resolve(kustomization.folder(), name);
      if (path != null) {
        owned.add(path);
      }
    }
  }

  /// Whether the file belongs to some kustomization, so that it is read through it alone.
  public boolean owns(String path) {
    return owned.contains(path);
  }

  /// What the kustomizations that nobody includes make, in the order of their folders. Those that
  /// include each other in a ring have no beginning and count as such each.
  public List<Built> built() {
    List<Built> built = new ArrayList<>();
    Building building = new Building(files, notices, byFolder);
    Set<String> reached = new HashSet<>();
    for (Kustomization kustomization : byFolder.values()) {
      if (!included.contains(kustomization.folder())) {
        root(kustomization, building, built, reached);
      }
    }
    for (Kustomization kustomization : byFolder.values()) {
      if (!kustomization.component() && !reached.contains(kustomization.folder())) {
        root(kustomization, building, built, reached);
      }
    }
    return built;
  }

  private void root(
      Kustomization kustomization, Building building, List<Built> built, Set<String> reached) {
    if (kustomization.component()) {
      notices.counted(
          "a component of kustomize that nothing includes is left out",
          "# components of kustomize that nothing includes are left out",
          "",
          kustomization.written().place());
      return;
    }
    Building.Result result = building.root(kustomization);
    reached.addAll(result.folders());
    built.add(new Built(kustomization.folder(), result.complete(), result.objects()));
  }
}
