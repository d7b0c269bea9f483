package dev.ardennes.collect.terraform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A source tree on disk. What cannot be listed is left out.
final class FolderTree implements SourceTree {
  private final Path folder;
  private final List<String> files;

  private FolderTree(Path folder, List<String> files) {
    this.folder = folder;
    this.files = files;
  }

  static FolderTree walk(Path folder) throws IOException {
    Path real = folder.toRealPath();
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            boolean hidden =
                !visited.equals(real) && String.valueOf(visited.getFileName()).startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(real.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return new FolderTree(real, List.copyOf(files));
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  public List<String> list(String path) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.resolve(path))) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          names.add(String.valueOf(entry.getFileName()));
        }
      }
    } catch (IOException notAFolder) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public Optional<byte[]> read(String path, int limit) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (!file.toRealPath().startsWith(folder)) {
      throw new IOException("a symbolic link leads out of the scanned folder");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] content = stream.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new IOException("the file is larger than " + limit + " bytes and was not read");
      }
      return Optional.of(content);
    }
  }
}
