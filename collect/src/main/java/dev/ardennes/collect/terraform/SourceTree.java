package dev.ardennes.collect.terraform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a scanned folder, as whoever walks it hands them over. All paths are relative to
/// the folder, with `/`, without `.` and `..`.
public interface SourceTree {
  /// Paths of all files that are to be looked at, sorted; without ignored ones.
  List<String> files();

  /// Names of the files directly in a folder, sorted; also where the folder is left out of
  /// [#files], as `.terraform/modules` usually is.
  ///
  /// @param folder empty for the scanned folder itself
  List<String> list(String folder);

  /// The content of a file; empty where there is none. Symbolic links out of the scanned folder are
  /// not followed.
  ///
  /// @param limit number of bytes above which the file is not read
  /// @throws IOException with a text for the user where the file is too large or cannot be read
  Optional<byte[]> read(String path, int limit) throws IOException;

  /// All files under a folder except hidden folders, links not followed.
  static SourceTree ofFolder(Path folder) throws IOException {
    return FolderTree.walk(folder);
  }

  /// Files in memory: path to text.
  static SourceTree ofTexts(Map<String, String> texts) {
    return new TextTree(texts);
  }
}
