package dev.ardennes.collect.helm;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The files of a tree, so that those of one folder are found without looking at all.
final class FileIndex {
  private final ChartTree tree;
  private final NavigableSet<String> paths;

  FileIndex(ChartTree tree) {
    this.tree = tree;
    this.paths = new TreeSet<>(tree.files());
  }

  ChartTree tree() {
    return tree;
  }

  boolean contains(String path) {
    return paths.contains(path);
  }

  /// Paths that begin with the text, sorted.
  Collection<String> under(String prefix) {
    return prefix.isEmpty() ? paths : paths.subSet(prefix, true, prefix + '\uffff', false);
  }
}
