package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Evidence;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One step in a drawn path: the card in the graph, and what it opens.
final class HtmlStep {
  private static final int MOST_PLACES = 6;
  private static final Set<String> STAGES =
      Set.of("entry", "pivot", "escalation", "persistence", "cover-up");
  private final Markup html;
  private final Lookup lookup;
  private final HtmlParts parts;

  HtmlStep(Markup html, Lookup lookup, HtmlParts parts) {
    this.html = html;
    this.lookup = lookup;
    this.parts = parts;
  }

  /// An entity's kind and name.
  void node(String entity) throws IOException {
    String kind = lookup.kind(entity);
    String name = lookup.name(entity);
    html.in(
        "div",
        "node",
        () -> {
          if (!kind.isEmpty() && !kind.equals(name)) {
            html.leaf("span", "kind", kind);
          }
          html.element("span", () -> html.text(name), "class", "name", "title", name);
        });
  }

  /// What the step reaches, and a button with what the attacker does.
  void card(Report.Path path, Report.Step step, Map<String, Integer> numbers, String cellClasses)
      throws IOException {
    String id = HtmlParts.stepId(path, step);
    boolean goal = step.id().equals(path.goalStep());
    html.element(
        "li",
        () -> {
          node(step.to());
          html.element(
              "button",
              () -> face(step, numbers),
              "type",
              "button",
              "aria-expanded",
              "false",
              "aria-controls",
              id + "-detail");
        },
        "class",
        (goal ? "stop goal" : "stop") + cellClasses,
        "id",
        id);
  }

  private void face(Report.Step step, Map<String, Integer> numbers) throws IOException {
    html.in(
        "span",
        "stage " + stageClass(step.stage()),
        () -> {
          html.leaf("span", "n", Integer.toString(numbers.getOrDefault(step.id(), 0)));
          html.leaf("span", "s", step.stage());
          String needs = needs(step, numbers);
          if (!needs.isEmpty()) {
            boolean joins = Lookup.needs(step, numbers).size() > 1;
            html.leaf("span", joins ? "needs join" : "needs", needs);
          }
        });
    html.prose("span", "does", step.says());
    if (!step.attack().isEmpty()) {
      html.leaf("span", "tids", String.join("  ", step.attack()));
    }
  }

  private static String stageClass(String stage) {
    if (stage.equals("impact")) {
      return "impact-stage";
    }
    return STAGES.contains(stage) ? stage : "";
  }

  private static String needs(Report.Step step, Map<String, Integer> numbers) {
    List<Integer> needs = Lookup.needs(step, numbers);
    int own = numbers.getOrDefault(step.id(), 0);
    if (needs.isEmpty() || (needs.size() == 1 && needs.getFirst() == own - 1)) {
      return "";
    }
    return (needs.size() == 1 ? "follows " : "needs ") + Wording.and(needs);
  }

  /// Everything known of the step.
  void detail(Report.Path path, Report.Step step) throws IOException {
    Map<String, Integer> numbers = Lookup.numbers(path);
    int number = numbers.getOrDefault(step.id(), 0);
    String id = HtmlParts.stepId(path, step) + "-detail";
    html.element(
        "div",
        () -> {
          html.in("div", "detail-head", () -> head(step, number));
          html.in("p", "technique", () -> technique(step));
          html.in(
              "div",
              "split",
              () -> {
                html.element("div", () -> premises(path, step, numbers));
                html.in("div", "side", () -> side(step));
              });
        },
        "class",
        "detail",
        "id",
        id,
        "role",
        "group",
        "aria-label",
        "Step " + number + " in detail");
  }

  private void head(Report.Step step, int number) throws IOException {
    html.element("h4", () -> html.prose("Step " + number + ": " + step.says()));
    html.element("button", () -> html.text("Close"), "type", "button", "class", "close");
  }

  private void technique(Report.Step step) throws IOException {
    html.element(
        "span",
        () -> {
          parts.entity(step.from());
          html.leaf("span", "to", " \u2192 ");
          parts.entity(step.to());
        });
    html.leaf("span", "", step.title());
    html.leaf("code", "", step.technique());
    if (!step.attack().isEmpty()) {
      html.leaf("span", "", "ATT&CK " + String.join(", ", step.attack()));
    }
    if (!step.stride().isEmpty()) {
      html.leaf("span", "", "STRIDE " + String.join(", ", step.stride()));
    }
  }

