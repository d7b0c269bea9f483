package dev.ardennes.conformance.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The project's own files: what is committed, without what a build makes.
final class ProjectFiles {
  private static final Set<String> SKIPPED_FOLDERS =
      Set.of("target", ".git", ".idea", ".settings", ".ardennes", "node_modules");

  private static final Set<String> TEXT_ENDINGS =
      Set.of(
          "java",
          "md",
          "xml",
          "yaml",
          "yml",
          "json",
          "sh",
          "cmd",
          "tf",
          "tftpl",
          "hcl",
          "js",
          "ts",
          "css",
          "html",
          "dl",
          "properties",
          "toml",
          "config",
          "txt",
          "csv");

  private ProjectFiles() {}

  /// One text file; `path` is relative to the project's root and uses `/`.
  record TextFile(String path, String text) {
    boolean endsWith(String... endings) {
      return List.of(endings).stream().anyMatch(path::endsWith);
    }

    boolean isTestData() {
      return path.contains("src/test/resources/");
    }

    List<String> lines() {
      return text.lines().toList();
    }

    /// A problem in this file, in the form that editors and terminals turn into a link.
    String problem(int line, String says) {
      return path + ":" + line + ": " + says;
    }
  }

  /// All text files below the root, ordered by path.
  static List<TextFile> texts(Path root) {
    List<TextFile> files = new ArrayList<>();
    for (Path file : all(root)) {
      if (isText(file)) {
        files.add(new TextFile(relative(root, file), read(file)));
      }
    }
    files.sort(Comparator.comparing(TextFile::path));
    return List.copyOf(files);
  }

  private static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? isScript(file) : TEXT_ENDINGS.contains(name.substring(dot + 1));
  }

  private static boolean isScript(Path file) {
    String name = file.getFileName().toString();
    return Set.of("ardennes", "build", "run", ".gitignore", ".editorconfig", ".gitattributes")
        .contains(name);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> all(Path root) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              Path name = folder.getFileName();
              return name != null && SKIPPED_FOLDERS.contains(name.toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
