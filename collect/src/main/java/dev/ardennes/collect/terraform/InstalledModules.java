package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The modules that `terraform init` has fetched, as `.terraform/modules/modules.json` lists them.
final class InstalledModules {
  private static final int LIMIT = 8 << 20;

  private InstalledModules() {}

  /// Folders in the scanned folder by dotted module path; empty without the list.
  static Map<String, String> of(Sources sources, String root) {
    String path = (root.isEmpty() ? "" : root + "/") + ".terraform/modules/modules.json";
    try {
      return sources
          .content(path, LIMIT)
          .flatMap(bytes -> JsonConfiguration.document(path, bytes, sources.diagnostics()))
          .map(list -> folders(list, root))
          .orElse(Map.of());
    } catch (IOException unreadable) {
      return Map.of();
    }
  }

  private static Map<String, String> folders(MapValue document, String root) {
    Map<String, String> folders = new HashMap<>();
    if (document.entry("Modules") instanceof ListValue modules) {
      for (Value module : modules.elements()) {
        if (module instanceof MapValue entry) {
          Optional<String> key = text(entry, "Key");
          Optional<String> folder = text(entry, "Dir").flatMap(path -> Paths.resolve(root, path));
          if (key.isPresent() && folder.isPresent()) {
            folders.put(key.get(), folder.get());
          }
        }
      }
    }
    return folders;
  }

  private static Optional<String> text(MapValue entry, String name) {
    return Optional.ofNullable(entry.entry(name)).flatMap(Values::text);
  }
}
