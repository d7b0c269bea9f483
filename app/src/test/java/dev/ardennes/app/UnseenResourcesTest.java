package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// An export of identities shows no function; a role that Lambda may assume says that there may be
/// one.
final class UnseenResourcesTest {
  private static final String ACCOUNT = "arn:aws:iam::111122223333";
  private static final String SHOWN =
      """
      {"Resource": "arn:aws:lambda:eu-west-1:111122223333:function:other", "Policy":
        {"Version": "2012-10-17", "Statement": []}}""";

  @TempDir private Path folder = Path.of("");

  /// An account of a user who may do this, and of an administrator's role that the service trusts.
  private Path export(String actions, String service, String shown) throws IOException {
    String text =
        """
        {"111122223333": {
          "UserDetailList": [{"UserName": "ann", "Arn": "%1$s:user/ann", "UserPolicyList": [
            {"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": [%2$s], "Resource": "*"}]}}]}],
          "GroupDetailList": [], "Policies": [],
          "RoleDetailList": [{"RoleName": "admin", "Arn": "%1$s:role/admin",
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "%3$s"}}]},
            "RolePolicyList": [{"PolicyName": "all", "PolicyDocument": {"Version": "2012-10-17",
              "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}}]}],
          "ResourcePolicies": [%4$s]}}
        """
            .formatted(ACCOUNT, actions, service, shown);
    return new CommandLineRun(folder).file("export.json", text);
  }

  private Path functions(String shown) throws IOException {
    return export("\"lambda:UpdateFunctionCode\"", "lambda.amazonaws.com", shown);
  }

  private JsonNode scan(Path export, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("--entry", "ann"));
    all.addAll(List.of(more));
    return new CommandLineRun(folder).scan(export, all.toArray(String[]::new));
  }

  private int verify(String... more) {
    List<String> all = new ArrayList<>(List.of("verify"));
    all.add(folder.resolve("report.json").toString());
    all.addAll(List.of(more));
    return Main.run(all.toArray(String[]::new));
  }

  @Test
  void whoMayChangeFunctionsHasTheirRolesIfThereIsOne() throws IOException {
    Path export = functions("");
    JsonNode report = scan(export);
    assertThat(report.path("paths")).hasSize(1);
    assertThat(says(report))
        .contains("a function with the role admin is there, though no source shows it");
    assertThat(verify()).isEqualTo(Main.DONE);
    assertThat(verify("--against", export.toString())).isEqualTo(Main.DONE);
  }

  private static List<String> says(JsonNode report) {
    return report
        .path("assumptions")
        .valueStream()
        .map(assumption -> assumption.path("says").asString())
        .toList();
  }

  @Test
  void whoKnowsThatThereIsNoneRejectsTheAssumption() throws IOException {
    Path export = functions("");
    String id =
        scan(export)
            .path("assumptions")
            .valueStream()
            .filter(one -> one.path("says").asString().contains("no source shows it"))
            .map(one -> one.path("id").asString())
            .findFirst()
            .orElseThrow();
    assertThat(scan(export, "--reject", id).path("paths")).isEmpty();
  }

  @Test
  void nothingIsAssumedOfAKindThatASourceShows() throws IOException {
    assertThat(scan(functions(SHOWN)).path("paths")).isEmpty();
  }

  @Test
  void beside41RolesOfAServiceOneFunctionIsAssumedAndTheReportSaysSo() throws IOException {
    StringBuilder roles = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      roles.append(
          """
          {"RoleName": "worker%1$d", "Arn": "%2$s:role/worker%1$d", "AssumeRolePolicyDocument":
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "lambda.amazonaws.com"}}]}, "RolePolicyList": []},
          """
              .formatted(i, ACCOUNT));
    }
    Path export = functions("");
    String list = "\"RoleDetailList\": [";
    Files.writeString(export, Files.readString(export).replace(list, list + roles));
    JsonNode report = scan(export);
    assertThat(says(report))
        .filteredOn(assumption -> assumption.startsWith("a function with the role"))
        .containsExactly("a function with the role admin is there, though no source shows it");
    assertThat(report.path("problems").toString()).contains("once for each service");
  }

  @Test
  void aRoleOfAnotherServiceIsNotThatOfAFunction() throws IOException {
    Path export = export("\"lambda:UpdateFunctionCode\"", "states.amazonaws.com", "");
    assertThat(scan(export).path("paths")).isEmpty();
  }

  @Test
  void aRoleWithoutInstanceProfileIsThatOfNoInstance() throws IOException {
    Path export = export("\"ssm:SendCommand\"", "ec2.amazonaws.com", "");
    assertThat(scan(export).path("paths")).isEmpty();
  }

  @Test
  void terraformShowsWhatItDeclaresAndNothingIsAssumedBesideIt() throws IOException {
    new CommandLineRun(folder)
        .file(
            "infra/main.tf",
            """
            resource "aws_iam_role" "admin" {
              name = "admin"
              assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow",
                Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
            }
            """);
    Estate estate = Estate.read(Labs.request(folder.resolve("infra"), List.of(), List.of()));
    assertThat(estate.facts().entities()).noneMatch(entity -> Unseen.is(entity.id()));
  }

  @Test
  void aBucketThatAPolicyNamesIsThereIfOneAsksForIt() throws IOException {
    String text =
        """
        {"UserDetailList": [{"UserName": "ann", "Arn": "%s:user/ann", "UserPolicyList": [
          {"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject",
             "Resource": ["arn:aws:s3:::acme-books/*", "arn:aws:s3:::acme-*/*"]}]}}]}],
         "GroupDetailList": [], "Policies": [], "RoleDetailList": []}
        """
            .formatted(ACCOUNT);
    Path export = new CommandLineRun(folder).file("export.json", text);
    JsonNode report = scan(export, "--target", "arn:aws:s3:::acme-books");
    assertThat(report.path("paths")).hasSize(1);
    assertThat(says(report)).contains("acme-books is there, though no source shows it");
    assertThat(verify("--against", export.toString())).isEqualTo(Main.DONE);
    assertThat(scan(export).path("targets").toString()).doesNotContain("acme");
  }

  @Test
  void aReportThatDoesNotSayWhatItAssumesIsRefused() throws IOException {
    JsonNode report = scan(functions(""));
    report.path("paths").forEach(path -> path.path("steps").forEach(this::forget));
    report.path("paths").forEach(this::forgetInPath);
    Files.writeString(folder.resolve("report.json"), new JsonMapper().writeValueAsString(report));
    assertThat(verify()).isEqualTo(Main.FAILED);
  }

  private void forget(JsonNode step) {
    ((ArrayNode) step.path("assumes")).removeAll();
  }

  private void forgetInPath(JsonNode path) {
    ((ArrayNode) path.path("assumptions")).removeAll();
  }
}
