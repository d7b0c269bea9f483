package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The things of the sample and the facts about them; each field that is not in capitals is the id
/// of one fact, and the facts are listed in the order of the fields.
final class SampleEstate {
  static final String INTERNET = "internet";
  static final String PROXY = "aws/111122223333/aws_instance.proxy";
  static final String PROXY_ROLE = "arn:aws:iam::111122223333:role/proxy";
  static final String LAYOUT = "arn:aws:ssm:eu-central-1:111122223333:parameter/exports/layout";
  static final String READER = "arn:aws:iam::111122223333:role/export-reader";
  static final String EXPORTS = "arn:aws:s3:::customer-exports";
  static final String DEPLOYER = "arn:aws:iam::111122223333:user/deployer";
  static final String LEGACY = "arn:aws:iam::111122223333:user/" + SampleReport.SCRIPT;
  static final String FUNCTION = "aws/111122223333/new function/" + SampleReport.ATTRIBUTE;
  static final String ACCOUNT = "aws/111122223333";

  private final List<Report.ListedFact> facts = new ArrayList<>();

  // premises of the estate
  final String open =
      collected(
          "the security group proxy lets 0.0.0.0/0 in on tcp/80-80",
          at("network.tf", 11),
          "ingress",
          "sg-proxy",
          "0.0.0.0/0",
          "tcp/80-80");
  final String address =
      collected(
          "instance proxy has a public address", at("network.tf", 18), "public_address", PROXY);
  final String forwarding =
      collected(
          "instance proxy sends requests to addresses its caller chooses",
          at("network.tf", 21),
          "forwards_requests",
          PROXY,
          "open proxy");
  final String metadata =
      collected(
          "the metadata service of instance proxy answers plain requests (v1)",
          at("network.tf", 24),
          "metadata_service",
          PROXY,
          "v1");
  final String runsAs =
      collected(
          "code in instance proxy has the credentials of role proxy",
          at("network.tf", 19),
          "runs_as",
          PROXY,
          PROXY_ROLE);
  final String proxyConfig =
      collected(
          "statement ReadOwnConfig of the policy of role proxy",
          at("iam.tf", 12),
          "policy_statement",
          "proxy-policy",
          "0",
          "{\"Action\":\"ssm:GetParameter\",\"Effect\":\"Allow\","
              + "\"Resource\":\"arn:aws:ssm:eu-central-1:111122223333:parameter/*\"}");
  final String proxyAssume =
      collected(
          "statement Reporting of the policy of role proxy",
          at("iam.tf", 18),
          "policy_statement",
          "proxy-policy",
          "1",
          "{\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\",\"Resource\":\"*\"}");
  final String trust =
      collected(
          "the trust policy of role export-reader names the whole account and Lambda",
          at("iam.tf", 31),
          "policy_statement",
          "reader-trust",
          "0",
          "{\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\"}");
  final String readExports =
      collected(
          "statement ReadExports of the policy of role export-reader",
          at("iam.tf", 44),
          "policy_statement",
          "reader-policy",
          "0",
          "{\"Action\":[\"s3:GetObject\",\"kms:Decrypt\"],\"Effect\":\"Allow\",\"Resource\":\"*\"}");
  final String deployerGrant =
      collected(
          "the policy of user deployer, statement 1",
          at("iam.tf", 63),
          "policy_statement",
          "deployer-policy",
          "0",
          "{\"Action\":[\"lambda:CreateFunction\"],\"Effect\":\"Allow\",\"Resource\":\"*\"}");
  final String key =
      collected(
          "user deployer has a long-lived access key",
          at("iam.tf", 55),
          "access_key",
          DEPLOYER,
          "deployer-key");

  // decisions
  final String mayGet =
      derived(
          "role proxy may ssm:GetParameter on parameter /exports/layout",
          "policy.aws",
          List.of(proxyConfig),
          "may",
          PROXY_ROLE,
          "ssm:GetParameter",
          LAYOUT);
  final String mayAssume =
      derived(
          "role proxy may assume role export-reader",
          "policy.aws",
          List.of(proxyAssume, trust),
          "may_assume",
          PROXY_ROLE,
          READER);
  final String mayRead =
      derived(
          "role export-reader may s3:GetObject on customer-exports",
          "policy.aws",
          List.of(readExports),
          "may",
          READER,
          "s3:GetObject",
          EXPORTS);
  final String mayPass =
      derived(
          "user deployer may pass role export-reader to Lambda",
          "policy.aws",
          List.of(deployerGrant, trust),
          "may_pass",
          DEPLOYER,
          READER,
          "lambda.amazonaws.com");

  // gains
  final String reaches =
      derived(
          "the attacker can send requests to instance proxy",
          "aws.network.open-port",
          List.of(open, address),
          "reaches",
          PROXY);
  final String proxyRole =
      derived(
          "the attacker controls role proxy",
          "aws.ec2.metadata-v1-by-proxy",
          List.of(reaches, forwarding, metadata, runsAs),
          "controls",
          PROXY_ROLE);
  final String layout =
      derived(
          "the attacker reads parameter /exports/layout",
          "aws.ssm.read-parameter",
          List.of(proxyRole, mayGet),
          "reads",
          LAYOUT);
  final String reader =
      derived(
          "the attacker controls role export-reader",
          "aws.sts.assume-role",
          List.of(proxyRole, mayAssume),
          "controls",
          READER);
  final String exports =
      derived(
          "the attacker reads bucket customer-exports",
          "aws.s3.read-objects",
          List.of(reader, layout, mayRead),
          "reads",
          EXPORTS);
  final String deployer =
      entry(
          "it has a long-lived access key, if this leaks", at("iam.tf", 55), "controls", DEPLOYER);

  final String exportsByList =
      derived(
          "the attacker reads bucket customer-exports",
          "aws.s3.read-objects",
          List.of(reader, mayRead),
          "reads",
          EXPORTS);

  /// Every fact once, as it was first stated.
  List<Report.ListedFact> facts() {
    List<Report.ListedFact> kept = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Report.ListedFact fact : facts) {
      if (seen.add(fact.fact().id())) {
        kept.add(fact);
      }
    }
    return kept;
  }

  static List<Entity> entities() {
    return List.of(
        new Entity(INTERNET, "internet", "internet", List.of()),
        new Entity(PROXY, "aws.ec2.instance", "proxy", List.of("aws_instance.proxy")),
        new Entity(PROXY_ROLE, "aws.iam.role", "proxy", List.of("aws_iam_role.proxy")),
        new Entity(LAYOUT, "aws.ssm.parameter", "/exports/layout", List.of()),
        new Entity(READER, "aws.iam.role", "export-reader", List.of("aws_iam_role.export_reader")),
        new Entity(EXPORTS, "aws.s3.bucket", "customer-exports", List.of("aws_s3_bucket.exports")),
        new Entity(DEPLOYER, "aws.iam.user", "deployer", List.of("aws_iam_user.deployer")),
        new Entity(LEGACY, "aws.iam.user", SampleReport.SCRIPT, List.of()),
        new Entity(FUNCTION, "aws.lambda.function", SampleReport.ATTRIBUTE, List.of()),
        new Entity(
            ACCOUNT, "aws.account", "111122223333", List.of("arn:aws:iam::111122223333:root")));
  }

  static Evidence at(String file, int line) {
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
}
