package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.FileAccess;
import dev.ardennes.model.Unknown;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The files that functions of a root module may read: those of the scanned folder.
final class RootFiles implements FileAccess {
  private static final int LIMIT = 2 << 20;

  private final Sources sources;
  private final String root;

  RootFiles(Sources sources, String root) {
    this.sources = sources;
    this.root = root;
  }

  @Override
  public Optional<FileContent> read(String path) throws IOException {
    String resolved = resolve(path);
    return sources.content(resolved, LIMIT).map(bytes -> new FileContent(resolved, bytes));
  }

  @Override
  public List<String> list(String folder) throws IOException {
    String resolved = resolve(folder);
    String prefix = resolved.isEmpty() ? "" : resolved + "/";
    return sources.tree().files().stream()
        .filter(file -> file.startsWith(prefix))
        .map(file -> file.substring(prefix.length()))
        .toList();
  }

  /// The folder of the machine is unknown, so that a path may begin with it.
  private String resolve(String path) throws IOException {
    int close = path.indexOf(Unknown.CLOSE);
    String relative =
        path.startsWith("" + Unknown.OPEN) && close > 0 ? path.substring(close + 1) : path;
    boolean absolute =
        close < 0 && (path.startsWith("/") || path.startsWith("~") || path.matches("[A-Za-z]:.*"));
    if (absolute) {
      throw new IOException("the path `" + path + "` is absolute and was not read");
    }
    return Paths.resolve(root, relative)
        .orElseThrow(
            () -> new IOException("the path `" + path + "` leads out of the scanned folder"));
  }
}
