package dev.ardennes.collect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of one ignore file.
///
/// @param path of the file below the scanned folder, for messages
/// @param folder whose contents it rules, below the scanned folder; empty for the scanned folder
///   itself
record IgnoreFile(String path, String folder, List<IgnoreRule> rules) {
  private static final int MOST_RULES = 10_000;

  IgnoreFile {
    rules = List.copyOf(rules);
  }

  static IgnoreFile parse(String path, String folder, String text) {
    List<IgnoreRule> rules = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length && rules.size() < MOST_RULES; i++) {
      IgnoreRule rule = IgnoreRule.parse(lines[i], i + 1);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return new IgnoreFile(path, folder, rules);
  }

  /// The rule that decides about the path in this file: the last one that matches; null if none
  /// does.
  @Nullable IgnoreRule decide(String path, String name, boolean isFolder) {
    String below = folder.isEmpty() ? path : path.substring(folder.length() + 1);
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).matches(below, name, isFolder)) {
        return rules.get(i);
      }
    }
    return null;
  }
}
