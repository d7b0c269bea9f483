package dev.ardennes.collect.helm;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files in which charts are looked for. Paths are relative to the scanned folder, with `/`.
public interface ChartTree {
  /// Name of the source that evidence carries.
  String source();

  /// Paths of all files, sorted.
  List<String> files();

  /// The text of a file; empty where there is none.
  ///
  /// @param limit number of bytes above which the file is not read
  /// @throws IOException with a text for the user where the file is too large, no text, or cannot
  ///   be read
  Optional<String> read(String path, int limit) throws IOException;

  /// The files of a scanned folder.
  static ChartTree of(SourceTree tree) {
    Map<String, SourceFile> files = new HashMap<>();
    tree.files().forEach(file -> files.put(file.path(), file));
    List<String> paths = files.keySet().stream().sorted().toList();
    return new ChartTree() {
      @Override
      public String source() {
        return tree.source();
      }

      @Override
      public List<String> files() {
        return paths;
      }

      @Override
      public Optional<String> read(String path, int limit) throws IOException {
        SourceFile file = files.get(path);
        if (file == null) {
          return Optional.empty();
        }
        if (file.size() > limit) {
          throw new IOException("the file is larger than " + limit + " bytes and was not read");
        }
        if (file.binary()) {
          throw new IOException("the file is no text");
        }
        return Optional.of(file.text());
      }
    };
  }

  /// Files in memory: path to text.
  static ChartTree ofTexts(String source, Map<String, String> texts) {
    TreeMap<String, String> files = new TreeMap<>(texts);
    return new ChartTree() {
      @Override
      public String source() {
        return source;
      }

      @Override
      public List<String> files() {
        return List.copyOf(files.keySet());
      }

      @Override
      public Optional<String> read(String path, int limit) throws IOException {
        String text = files.get(path);
        if (text != null && text.length() > limit) {
          throw new IOException("the file is larger than " + limit + " bytes and was not read");
        }
        return Optional.ofNullable(text);
      }
    };
  }
}
