package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What stands beneath the paths. A section with nothing to say is not there.
final class HtmlSections {
  private static final int MOST_USES = 8;
  private static final int MOST_PLACES = 12;

  /// A step that uses something, as people find it.
  private record Use(String href, String text) {}

  private final Markup html;
  private final Lookup lookup;
  private final Report report;
  private final HtmlParts parts;
  private final Map<String, List<Use>> cuts = new HashMap<>();
  private final Map<String, List<Use>> needs = new HashMap<>();

  HtmlSections(Markup html, Lookup lookup, HtmlParts parts) {
    this.html = html;
    this.lookup = lookup;
    this.report = lookup.report();
    this.parts = parts;
    report.paths().forEach(this::index);
  }

  private void index(Report.Path path) {
    int number = 0;
    for (Report.Step step : path.steps()) {
      String text = "path " + path.rank() + ", step " + ++number;
      Use use = new Use("#" + HtmlParts.stepId(path, step), text);
      step.cutBy().forEach(id -> cuts.computeIfAbsent(id, none -> new ArrayList<>()).add(use));
      step.assumes().forEach(id -> needs.computeIfAbsent(id, none -> new ArrayList<>()).add(use));
    }
  }

  void all() throws IOException {
    changes();
    linchpins();
    assumptions();
    findings();
    standingRisks();
    problems();
    hidden();
    limits();
    sources();
    techniques();
  }

  private void changes() throws IOException {
    section(
        "changes",
        "What stops it",
        "Each change was taken alone and "
            + Wording.checked(
                report.changes().stream().filter(change -> change.pathsClosed() > 0).toList())
            + "; whatif shows what is left.",
        report.changes(),
        change -> {
          html.in(
              "div",
              "lead",
              () -> {
                if (change.pathsClosed() > 0) {
                  html.text("closes ").leaf("b", "", Integer.toString(change.pathsClosed()));
                  html.text(" of " + report.paths().size());
                } else {
                  html.text("closes none alone");
                }
              });
          html.element(
              "div",
              () -> {
                html.prose("p", "", change.says());
                html.in(
                    "p",
                    "extra",
                    () -> {
                      parts.places(change.evidence());
                      html.leaf("span", "", "cost " + Numbers.plain(change.cost()));
                      if (!change.verified() && change.pathsClosed() > 0) {
                        html.leaf("span", "", "checked on the attack graph");
                      }
                      html.leaf("span", "id", lookup.shortId(change.id()));
                      uses("cuts", cuts.getOrDefault(change.id(), List.of()));
                    });
              });
        });
  }

  private void uses(String verb, List<Use> uses) throws IOException {
    if (uses.isEmpty()) {
      return;
    }
    html.element(
        "span",
        () -> {
          html.text(verb + " ");
          String comma = "";
          for (Use use : uses.subList(0, Math.min(MOST_USES, uses.size()))) {
            html.text(comma);
            html.element("a", () -> html.text(use.text()), "href", use.href());
            comma = "; ";
          }
          if (uses.size() > MOST_USES) {
            html.text(" and " + (uses.size() - MOST_USES) + " more");
          }
        });
  }

  private void linchpins() throws IOException {
    section(
        "linchpins",
        "Linchpins",
        "Premises that many paths share: without one of them, all its paths are gone.",
        report.linchpins(),
        linchpin -> {
          Report.ListedFact fact = lookup.fact(linchpin.fact());
          String says = linchpin.says();
          if (says.isEmpty()) {
            says = fact == null ? linchpin.fact() : lookup.says(fact);
          }
          lead(Integer.toString(linchpin.paths()), " of " + report.paths().size() + " paths");
          body(says, linchpin.evidence());
        });
  }

  private void lead(String strong, String rest) throws IOException {
    html.in("div", "lead", () -> html.leaf("b", "", strong).text(rest));
  }

  private void body(String says, List<Evidence> evidence) throws IOException {
    html.element(
        "div",
        () -> {
          html.prose("p", "", says);
          if (!evidence.isEmpty()) {
            html.in("p", "extra", () -> places(evidence));
          }
        });
  }

  private void places(List<Evidence> evidence) throws IOException {
    parts.places(evidence.subList(0, Math.min(MOST_PLACES, evidence.size())));
    if (evidence.size() > MOST_PLACES) {
      html.text("and " + (evidence.size() - MOST_PLACES) + " more");
    }
  }

  private void assumptions() throws IOException {
    if (report.assumptions().isEmpty()) {
      return;
    }
    part(
        "assumptions",
        "What this rests on",
        "Statements that the sources do not settle. Confirm or reject each by its id.",
        () -> {
          for (Assumption.Kind kind : Assumption.Kind.values()) {
            List<Report.ListedAssumption> group =
                report.assumptions().stream()
                    .filter(listed -> listed.assumption().kind() == kind)
                    .toList();
            if (!group.isEmpty()) {
              html.leaf("h3", "group", Wording.title(kind));
              list(group, this::assumption);
            }
          }
        });
  }

