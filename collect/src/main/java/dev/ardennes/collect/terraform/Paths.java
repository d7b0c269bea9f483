package dev.ardennes.collect.terraform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Arithmetic on paths relative to the scanned folder; never touches the disk.
final class Paths {
  private Paths() {}

  /// The folder of a file; empty for a file in the scanned folder.
  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /// The last part of a path.
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// `path` seen from `folder`; empty where it leads out of the scanned folder.
  static Optional<String> resolve(String folder, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).replace('\\', '/').split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /// How `target` is written seen from `folder`: `.` for the folder itself.
  static String relative(String folder, String target) {
    List<String> from = parts(folder);
    List<String> to = parts(target);
    int common = 0;
    while (common < from.size() && common < to.size() && from.get(common).equals(to.get(common))) {
      common++;
    }
    List<String> steps = new ArrayList<>();
    for (int index = common; index < from.size(); index++) {
      steps.add("..");
    }
    steps.addAll(to.subList(common, to.size()));
    return steps.isEmpty() ? "." : String.join("/", steps);
  }

  private static List<String> parts(String path) {
    return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
  }

  /// How the folder of a root module is shown and named in symbols: `.` for the scanned folder.
  static String shown(String folder) {
    return folder.isEmpty() ? "." : folder;
  }
}
