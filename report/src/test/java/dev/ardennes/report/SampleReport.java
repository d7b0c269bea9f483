package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Redaction;
import dev.ardennes.model.Stance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reports made by hand: an estate with two paths to one bucket, one of which joins, and names that
/// no form of the report may trust.
final class SampleReport {
  static final String SCRIPT = "<script>alert(1)</script>";
  static final String ATTRIBUTE = "x\"onload=\"alert(1)";
  static final String REVERSED = "invoice\u202efdp.exe";

  private SampleReport() {}

  /// Two ways to the exports; the first joins.
  static Report exports() {
    SampleEstate estate = new SampleEstate();
    return new Report(
        "2026-11-21",
        scanned(),
        SampleEstate.entities(),
        estate.facts(),
        entries(),
        List.of(),
        targets(),
        new SamplePaths(estate).paths(),
        assumptions(),
        changes(estate),
        List.of(
            new Report.Linchpin(
                estate.readExports,
                "role export-reader reads every object of every bucket (statement ReadExports)",
                2,
                List.of(SampleEstate.at("iam.tf", 44)))),
        List.of(
            new Report.TechniqueUsed(
                "aws.s3.read-objects",
                "9f2c",
                "reads(B) :- controls(P)," + " may(P, \"s3:GetObject\", B), may_decrypt(P, B).")),
        List.of(new Report.Hidden("ardennes.yaml:12", "technique aws.ec2.user-data suppressed", 3)),
        problems(),
        List.of(new Report.Limit("paths", 100, 2, false), new Report.Limit("depth", 40, -1, true)),
        List.of(
            new Report.StandingRisk(
                SampleEstate.LEGACY,
                "administrator with a long-lived access key",
                List.of(SampleEstate.at("iam.tf", 52)))),
        null,
        null,
        null);
  }

  /// The same estate without a way.
  static Report withoutPaths() {
    Report some = exports();
    return new Report(
        some.asOf(),
        some.estate(),
        some.entities(),
        some.facts(),
        some.entries(),
        List.of(),
        some.targets(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        some.problems(),
        List.of(new Report.Limit("paths", 100, 0, false)),
        List.of(),
        new Report.Closest(
            SampleEstate.INTERNET,
            SampleEstate.EXPORTS,
            List.of(SampleEstate.INTERNET, SampleEstate.PROXY),
            List.of(
                "instance proxy hands out its credentials only for a session token"
                    + " (http_tokens = \"required\", network.tf:24)"),
            List.of("proxy hands out the credentials of its role")),
        null,
        null);
  }

  /// As [#exports()], with the first change applied.
  static Report afterChange() {
    Report some = exports();
    return new Report(
        some.asOf(),
        some.estate(),
        some.entities(),
        some.facts(),
        some.entries(),
        List.of(),
        some.targets(),
        some.paths().subList(1, 2),
        some.assumptions(),
        some.changes(),
        some.linchpins(),
        some.techniques(),
        some.hidden(),
        some.problems(),
        some.limits(),
        some.standingRisks(),
        null,
        new Report.WhatIf(
            List.of("c5d2e80f7a1b3c64d"), 2, 1, List.of(some.paths().getFirst().id()), List.of()),
        some.findings());
  }

  /// As [#exports()], with a first path that needs all entries at once.
  static Report heldTogether() {
    Report some = exports();
    Report.Path like = some.paths().getFirst();
    List<String> others =
        some.entries().stream()
            .map(Report.Entry::entity)
            .distinct()
            .filter(e -> !e.equals(like.entry()))
            .toList();
    Report.Path path =
        new Report.Path(
            like.id(),
            1,
            like.entry(),
            others,
            like.target(),
            like.goalStep(),
            like.likelihood(),
            like.impact(),
            like.risk(),
            true,
            like.steps(),
            like.assumptions());
    return new Report(
        some.asOf(),
        some.estate(),
        some.entities(),
        some.facts(),
        some.entries(),
        List.of(some.entries()),
        some.targets(),
        List.of(path),
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
        some.findings());
  }

  /// `count` paths over one estate, cut off at a limit.
  static Report many(int count) {
    Report some = exports();
    List<Report.Path> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Report.Path like = some.paths().get(i % 2);
      paths.add(
          new Report.Path(
              "p%016x".formatted(i * 0x9e3779b97f4a7c15L),
              i + 1,
              like.entry(),
              List.of(),
              like.target(),
              like.goalStep(),
              like.likelihood(),
              like.impact(),
              like.risk() / (1 + i / 10.0),
              true,
              like.steps(),
              like.assumptions()));
    }
    return new Report(
        some.asOf(),
        some.estate(),
        some.entities(),
        some.facts(),
        some.entries(),
        List.of(),
        some.targets(),
        paths,
        some.assumptions(),
        some.changes(),
        some.linchpins(),
        some.techniques(),
        some.hidden(),
        some.problems(),
        List.of(new Report.Limit("paths", count, 340, true)),
        some.standingRisks(),
        null,
        null,
        some.findings());
  }

  /// One path whose steps branch, join and pass over one another.
  static Report tangled() {
    return needing(new int[][] {{}, {1}, {1}, {2}, {3}, {}, {4, 5}, {7, 1}, {8, 6, 2}});
  }

  /// The last step needs the first, which the one between follows from as well: a line has a row of
  /// its own.
  static Report passing() {
    return needing(new int[][] {{}, {1}, {2, 1}});
  }

