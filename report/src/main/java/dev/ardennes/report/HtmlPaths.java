package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The paths: a filter, and each path as a graph from left to right whose steps open.
final class HtmlPaths {
  private static final int OPEN_AT_FIRST = 3;
  private static final double RANGE_WIDTH = 4.2;
  private final Markup html;
  private final Lookup lookup;
  private final Report report;
  private final HtmlParts parts;
  private final HtmlStep step;
  private final List<PathLayout> layouts;
  private final List<String> targets;
  private final List<String> entries;

  HtmlPaths(Markup html, Lookup lookup, HtmlParts parts, List<PathLayout> layouts) {
    this.html = html;
    this.lookup = lookup;
    this.report = lookup.report();
    this.parts = parts;
    this.step = new HtmlStep(html, lookup, parts);
    this.layouts = layouts;
    this.targets = report.paths().stream().map(Report.Path::target).distinct().toList();
    this.entries = report.paths().stream().map(Report.Path::entry).distinct().toList();
  }

  void all() throws IOException {
    if (report.paths().isEmpty()) {
      closest();
      return;
    }
    html.newLine()
        .element(
            "section",
            () -> {
              html.in("div", "paths-head", this::head);
              for (int i = 0; i < report.paths().size(); i++) {
                path(report.paths().get(i), layouts.get(i), i < OPEN_AT_FIRST);
              }
              html.element(
                  "p",
                  () -> html.text("No path fits the filter."),
                  "id",
                  "none",
                  "class",
                  "none",
                  "hidden",
                  "");
            },
            "aria-labelledby",
            "paths");
  }

  private void head() throws IOException {
    html.element("h2", () -> html.text("Paths"), "id", "paths");
    int count = report.paths().size();
    html.element(
        "span",
        () -> html.text(Numbers.grouped(count) + " shown"),
        "id",
        "count",
        "class",
        "count",
        "role",
        "status");
    if (count > 1) {
      html.element(
          "form", this::filters, "id", "filters", "class", "filters", "aria-label", "Filter paths");
    }
  }

  private void filters() throws IOException {
    select("target", "Target", targets.stream().map(lookup::label).toList(), true);
    select("entry", "Entry", entries.stream().map(lookup::label).toList(), true);
    Set<String> techniques = new TreeSet<>();
    report.paths().forEach(path -> path.steps().forEach(s -> techniques.add(s.technique())));
    select("technique", "Technique", List.copyOf(techniques), false);
    html.element(
        "label",
        () -> {
          html.text("Text");
          html.empty("input", "type", "search", "name", "text", "autocomplete", "off");
        });
    html.element("button", () -> html.text("Clear"), "type", "reset");
  }

  private void select(String name, String title, List<String> options, boolean byNumber)
      throws IOException {
    html.element(
        "label",
        () -> {
          html.text(title);
          html.element(
              "select",
              () -> {
                html.trusted("<option value=\"\">all</option>");
                for (int i = 0; i < options.size(); i++) {
                  String option = options.get(i);
                  String value = byNumber ? Integer.toString(i) : option;
                  html.element("option", () -> html.text(option), "value", value);
                }
              },
              "name",
              name);
        });
  }

  private void path(Report.Path path, PathLayout layout, boolean open) throws IOException {
    String techniques =
        path.steps().stream()
            .map(Report.Step::technique)
            .distinct()
            .collect(Collectors.joining(" "));
    List<String> attributes = new ArrayList<>(List.of("class", "path"));
    attributes.addAll(List.of("id", HtmlParts.pathId(path)));
    attributes.addAll(List.of("data-target", Integer.toString(targets.indexOf(path.target()))));
    attributes.addAll(List.of("data-entry", Integer.toString(entries.indexOf(path.entry()))));
    attributes.addAll(List.of("data-techniques", techniques));
    if (open) {
      attributes.addAll(List.of("open", ""));
    }
    html.newLine()
        .element(
            "details",
            () -> {
              html.element("summary", () -> summary(path));
              html.newLine().in("div", "graph", () -> graph(path, layout));
              for (Report.Step each : path.steps()) {
                html.newLine();
                step.detail(path, each);
              }
            },
            attributes.toArray(String[]::new));
  }

  private void summary(Report.Path path) throws IOException {
    html.leaf("span", "rank", Integer.toString(path.rank()));
    html.element(
        "div",
        () -> {
          html.in(
              "h3",
              "route",
              () -> {
                html.leaf("span", "name", lookup.starts(path));
                html.leaf("span", "to", " \u2192 ");
                html.leaf("span", "name", lookup.label(path.target()));
              });
          String through = through(path);
          if (!through.isEmpty()) {
            html.leaf("p", "why", "through " + through);
          }
        });
    html.in("div", "facts", () -> facts(path));
  }

