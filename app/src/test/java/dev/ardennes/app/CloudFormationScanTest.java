package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A template whose release user can hand an administrator's role to a function, and its repaired
/// twin.
final class CloudFormationScanTest {
  @TempDir private Path folder = Path.of("");

  /// @param passed the role that the releaser may pass
  private static String template(String passed) {
    return """
        AWSTemplateFormatVersion: "2010-09-09"
        Parameters:
          Service: {Type: String, Default: ledger}
        Resources:
          Releaser:
            Type: AWS::IAM::User
            Properties:
              UserName: !Sub "${Service}-releaser"
          ReleaserKey:
            Type: AWS::IAM::AccessKey
            Properties:
              UserName: !Ref Releaser
          Release:
            Type: AWS::IAM::ManagedPolicy
            Properties:
              ManagedPolicyName: !Sub "${Service}-release"
              Users: [!Ref Releaser]
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Sid: Functions
                    Effect: Allow
                    Action: [lambda:CreateFunction, lambda:InvokeFunction]
                    Resource: "*"
                  - Sid: Hand
                    Effect: Allow
                    Action: iam:PassRole
                    Resource: %s
          Migrator:
            Type: AWS::IAM::Role
            Properties:
              RoleName: !Sub "${Service}-migrator"
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {Service: lambda.amazonaws.com}
                    Action: sts:AssumeRole
              ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
          Worker:
            Type: AWS::IAM::Role
            Properties:
              RoleName: !Sub "${Service}-worker"
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {Service: lambda.amazonaws.com}
                    Action: sts:AssumeRole
        """
        .formatted(passed);
  }

  private JsonNode scan(String passed) throws IOException {
    CommandLineRun run = new CommandLineRun(folder);
    run.file("estate/stack/ledger.yaml", template(passed));
    return run.scan(folder.resolve("estate"));
  }

  private static List<String> places(JsonNode report) {
    List<String> places = new ArrayList<>();
    report
        .findValues("evidence")
        .forEach(
            evidence ->
                evidence.forEach(
                    one ->
                        places.add(
                            one.path("file").asString("") + ":" + one.path("line").asInt(0))));
    return places;
  }

  @Test
  void whoeverMayPassAnAdministratorsRoleTakesTheAccount() throws IOException {
    JsonNode report = scan("\"*\"");
    assertThat(report.get("paths")).isNotEmpty();
    assertThat(report.get("paths").get(0).get("target").asString()).contains("aws/stack:default");
    assertThat(places(report)).contains("stack/ledger.yaml:25", "stack/ledger.yaml:39");
    assertThat(CommandLineRun.verify(folder.resolve("report.json"))).isEqualTo(Main.DONE);
  }

  @Test
  void whoeverMayPassTheWorkersRoleOnlyDoesNot() throws IOException {
    assertThat(scan("!GetAtt Worker.Arn").get("paths")).isEmpty();
  }
}