  private void premises(Report.Path path, Report.Step step, Map<String, Integer> numbers)
      throws IOException {
    html.element("h5", () -> html.text("Because"));
    html.element(
        "ul",
        () -> {
          for (Report.Because because : step.because()) {
            html.in("li", "premise", () -> premise(path, because, numbers));
          }
        });
  }

  private void premise(Report.Path path, Report.Because because, Map<String, Integer> numbers)
      throws IOException {
    Report.ListedFact fact = lookup.fact(because.fact());
    html.prose((fact == null ? because.fact() : lookup.says(fact)) + " ");
    String gained = because.step();
    if (gained != null) {
      gainedIn(path, gained, numbers);
      return;
    }
    int places = 0;
    for (Report.ListedFact ground : lookup.grounds(because.fact())) {
      boolean itself = ground.fact().id().equals(because.fact());
      if (!itself && places < MOST_PLACES && !ground.fact().evidence().isEmpty()) {
        html.prose("p", "why", lookup.says(ground));
      }
      for (Evidence evidence : ground.fact().evidence()) {
        if (places++ < MOST_PLACES) {
          parts.lines(evidence);
        }
      }
    }
    if (places > MOST_PLACES) {
      html.leaf("p", "why", "and " + (places - MOST_PLACES) + " places more");
    }
  }

  private void gainedIn(Report.Path path, String gained, Map<String, Integer> numbers)
      throws IOException {
    String text = "gained in step " + numbers.getOrDefault(gained, 0);
    for (Report.Step other : path.steps()) {
      if (other.id().equals(gained)) {
        html.element("a", () -> html.text(text), "href", "#" + HtmlParts.stepId(path, other));
      }
    }
  }

  private void side(Report.Step step) throws IOException {
    assumptions(step);
    changes(step);
    html.element(
        "div",
        () -> {
          html.element("h5", () -> html.text("Who would see it"));
          String seen =
              step.detection().seenBy().isEmpty()
                  ? "No log event is known to record it."
                  : "Logged as " + String.join(", ", step.detection().seenBy()) + ".";
          html.element("p", () -> html.text(seen));
          if (!step.detection().blind().isEmpty()) {
            html.prose("p", "why", "Blind spot: " + step.detection().blind());
          }
        });
    names("Also possible with", step.alternatives());
    names("Involved", step.via().stream().map(lookup::label).toList());
  }

  private void assumptions(Report.Step step) throws IOException {
    if (step.assumes().isEmpty()) {
      return;
    }
    html.element(
        "div",
        () -> {
          html.element("h5", () -> html.text("If"));
          html.element(
              "ul",
              () -> {
                for (String id : step.assumes()) {
                  html.element("li", () -> assumption(id));
                }
              });
        });
  }

  private void assumption(String id) throws IOException {
    Report.ListedAssumption listed = lookup.assumption(id);
    if (listed != null) {
      html.prose(listed.assumption().says() + " ");
      html.leaf("span", "stance " + listed.stance().word(), listed.stance().word());
      html.text(" ");
    }
    html.leaf("span", "id soft", lookup.shortId(id));
  }

  private void changes(Report.Step step) throws IOException {
    if (step.cutBy().isEmpty()) {
      return;
    }
    html.element(
        "div",
        () -> {
          html.element("h5", () -> html.text("Cut by"));
          html.element(
              "ul",
              () -> {
                for (String id : step.cutBy()) {
                  html.element("li", () -> change(id));
                }
              });
        });
  }

  private void change(String id) throws IOException {
    Report.Change change = lookup.change(id);
    if (change != null) {
      html.prose(change.says() + " ");
      parts.places(change.evidence());
    }
    html.leaf("span", "id soft", lookup.shortId(id));
  }

  private void names(String title, List<String> names) throws IOException {
    if (names.isEmpty()) {
      return;
    }
    html.element(
        "div",
        () -> {
          html.element("h5", () -> html.text(title));
          html.element(
              "ul",
              () -> {
                for (String name : names) {
                  html.element("li", () -> html.leaf("code", "", name));
                }
              });
        });
  }
}