  private String through(Report.Path path) {
    Set<String> passed = new LinkedHashSet<>();
    path.steps().forEach(each -> passed.add(each.to()));
    passed.removeAll(path.starts());
    passed.remove(path.target());
    return passed.stream().map(lookup::label).collect(Collectors.joining(", "));
  }

  private void facts(Report.Path path) throws IOException {
    parts.impact(path.impact());
    fact("risk", Numbers.probability(path.risk()));
    html.element(
        "span",
        () -> {
          range(path.likelihood());
          html.text("likelihood ");
          html.element("b", () -> html.text(Numbers.range(path.likelihood())));
        });
    html.leaf("span", "", Numbers.count(path.steps().size(), "step"));
    if (!path.orderProved()) {
      html.leaf("span", "", "a better one could not be ruled out");
    }
  }

  private void fact(String name, String value) throws IOException {
    html.element(
        "span",
        () -> {
          html.text(name + " ");
          html.element("b", () -> html.text(value));
        });
  }

  /// The likelihood on a scale from 0 to 1: its range, and the best estimate in it.
  private void range(Report.Likelihood likelihood) throws IOException {
    double low = likelihood.low() * RANGE_WIDTH;
    double width = Math.max(0.15, (likelihood.high() - likelihood.low()) * RANGE_WIDTH);
    double best = Math.min(RANGE_WIDTH - 0.2, likelihood.best() * RANGE_WIDTH);
    html.element(
        "svg",
        () -> {
          bar("all", 0, 0.35, RANGE_WIDTH, 0.2);
          bar("span", low, 0.25, width, 0.4);
          bar("best", best, 0, 0.2, 0.9);
        },
        "class",
        "range",
        "aria-hidden",
        "true",
        "width",
        RANGE_WIDTH + "rem",
        "height",
        "0.9rem",
        "viewBox",
        "0 0 " + RANGE_WIDTH + " 0.9");
  }

  private void bar(String kind, double x, double y, double width, double height)
      throws IOException {
    html.element(
        "rect",
        () -> {},
        "class",
        kind,
        "x",
        Numbers.plain(x),
        "y",
        Numbers.plain(y),
        "width",
        Numbers.plain(width),
        "height",
        Numbers.plain(height));
  }

  private void graph(Report.Path path, PathLayout layout) throws IOException {
    Map<String, Integer> numbers = Lookup.numbers(path);
    html.in(
        "div",
        "canvas",
        () -> {
          HtmlGraph.wires(html, layout);
          html.element(
              "ol",
              () -> {
                start(path);
                for (Report.Step each : path.steps()) {
                  PathLayout.Cell cell = Objects.requireNonNull(layout.cells().get(each.id()));
                  html.newLine();
                  step.card(path, each, numbers, HtmlGraph.cellClasses(cell));
                }
              },
              "class",
              "flow");
        });
  }

  private void start(Report.Path path) throws IOException {
    html.element(
        "li",
        () -> {
          for (String start : path.starts()) {
            Report.Entry entry = lookup.entry(path, start);
            step.node(start);
            if (entry != null) {
              html.leaf("p", "held", Wording.holds(entry.kind()));
            }
          }
        },
        "class",
        "stop start c1 r1");
  }

  private void closest() throws IOException {
    Report.Closest closest = report.closest();
    if (closest == null) {
      return;
    }
    html.element(
        "section",
        () -> {
          html.element("h2", () -> html.text("What came closest"), "id", "closest");
          html.in("ul", "list", () -> closestRows(closest));
        },
        "class",
        "part",
        "aria-labelledby",
        "closest");
  }

  private void closestRows(Report.Closest closest) throws IOException {
    html.element(
        "li",
        () -> {
          html.leaf("span", "lead", "from, to");
          html.element(
              "div",
              () -> {
                parts.entity(closest.entry());
                html.leaf("span", "to", " \u2192 ");
                parts.entity(closest.target());
              });
        });
    if (!closest.reached().isEmpty()) {
      String reached =
          closest.reached().stream().map(lookup::label).collect(Collectors.joining(" \u2192 "));
      html.element(
          "li",
          () -> {
            html.leaf("span", "lead", "reached");
            html.leaf("div", "", reached);
          });
    }
    for (String missing : closest.missing()) {
      html.element(
          "li",
          () -> {
            html.leaf("span", "lead", "lacks");
            html.prose("div", "", missing);
          });
    }
    if (!closest.then().isEmpty()) {
      html.element(
          "li",
          () -> {
            html.leaf("span", "lead", "then");
            html.prose("div", "", String.join("; ", closest.then()));
          });
    }
  }
}
