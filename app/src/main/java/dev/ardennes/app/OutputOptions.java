package dev.ardennes.app;

import dev.ardennes.analysis.Report;
import dev.ardennes.report.JsonReport;
import dev.ardennes.report.TextOptions;
import dev.ardennes.report.TextReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a result goes, and in which form.
final class OutputOptions {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

  /// The forms of a report.
  enum Format {
    TEXT,
    JSON,
    HTML,
    SARIF,
    MARKDOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "text, json or html (default: text).",
      defaultValue = "text")
  Format format = Format.TEXT;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the result into FILE and not to standard output.")
  @Nullable Path out;

  /// Writes a report about the paths that were scanned.
  void write(Report report, List<Path> paths, List<String> typed) {
    String text =
        switch (format) {
          case TEXT -> new TextReport(report, textOptions(paths, typed)).whole();
          case JSON -> json(report);
          case HTML -> Html.of(report);
          case SARIF, MARKDOWN ->
              throw UsageError.usage(
                  "the form `"
                      + format.word()
                      + "` is not built yet; there are text, json and html");
        };
    write(text);
  }

  private static String json(Report report) {
    StringBuilder json = new StringBuilder();
    try {
      JsonReport.write(report, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json.toString();
  }

  /// Writes text to where the user wants it.
  void write(String text) {
    Path file = out;
    if (file == null) {
      PrintStream stdout = System.out;
      stdout.print(text);
      stdout.flush();
      return;
    }
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw UsageError.usage(
          "`" + file + "` cannot be written: check the folder and its permissions");
    }
  }

  private TextOptions textOptions(List<Path> paths, List<String> typed) {
    boolean terminal = out == null && Terminal.isThere();
    Charset charset = out == null ? System.out.charset() : StandardCharsets.UTF_8;
    StringBuilder scanned = new StringBuilder();
    paths.forEach(
        path -> scanned.append(scanned.isEmpty() ? "" : " ").append(quoted(path.toString())));
    typed.forEach(word -> scanned.append(' ').append(quoted(word)));
    return TextOptions.fitting(System.getenv(), terminal, columns(), charset)
        .withCommand(Main.started(), scanned.toString());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static int columns() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? 0 : Integer.parseInt(columns);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
