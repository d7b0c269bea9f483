package dev.ardennes.app;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// What a scan was asked for, whichever command asks.
///
/// @param entries patterns, `[KIND:]PATTERN`; empty to infer them
/// @param targets patterns; empty to infer them
/// @param assume ids of assumptions taken as confirmed
/// @param reject ids of assumptions taken as rejected
/// @param techniques folders of the user's own technique files
/// @param asOf what counts as expired
/// @param useConfiguration whether `ardennes.yaml` and what it hides are heeded
/// @param everything list all entities and facts
/// @param jobs how many paths are read at the same time, at most
record ScanRequest(
    List<Path> paths,
    List<String> entries,
    List<String> targets,
    List<String> assume,
    List<String> reject,
    List<Path> techniques,
    LocalDate asOf,
    boolean useConfiguration,
    int maximumPaths,
    boolean everything,
    int jobs) {
  ScanRequest {
    paths = List.copyOf(paths);
    entries = List.copyOf(entries);
    targets = List.copyOf(targets);
    assume = List.copyOf(assume);
    reject = List.copyOf(reject);
    techniques = List.copyOf(techniques);
  }

  /// A request for all that the paths state, and that may be there beside it.
  static ScanRequest reading(List<Path> paths, boolean useConfiguration) {
    return new ScanRequest(
        paths,
        List.of(),
        List.of("*"),
        List.of(),
        List.of(),
        List.of(),
        LocalDate.EPOCH,
        useConfiguration,
        1,
        true,
        Runtime.getRuntime().availableProcessors());
  }
}
