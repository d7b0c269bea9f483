package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.Report.WhyNot;
import dev.ardennes.analysis.Report.WhyNot.Kind;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sample estate with what scanners said of it.
final class SampleFindings {
  private static final String IMAGE =
      "529184730266.dkr.ecr.eu-central-1.amazonaws.com/northwind/ledger:2026.6.1";

  private SampleFindings() {}

  /// Two that matter, one of them to two paths and reported by two tools, and others for every
  /// reason.
  static Report some() {
    List<Report.Path> paths = SampleReport.exports().paths();
    Report.Path first = paths.getFirst();
    List<Report.Finding> findings = new ArrayList<>();
    findings.add(
        finding(
            1,
            "medium",
            "The metadata service hands out credentials to whoever asks.",
            Evidence.at("scans", "network.tf", 24, 0),
            List.of("network.tf"),
            List.of(new Report.AlsoReported("finding/trivy.json#9", "Trivy", "AVD-AWS-0028")),
            List.of(first.id()),
            List.of(first.steps().get(1).id()),
            null));
    findings.add(
        finding(
            2,
            "low",
            "`Resource` is a wildcard" + SampleReport.SCRIPT,
            Evidence.at("scans", "iam.tf", 47, 0),
            List.of("iam.tf"),
            List.of(),
            paths.stream().map(Report.Path::id).toList(),
            paths.stream().map(path -> path.steps().getLast().id()).distinct().toList(),
            null));
    findings.add(
        new Report.Finding(
            "finding/trivy.json#1",
            "Trivy",
            "CVE-2024-24790",
            "critical",
            "golang: net/netip: unexpected behaviour",
            List.of("stdlib@v1.22.3", IMAGE, "usr/local/bin/ledger"),
            List.of("known-vulnerability"),
            Evidence.at("scans", "usr/local/bin/ledger", 0, 0),
            List.of(Evidence.at("scans", "trivy.json", 12, 0)),
            List.of(),
            List.of(),
            List.of(),
            new WhyNot(
                Kind.NO_WAY_IN,
                "no way in to ledger: NetworkPolicy default-deny",
                List.of(Evidence.at("infra", "deploy/ledger.yaml", 3, 0)))));
    for (Kind kind : Kind.values()) {
      findings.add(
          finding(
              findings.size() + 1,
              kind == Kind.SUPPRESSED ? "high" : "info",
              "something of kind " + kind.word(),
              null,
              List.of("what/" + kind.word()),
              List.of(),
              List.of(),
              List.of(),
              new WhyNot(kind, "since it is " + kind.word(), List.of())));
    }
    return with(findings);
  }

  /// As many findings as scanners of a large estate report, none of which matters.
  static Report many(int count) {
    List<Report.Finding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(
          finding(
              i,
              i < 9 ? "critical" : "low",
              "finding " + i,
              Evidence.at("scans", "main.py", i + 1, 0),
              List.of("main.py"),
              List.of(),
              List.of(),
              List.of(),
              new WhyNot(Kind.NOTHING_FOLLOWS, "reached, but nothing follows", List.of())));
    }
    return with(findings);
  }

  private static Report.Finding finding(
      int number,
      String severity,
      String says,
      @Nullable Evidence place,
      List<String> about,
      List<Report.AlsoReported> also,
      List<String> paths,
      List<String> steps,
      @Nullable WhyNot whyNot) {
    return new Report.Finding(
        "finding/semgrep.sarif#" + number,
        "Semgrep",
        "rule-" + number,
        severity,
        says,
        about,
        List.of("misconfiguration"),
        place,
        List.of(Evidence.at("scans", "semgrep.sarif", 10 + number, 9)),
        also,
        paths,
        steps,
        whyNot);
  }

  private static Report with(List<Report.Finding> findings) {
    Report some = SampleReport.exports();
    return new Report(
        some.asOf(),
        some.estate(),
        some.entities(),
        some.facts(),
        some.entries(),
        some.heldTogether(),
        some.targets(),
        some.paths(),
        some.assumptions(),
        some.changes(),
        some.linchpins(),
        some.techniques(),
        some.hidden(),
        some.problems(),
        some.limits(),
        some.standingRisks(),
        null,
        null,
        findings);
  }
}
