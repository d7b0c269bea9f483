package dev.ardennes.conformance;

import java.nio.file.Files;
import java.nio.file.Path;

/// The project's folder, for tests over its own files.
public final class Project {
  private Project() {}

  /// The folder that holds the root `pom.xml`, found upwards from where the tests run.
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("app/pom.xml"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("run the tests inside the project's folder");
      }
      folder = parent;
    }
    return folder;
  }
}
