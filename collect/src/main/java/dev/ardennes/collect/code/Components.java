package dev.ardennes.collect.code;

import dev.ardennes.collect.SourceFile;
import java.util.List;
import java.util.TreeSet;

/// The folders that are components: those with a build file; a source file below none belongs to
/// its uppermost folder.
final class Components {
  private final TreeSet<String> folders = new TreeSet<>();

  Components(List<SourceFile> buildFiles) {
    buildFiles.forEach(file -> folders.add(file.folder()));
  }

  /// The folder of the component to which a file belongs; empty for the source's own folder.
  String of(SourceFile file) {
    for (String folder = file.folder(); ; folder = parent(folder)) {
      if (folders.contains(folder)) {
        return folder;
      }
      if (folder.isEmpty()) {
        break;
      }
    }
    int slash = file.path().indexOf('/');
    return slash < 0 ? "" : file.path().substring(0, slash);
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }

  /// `code/services/reports`, and `code/.` for the source's own folder.
  static String id(String folder) {
    return "code/" + (folder.isEmpty() ? "." : folder);
  }
}
