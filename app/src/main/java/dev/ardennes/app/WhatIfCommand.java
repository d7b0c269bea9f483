package dev.ardennes.app;

import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.WhatIf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ardennes whatif PATH... --change ID`: the result with changes applied.
@Command(
    name = "whatif",
    mixinStandardHelpOptions = true,
    description = "Applies changes that `scan` names and prints the paths that remain.",
    footer = {"", "Example:", "  ardennes whatif infra/ --change c1a2b3c4d5e6f7a8"})
final class WhatIfCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Folders or files to read.")
  private List<Path> paths = List.of();

  @Option(
      names = "--change",
      paramLabel = "ID",
      required = true,
      description = "The id of a change, or the beginning of one. May be repeated.")
  private List<String> changes = new ArrayList<>();

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    ScanRequest request = common.request(paths);
    Techniques.readAhead();
    Estate estate = Estate.read(request);
    Scan scan = new Scan(request, Techniques.rules(request.techniques()));
    Report before = scan.report(estate);
    List<Report.Change> applied = applied(before);
    Set<String> removed = new TreeSet<>();
    applied.forEach(change -> removed.addAll(change.removes()));
    Estate changed = estate.with(estate.facts().changed(f -> removed.contains(f.id()), List.of()));
    Report after = scan.report(changed);
    output.write(WhatIf.of(before, after, applied), paths, common.typed());
    return Main.DONE;
  }

  private List<Report.Change> applied(Report before) {
    Map<String, Report.Change> known =
        before.changes().stream().collect(Collectors.toMap(Report.Change::id, Function.identity()));
    List<Report.Change> applied = new ArrayList<>();
    for (String wanted : changes) {
      List<String> matches =
          known.keySet().stream().filter(id -> id.startsWith(wanted)).sorted().toList();
      if (matches.size() != 1) {
        throw UsageError.usage(
            "--change `"
                + wanted
                + "` names "
                + (matches.isEmpty() ? "no change" : "more than one")
                + "; `ardennes scan` lists them"
                + (matches.isEmpty() ? "" : ": " + String.join(", ", matches)));
      }
      applied.add(java.util.Objects.requireNonNull(known.get(matches.getFirst())));
    }
    return applied;
  }
}
