package dev.ardennes.collect.aws;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The walked folder as Terraform sees it: what ignore files hide is not there, what `terraform
/// init` has fetched is.
final class TerraformTree implements dev.ardennes.collect.terraform.SourceTree {
  private static final String FETCHED = ".terraform";

  private final SourceTree tree;
  private final Map<String, SourceFile> files = new HashMap<>();
  private final Map<String, List<String>> names = new HashMap<>();

  TerraformTree(SourceTree tree) {
    this.tree = tree;
    for (SourceFile file : tree.files()) {
      files.put(file.path(), file);
      names.computeIfAbsent(file.folder(), ignored -> new ArrayList<>()).add(file.name());
    }
  }

  @Override
  public List<String> files() {
    return tree.files().stream().map(SourceFile::path).toList();
  }

  @Override
  public List<String> list(String folder) {
    return isFetched(folder) ? fetched(folder) : List.copyOf(names.getOrDefault(folder, List.of()));
  }

  private static boolean isFetched(String path) {
    return path.equals(FETCHED)
        || path.startsWith(FETCHED + "/")
        || path.endsWith("/" + FETCHED)
        || path.contains("/" + FETCHED + "/");
  }

  private List<String> fetched(String folder) {
    List<String> found = new ArrayList<>();
    Path path = tree.root().resolve(folder);
    if (!Files.isDirectory(path)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          found.add(String.valueOf(entry.getFileName()));
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    Collections.sort(found);
    return found;
  }

  @Override
  public Optional<byte[]> read(String path, int limit) throws IOException {
    SourceFile file = files.get(path);
    Path location;
    if (file != null) {
      location = file.location();
    } else if (isFetched(path)) {
      location = tree.root().resolve(path);
      if (!Files.isRegularFile(location)) {
        return Optional.empty();
      }
      if (!location.toRealPath().startsWith(tree.root().toRealPath())) {
        throw new IOException("a link leads out of the scanned folder and is not followed");
      }
    } else {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(location)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new IOException("the file is larger than " + limit + " bytes and is not read");
      }
      return Optional.of(content);
    }
  }
}
