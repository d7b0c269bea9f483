package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Redaction;
import dev.ardennes.model.Stance;
import dev.ardennes.model.Standing;
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

  private static final String INTERNET = "internet";
  private static final String PROXY = "aws/111122223333/aws_instance.proxy";
  private static final String PROXY_ROLE = "arn:aws:iam::111122223333:role/proxy";
  private static final String LAYOUT =
      "arn:aws:ssm:eu-central-1:111122223333:parameter/exports/layout";
  private static final String READER = "arn:aws:iam::111122223333:role/export-reader";
  private static final String EXPORTS = "arn:aws:s3:::customer-exports";
  private static final String DEPLOYER = "arn:aws:iam::111122223333:user/deployer";
  private static final String LEGACY = "arn:aws:iam::111122223333:user/" + SCRIPT;
  private static final String FUNCTION = "aws/111122223333/new function/" + ATTRIBUTE;
  private static final String ACCOUNT = "aws/111122223333";

  private final List<Report.ListedFact> facts = new ArrayList<>();

  private SampleReport() {}

  /// Two ways to the exports; the first joins.
  static Report exports() {
    return new SampleReport().build();
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
            INTERNET,
            EXPORTS,
            List.of(INTERNET, PROXY),
            List.of(
                "instance proxy hands out its credentials only for a session token"
                    + " (http_tokens = \"required\", network.tf:24)")),
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
            List.of("c5d2e80f7a1b3c64d"), 2, 1, List.of(some.paths().getFirst().id()), List.of()));
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
        null);
  }

  /// One path whose steps branch, join and pass over one another.
  static Report tangled() {
    Report some = exports();
    Report.Path like = some.paths().getFirst();
    int[][] needs = {{}, {1}, {1}, {2}, {3}, {}, {4, 5}, {7, 1}, {8, 6, 2}};
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
            like.target(),
            "t9",
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
        null);
  }

  /// The lines around a place of the sample's files, redacted.
  static Optional<Snippet> lines(Evidence evidence) {
    if (evidence.line() == 0) {
      return Optional.empty();
    }
    List<String> all = file(evidence.file());
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

  private static Evidence at(String file, int line) {
    return Evidence.at("infra", file, line, 3);
  }

  private String collected(String says, Evidence place, String relation, String... args) {
    Fact fact = Fact.configured(place, relation, args);
    facts.add(new Report.ListedFact(fact, "", List.of(), says));
    return fact.id();
  }

  private String derived(
      String says, String by, List<String> from, String relation, String... args) {
    Fact fact = new Fact(relation, List.of(args), Standing.DERIVED, List.of());
    facts.add(new Report.ListedFact(fact, by, from, says));
    return fact.id();
  }

  private String entry(String why, Evidence place, String relation, String... args) {
    Fact fact = new Fact(relation, List.of(args), Standing.ASSUMED, List.of(place));
    facts.add(new Report.ListedFact(fact, "entry", List.of(), why));
    return fact.id();
  }

  private Report build() {
    Assumption noServiceControl =
        Assumption.of(
            Assumption.Kind.NOT_COLLECTED,
            "no service control policy of account 111122223333 denies sts:AssumeRole");
    Assumption forwards =
        new Assumption(
            Assumption.Kind.EXPLOITABLE,
            "proxy.sh lets the caller choose the host that the proxy fetches from",
            List.of(at("network.tf", 21)));
    Assumption leaked = Assumption.of(Assumption.Kind.HUMAN, "the access key of deployer can leak");

    // premises of the estate
    String open =
        collected(
            "the security group proxy lets 0.0.0.0/0 in on tcp/80-80",
            at("network.tf", 11),
            "ingress",
            "sg-proxy",
            "0.0.0.0/0",
            "tcp/80-80");
    String address =
        collected(
            "instance proxy has a public address", at("network.tf", 18), "public_address", PROXY);
    String forwarding =
        collected(
            "instance proxy sends requests to addresses its caller chooses",
            at("network.tf", 21),
            "forwards_requests",
            PROXY,
            "open proxy");
    String metadata =
        collected(
            "the metadata service of instance proxy answers plain requests (v1)",
            at("network.tf", 24),
            "metadata_service",
            PROXY,
            "v1");
    String runsAs =
        collected(
            "code in instance proxy has the credentials of role proxy",
            at("network.tf", 19),
            "runs_as",
            PROXY,
            PROXY_ROLE);
    String proxyConfig =
        collected(
            "statement ReadOwnConfig of the policy of role proxy",
            at("iam.tf", 12),
            "policy_statement",
            "proxy-policy",
            "0",
            "{\"Action\":\"ssm:GetParameter\",\"Effect\":\"Allow\","
                + "\"Resource\":\"arn:aws:ssm:eu-central-1:111122223333:parameter/*\"}");
    String proxyAssume =
        collected(
            "statement Reporting of the policy of role proxy",
            at("iam.tf", 18),
            "policy_statement",
            "proxy-policy",
            "1",
            "{\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\",\"Resource\":\"*\"}");
    String trust =
        collected(
            "the trust policy of role export-reader names the whole account and Lambda",
            at("iam.tf", 31),
            "policy_statement",
            "reader-trust",
            "0",
            "{\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\"}");
    String readExports =
        collected(
            "statement ReadExports of the policy of role export-reader",
            at("iam.tf", 44),
            "policy_statement",
            "reader-policy",
            "0",
            "{\"Action\":[\"s3:GetObject\",\"kms:Decrypt\"],\"Effect\":\"Allow\",\"Resource\":\"*\"}");
    String deployerGrant =
        collected(
            "the policy of user deployer, statement 1",
            at("iam.tf", 63),
            "policy_statement",
            "deployer-policy",
            "0",
            "{\"Action\":[\"lambda:CreateFunction\"],\"Effect\":\"Allow\",\"Resource\":\"*\"}");
    String key =
        collected(
            "user deployer has a long-lived access key",
            at("iam.tf", 55),
            "access_key",
            DEPLOYER,
            "deployer-key");

    // decisions
    String mayGet =
        derived(
            "role proxy may ssm:GetParameter on parameter /exports/layout",
            "policy.aws",
            List.of(proxyConfig),
            "may",
            PROXY_ROLE,
            "ssm:GetParameter",
            LAYOUT);
    String mayAssume =
        derived(
            "role proxy may assume role export-reader",
            "policy.aws",
            List.of(proxyAssume, trust),
            "may_assume",
            PROXY_ROLE,
            READER);
    String mayRead =
        derived(
            "role export-reader may s3:GetObject on customer-exports",
            "policy.aws",
            List.of(readExports),
            "may",
            READER,
            "s3:GetObject",
            EXPORTS);
    String mayPass =
        derived(
            "user deployer may pass role export-reader to Lambda",
            "policy.aws",
            List.of(deployerGrant, trust),
            "may_pass",
            DEPLOYER,
            READER,
            "lambda.amazonaws.com");

    // gains
    String reaches =
        derived(
            "the attacker can send requests to instance proxy",
            "aws.network.open-port",
            List.of(open, address),
            "reaches",
            PROXY);
    String proxyRole =
        derived(
            "the attacker controls role proxy",
            "aws.ec2.metadata-v1-by-proxy",
            List.of(reaches, forwarding, metadata, runsAs),
            "controls",
            PROXY_ROLE);
    String layout =
        derived(
            "the attacker reads parameter /exports/layout",
            "aws.ssm.read-parameter",
            List.of(proxyRole, mayGet),
            "reads",
            LAYOUT);
    String reader =
        derived(
            "the attacker controls role export-reader",
            "aws.sts.assume-role",
            List.of(proxyRole, mayAssume),
            "controls",
            READER);
    String exports =
        derived(
            "the attacker reads bucket customer-exports",
            "aws.s3.read-objects",
            List.of(reader, layout, mayRead),
            "reads",
            EXPORTS);
    String deployer =
        entry(
            "it has a long-lived access key, if this leaks",
            at("iam.tf", 55),
            "controls",
            DEPLOYER);

    String scp = noServiceControl.id();
    Report.Step one =
        new Report.Step(
            "s1a01",
            "entry",
            "aws.network.open-port",
            "Send requests to a workload that the internet reaches",
            List.of("T1190"),
            List.of("S"),
            INTERNET,
            PROXY,
            List.of(),
            reaches,
            "sends requests to port 80, which is open to every address",
            List.of(because(open), because(address)),
            List.of(),
            List.of(),
            new Report.Detection(List.of(), "flow logs are not switched on"),
            List.of("c5d2e80f7a1b3c64d"));
    Report.Step two =
        new Report.Step(
            "s1a02",
            "pivot",
            "aws.ec2.metadata-v1-by-proxy",
            "Read an instance's credentials through its own proxy",
            List.of("T1552.005"),
            List.of("I", "E"),
            PROXY,
            PROXY_ROLE,
            List.of(),
            proxyRole,
            "has the proxy fetch the role's credentials from the metadata service",
            List.of(
                new Report.Because(reaches, "s1a01"),
                because(forwarding),
                because(metadata),
                because(runsAs)),
            List.of(forwards.id()),
            List.of("aws.ec2.server-side-request-to-metadata"),
            new Report.Detection(
                List.of("GuardDuty InstanceCredentialExfiltration"),
                "only when the credentials are used outside the instance's account"),
            List.of("c9f1402ab77e6d015"));
    Report.Step three =
        new Report.Step(
            "s1a03",
            "pivot",
            "aws.ssm.read-parameter",
            "Read a parameter",
            List.of("T1552"),
            List.of("I"),
            PROXY_ROLE,
            LAYOUT,
            List.of(),
            layout,
            "reads the parameter that says where the exports lie",
            List.of(new Report.Because(proxyRole, "s1a02"), because(mayGet)),
            List.of(scp),
            List.of(),
            new Report.Detection(List.of("GetParameter"), ""),
            List.of());
    Report.Step four =
        new Report.Step(
            "s1a04",
            "escalation",
            "aws.sts.assume-role",
            "Assume a role that trusts the whole account",
            List.of("T1548.005", "T1078.004"),
            List.of("E"),
            PROXY_ROLE,
            READER,
            List.of(),
            reader,
            "assumes the role: its trust names the whole account and the proxy may assume any role",
            List.of(new Report.Because(proxyRole, "s1a02"), because(mayAssume)),
            List.of(scp),
            List.of(),
            new Report.Detection(List.of("AssumeRole"), ""),
            List.of("c0b77a1d94e2f3a18"));
    Report.Step five =
        new Report.Step(
            "s1a05",
            "impact",
            "aws.s3.read-objects",
            "Read the objects of a bucket",
            List.of("T1530"),
            List.of("I"),
            READER,
            EXPORTS,
            List.of(LAYOUT),
            exports,
            "reads the customer exports under the prefix that the parameter names",
            List.of(
                new Report.Because(reader, "s1a04"),
                new Report.Because(layout, "s1a03"),
                because(mayRead)),
            List.of(),
            List.of(),
            new Report.Detection(List.of(), "GetObject is a data event, off by default"),
            List.of("c3e55d10c2b4f9a77"));

    String exportsByList =
        derived(
            "the attacker reads bucket customer-exports",
            "aws.s3.read-objects",
            List.of(reader, mayRead),
            "reads",
            EXPORTS);
    Report.Step pass =
        new Report.Step(
            "s2b01",
            "escalation",
            "aws.lambda.passrole-lambda",
            "Run code as a role by passing it to a new Lambda function",
            List.of("T1548.005", "T1648"),
            List.of("E"),
            DEPLOYER,
            READER,
            List.of(FUNCTION),
            reader,
            "passes the role to a new function and runs code as it",
            List.of(because(deployer), because(key), because(mayPass)),
            List.of(leaked.id(), scp),
            List.of("aws.lambda.passrole-event-source", "aws.lambda.passrole-function-url"),
            new Report.Detection(
                List.of("CreateFunction20150331"),
                "PassRole has no event of its own; Invoke is a data event, off by default"),
            List.of("c0b77a1d94e2f3a18"));
    Report.Step read =
        new Report.Step(
            "s2b02",
            "impact",
            "aws.s3.read-objects",
            "Read the objects of a bucket",
            List.of("T1530"),
            List.of("I"),
            READER,
            EXPORTS,
            List.of(),
            exportsByList,
            "lists and reads the customer exports",
            List.of(new Report.Because(reader, "s2b01"), because(mayRead)),
            List.of(),
            List.of(),
            new Report.Detection(List.of(), "GetObject is a data event, off by default"),
            List.of("c3e55d10c2b4f9a77"));

    List<Report.Path> paths =
        List.of(
            new Report.Path(
                "p77c1d90e4ab25f03",
                1,
                INTERNET,
                EXPORTS,
                "s1a05",
                new Report.Likelihood(0.2, 0.4, 0.6),
                "critical",
                0.4,
                true,
                List.of(one, two, three, four, five),
                List.of(forwards.id(), scp)),
            new Report.Path(
                "p2b8e60fd19c7a4e5",
                2,
                DEPLOYER,
                EXPORTS,
                "s2b02",
                new Report.Likelihood(0.05, 0.1, 0.3),
                "critical",
                0.1,
                true,
                List.of(pass, read),
                List.of(leaked.id(), scp)));

    return new Report(
        "2026-11-21",
        new Report.Estate(
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
            1812),
        entities(),
        distinct(facts),
        List.of(
            new Report.Entry(INTERNET, "reach", "anyone on the internet", List.of()),
            new Report.Entry(DEPLOYER, "content", "named with --entry", List.of()),
            new Report.Entry(
                DEPLOYER,
                "credential",
                "it has a long-lived access key, if this leaks",
                List.of(at("iam.tf", 55)))),
        List.of(
            new Report.Target(
                EXPORTS,
                "critical",
                "data read",
                "tagged classification = regulated",
                List.of(at("exports.tf", 4))),
            new Report.Target(
                ACCOUNT,
                "critical",
                "control of an account",
                "full control of an account",
                List.of())),
        paths,
        List.of(
            new Report.ListedAssumption(forwards, Stance.UNCONFIRMED, 1),
            new Report.ListedAssumption(noServiceControl, Stance.UNCONFIRMED, 2),
            new Report.ListedAssumption(leaked, Stance.CONFIRMED, 1)),
        List.of(
            new Report.Change(
                "c3e55d10c2b4f9a77",
                "name the bucket in statement ReadExports",
                List.of(readExports),
                List.of(),
                1,
                List.of(at("iam.tf", 47)),
                2),
            new Report.Change(
                "c0b77a1d94e2f3a18",
                "name the principals that may assume export-reader",
                List.of(trust),
                List.of(),
                1,
                List.of(at("iam.tf", 34)),
                2),
            new Report.Change(
                "c5d2e80f7a1b3c64d",
                "open port 80 to the partners' addresses alone",
                List.of(open),
                List.of(),
                2.5,
                List.of(at("network.tf", 11)),
                1),
            new Report.Change(
                "c9f1402ab77e6d015",
                "require session tokens for the metadata service",
                List.of(metadata),
                List.of(),
                1,
                List.of(at("network.tf", 24)),
                0)),
        List.of(
            new Report.Linchpin(
                readExports,
                "role export-reader reads every object of every bucket (statement ReadExports)",
                2,
                List.of(at("iam.tf", 44)))),
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
                LEGACY, "administrator with a long-lived access key", List.of(at("iam.tf", 52)))),
        null,
        null);
  }

  private static List<Entity> entities() {
    return List.of(
        new Entity(INTERNET, "internet", "internet", List.of()),
        new Entity(PROXY, "aws.ec2.instance", "proxy", List.of("aws_instance.proxy")),
        new Entity(PROXY_ROLE, "aws.iam.role", "proxy", List.of("aws_iam_role.proxy")),
        new Entity(LAYOUT, "aws.ssm.parameter", "/exports/layout", List.of()),
        new Entity(READER, "aws.iam.role", "export-reader", List.of("aws_iam_role.export_reader")),
        new Entity(EXPORTS, "aws.s3.bucket", "customer-exports", List.of("aws_s3_bucket.exports")),
        new Entity(DEPLOYER, "aws.iam.user", "deployer", List.of("aws_iam_user.deployer")),
        new Entity(LEGACY, "aws.iam.user", SCRIPT, List.of()),
        new Entity(FUNCTION, "aws.lambda.function", ATTRIBUTE, List.of()),
        new Entity(
            ACCOUNT, "aws.account", "111122223333", List.of("arn:aws:iam::111122223333:root")));
  }

  private static List<Problem> problems() {
    return List.of(
        Problem.error(
            "the file ends inside a block that line 3 opens",
            "close the block",
            at(REVERSED + ".tf", 41)),
        Problem.warning(
            "the module `registry/vpc` is not in the folder",
            "run terraform init, then scan again",
            at("main.tf", 3)),
        Problem.warning(
            "the module `registry/eks` is not in the folder",
            "run terraform init, then scan again",
            at("main.tf", 19)),
        Problem.warning("`\u001b[2Jgone` is no known resource", "", null));
  }

  private static List<Report.ListedFact> distinct(List<Report.ListedFact> facts) {
    List<Report.ListedFact> kept = new ArrayList<>();
    java.util.Set<String> seen = new java.util.HashSet<>();
    for (Report.ListedFact fact : facts) {
      if (seen.add(fact.fact().id())) {
        kept.add(fact);
      }
    }
    return kept;
  }

  private static Report.Because because(String fact) {
    return new Report.Because(fact, null);
  }
}
