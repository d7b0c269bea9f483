package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.ContentId;
import dev.ardennes.model.Evidence;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small pieces that several parts of the document use.
final class HtmlParts {
  private static final int LONGEST_LINE = 400;
  private static final int MOST_LINES = 24;
  private final Markup html;
  private final Lookup lookup;
  private final SnippetSource snippets;

  /// Whether a place's lines can be shown; a place stands here from its first use on.
  private final Map<String, Boolean> shown = new HashMap<>();

  HtmlParts(Markup html, Lookup lookup, SnippetSource snippets) {
    this.html = html;
    this.lookup = lookup;
    this.snippets = snippets;
  }

  /// Kind and name in a running line.
  void entity(String id) throws IOException {
    String kind = lookup.kind(id);
    String name = lookup.name(id);
    if (!kind.isEmpty() && !kind.equals(name)) {
      html.leaf("span", "kind", kind).text(" ");
    }
    html.leaf("span", "name", name);
  }

  void impact(String impact) throws IOException {
    String known =
        switch (impact) {
          case "critical", "high", "medium", "low" -> impact;
          default -> "";
        };
    html.leaf("span", ("impact " + known).strip(), impact);
  }

  void place(Evidence evidence) throws IOException {
    html.leaf("span", "place", lookup.place(evidence));
  }

  /// Places in one line, without their files' lines.
  void places(List<Evidence> evidence) throws IOException {
    for (Evidence place : evidence) {
      place(place);
      html.text(" ");
    }
  }

  /// A place with the lines of its file. Lines that stand in the document already are linked.
  void lines(Evidence evidence) throws IOException {
    String id = ContentId.of("l", evidence.source(), List.of(lookup.place(evidence)));
    Boolean before = shown.get(id);
    html.in(
        "div",
        "where",
        () -> {
          if (Boolean.TRUE.equals(before)) {
            html.element("a", () -> place(evidence), "href", "#" + id, "data-lines", id);
            return;
          }
          place(evidence);
          if (before == null) {
            Optional<Snippet> snippet = snippets.lines(evidence);
            shown.put(id, snippet.isPresent());
            if (snippet.isPresent()) {
              code(id, snippet.get());
            }
          }
        });
  }

  private void code(String id, Snippet snippet) throws IOException {
    List<String> lines = snippet.lines();
    html.element(
        "pre",
        () -> {
          for (int i = 0; i < Math.min(lines.size(), MOST_LINES); i++) {
            int number = snippet.firstLine() + i;
            String line = cut(lines.get(i));
            html.element(
                number == snippet.highlight() ? "mark" : "span",
                () -> html.text(line),
                "class",
                number == snippet.highlight() ? "l hit" : "l",
                "data-n",
                Integer.toString(number));
          }
        },
        "class",
        "code",
        "id",
        id);
  }

  private static String cut(String line) {
    if (line.length() <= LONGEST_LINE) {
      return line.isEmpty() ? " " : line;
    }
    int end =
        Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
    return line.substring(0, end) + " \u2026";
  }

  /// The id of a path's element.
  static String pathId(Report.Path path) {
    return "path-" + safe(path.id());
  }

  /// The id of a step's element in its path.
  static String stepId(Report.Path path, Report.Step step) {
    return pathId(path) + "-" + safe(step.id());
  }

  private static String safe(String id) {
    return id.replaceAll("[^A-Za-z0-9_-]", "_");
  }
}
