package dev.ardennes.app;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every command about an estate understands.
final class CommonOptions {
  private static final int MAXIMUM_PATHS = 100;

  @Option(
      names = "--entry",
      paramLabel = "[KIND:]PATTERN",
      description = {
        "What the attacker has at the start, in the place of what is inferred.",
        "A glob over ids, names and ARNs. KIND: credential, login, reach, code or content.",
        "`internet` is the anonymous outsider. May be repeated."
      })
  List<String> entries = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "PATTERN",
      description = {"What must not fall, in the place of what is inferred. May be repeated."})
  List<String> targets = new ArrayList<>();

  @Option(
      names = "--assume",
      paramLabel = "ID",
      description = "Take the assumption for confirmed. May be repeated.")
  List<String> assume = new ArrayList<>();

  @Option(
      names = "--reject",
      paramLabel = "ID",
      description =
          "Take the assumption for rejected: steps that need it are gone. May be repeated.")
  List<String> reject = new ArrayList<>();

  @Option(
      names = "--techniques",
      paramLabel = "DIR",
      description = "Read technique files of your own besides the built-in ones. May be repeated.")
  List<Path> techniques = new ArrayList<>();

  @Option(
      names = "--max-paths",
      paramLabel = "N",
      description = "List at most N paths (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + MAXIMUM_PATHS)
  int maximumPaths;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "What counts as expired: a date such as 2026-11-21 (default: today).")
  @Nullable String asOf;

  @Option(
      names = "--no-config",
      description = "Do not heed `ardennes.yaml` of the scanned folders.")
  boolean noConfiguration;

  @Option(
      names = "--full",
      description = "List all entities and facts, not only those that a path uses.")
  boolean everything;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Read at most N paths at the same time (default: as many as there are cores).")
  @Nullable Integer jobs;

  @Option(names = "--quiet", description = "No progress and no notices on standard error.")
  boolean quiet;

  /// The request for these paths.
  ScanRequest request(List<Path> paths) {
    if (maximumPaths < 1) {
      throw UsageError.usage("--max-paths must be 1 or more");
    }
    Integer most = jobs;
    if (most != null && most < 1) {
      throw UsageError.usage("--jobs must be 1 or more");
    }
    String date = asOf;
    return new ScanRequest(
        paths,
        entries,
        targets,
        assume,
        reject,
        techniques,
        date == null ? LocalDate.now(ZoneOffset.UTC) : date(date),
        !noConfiguration,
        maximumPaths,
        everything,
        most == null ? Runtime.getRuntime().availableProcessors() : most);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw UsageError.usage("--as-of `" + text + "` is no date; write it as 2026-11-21");
    }
  }

  /// The options as they would be typed again, for the commands that a report proposes.
  List<String> typed() {
    List<String> typed = new ArrayList<>();
    entries.forEach(entry -> typed.addAll(List.of("--entry", entry)));
    targets.forEach(target -> typed.addAll(List.of("--target", target)));
    return typed;
  }
}