  private void assumption(Report.ListedAssumption listed) throws IOException {
    String id = listed.assumption().id();
    html.in(
        "div",
        "lead",
        () -> html.leaf("span", "stance " + listed.stance().word(), listed.stance().word()));
    html.element(
        "div",
        () -> {
          html.prose("p", "", listed.assumption().says());
          html.in(
              "p",
              "extra",
              () -> {
                parts.places(listed.assumption().evidence());
                html.leaf("span", "", Numbers.count(listed.paths(), "path"));
                html.leaf("span", "id", lookup.shortId(id));
                uses("needed by", needs.getOrDefault(id, List.of()));
              });
        });
  }

  private void findings() throws IOException {
    HtmlFindings findings = new HtmlFindings(html, lookup, parts);
    if (!findings.isEmpty()) {
      part(
          "findings",
          findings.title(),
          "A finding matters if a step of a listed path rests on what it is about. Severities are"
              + " the tools' own.",
          findings::tables);
    }
  }

  private void standingRisks() throws IOException {
    section(
        "standing",
        "Standing risks",
        "No path by themselves, but worth knowing.",
        report.standingRisks(),
        risk -> {
          html.in("div", "lead", () -> html.text(lookup.kind(risk.entity())));
          html.element(
              "div",
              () -> {
                html.leaf("span", "name", lookup.name(risk.entity()));
                html.prose("p", "", risk.says());
                html.in("p", "extra", () -> places(risk.evidence()));
              });
        });
  }

  private void problems() throws IOException {
    section(
        "problems",
        "Not read, or not wholly",
        "What lies behind these is missing from the result.",
        ProblemGroup.of(report.problems()),
        group -> {
          int times = group.problems().size();
          html.in(
              "div",
              "lead",
              () -> {
                html.leaf("span", "severity " + group.severity(), group.severity());
                if (times > 1) {
                  html.text(" " + Numbers.grouped(times) + " times");
                }
              });
          html.element(
              "div",
              () -> {
                html.prose("p", "", group.says());
                if (!group.help().isEmpty()) {
                  html.prose("p", "why", group.help());
                }
                html.in("p", "extra", () -> places(group.places()));
              });
        });
  }

  private void hidden() throws IOException {
    section(
        "hidden",
        "Hidden by configuration",
        "",
        report.hidden(),
        hidden -> {
          html.in("div", "lead", () -> html.leaf("span", "place", hidden.by()));
          html.leaf("div", "", hidden.what() + ", " + Numbers.count(hidden.count(), "time"));
        });
  }

  private void limits() throws IOException {
    section(
        "limits",
        "Limits reached",
        "What lies beyond is not in this result.",
        report.limits().stream().filter(Report.Limit::hit).toList(),
        limit -> {
          html.leaf("div", "lead", limit.what());
          String of = limit.total() > limit.limit() ? " of " + Numbers.grouped(limit.total()) : "";
          html.leaf("div", "", Numbers.grouped(limit.limit()) + of);
        });
  }

  private void sources() throws IOException {
    section(
        "sources",
        "Sources",
        "",
        report.estate().sources(),
        source -> {
          html.leaf("div", "lead", source.kind());
          html.element(
              "div",
              () -> {
                html.leaf("span", "name", source.name());
                html.text(" ").leaf("span", "place", source.location());
                html.in(
                    "p",
                    "extra",
                    () -> {
                      html.leaf("span", "", Numbers.count(source.files(), "file"));
                      html.leaf("span", "", Numbers.count(source.facts(), "fact"));
                    });
                if (!source.covers().isEmpty()) {
                  html.leaf("p", "why", "Knows all of " + String.join("; ", source.covers()));
                }
              });
        });
  }

  private void techniques() throws IOException {
    if (report.techniques().isEmpty()) {
      return;
    }
    part(
        "techniques",
        "Techniques used",
        "The rules behind the steps.",
        () ->
            list(
                report.techniques(),
                technique -> {
                  html.leaf("div", "lead", "rule");
                  html.element(
                      "details",
                      () -> {
                        html.element("summary", () -> html.leaf("code", "", technique.id()));
                        html.leaf("pre", "rule", technique.rule());
                      },
                      "class",
                      "plain");
                }));
  }

  private <T> void section(
      String id, String title, String about, List<T> items, JsonWriter.Item<T> row)
      throws IOException {
    if (!items.isEmpty()) {
      part(id, title, about, () -> list(items, row));
    }
  }

  private void part(String id, String title, String about, Markup.Body body) throws IOException {
    html.newLine()
        .element(
            "section",
            () -> {
              html.element("h2", () -> html.text(title), "id", id);
              if (!about.isEmpty()) {
                html.leaf("p", "about", about);
              }
              body.write();
            },
            "class",
            "part",
            "aria-labelledby",
            id);
  }

  private <T> void list(List<T> items, JsonWriter.Item<T> row) throws IOException {
    html.in(
        "ul",
        "list",
        () -> {
          for (T item : items) {
            html.newLine().element("li", () -> row.write(item));
          }
        });
  }
}
