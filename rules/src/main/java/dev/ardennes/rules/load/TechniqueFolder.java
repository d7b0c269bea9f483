package dev.ardennes.rules.load;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import dev.ardennes.model.yaml.YamlReader;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Reads every technique file below a folder. Links are not followed, hidden files and folders
/// skipped.
public final class TechniqueFolder {
  static final int MAX_FILES = 5_000;
  static final int MAX_DEPTH = 12;

  private final Path folder;
  private final String source;
  private final List<Problem> problems = new ArrayList<>();
  private final TreeMap<String, Path> files = new TreeMap<>();

  private TechniqueFolder(Path folder, String source) {
    this.folder = folder;
    this.source = source;
  }

  /// Reads the folder.
  ///
  /// @param source name of the folder in messages, for example the option's text
  public static LoadedTechniques read(Path folder, String source, Catalogue catalogue) {
    TechniqueFolder reading = new TechniqueFolder(folder, source);
    reading.find();
    List<TechniqueFile> found = new ArrayList<>();
    reading.files.forEach(
        (path, file) -> {
          ReadFile read = TechniqueReader.read(source, path, reading.bytes(path, file), catalogue);
          reading.problems.addAll(read.problems());
          if (read.file() != null) {
            found.add(read.file());
          }
        });
    return new LoadedTechniques(TechniqueSet.of(found), reading.problems);
  }

  /// The built-in techniques and those of a user's folders; an id that exists already is a problem.
  public static LoadedTechniques readAll(
      TechniqueSet builtIn, List<Path> folders, Catalogue catalogue) {
    TechniqueSet all = builtIn;
    List<Problem> problems = new ArrayList<>();
    for (Path folder : folders) {
      LoadedTechniques loaded = read(folder, folder.toString().replace('\\', '/'), catalogue);
      problems.addAll(loaded.problems());
      List<TechniqueFile> added = new ArrayList<>();
      for (TechniqueFile file : loaded.techniques().files()) {
        TechniqueFile earlier = all.file(file.id());
        if (earlier == null) {
          added.add(file);
        } else {
          problems.add(
              Problem.error(
                  "there is a technique `" + file.id() + "` already",
                  "rename this file; a technique is not replaced silently",
                  file.place()));
        }
      }
      all = all.with(TechniqueSet.of(added));
    }
    return new LoadedTechniques(all, problems);
  }

  private void find() {
    if (!Files.isDirectory(folder)) {
      problem("", "`" + source + "` is no folder", "name a folder with technique files");
      return;
    }
    try {
      Files.walkFileTree(
          folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), MAX_DEPTH, new Finder());
    } catch (IOException e) {
      problem("", "the folder cannot be listed", "check that it can be read");
    }
  }

  private void problem(String path, String says, String help) {
    problems.add(Problem.error(says, help, Evidence.at(source, path, 0, 0)));
  }

  /// One byte more than the reader takes is enough to have it refused.
  private byte[] bytes(String path, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(YamlReader.MAX_BYTES + 1);
    } catch (IOException e) {
      problem(path, "the file cannot be read", "check that it can be opened");
      return new byte[0];
    }
  }

  private final class Finder extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return !directory.equals(folder) && hidden(directory)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      if (hidden(file) || Set.of("target", "pom.xml").contains(path)) {
        return FileVisitResult.CONTINUE;
      }
      if (path.endsWith(".yml")) {
        problem(path, "the file's name ends with `.yml`", "rename it to `.yaml`");
      }
      if (path.endsWith(".yaml") && attributes.isRegularFile()) {
        files.put(path, file);
      }
      if (files.size() <= MAX_FILES) {
        return FileVisitResult.CONTINUE;
      }
      problem("", "more than " + MAX_FILES + " technique files", "name a smaller folder");
      return FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      problem(
          folder.relativize(file).toString().replace('\\', '/'),
          "this cannot be read",
          "check that it can be opened");
      return FileVisitResult.CONTINUE;
    }

    private static boolean hidden(Path path) {
      Path name = path.getFileName();
      return name != null && name.toString().startsWith(".");
    }
  }
}
