package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.kubernetes.manifest.Canonical;
import dev.ardennes.collect.kubernetes.manifest.DocumentReader;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Notices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Manifests that belong to no kustomization and no chart.
final class Loose {
  static final int MOST_OBJECTS = 200_000;

  private Loose() {}

  static Root root(List<SourceFile> files, DocumentReader reader, Notices notices) {
    int errors = notices.errors();
    List<Manifest> all = new ArrayList<>();
    files.stream()
        .sorted(Comparator.comparing(SourceFile::path))
        .forEach(file -> all.addAll(DocumentReader.manifests(reader.read(file), notices)));
    List<Manifest> once = once(all, notices);
    return new Root(folder(files), "manifests", notices.errors() == errors, once);
  }

  /// Each object once: the first of those that differ.
  static List<Manifest> once(List<Manifest> all, Notices notices) {
    Map<String, Manifest> once = new LinkedHashMap<>();
    for (Manifest object : all) {
      Manifest before = once.putIfAbsent(object.key(), object);
      if (before != null && !Canonical.json(before.body()).equals(Canonical.json(object.body()))) {
        notices.counted(
            "an object is defined twice, differently: the first counts, by path and line",
            "# objects are defined again, differently: the first counts, by path and line",
            "scan the folders by themselves, each as a path of its own",
            object.body().place());
      }
      if (once.size() > MOST_OBJECTS) {
        notices.error(
            "more than " + MOST_OBJECTS + " objects: the rest is missing",
            "scan parts of the folder",
            object.body().place());
        break;
      }
    }
    return List.copyOf(once.values());
  }

  /// The deepest folder in which all files lie.
  static String folder(List<SourceFile> files) {
    String common = null;
    for (SourceFile file : files) {
      common = common == null ? file.folder() : common(common, file.folder());
    }
    return common == null ? "" : common;
  }

  private static String common(String one, String other) {
    String[] parts = one.split("/");
    String[] others = other.split("/");
    int length = 0;
    while (length < Math.min(parts.length, others.length) && parts[length].equals(others[length])) {
      length++;
    }
    return String.join("/", List.of(parts).subList(0, length));
  }
}
