package dev.ardennes.app;

import dev.ardennes.analysis.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ardennes scan PATH...`: the main job.
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = {
      "Finds how what PATH holds would be breached, and what stops it.",
      "Prints the paths that matter, what they rest on, the changes that close them and what could",
      "not be read."
    },
    footer = {
      "",
      "Examples:",
      "  ardennes scan infra/",
      "  ardennes scan infra/ --entry '*deployment' --target '*customer*'",
      "  ardennes scan infra/ account.json --format html --out report.html"
    })
final class ScanCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Folders or files to read.")
  private List<Path> paths = List.of();

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    ScanRequest request = common.request(paths);
    Progress progress = Progress.of(common.quiet);
    progress.says("reading");
    Techniques.readAhead();
    Estate estate = Estate.read(request);
    progress.says("deriving");
    Report report = new Scan(request, Techniques.rules(request.techniques())).report(estate);
    progress.done();
    output.write(report, paths, common.typed());
    return estate.hasFacts() ? Main.DONE : Main.NO_INPUT;
  }
}
