package dev.ardennes.analysis;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares the result with changes applied to the one without.
public final class WhatIf {
  private WhatIf() {}

  /// The second report, with what the changes closed and opened; the changes stay listed.
  public static Report of(Report before, Report after, List<Report.Change> applied) {
    Set<String> earlier = ids(before);
    Set<String> later = ids(after);
    Report.WhatIf what =
        new Report.WhatIf(
            applied.stream().map(Report.Change::id).toList(),
            before.paths().size(),
            after.paths().size(),
            earlier.stream().filter(id -> !later.contains(id)).sorted().toList(),
            later.stream().filter(id -> !earlier.contains(id)).sorted().toList());
    return after.with(what);
  }

  private static Set<String> ids(Report report) {
    return report.paths().stream().map(Report.Path::id).collect(Collectors.toSet());
  }
}
