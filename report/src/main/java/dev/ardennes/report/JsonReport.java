package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// The JSON form, described by `docs/reference/report.schema.json`. Other programs rely on its
/// field names: they are added to, never changed. What was not computed is absent.
///
/// The same report gives the same bytes. Time is linear in the report; memory is constant.
public final class JsonReport {
  private final Report report;
  private final JsonWriter json;

  private JsonReport(Report report, JsonWriter json) {
    this.report = report;
    this.json = json;
  }

  /// Writes the report, ended by a line feed. The caller encodes as UTF-8 and closes.
  public static void write(Report report, Appendable out) throws IOException {
    new JsonReport(report, new JsonWriter(out)).write();
    out.append('\n');
  }

  private void write() throws IOException {
    json.object(
        () -> {
          json.field("schema", Report.SCHEMA);
          json.field("as_of", report.asOf());
          json.key("estate").object(this::estate);
          list("entities", report.entities(), this::entity);
          list("facts", report.facts(), this::fact);
          list("entries", report.entries(), this::entry);
          heldTogether();
          list("targets", report.targets(), this::target);
          list("paths", report.paths(), this::path);
          list("assumptions", report.assumptions(), this::assumption);
          list("changes", report.changes(), this::change);
          list("linchpins", report.linchpins(), this::linchpin);
          list("techniques", report.techniques(), this::technique);
          list("hidden", report.hidden(), this::hidden);
          list("problems", report.problems(), this::problem);
          list("limits", report.limits(), this::limit);
          list("standing_risks", report.standingRisks(), this::standingRisk);
          closest();
          whatIf();
          findings();
        });
  }

  /// A list of objects.
  private <T> void list(String name, List<T> items, JsonWriter.Item<T> fields) throws IOException {
    json.key(name).array(items, (T item) -> json.object(() -> fields.write(item)));
  }

  private void estate() throws IOException {
    Report.Estate estate = report.estate();
    json.field("name", estate.name());
    list("sources", estate.sources(), this::source);
    json.field("entities", estate.entities());
    json.field("facts", estate.facts());
  }

  private void source(Report.Source source) throws IOException {
    json.field("name", source.name());
    json.field("kind", source.kind());
    json.field("location", source.location());
    json.field("files", source.files());
    json.field("facts", source.facts());
    json.field("covers", source.covers());
  }

  private void entity(Entity entity) throws IOException {
    json.field("id", entity.id());
    json.field("kind", entity.kind());
    json.field("name", entity.name());
    json.field("aliases", entity.aliases());
    json.fieldUnlessEmpty(
        "stands_for", report.estate().scopes().getOrDefault(entity.id(), List.of()));
  }

  private void fact(Report.ListedFact listed) throws IOException {
    json.field("id", listed.fact().id());
    json.field("relation", listed.fact().relation());
    json.field("args", listed.fact().args());
    json.field("standing", listed.fact().standing().word());
    json.fieldUnlessEmpty("says", listed.says());
    list("evidence", listed.fact().evidence(), this::evidence);
    json.fieldUnlessEmpty("derived_by", listed.derivedBy());
    json.fieldUnlessEmpty("from", listed.from());
  }

  private void evidence(Evidence evidence) throws IOException {
    json.field("source", evidence.source());
    json.fieldUnlessEmpty("file", evidence.file());
    json.fieldUnlessZero("line", evidence.line());
    json.fieldUnlessZero("column", evidence.column());
    json.fieldUnlessEmpty("pointer", evidence.pointer());
  }

  private void entry(Report.Entry entry) throws IOException {
    json.field("entity", entry.entity());
    json.field("kind", entry.kind());
    json.field("why", entry.why());
    list("evidence", entry.evidence(), this::evidence);
  }

  private void heldTogether() throws IOException {
    if (!report.heldTogether().isEmpty()) {
      json.key("held_together")
          .array(
              report.heldTogether(),
              group -> json.array(group, (Report.Entry entry) -> json.object(() -> entry(entry))));
    }
  }

  private void target(Report.Target target) throws IOException {
    json.field("entity", target.entity());
    json.field("impact", target.impact());
    json.field("impact_kind", target.impactKind());
    json.field("why", target.why());
    list("evidence", target.evidence(), this::evidence);
    if (target.moreWays()) {
      json.field("more_ways", true);
    }
  }

  private void path(Report.Path path) throws IOException {
    json.field("id", path.id());
    json.field("rank", path.rank());
    json.field("entry", path.entry());
    json.fieldUnlessEmpty("held_with", path.heldWith());
    json.field("target", path.target());
    json.field("goal_step", path.goalStep());
    json.key("likelihood").object(() -> likelihood(path.likelihood()));
    json.field("impact", path.impact());
    json.field("risk", path.risk());
    json.field("order_proved", path.orderProved());
    list("steps", path.steps(), this::step);
    json.field("assumptions", path.assumptions());
  }

  private void likelihood(Report.Likelihood likelihood) throws IOException {
    json.field("low", likelihood.low());
    json.field("best", likelihood.best());
    json.field("high", likelihood.high());
  }

