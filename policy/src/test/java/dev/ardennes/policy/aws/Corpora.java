package dev.ardennes.policy.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where outside ground truth lies, if it is there at all.
final class Corpora {
  private Corpora() {}

  /// A folder of the corpora; the test is skipped where there are none.
  static Path folder(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("shared/corpora"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "skipped: no corpora beside the project");
    Path folder = at.resolve("shared/corpora").resolve(name);
    assumeTrue(Files.exists(folder), "skipped: the corpora have no " + name);
    return folder;
  }
}
