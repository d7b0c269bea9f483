package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.collect.kubernetes.manifest.Notices;
import dev.ardennes.collect.kubernetes.manifest.TreeSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds kustomizations: first what they include, then what they change about it.
final class Building {
  private static final int MOST_LEVELS = 20;
  private static final int MOST_BUILT = 100_000;
  private static final int MOST_ITEMS = 400_000;

  /// Less than all, so that one kustomization that includes others beyond all measure leaves the
  /// others theirs.
  private static final int MOST_BUILT_OF_ROOT = 5_000;

  private static final int MOST_ITEMS_OF_ROOT = 100_000;

  /// Values that pass through kustomizations, each counted once for every kustomization.
  private static final long MOST_WORK = 60_000_000;

  /// What a root makes.
  ///
  /// @param folders of the kustomizations that took part
  record Result(boolean complete, List<Manifest> objects, Set<String> folders) {}

  private final Files files;
  private final Notices notices;
  private final Map<String, Kustomization> byFolder;
  private final Deque<String> open = new ArrayDeque<>();
  private Set<String> folders = new HashSet<>();
  private boolean complete = true;
  private int built;
  private int items;
  private int builtBefore;
  private int itemsBefore;
  private long spent;

  Building(Files files, Notices notices, Map<String, Kustomization> byFolder) {
    this.files = files;
    this.notices = notices;
    this.byFolder = byFolder;
  }

  Result root(Kustomization kustomization) {
    folders = new HashSet<>();
    complete = true;
    builtBefore = built;
    itemsBefore = items;
    List<Item> all = new ArrayList<>();
    build(kustomization, all);
    List<Manifest> objects = all.stream().map(Item::now).toList();
    return new Result(complete, objects, folders);
  }

  /// Something is missing, so that what is not there may be there nevertheless.
  void incomplete() {
    complete = false;
  }

  /// Counts work.
  ///
  /// @return false where there was too much of it
  boolean spend(long work, Json.Place at) {
    spent = Math.min(TreeSize.BEYOND, spent + work);
    if (spent > MOST_WORK) {
      incomplete();
      notices.countedError(
          "a kustomization makes more than is read: what follows is missing",
          "# kustomizations or patches make more than is read: what follows is missing",
          "scan parts of the folder",
          at);
      return false;
    }
    return true;
  }

  Files files() {
    return files;
  }

  Notices notices() {
    return notices;
  }

  /// @param all what the includer has so far, for a component; otherwise empty
  private void build(Kustomization kustomization, List<Item> all) {
    String folder = kustomization.folder();
    Json.Place place = kustomization.written().place();
    if (open.contains(folder)) {
      incomplete();
      notices.error("kustomizations include each other in a ring", "break the ring", place);
      return;
    }
    built++;
    boolean tooMany = built > MOST_BUILT || built - builtBefore > MOST_BUILT_OF_ROOT;
    if (open.size() >= MOST_LEVELS || tooMany) {
      incomplete();
      notices.countedError(
          "kustomizations include each other beyond all measure: this one is left out",
          "kustomizations include each other beyond all measure: # are left out",
          "scan what `kustomize build` makes",
          place);
      return;
    }
    open.push(folder);
    folders.add(folder);
    List<Item> own = kustomization.component() ? all : new ArrayList<>();
    kustomization.resources().forEach(include -> include(kustomization, include, own));
    new Generators(this, kustomization).into(own);
    kustomization.components().forEach(include -> include(kustomization, include, own));
    new Transformation(this, kustomization).apply(own);
    notBuilt(kustomization);
    if (!kustomization.component()) {
      all.addAll(own);
    }
    open.pop();
  }

  private void include(Kustomization from, Json include, List<Item> into) {
    String name = Nodes.text(include);
    String path = Files.resolve(from.folder(), name);
    if (Files.isRemote(name)) {
      remote(include);
    } else if (path == null) {
      outside(include);
    } else if (byFolder.containsKey(path)) {
      build(byFolder.get(path), into);
    } else {
      SourceFile file = files.file(path);
      if (file == null) {
        missing(include);
      } else {
        add(file, include, into);
      }
    }
  }

  private void add(SourceFile file, Json at, List<Item> into) {
    List<Manifest> manifests = files.manifests(file);
    if (files.isBroken(file)) {
      incomplete();
    }
    for (Manifest manifest : manifests) {
      items++;
      if (items > MOST_ITEMS || items - itemsBefore > MOST_ITEMS_OF_ROOT) {
        incomplete();
        notices.countedError(
            "a kustomization makes more objects than are read: the rest is missing",
            "kustomizations make more objects than are read: the rest is missing",
            "scan parts of the folder",
            at.place());
        return;
      }
      into.add(new Item(manifest));
    }
  }

  private void remote(Json include) {
    incomplete();
    notices.counted(
        "a resource of a kustomization lies elsewhere, and nothing is fetched: what it has is missing",
        "# resources of kustomizations lie elsewhere, and nothing is fetched: what they have is"
            + " missing",
        "scan what `kustomize build` makes",
        include.place());
  }

  private void outside(Json include) {
    incomplete();
    notices.countedError(
        "a kustomization refers to a file outside the scanned folder, which is not read",
        "kustomizations refer # times to files outside the scanned folder, which are not read",
        "scan the folder that holds both",
        include.place());
  }

  private void missing(Json include) {
    incomplete();
    notices.countedError(
        "a kustomization refers to a file or folder that is not there",
        "kustomizations refer # times to files or folders that are not there",
        "check the path, and whether an ignore file hides it",
        include.place());
  }

  /// The file of a path that the kustomization names; null where it cannot be read.
  @Nullable SourceFile file(Kustomization from, Json at, String name) {
    String path = Files.resolve(from.folder(), name);
    SourceFile file = path == null ? null : files.file(path);
    if (Files.isRemote(name)) {
      remote(at);
      return null;
    }
    if (path == null) {
      outside(at);
    } else if (file == null) {
      missing(at);
    }
    return file;
  }

  private void notBuilt(Kustomization kustomization) {
    for (String field :
        List.of("helmCharts", "helmChartInflationGenerator", "generators", "transformers")) {
      Json said = Nodes.at(kustomization.written(), field);
      if (said instanceof Json.Arr list && !list.elements().isEmpty()) {
        incomplete();
        notices.counted(
            "`" + field + "` of a kustomization is not followed: what it makes is missing",
            "`" + field + "` of # kustomizations is not followed: what it makes is missing",
            "scan what `kustomize build` makes",
            said.place());
      }
    }
    Json variables = Nodes.at(kustomization.written(), "vars");
    if (variables instanceof Json.Arr list && !list.elements().isEmpty()) {
      notices.counted(
          "`vars` of a kustomization are not followed: values stay as they were",
          "`vars` of # kustomizations are not followed: values stay as they were",
          "scan what `kustomize build` makes",
          variables.place());
    }
  }
}
