package dev.ardennes.app;

import dev.ardennes.analysis.AnalysisRequest;
import dev.ardennes.analysis.Impacts;
import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.ReportBuilder;
import dev.ardennes.analysis.Stances;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.aws.AwsRelations;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Stance;
import dev.ardennes.rules.TechniqueSet;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The main job: from an estate to its report.
final class Scan {
  private final ScanRequest request;
  private final TechniqueSet techniques;

  Scan(ScanRequest request, TechniqueSet techniques) {
    this.request = request;
    this.techniques = techniques;
  }

  /// Derives the attack graph of the estate and reports its paths.
  Report report(Estate estate) {
    return report(estate, analysis(estate.targets(), estate.entriesInferred()));
  }

  /// The likeliest path to each thing that the entries can come to have.
  Report reach(Estate estate) {
    AttackGraphBuilder.Built built = graph(estate);
    Set<String> entities = new TreeSet<>();
    built.graph().gains().stream()
        .filter(gain -> !gain.witness())
        .forEach(gain -> entities.add(gain.args().getFirst()));
    estate.entries().forEach(entry -> entities.remove(entry.entity()));
    List<CrownJewel> everything =
        entities.stream()
            .map(id -> new CrownJewel(id, CrownJewel.Impact.CRITICAL, Impacts.ANY, "", List.of()))
            .toList();
    return ReportBuilder.report(
        built.graph(), analysis(everything, false).onePathEach(), frame(estate, List.of()));
  }

  private AttackGraphBuilder.Built graph(Estate estate) {
    AttackGraphBuilder builder =
        new AttackGraphBuilder(
            techniques,
            estate.facts(),
            symbols -> new AwsRelations(estate.facts(), symbols, asOf()));
    return builder.build(estate.entries());
  }

  private Report report(Estate estate, AnalysisRequest asked) {
    AttackGraphBuilder.Built built = graph(estate);
    List<Report.Limit> limits = new ArrayList<>();
    built.limit().ifPresent(hit -> limits.add(new Report.Limit(hit.what(), hit.value(), -1, true)));
    return ReportBuilder.report(built.graph(), asked, frame(estate, limits));
  }

  private AnalysisRequest analysis(List<CrownJewel> targets, boolean entriesInferred) {
    Map<String, Stance> stances = new HashMap<>();
    request.assume().forEach(id -> stances.put(id, Stance.CONFIRMED));
    request.reject().forEach(id -> stances.put(id, Stance.REJECTED));
    return new AnalysisRequest(
        targets,
        entriesInferred,
        new Stances(stances),
        request.maximumPaths(),
        ProofLimits.STANDARD,
        request.everything(),
        false);
  }

  private ReportBuilder.Frame frame(Estate estate, List<Report.Limit> limits) {
    List<Report.Source> sources = new ArrayList<>();
    TreeSet<Problem> problems = new TreeSet<>();
    List<Report.Hidden> hidden = new ArrayList<>();
    for (Collected source : estate.sources()) {
      sources.add(
          new Report.Source(
              source.source(),
              source.kind(),
              source.location(),
              source.files(),
              source.facts().size(),
              source.covers()));
      problems.addAll(source.problems());
      for (Hidden what : source.hidden()) {
        hidden.add(new Report.Hidden(what.by(), what.what(), what.count()));
      }
    }
    Report.Estate what =
        new Report.Estate(
            name(request.paths().getFirst()),
            sources,
            estate.facts().entities().size(),
            estate.facts().facts().size());
    return new ReportBuilder.Frame(
        request.asOf().toString(), what, List.copyOf(problems), hidden, limits);
  }

  /// Conditions about the time are decided at the end of the day.
  private Instant asOf() {
    return request.asOf().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
  }

  private static String name(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return last == null ? path.toString() : last.toString();
  }
}
