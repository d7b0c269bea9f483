package dev.ardennes.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds text against a file under `src/test/resources`, byte by byte. `-Dgolden=write` writes the
/// file anew: look at the difference before you commit it.
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/dev/ardennes/report/golden");

  private Golden() {}

  static void assertMatches(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(file).as("run with -Dgolden=write to make it").exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
