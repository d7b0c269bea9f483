package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.hcl.HclParser;
import dev.ardennes.collect.terraform.hcl.Limits;
import dev.ardennes.collect.terraform.hcl.Position;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads and parses each file once.
final class Sources {
  private final SourceTree tree;
  private final Diagnostics diagnostics;
  private final Map<String, Optional<byte[]>> contents = new HashMap<>();
  private final Map<String, Body> bodies = new HashMap<>();
  private final Map<String, ModuleConfiguration> modules = new HashMap<>();

  Sources(SourceTree tree, Diagnostics diagnostics) {
    this.tree = tree;
    this.diagnostics = diagnostics;
  }

  SourceTree tree() {
    return tree;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /// The content of a file that is no configuration; read once, however often it is asked for.
  Optional<byte[]> content(String path, int limit) throws IOException {
    Optional<byte[]> known = contents.get(path);
    if (known != null) {
      return known;
    }
    Optional<byte[]> content = tree.read(path, limit);
    contents.put(path, content);
    return content;
  }

  /// The parsed file, with nothing in it where it cannot be read.
  Body body(String path) {
    Body known = bodies.get(path);
    if (known == null) {
      known = parse(path);
      bodies.put(path, known);
    }
    return known;
  }

  private Body parse(String path) {
    try {
      Optional<byte[]> content = tree.read(path, Limits.DEFAULT.fileBytes());
      if (content.isEmpty()) {
        return Body.EMPTY;
      }
      return path.endsWith(".json")
          ? JsonConfiguration.file(path, content.get(), diagnostics)
          : HclParser.file(path, content.get(), Limits.DEFAULT, diagnostics);
    } catch (IOException unreadable) {
      diagnostics.error(
          Position.at(path, 1, 1),
          String.valueOf(unreadable.getMessage()),
          "make it readable, or ignore it");
      return Body.EMPTY;
    }
  }

  /// The configuration of a folder; without blocks where there are no configuration files.
  ModuleConfiguration module(String folder) {
    ModuleConfiguration known = modules.get(folder);
    if (known == null) {
      known = new ConfigurationReader(this).module(folder);
      modules.put(folder, known);
    }
    return known;
  }
}
