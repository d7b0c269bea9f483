package dev.ardennes.app;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Redaction;
import dev.ardennes.report.HtmlReport;
import dev.ardennes.report.Snippet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The HTML form of a report, with the lines of the scanned files.
final class Html {
  private static final int BEFORE = 3;
  private static final int AFTER = 6;
  private static final int LONGEST_LINE = 400;
  private static final long LARGEST_FILE = 8L << 20;

  private final Map<String, Path> roots = new HashMap<>();

  private Html(Report report) {
    for (Report.Source source : report.estate().sources()) {
      Path location = Path.of(source.location());
      Path parent = location.toAbsolutePath().getParent();
      roots.put(source.name(), Files.isDirectory(location) || parent == null ? location : parent);
    }
  }

  static String of(Report report) {
    StringBuilder html = new StringBuilder();
    try {
      HtmlReport.write(report, new Html(report)::lines, html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }

  /// The lines around a place; none where the file is not what it was or is too large to show.
  private Optional<Snippet> lines(Evidence evidence) {
    Path root = roots.get(evidence.source());
    if (root == null || evidence.file().isEmpty() || evidence.line() < 1) {
      return Optional.empty();
    }
    Path file = root.resolve(evidence.file()).normalize();
    if (!file.startsWith(root.normalize())) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > LARGEST_FILE) {
        return Optional.empty();
      }
      return around(file, evidence.line());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Snippet> around(Path file, int line) throws IOException {
    int first = Math.max(1, line - BEFORE);
    List<String> lines = new ArrayList<>();
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (BufferedReader reader =
        new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), decoder))) {
      String text = reader.readLine();
      for (int number = 1; text != null && number <= line + AFTER; number++) {
        if (number >= first) {
          lines.add(Redaction.redact(cut(text)));
        }
        text = reader.readLine();
      }
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(new Snippet(first, lines, line));
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " \u2026";
  }
}