  /// @param needs for each step those before it that it follows from, from 1
  private static Report needing(int[][] needs) {
    Report some = exports();
    Report.Path like = some.paths().getFirst();
    List<Report.Step> steps = new ArrayList<>();
    for (int i = 0; i < needs.length; i++) {
      Report.Step model = like.steps().get(i == needs.length - 1 ? 4 : i % 4);
      List<Report.Because> because = new ArrayList<>();
      for (int need : needs[i]) {
        because.add(new Report.Because(steps.get(need - 1).gain(), "t" + need));
      }
      steps.add(
          new Report.Step(
              "t" + (i + 1),
              model.stage(),
              model.technique(),
              model.title(),
              model.attack(),
              model.stride(),
              model.from(),
              model.to(),
              model.via(),
              model.gain(),
              model.says(),
              because,
              model.assumes(),
              model.alternatives(),
              model.detection(),
              model.cutBy()));
    }
    Report.Path path =
        new Report.Path(
            like.id(),
            1,
            like.entry(),
            List.of(),
            like.target(),
            "t" + needs.length,
            like.likelihood(),
            like.impact(),
            like.risk(),
            false,
            steps,
            like.assumptions());
    return new Report(
        some.asOf(),
        some.estate(),
        some.entities(),
        some.facts(),
        some.entries(),
        List.of(),
        some.targets(),
        List.of(path),
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
        some.findings());
  }

  /// The lines around a place of the sample's files, redacted.
  static Optional<Snippet> lines(Evidence evidence) {
    List<String> all = file(evidence.file());
    if (evidence.line() == 0 || evidence.line() > all.size()) {
      return Optional.empty();
    }
    int from = Math.max(1, evidence.line() - 2);
    int to = Math.min(all.size(), evidence.line() + 3);
    List<String> lines = all.subList(from - 1, to).stream().map(Redaction::redact).toList();
    return Optional.of(new Snippet(from, lines, evidence.line()));
  }

  private static List<String> file(String name) {
    try (InputStream in = SampleReport.class.getResourceAsStream("sample/" + name)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Report.Estate scanned() {
    return new Report.Estate(
        "exports",
        List.of(
            new Report.Source(
                "infra",
                "terraform",
                "examples/exports",
                41,
                1812,
                List.of("aws.iam of account 111122223333", "aws.s3 of account 111122223333"))),
        136,
        1812);
  }

  private static List<Report.Entry> entries() {
    return List.of(
        new Report.Entry(SampleEstate.INTERNET, "reach", "anyone on the internet", List.of()),
        new Report.Entry(SampleEstate.DEPLOYER, "content", "named with --entry", List.of()),
        new Report.Entry(
            SampleEstate.DEPLOYER,
            "credential",
            "it has a long-lived access key, if this leaks",
            List.of(SampleEstate.at("iam.tf", 55))));
  }

  private static List<Report.Target> targets() {
    return List.of(
        new Report.Target(
            SampleEstate.EXPORTS,
            "critical",
            "data read",
            "tagged classification = regulated",
            List.of(SampleEstate.at("exports.tf", 4)),
            false),
        new Report.Target(
            SampleEstate.ACCOUNT,
            "critical",
            "control of an account",
            "full control of an account",
            List.of(),
            false));
  }

  private static List<Report.ListedAssumption> assumptions() {
    return List.of(
        new Report.ListedAssumption(SamplePaths.FORWARDS, Stance.UNCONFIRMED, 1),
        new Report.ListedAssumption(SamplePaths.NO_SERVICE_CONTROL, Stance.UNCONFIRMED, 2),
        new Report.ListedAssumption(SamplePaths.LEAKED, Stance.CONFIRMED, 1));
  }

  private static List<Report.Change> changes(SampleEstate estate) {
    return List.of(
        new Report.Change(
            "c3e55d10c2b4f9a77",
            "name the bucket in statement ReadExports",
            List.of(estate.readExports),
            List.of(),
            1,
            List.of(SampleEstate.at("iam.tf", 47)),
            2,
            true),
        new Report.Change(
            "c0b77a1d94e2f3a18",
            "name the principals that may assume export-reader",
            List.of(estate.trust),
            List.of(),
            1,
            List.of(SampleEstate.at("iam.tf", 34)),
            2,
            true),
        new Report.Change(
            "c5d2e80f7a1b3c64d",
            "open port 80 to the partners' addresses alone",
            List.of(estate.open),
            List.of(),
            2.5,
            List.of(SampleEstate.at("network.tf", 11)),
            1,
            false),
        new Report.Change(
            "c9f1402ab77e6d015",
            "require session tokens for the metadata service",
            List.of(estate.metadata),
            List.of(),
            1,
            List.of(SampleEstate.at("network.tf", 24)),
            0,
            false));
  }

  private static List<Problem> problems() {
    return List.of(
        Problem.error(
            "the file ends inside a block that line 3 opens",
            "close the block",
            SampleEstate.at(REVERSED + ".tf", 41)),
        Problem.warning(
            "the module `registry/vpc` is not in the folder",
            "run terraform init, then scan again",
            SampleEstate.at("main.tf", 3)),
        Problem.warning(
            "the module `registry/eks` is not in the folder",
            "run terraform init, then scan again",
            SampleEstate.at("main.tf", 19)),
        Problem.warning("`\u001b[2Jgone` is no known resource", "", null));
  }
}
