package dev.ardennes.app;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Entity;
import dev.ardennes.model.FactBase;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ardennes reach IDENTITY`: what an identity can come to control, and how.
@Command(
    name = "reach",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what whoever holds IDENTITY can come to control or read.",
      "The likeliest comes first, each with the steps that lead there."
    },
    footer = {"", "Example:", "  ardennes reach '*deployment' --in infra/"})
final class ReachCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "IDENTITY",
      description = "A principal, workload or `internet`: id, name or ARN.")
  private String identity = "";

  @Option(names = "--in", paramLabel = "PATH", description = "What to read (default: this folder).")
  private List<Path> paths = List.of(Path.of("."));

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (!common.entries.isEmpty()) {
      throw UsageError.usage(
          "`reach` starts from IDENTITY alone; `ardennes scan` takes several entries");
    }
    common.entries = List.of(identity);
    ScanRequest request = common.request(paths);
    Techniques.readAhead();
    Estate estate = Estate.read(request, "IDENTITY");
    Report report = new Scan(request, Techniques.rules(request.techniques())).reach(estate);
    if (output.format == OutputOptions.Format.TEXT) {
      output.write(text(report, estate.facts()));
    } else {
      output.write(report, paths, common.typed());
    }
    return Main.DONE;
  }

  private static String text(Report report, FactBase facts) {
    Map<String, Entity> entities = report.entitiesById();
    Reasons reasons = new Reasons(facts);
    StringBuilder text = new StringBuilder();
    Report.Entry entry = report.entries().getFirst();
    // what it is there already takes no step
    List<Report.Path> paths =
        report.paths().stream().filter(path -> !path.steps().isEmpty()).toList();
    text.append(
        "%s can come to %d %s%n"
            .formatted(
                name(entities, entry.entity()),
                paths.size(),
                paths.size() == 1 ? "thing" : "things"));
    for (Report.Path path : paths) {
      Entity target = entities.get(path.target());
      text.append(
          "%n  %s (%s)%n"
              .formatted(name(entities, path.target()), target == null ? "" : target.kind()));
      for (Report.Step step : path.steps()) {
        text.append("    %s  [%s]%n".formatted(step.says(), step.technique()));
        reasons.lines(collected(report, step)).forEach(line -> text.append("      ").append(line));
        assumed(report, step).forEach(says -> text.append("      if %s%n".formatted(says)));
      }
    }
    return text.toString();
  }

  /// The ids of the collected facts that the step rests on: its premises, and what decides those.
  private static Set<String> collected(Report report, Report.Step step) {
    Set<String> ids = new LinkedHashSet<>();
    for (Report.Because because : step.because()) {
      if (because.step() == null) {
        ids.add(because.fact());
      }
    }
    Set<String> all = new LinkedHashSet<>(ids);
    for (Report.ListedFact listed : report.facts()) {
      if (ids.contains(listed.fact().id())) {
        all.addAll(listed.from());
      }
    }
    return all;
  }

  private static List<String> assumed(Report report, Report.Step step) {
    return report.assumptions().stream()
        .filter(listed -> step.assumes().contains(listed.assumption().id()))
        .map(listed -> listed.assumption().says())
        .toList();
  }

  private static String name(Map<String, Entity> entities, String id) {
    Entity entity = entities.get(id);
    return entity == null ? id : entity.name();
  }
}
