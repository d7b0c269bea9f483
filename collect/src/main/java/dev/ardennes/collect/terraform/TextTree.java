package dev.ardennes.collect.terraform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A source tree in memory.
final class TextTree implements SourceTree {
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  TextTree(Map<String, String> texts) {
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public List<String> files() {
    return files.keySet().stream().filter(path -> !path.contains(".terraform/")).toList();
  }

  @Override
  public List<String> list(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return files.keySet().stream()
        .filter(path -> path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0)
        .map(path -> path.substring(prefix.length()))
        .toList();
  }

  @Override
  public Optional<byte[]> read(String path, int limit) throws IOException {
    byte[] content = files.get(path);
    if (content != null && content.length > limit) {
      throw new IOException("the file is larger than " + limit + " bytes and was not read");
    }
    return Optional.ofNullable(content);
  }
}