  private void step(Report.Step step) throws IOException {
    json.field("id", step.id());
    json.field("stage", step.stage());
    json.field("technique", step.technique());
    json.fieldUnlessEmpty("title", step.title());
    json.field("attack", step.attack());
    json.field("stride", step.stride());
    json.field("from", step.from());
    json.field("to", step.to());
    json.field("via", step.via());
    json.field("gain", step.gain());
    json.field("says", step.says());
    list("because", step.because(), this::because);
    json.field("assumes", step.assumes());
    json.field("alternatives", step.alternatives());
    json.key("detection").object(() -> detection(step.detection()));
    json.field("cut_by", step.cutBy());
  }

  private void because(Report.Because because) throws IOException {
    json.field("fact", because.fact());
    String step = because.step();
    if (step != null) {
      json.field("step", step);
    }
  }

  private void detection(Report.Detection detection) throws IOException {
    json.field("seen_by", detection.seenBy());
    json.fieldUnlessEmpty("blind", detection.blind());
  }

  private void assumption(Report.ListedAssumption listed) throws IOException {
    json.field("id", listed.assumption().id());
    json.field("kind", listed.assumption().kind().word());
    json.field("says", listed.assumption().says());
    json.field("stance", listed.stance().word());
    json.field("paths", listed.paths());
    list("evidence", listed.assumption().evidence(), this::evidence);
  }

  private void change(Report.Change change) throws IOException {
    json.field("id", change.id());
    json.field("says", change.says());
    json.field("removes", change.removes());
    json.field("adds", change.adds());
    json.field("cost", change.cost());
    json.field("paths_closed", change.pathsClosed());
    if (change.verified()) {
      json.field("verified", true);
    }
    list("evidence", change.evidence(), this::evidence);
  }

  private void linchpin(Report.Linchpin linchpin) throws IOException {
    json.field("fact", linchpin.fact());
    json.field("paths", linchpin.paths());
    json.fieldUnlessEmpty("says", linchpin.says());
    list("evidence", linchpin.evidence(), this::evidence);
  }

  private void technique(Report.TechniqueUsed technique) throws IOException {
    json.field("id", technique.id());
    json.field("digest", technique.digest());
    json.field("rule", technique.rule());
  }

  private void hidden(Report.Hidden hidden) throws IOException {
    json.field("by", hidden.by());
    json.field("what", hidden.what());
    json.field("count", hidden.count());
  }

  private void problem(Problem problem) throws IOException {
    json.field("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    json.field("says", problem.says());
    json.fieldUnlessEmpty("help", problem.help());
    Evidence place = problem.evidence();
    if (place != null) {
      json.key("evidence").object(() -> evidence(place));
    }
  }

  private void limit(Report.Limit limit) throws IOException {
    json.field("what", limit.what());
    json.field("limit", limit.limit());
    if (limit.total() >= 0) {
      json.field("total", limit.total());
    }
    json.field("hit", limit.hit());
  }

  private void standingRisk(Report.StandingRisk risk) throws IOException {
    json.field("entity", risk.entity());
    json.field("says", risk.says());
    list("evidence", risk.evidence(), this::evidence);
  }

  private void findings() throws IOException {
    List<Report.Finding> findings = report.findings();
    if (findings != null) {
      list("findings", findings, this::finding);
    }
  }

  private void finding(Report.Finding finding) throws IOException {
    json.field("id", finding.id());
    json.field("tool", finding.tool());
    json.field("rule", finding.rule());
    json.field("severity", finding.severity());
    json.field("says", finding.says());
    json.field("about", finding.about());
    json.field("classes", finding.classes());
    Evidence place = finding.place();
    if (place != null) {
      json.key("place").object(() -> evidence(place));
    }
    list("evidence", finding.evidence(), this::evidence);
    if (!finding.also().isEmpty()) {
      list("also", finding.also(), this::also);
    }
    json.field("matters", finding.matters());
    json.field("paths", finding.paths());
    json.field("steps", finding.steps());
    Report.WhyNot whyNot = finding.whyNot();
    if (whyNot != null) {
      json.key("why_not").object(() -> whyNot(whyNot));
    }
  }

  private void also(Report.AlsoReported also) throws IOException {
    json.field("id", also.id());
    json.field("tool", also.tool());
    json.field("rule", also.rule());
  }

  private void whyNot(Report.WhyNot whyNot) throws IOException {
    json.field("kind", whyNot.kind().word());
    json.field("says", whyNot.says());
    list("evidence", whyNot.evidence(), this::evidence);
  }

  private void closest() throws IOException {
    Report.Closest closest = report.closest();
    if (closest == null) {
      return;
    }
    json.key("closest")
        .object(
            () -> {
              json.field("entry", closest.entry());
              json.field("target", closest.target());
              json.field("reached", closest.reached());
              json.field("missing", closest.missing());
              json.field("then", closest.then());
            });
  }

  private void whatIf() throws IOException {
    Report.WhatIf whatIf = report.whatIf();
    if (whatIf == null) {
      return;
    }
    json.key("what_if")
        .object(
            () -> {
              json.field("changes", whatIf.changes());
              json.field("before", whatIf.before());
              json.field("after", whatIf.after());
              json.field("closed", whatIf.closed());
              json.field("opened", whatIf.opened());
            });
  }
}
