package dev.ardennes.app;

import dev.ardennes.model.FactBase;
import dev.ardennes.verify.Finding;
import dev.ardennes.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ardennes verify REPORT`: the independent checker.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a JSON report independently of the engine that wrote it.",
      "Derives every path again from the facts the report lists, policy decisions included. Exit code 1",
      "if anything does not hold."
    },
    footer = {
      "",
      "Examples:",
      "  ardennes scan infra/ --format json --out report.json",
      "  ardennes verify report.json",
      "  ardennes verify report.json --against infra/"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "REPORT", description = "A report written with `--format json`.")
  private Path report = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "PATH",
      description = {
        "Read PATH anew as `scan` does, with the sources and links of its `ardennes.yaml`;",
        "compare the listed facts with it, and decide on all of it. May be repeated."
      })
  private List<Path> against = List.of();

  @Option(
      names = "--no-config",
      description = "Do not heed `ardennes.yaml` of PATH; for a report of `scan --no-config`.")
  private boolean noConfiguration;

  @Option(
      names = "--techniques",
      paramLabel = "DIR",
      description = "The folder of technique files that the scan was given. May be repeated.")
  private List<Path> techniques = List.of();

  @Override
  public Integer call() {
    try {
      Verifier.Outcome outcome = Verifier.verify(report, Techniques.load(techniques), collected());
      for (Finding finding : outcome.findings()) {
        System.out.println("does not hold: " + finding);
      }
      System.out.printf(
          "%s: %d paths with %d steps over %d facts, %d wrong%n",
          outcome.findings().isEmpty() ? "holds" : "does not hold",
          outcome.paths(),
          outcome.steps(),
          outcome.facts(),
          outcome.findings().size());
      return outcome.findings().isEmpty() ? Main.DONE : Main.FAILED;
    } catch (IOException e) {
      throw UsageError.noInput("`" + report + "` cannot be checked: " + e.getMessage());
    }
  }

  private @Nullable FactBase collected() {
    return against.isEmpty() ? null : Estate.facts(ScanRequest.reading(against, !noConfiguration));
  }
}
