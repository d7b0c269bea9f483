package dev.ardennes.collect.findings;

import dev.ardennes.model.Evidence;
import java.util.Locale;
import java.util.Set;

/// The facts of one finding, all with the finding's place in its report.
///
/// @param id the finding's
record Statements(Session session, Evidence at, String id) {

  void fact(String relation, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = id;
    for (int i = 0; i < args.length; i++) {
      all[i + 1] = session.one(args[i]);
    }
    session.out.fact(at, relation, all);
  }

  private void about(String what) {
    fact("finding_about", what);
  }

  /// Of what kind it is and what was said of it.
  void weakness(Finding finding, Set<String> classes) {
    finding.cwes.forEach(cwe -> fact("finding_cwe", "CWE-" + cwe));
    finding.cves.forEach(cve -> fact("finding_cve", cve));
    classes.forEach(kind -> fact("finding_class", kind));
    Double score = finding.score();
    if (score != null) {
      fact("finding_score", String.format(Locale.ROOT, "%.1f", score));
    }
    if (!finding.baseline().isEmpty()) {
      fact("finding_baseline", finding.baseline());
    }
    finding.suppressions.forEach(
        suppression -> fact("finding_suppressed", suppression.by(), suppression.why()));
  }

  /// Where in the code or the scanned files it is.
  void places(Finding finding) {
    for (Finding.Spot spot : finding.spots) {
      about(spot.file());
      fact("finding_place", spot.file(), String.valueOf(spot.line()));
    }
    for (Finding.Step step : finding.steps) {
      fact("finding_flow", step.step(), step.spot().file(), String.valueOf(step.spot().line()));
    }
    finding.symbols.forEach(symbol -> fact("finding_symbol", symbol));
  }

  /// What else it is about.
  void subjects(Finding finding) {
    for (String image : finding.images) {
      about(image);
      fact("finding_image", image);
    }
    for (Finding.PackageVersion part : finding.packages) {
      about(part.version().isEmpty() ? part.name() : part.name() + "@" + part.version());
      fact("finding_package", part.name(), part.version(), part.fixed());
    }
    for (Finding.Request request : finding.requests) {
      about(request.url());
      fact("finding_url", request.method(), request.url(), request.parameter());
    }
    for (Finding.Workload workload : finding.workloads) {
      String scope = workload.namespace().isEmpty() ? "" : workload.namespace() + "/";
      about(scope + workload.kind() + "/" + workload.name());
      fact("finding_workload", workload.namespace(), workload.kind(), workload.name());
    }
  }
}
