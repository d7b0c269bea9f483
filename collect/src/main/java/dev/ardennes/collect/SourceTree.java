package dev.ardennes.collect;

import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.nio.file.Path;
import java.util.List;

/// The readable files of a given path, after ignore files and built-in rules.
///
/// @param source name of the source that evidence carries
/// @param root the given folder, or the folder of the given file
/// @param files in the order of their paths
public record SourceTree(
    String source,
    Path root,
    List<SourceFile> files,
    List<Hidden> hidden,
    List<Problem> problems,
    Limits limits) {
  public SourceTree {
    files = List.copyOf(files);
    hidden = List.copyOf(hidden);
    problems = List.copyOf(problems);
  }

  /// The same files under another source name.
  public SourceTree named(String name) {
    return new SourceTree(name, root, files, hidden, problems, limits);
  }
}
