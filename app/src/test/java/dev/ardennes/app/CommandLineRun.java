package dev.ardennes.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the program as its user does, with results in files of one folder.
final class CommandLineRun {
  private static final JsonMapper JSON = new JsonMapper();
  private final Path folder;

  CommandLineRun(Path folder) {
    this.folder = folder;
  }

  /// Writes a file below the folder.
  Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /// The JSON report of `scan`, which stays as `report.json`.
  JsonNode scan(Path estate, String... more) throws IOException {
    return JSON.readTree(scanned(estate, "json", report(), more));
  }

  /// The text or HTML form of `scan`.
  String scan(String form, Path estate, String... more) throws IOException {
    return scanned(estate, form, folder.resolve("report." + form), more);
  }

  private static String scanned(Path estate, String form, Path out, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("scan", estate.toString(), "--as-of", "2026-11-21"));
    arguments.addAll(List.of("--format", form, "--out", out.toString()));
    arguments.addAll(List.of(more));
    int code = Main.run(arguments.toArray(String[]::new));
    if (code != Main.DONE) {
      throw new AssertionError("scan ended with " + code);
    }
    return Files.readString(out);
  }

  /// Where [#scan(Path, String...)] leaves its report.
  Path report() {
    return folder.resolve("report.json");
  }

  /// The exit code of `verify` for a report.
  static int verify(Path report, String... more) {
    List<String> arguments = new ArrayList<>(List.of("verify", report.toString()));
    arguments.addAll(List.of(more));
    return Main.run(arguments.toArray(String[]::new));
  }
}
