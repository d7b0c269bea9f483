package dev.ardennes.collect;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Walks a folder: in a fixed order, without following links out of it, within limits.
///
/// Links to files inside the folder are read where the link stands (Terraform roots share files
/// that way). Links to folders are not walked, since the folder is read in its own place. Ignore
/// files count inside the given folder only.
final class TreeWalker {
  private static final List<String> IGNORE_FILES = List.of(".gitignore", ".ardennesignore");
  private static final Set<String> SKIPPED =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          "node_modules",
          ".terraform",
          ".terragrunt-cache",
          "__pycache__",
          ".venv",
          "bower_components");
  private static final int MOST_COUNTED = 100_000;

  private record Folder(Path path, String name, int depth, List<IgnoreFile> ignores) {}

  private final String source;
  private final Path root;
  private final Limits limits;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Hidden, Integer> hidden = new TreeMap<>();
  private @Nullable Path realRoot;

  private TreeWalker(String source, Path root, Limits limits) {
    this.source = source;
    this.root = root;
    this.limits = limits;
  }

  /// The tree of a folder, or of the one file that is given.
  static SourceTree walk(String source, Path given, Limits limits) {
    boolean folder = Files.isDirectory(given);
    Path parent = given.toAbsolutePath().getParent();
    Path root = folder || parent == null ? given : parent;
    TreeWalker walker = new TreeWalker(source, root, limits);
    if (folder) {
      walker.folders();
    } else {
      walker.givenFile(given);
    }
    return walker.tree();
  }

  private SourceTree tree() {
    files.sort(Comparator.comparing(SourceFile::path));
    Collections.sort(problems);
    List<Hidden> counted = new ArrayList<>();
    hidden.forEach((rule, count) -> counted.add(new Hidden(rule.by(), rule.what(), count)));
    return new SourceTree(source, root, files, counted, problems, limits);
  }

  private void givenFile(Path file) {
    Path name = file.getFileName();
    if (!Files.exists(file) || name == null) {
      problems.add(Problem.error("`" + slashes(file) + "` does not exist", "check the path", null));
    } else if (!Files.isReadable(file)) {
      unreadable("file", name.toString());
    } else {
      try {
        files.add(new SourceFile(name.toString(), file, Files.size(file)));
      } catch (IOException e) {
        unreadable("file", name.toString());
      }
    }
  }

  private void folders() {
    try {
      realRoot = root.toRealPath();
    } catch (IOException e) {
      unreadable("folder", "");
      return;
    }
    Deque<Folder> open = new ArrayDeque<>();
    open.push(new Folder(root, "", 0, List.of()));
    while (!open.isEmpty()) {
      Folder folder = open.pop();
      List<Path> entries = entries(folder);
      List<IgnoreFile> ignores = ignores(folder, entries);
      for (Path entry : entries) {
        visit(folder, entry, ignores, open);
      }
      if (files.size() >= limits.files()) {
        problems.add(
            Problem.warning(
                "more than " + limits.files() + " files: the rest is not read",
                "give the folders that matter, or list others in `.ardennesignore`",
                null));
        return;
      }
    }
  }

  private List<Path> entries(Folder folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path)) {
      stream.forEach(entries::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      unreadable("folder", folder.name);
    }
    entries.sort(Comparator.comparing(TreeWalker::lastName));
    return entries;
  }

  private List<IgnoreFile> ignores(Folder folder, List<Path> entries) {
    List<IgnoreFile> all = new ArrayList<>(folder.ignores);
    for (String name : IGNORE_FILES) {
      for (Path entry : entries) {
        if (lastName(entry).equals(name) && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          read(entry, child(folder.name, name), folder.name, all);
        }
      }
    }
    return all;
  }

  private void read(Path file, String path, String folder, List<IgnoreFile> into) {
    try {
      if (Files.size(file) > limits.textBytes()) {
        problems.add(Problem.warning("the ignore file is too large to be read", "", at(path)));
        return;
      }
      into.add(IgnoreFile.parse(path, folder, Text.decode(Files.readAllBytes(file))));
    } catch (IOException e) {
      unreadable("file", path);
    }
  }

  private void visit(Folder folder, Path entry, List<IgnoreFile> ignores, Deque<Folder> open) {
    String name = lastName(entry);
    String path = child(folder.name, name);
    BasicFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      unreadable("file", path);
      return;
    }
    if (attributes.isDirectory() && SKIPPED.contains(name)) {
      hide("built in", "folders named `" + name + "`", 1);
    } else if (ignored(entry, path, name, attributes.isDirectory(), ignores)) {
      return;
    } else if (attributes.isSymbolicLink()) {
      link(entry, path);
    } else if (attributes.isDirectory()) {
      descend(folder, entry, path, ignores, open);
    } else if (attributes.isRegularFile()) {
      file(entry, path, attributes.size());
    }
  }

  private void descend(
      Folder folder, Path entry, String path, List<IgnoreFile> ignores, Deque<Folder> open) {
    if (folder.depth >= limits.depth()) {
      problems.add(
          Problem.warning(
              "folders are nested more than " + limits.depth() + " deep: this one is not read",
              "give the folder itself as a path",
              at(path)));
      return;
    }
    open.push(new Folder(entry, path, folder.depth + 1, ignores));
  }

  private boolean ignored(
      Path entry, String path, String name, boolean folder, List<IgnoreFile> ignores) {
    for (int i = ignores.size() - 1; i >= 0; i--) {
      IgnoreRule rule = ignores.get(i).decide(path, name, folder);
      if (rule != null) {
        if (!rule.negated()) {
          hide(
              ignores.get(i).path() + ":" + rule.line(),
              "files matching `" + rule.text() + "`",
              folder ? filesBelow(entry) : 1);
        }
        return !rule.negated();
      }
    }
    return false;
  }

  private void hide(String by, String what, int count) {
    if (count > 0) {
      hidden.merge(new Hidden(by, what, 0), count, Integer::sum);
    }
  }

  /// Counts without reading, so that an ignored folder's size is shown and not just its being
  /// there.
  private static int filesBelow(Path folder) {
    Deque<Path> open = new ArrayDeque<>();
    open.push(folder);
    int count = 0;
    int seen = 0;
    while (!open.isEmpty() && seen < MOST_COUNTED) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(open.pop())) {
        for (Path entry : stream) {
          seen++;
          if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            count++;
          } else if (!SKIPPED.contains(lastName(entry))) {
            open.push(entry);
          }
        }
      } catch (IOException | java.nio.file.DirectoryIteratorException e) {
        count++;
      }
    }
    return count;
  }

  private void link(Path entry, String path) {
    try {
      Path target = entry.toRealPath();
      if (realRoot == null || !target.startsWith(realRoot)) {
        problems.add(
            Problem.warning(
                "the link leads out of the scanned folder and is not followed",
                "give its target as a path of its own",
                at(path)));
      } else if (Files.isRegularFile(target)) {
        file(target, path, Files.size(target));
      } else if (entry.resolveSibling("").toRealPath().startsWith(target)) {
        problems.add(
            Problem.warning("the link leads to a folder that contains it", "remove it", at(path)));
      } else {
        hide("built in", "links to folders that are read in their own place", 1);
      }
    } catch (FileSystemException e) {
      brokenLink(e, path);
    } catch (IOException e) {
      unreadable("link", path);
    }
  }

  private void brokenLink(FileSystemException e, String path) {
    if (e instanceof AccessDeniedException) {
      unreadable("link", path);
    } else if (e instanceof NoSuchFileException) {
      problems.add(Problem.warning("the link leads nowhere", "", at(path)));
    } else if (e instanceof FileSystemLoopException || isLoop(e)) {
      problems.add(Problem.warning("the link leads back to itself", "remove it", at(path)));
    } else {
      unreadable("link", path);
    }
  }

  /// The platform's own text is the only sign of a loop where it has no exception of its own.
  private static boolean isLoop(FileSystemException e) {
    String reason = e.getReason();
    return reason != null && (reason.contains("symbolic links") || reason.contains("loop"));
  }

  private void file(Path location, String path, long size) {
    if (!Files.isReadable(location)) {
      unreadable("file", path);
      return;
    }
    files.add(new SourceFile(path, location, size));
  }

  private void unreadable(String what, String path) {
    problems.add(
        Problem.error(
            "the " + what + " cannot be read, so that what it holds is missing",
            "give the program permission to read it",
            at(path)));
  }

  private Evidence at(String path) {
    return Evidence.at(source, path, 0, 0);
  }

  private static String child(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static String lastName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
