package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;

/// From a live account, played by a fake on the loopback interface, to paths and back to what was
/// not collected.
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class CollectAndScanTest {
  private static final String KEY = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  @TempDir private Path temporary = Path.of("");

  @BeforeEach
  void signIn() {
    System.setProperty(KEY, "AKIATEST111122223333");
    System.setProperty(SECRET, "nothing");
  }

  @AfterEach
  void signOut() {
    System.clearProperty(KEY);
    System.clearProperty(SECRET);
  }

  private Path collect(SmallAccount account, String... more) {
    Path folder = temporary.resolve("estate");
    List<String> arguments = new ArrayList<>(List.of("collect", "aws", "--quiet"));
    arguments.addAll(List.of("--out", folder.toString(), "--endpoint-url", account.url()));
    arguments.addAll(List.of("--region", "eu-west-1"));
    arguments.addAll(List.of(more));
    assertThat(Main.run(arguments.toArray(String[]::new))).isEqualTo(Main.DONE);
    return folder;
  }

  private JsonNode scan(Path folder) throws IOException {
    return scan(folder, "credential:*user/dev");
  }

  private JsonNode scan(Path folder, String entry) throws IOException {
    signOut();
    return new CommandLineRun(temporary)
        .scan(folder, "--entry", entry, "--target", "*:root", "--full");
  }

  private static String problems(JsonNode report) {
    return report.path("problems").toString();
  }

  @Test
  void userWhoMayChangeHisPoliciesTakesTheAccount() throws IOException {
    try (SmallAccount account = new SmallAccount()) {
      account.users(SmallAccount.user("dev", "iam:PutUserPolicy"));
      JsonNode report = scan(collect(account));
      assertThat(report.path("paths").size()).isPositive();
      assertThat(report.path("paths").toString()).contains("iam.put-user-policy");
      assertThat(CommandLineRun.verify(temporary.resolve("report.json"))).isEqualTo(Main.DONE);
    }
  }

  @Test
  void userWhoMayOnlyReadTakesNothing() throws IOException {
    try (SmallAccount account = new SmallAccount()) {
      account.users(SmallAccount.user("dev", "s3:ListBucket"));
      assertThat(scan(collect(account)).path("paths").size()).isZero();
    }
  }

  @Test
  void policyOfTheOrganizationStopsHim() throws IOException {
    String denies =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"iam:*\",\"Resource\":\"*\"}]}";
    try (SmallAccount account = new SmallAccount()) {
      account.users(SmallAccount.user("dev", "iam:PutUserPolicy"));
      organization(account, "999988887777", denies);
      Path folder = collect(account);
      assertThat(scan(folder).path("paths").size()).isZero();
    }
  }

  @Test
  void policyOfTheOrganizationThatAllowsLeavesNoDoubt() throws IOException {
    String allows =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    try (SmallAccount account = new SmallAccount()) {
      account.users(SmallAccount.user("dev", "iam:PutUserPolicy"));
      organization(account, "999988887777", allows);
      JsonNode report = scan(collect(account));
      assertThat(report.path("paths").size()).isPositive();
      assertThat(report.path("assumptions").toString()).doesNotContain("service control");
      assertThat(CommandLineRun.verify(temporary.resolve("report.json"))).isEqualTo(Main.DONE);
    }
  }

  @Test
  void managementAccountIsNotLimited() throws IOException {
    String denies =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    try (SmallAccount account = new SmallAccount()) {
      account.users(SmallAccount.user("dev", "iam:PutUserPolicy"));
      organization(account, SmallAccount.ID, denies);
      JsonNode report = scan(collect(account));
      assertThat(report.path("paths").size()).isPositive();
      assertThat(CommandLineRun.verify(temporary.resolve("report.json"))).isEqualTo(Main.DONE);
    }
  }

  private static void organization(SmallAccount account, String management, String document) {
    String id = SmallAccount.ID;
    account
        .answer(
            "DescribeOrganization",
            "{\"Organization\":{\"Id\":\"o-abcd\",\"MasterAccountId\":\"" + management + "\"}}")
        .answer(
            "ListRoots",
            "{\"Roots\":[{\"Id\":\"r-ab12\",\"Name\":\"Root\",\"Arn\":\"arn:aws:organizations::1:root/o-abcd/r-ab12\"}]}")
        .answer("ListOrganizationalUnitsForParent", "{\"OrganizationalUnits\":[]}")
        .answer(
            "ListAccountsForParent",
            "{\"Accounts\":[{\"Id\":\"" + id + "\",\"Name\":\"prod\",\"Status\":\"ACTIVE\"}]}")
        .answer("ListPoliciesForTarget", "{\"Policies\":[{\"Id\":\"p-1\",\"Name\":\"guard\"}]}")
        .answer(
            "DescribePolicy",
            "{\"Policy\":{\"PolicySummary\":{\"Id\":\"p-1\",\"Arn\":\"arn:aws:organizations::1:policy/o-abcd/p-1\",\"Name\":\"guard\"},\"Content\":\""
                + document.replace("\"", "\\\"")
                + "\"}}");
  }

  private JsonNode reaching(SmallAccount account, String target) throws IOException {
    Path folder = collect(account);
    signOut();
    return new CommandLineRun(temporary)
        .scan(folder, "--entry", "credential:*user/dev", "--target", target, "--full");
  }

  @Test
  void machineThatSystemsManagerSeesRunsCommands() throws IOException {
    for (String status : List.of("Online", "ConnectionLost")) {
      try (SmallAccount account = new SmallAccount()) {
        account
            .users(SmallAccount.user("dev", "ssm:SendCommand"))
            .answer(
                "DescribeInstanceInformation",
                "{\"InstanceInformationList\":[{\"InstanceId\":\"mi-1\",\"PingStatus\":\"%s\",\"IamRole\":\"hybrid\"}]}"
                    .formatted(status));
        temporary = Files.createDirectory(temporary.resolve(status));
        signIn();
        String paths = reaching(account, "*mi-1").path("paths").toString();
        if (status.equals("Online")) {
          assertThat(paths).contains("aws.ssm.command-managed-node");
          assertThat(CommandLineRun.verify(temporary.resolve("report.json"))).isEqualTo(Main.DONE);
        } else {
          assertThat(paths).isEqualTo("[]");
        }
      }
    }
  }

  @Test
  void deniedPartsAreProblemsOfTheScan() throws IOException {
    try (SmallAccount account = new SmallAccount()) {
      account.users(SmallAccount.user("dev", "iam:PutUserPolicy"));
      JsonNode report = scan(collect(account));
      assertThat(problems(report))
          .contains("not all of `AWS::EC2::Snapshot` was collected")
          .contains("was denied")
          .contains("--print-policy");
    }
  }

  @Test
  void accountWhoseIdentitiesWereDeniedIsNotTakenForEmpty() throws IOException {
    try (SmallAccount account = new SmallAccount()) {
      account.answer(
          "ListResources",
          "{\"ResourceDescriptions\":[{\"Identifier\":\"x\",\"Properties\":\"{}\"}]}");
      JsonNode report = scan(collect(account), "internet");
      assertThat(problems(report)).contains("not all of `iam` was collected");
      assertThat(report.toString()).contains("not_collected");
      assertThat(report.path("estate").toString()).doesNotContain("aws.iam of account");
    }
  }

  @Test
  void unfinishedCollectionIsAProblem() throws IOException {
    try (SmallAccount account = new SmallAccount()) {
      account.users(SmallAccount.user("dev", "iam:PutUserPolicy"));
      Path folder = collect(account);
      Path manifest = folder.resolve("collection.json");
      Files.writeString(
          manifest,
          Files.readString(manifest).replace("\"finished\": true", "\"finished\": false"));
      assertThat(problems(scan(folder))).contains("the collection was not finished");
    }
  }

  @Test
  void wrongUsageSaysWhatToWrite() {
    assertThat(Main.run("collect")).isEqualTo(Main.USAGE);
    assertThat(Main.run("collect", "aws")).isEqualTo(Main.USAGE);
    String folder = temporary.resolve("x").toString();
    assertThat(Main.run("collect", "aws", "--out", folder, "--organization")).isEqualTo(Main.USAGE);
    assertThat(Main.run("collect", "aws", "--out", folder, "--account", "12"))
        .isEqualTo(Main.USAGE);
    assertThat(Main.run("collect", "aws", "--out", folder, "--region", "../x"))
        .isEqualTo(Main.USAGE);
    assertThat(Main.run("collect", "aws", "--print-policy=9")).isEqualTo(Main.USAGE);
    assertThat(Files.exists(temporary.resolve("x"))).isFalse();
  }
}
