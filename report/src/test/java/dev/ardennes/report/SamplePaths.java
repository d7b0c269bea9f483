package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Assumption;
import java.util.List;

/// The two ways to the exports, step by step, and what they assume.
final class SamplePaths {
  static final Assumption NO_SERVICE_CONTROL =
      Assumption.of(
          Assumption.Kind.NOT_COLLECTED,
          "no service control policy of account 111122223333 denies sts:AssumeRole");
  static final Assumption FORWARDS =
      new Assumption(
          Assumption.Kind.EXPLOITABLE,
          "proxy.sh lets the caller choose the host that the proxy fetches from",
          List.of(SampleEstate.at("network.tf", 21)));
  static final Assumption LEAKED =
      Assumption.of(Assumption.Kind.HUMAN, "the access key of deployer can leak");

  private final SampleEstate estate;

  SamplePaths(SampleEstate estate) {
    this.estate = estate;
  }

  List<Report.Path> paths() {
    return List.of(
        new Report.Path(
            "p77c1d90e4ab25f03",
            1,
            SampleEstate.INTERNET,
            List.of(),
            SampleEstate.EXPORTS,
            "s1a05",
            new Report.Likelihood(0.2, 0.4, 0.6),
            "critical",
            0.4,
            true,
            List.of(
                sendRequests(), readCredentials(), readParameter(), assumeRole(), readExports()),
            List.of(FORWARDS.id(), NO_SERVICE_CONTROL.id())),
        new Report.Path(
            "p2b8e60fd19c7a4e5",
            2,
            SampleEstate.DEPLOYER,
            List.of(),
            SampleEstate.EXPORTS,
            "s2b02",
            new Report.Likelihood(0.05, 0.1, 0.3),
            "critical",
            0.1,
            true,
            List.of(passRole(), listExports()),
            List.of(LEAKED.id(), NO_SERVICE_CONTROL.id())));
  }

  private Report.Step sendRequests() {
    return new Report.Step(
        "s1a01",
        "entry",
        "aws.network.open-port",
        "Send requests to a workload that the internet reaches",
        List.of("T1190"),
        List.of("S"),
        SampleEstate.INTERNET,
        SampleEstate.PROXY,
        List.of(),
        estate.reaches,
        "sends requests to port 80, which is open to every address",
        List.of(because(estate.open), because(estate.address)),
        List.of(),
        List.of(),
        new Report.Detection(List.of(), "flow logs are not switched on"),
        List.of("c5d2e80f7a1b3c64d"));
  }

  private Report.Step readCredentials() {
    return new Report.Step(
        "s1a02",
        "pivot",
        "aws.ec2.metadata-v1-by-proxy",
        "Read an instance's credentials through its own proxy",
        List.of("T1552.005"),
        List.of("I", "E"),
        SampleEstate.PROXY,
        SampleEstate.PROXY_ROLE,
        List.of(),
        estate.proxyRole,
        "has the proxy fetch the role's credentials from the metadata service",
        List.of(
            new Report.Because(estate.reaches, "s1a01"),
            because(estate.forwarding),
            because(estate.metadata),
            because(estate.runsAs)),
        List.of(FORWARDS.id()),
        List.of("aws.ec2.server-side-request-to-metadata"),
        new Report.Detection(
            List.of("GuardDuty InstanceCredentialExfiltration"),
            "only when the credentials are used outside the instance's account"),
        List.of("c9f1402ab77e6d015"));
  }

  private Report.Step readParameter() {
    return new Report.Step(
        "s1a03",
        "pivot",
        "aws.ssm.read-parameter",
        "Read a parameter",
        List.of("T1552"),
        List.of("I"),
        SampleEstate.PROXY_ROLE,
        SampleEstate.LAYOUT,
        List.of(),
        estate.layout,
        "reads the parameter that says where the exports lie",
        List.of(new Report.Because(estate.proxyRole, "s1a02"), because(estate.mayGet)),
        List.of(NO_SERVICE_CONTROL.id()),
        List.of(),
        new Report.Detection(List.of("GetParameter"), ""),
        List.of());
  }

  private Report.Step assumeRole() {
    return new Report.Step(
        "s1a04",
        "escalation",
        "aws.sts.assume-role",
        "Assume a role that trusts the whole account",
        List.of("T1548.005", "T1078.004"),
        List.of("E"),
        SampleEstate.PROXY_ROLE,
        SampleEstate.READER,
        List.of(),
        estate.reader,
        "assumes the role: its trust names the whole account and the proxy may assume any role",
        List.of(new Report.Because(estate.proxyRole, "s1a02"), because(estate.mayAssume)),
        List.of(NO_SERVICE_CONTROL.id()),
        List.of(),
        new Report.Detection(List.of("AssumeRole"), ""),
        List.of("c0b77a1d94e2f3a18"));
  }

  private Report.Step readExports() {
    return new Report.Step(
        "s1a05",
        "impact",
        "aws.s3.read-objects",
        "Read the objects of a bucket",
        List.of("T1530"),
        List.of("I"),
        SampleEstate.READER,
        SampleEstate.EXPORTS,
        List.of(SampleEstate.LAYOUT),
        estate.exports,
        "reads the customer exports under the prefix that the parameter names",
        List.of(
            new Report.Because(estate.reader, "s1a04"),
            new Report.Because(estate.layout, "s1a03"),
            because(estate.mayRead)),
        List.of(),
        List.of(),
        new Report.Detection(List.of(), "GetObject is a data event, off by default"),
        List.of("c3e55d10c2b4f9a77"));
  }

  private Report.Step passRole() {
    return new Report.Step(
        "s2b01",
        "escalation",
        "aws.lambda.passrole-lambda",
        "Run code as a role by passing it to a new Lambda function",
        List.of("T1548.005", "T1648"),
        List.of("E"),
        SampleEstate.DEPLOYER,
        SampleEstate.READER,
        List.of(SampleEstate.FUNCTION),
        estate.reader,
        "passes the role to a new function and runs code as it",
        List.of(because(estate.deployer), because(estate.key), because(estate.mayPass)),
        List.of(LEAKED.id(), NO_SERVICE_CONTROL.id()),
        List.of("aws.lambda.passrole-event-source", "aws.lambda.passrole-function-url"),
        new Report.Detection(
            List.of("CreateFunction20150331"),
            "PassRole has no event of its own; Invoke is a data event, off by default"),
        List.of("c0b77a1d94e2f3a18"));
  }

  private Report.Step listExports() {
    return new Report.Step(
        "s2b02",
        "impact",
        "aws.s3.read-objects",
        "Read the objects of a bucket",
        List.of("T1530"),
        List.of("I"),
        SampleEstate.READER,
        SampleEstate.EXPORTS,
        List.of(),
        estate.exportsByList,
        "lists and reads the customer exports",
        List.of(new Report.Because(estate.reader, "s2b01"), because(estate.mayRead)),
        List.of(),
        List.of(),
        new Report.Detection(List.of(), "GetObject is a data event, off by default"),
        List.of("c3e55d10c2b4f9a77"));
  }

  private static Report.Because because(String fact) {
    return new Report.Because(fact, null);
  }
}
