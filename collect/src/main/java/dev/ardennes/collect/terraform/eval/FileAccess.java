package dev.ardennes.collect.terraform.eval;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The files that functions such as `file` may read: those of the scanned folder, never others.
public interface FileAccess {
  /// No files at all.
  FileAccess NONE =
      new FileAccess() {
        @Override
        public Optional<FileContent> read(String path) {
          return Optional.empty();
        }

        @Override
        public List<String> list(String folder) {
          return List.of();
        }
      };

  /// A file as it was read.
  final class FileContent {
    private final String path;
    private final byte[] bytes;

    /// @param path relative to the scanned folder
    /// @param bytes not to be changed afterwards
    public FileContent(String path, byte[] bytes) {
      this.path = path;
      this.bytes = bytes;
    }

    String path() {
      return path;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /// The content of a file; empty where there is none.
  ///
  /// @param path as the configuration says it, relative to the root module
  /// @throws IOException with a text for the user, where the file must not or cannot be read
  Optional<FileContent> read(String path) throws IOException;

  /// Paths of all files under a folder, relative to it and sorted.
  ///
  /// @throws IOException with a text for the user, where the folder must not be read
  List<String> list(String folder) throws IOException;
}
