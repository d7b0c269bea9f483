package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountExportTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/app/reader";
  private static final String USER = "arn:aws:iam::111122223333:user/ana";

  private static final String PAGE =
      """
      {
        "UserDetailList": [
          {
            "UserName": "ana", "Path": "/", "UserId": "AIDAX", "Arn": "arn:aws:iam::111122223333:user/ana",
            "GroupList": ["ops"],
            "AttachedManagedPolicies": [{"PolicyName": "own", "PolicyArn": "arn:aws:iam::111122223333:policy/own"}],
            "PermissionsBoundary": {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"},
            "Tags": [{"Key": "team", "Value": "data"}]
          }
        ],
        "GroupDetailList": [
          {"GroupName": "ops", "Arn": "arn:aws:iam::111122223333:group/teams/ops", "GroupPolicyList": [], "AttachedManagedPolicies": []}
        ],
        "RoleDetailList": [
          {
            "RoleName": "reader", "Arn": "arn:aws:iam::111122223333:role/app/reader",
            "AssumeRolePolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22AWS%22%3A%22arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Fci%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D",
            "InstanceProfileList": [{"InstanceProfileName": "reader", "Arn": "arn:aws:iam::111122223333:instance-profile/reader", "Roles": []}],
            "RolePolicyList": [
              {
                "PolicyName": "read",
                "PolicyDocument": {
                  "Version": "2012-10-17",
                  "Statement": [
                    {"Sid": "A", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"},
                    {"Sid": "B", "Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectAcl"], "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": true}}}
                  ]
                }
              }
            ],
            "AttachedManagedPolicies": []
          }
        ],
        "Policies": [
          {
            "PolicyName": "own", "Arn": "arn:aws:iam::111122223333:policy/own", "DefaultVersionId": "v2",
            "PolicyVersionList": [
              {"VersionId": "v2", "IsDefaultVersion": true, "Document": {"Statement": {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}}},
              {"VersionId": "v1", "IsDefaultVersion": false, "Document": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}}
            ]
          }
        ],
        "IsTruncated": false
      }
      """;

  @TempDir Path folder;

  private Collected collect(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return Collect.run(List.of(folder), Limits.standard()).getFirst();
  }

  private static List<String> facts(Collected collected, String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(fact -> String.join(" ", fact.args()))
        .toList();
  }

  private static Fact fact(Collected collected, String relation, String... args) {
    return collected.facts().stream()
        .filter(fact -> fact.id().equals(Fact.idOf(relation, List.of(args))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onePageGivesTheWholeIdentityModel() throws IOException {
    Collected collected = collect("page.json", PAGE);
    assertThat(collected.kind()).isEqualTo("aws.account-export");
    assertThat(collected.problems()).isEmpty();
    assertThat(facts(collected, "member"))
        .containsExactly(USER + " arn:aws:iam::111122223333:group/teams/ops");
    assertThat(facts(collected, "attached"))
        .containsExactly(
            ROLE + " " + ROLE + "/inline/read", USER + " arn:aws:iam::111122223333:policy/own");
    assertThat(facts(collected, "boundary"))
        .containsExactly(USER + " arn:aws:iam::aws:policy/ReadOnlyAccess");
    assertThat(facts(collected, "instance_profile"))
        .containsExactly("arn:aws:iam::111122223333:instance-profile/reader " + ROLE);
    assertThat(facts(collected, "tag")).containsExactly(USER + " team data");
    assertThat(facts(collected, "older_version"))
        .containsExactly(
            "arn:aws:iam::111122223333:policy/own arn:aws:iam::111122223333:policy/own@v1");
    assertThat(facts(collected, "policy_language"))
        .containsExactly("arn:aws:iam::111122223333:policy/own 2008-10-17");
    assertThat(collected.covers())
        .containsExactly("aws.iam of account arn:aws:iam::111122223333:root");
  }

  @Test
  void statementsAreCanonicalAndPointAtTheirLine() throws IOException {
    Collected collected = collect("page.json", PAGE);
    Fact statement =
        fact(
            collected,
            "policy_statement",
            ROLE + "/inline/read",
            "1",
            "{\"Action\":[\"s3:GetObject\",\"s3:GetObjectAcl\"],\"Condition\":{\"Bool\":"
                + "{\"aws:SecureTransport\":[\"true\"]}},\"Effect\":\"Allow\",\"Resource\":[\"*\"],\"Sid\":\"B\"}");
    assertThat(statement.evidence())
        .singleElement()
        .satisfies(
            at -> {
              assertThat(at.file()).isEqualTo("page.json");
              assertThat(at.line()).isEqualTo(26);
              assertThat(at.pointer())
                  .isEqualTo("/RoleDetailList/0/RolePolicyList/0/PolicyDocument/Statement/1");
            });
  }

  @Test
  void percentEncodedTrustIsReadAndItsPrincipalIsAnOutsider() throws IOException {
    Collected collected = collect("page.json", PAGE);
    String outsider = "arn:aws:iam::444455556666:role/ci";
    assertThat(facts(collected, "policy_statement"))
        .contains(
            ROLE
                + "/trust 0 {\"Action\":[\"sts:AssumeRole\"],\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\""
                + outsider
                + "\"]}}");
    assertThat(collected.entities())
        .contains(new Entity(outsider, "aws.iam.role", "ci", List.of()));
    assertThat(facts(collected, "kind")).noneMatch(kind -> kind.startsWith(outsider));
    assertThat(facts(collected, "in_account"))
        .contains(outsider + " arn:aws:iam::444455556666:root");
  }

  @Test
  void aPolicyOfAwsHasItsPublishedDocument() throws IOException {
    Collected collected = collect("page.json", PAGE);
    assertThat(facts(collected, "policy_statement"))
        .anyMatch(
            text -> text.startsWith("arn:aws:iam::aws:policy/ReadOnlyAccess 0 {\"Action\":["));
  }

  @Test
  void aPolicyThatNoPageHoldsIsUnknownAndNotEmpty() throws IOException {
    Collected collected = collect("page.json", PAGE.replace("\"Policies\"", "\"Others\""));
    assertThat(facts(collected, "policy_statement"))
        .contains(
            "arn:aws:iam::111122223333:policy/own 0 \"⟨document of arn:aws:iam::111122223333:policy/own⟩\"");
    assertThat(collected.problems())
        .extracting(Problem::says)
        .containsExactly(
            "the document of the policy `arn:aws:iam::111122223333:policy/own` is not known");
  }

  @Test
  void pagesInOneFileAndInSeveralAreOneAccount() throws IOException {
    String truncated =
        PAGE.replace("\"IsTruncated\": false", "\"IsTruncated\": true, \"Marker\": \"x\"");
    String second =
        "{\"UserDetailList\": [{\"UserName\": \"bo\", \"Arn\": \"arn:aws:iam::111122223333:user/bo\", \"GroupList\": [\"ops\"]}],"
            + " \"IsTruncated\": false}";
    Files.writeString(folder.resolve("two.json"), second);
    Collected collected = collect("one.json", truncated + second.replace("bo", "cy"));
    assertThat(collected.files()).isEqualTo(2);
    assertThat(facts(collected, "member"))
        .hasSize(3)
        .allMatch(member -> member.endsWith(":group/teams/ops"));
    assertThat(collected.covers()).hasSize(1);
  }

  @Test
  void aMissingLastPageIsSaidAndCoversNothing() throws IOException {
    Collected collected =
        collect("one.json", PAGE.replace("\"IsTruncated\": false", "\"IsTruncated\": true"));
    assertThat(collected.covers()).isEmpty();
    assertThat(collected.problems())
        .extracting(Problem::says)
        .containsExactly("the export is one page of several and the last one is missing");
  }

  @Test
  void accountsKeyedByIdCarryKeysPasswordsAndResourcePolicies() throws IOException {
    Collected collected =
        collect(
            "accounts.json",
            """
            {"111122223333": {
              "UserDetailList": [{"UserName": "ana", "Arn": "arn:aws:iam::111122223333:user/ana"}],
              "AccessKeys": {"ana": 1}, "LoginProfiles": ["ana"],
              "ResourcePolicies": [{"Resource": "arn:aws:s3:::logs", "Policy": {"Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}]}}]
            }}
            """);
    assertThat(facts(collected, "access_key")).containsExactly(USER + " " + USER + "/access-key/1");
    assertThat(facts(collected, "key_slots")).containsExactly(USER);
    assertThat(facts(collected, "login_profile")).containsExactly(USER);
    assertThat(facts(collected, "kind")).contains("arn:aws:s3:::logs aws.s3.bucket");
    assertThat(facts(collected, "policy_statement"))
        .contains(
            "arn:aws:s3:::logs/policy 0 {\"Action\":[\"s3:GetObject\"],\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\"]},"
                + "\"Resource\":[\"arn:aws:s3:::logs/*\"]}");
    assertThat(collected.covers()).hasSize(2);
  }

  @Test
  void reportOfCredentialsSaysSecondFactorsAndTheAgeOfActiveKeys() throws IOException {
    Collected collected =
        collect(
            "credentials.json",
            """
            {"111122223333": {"CredentialReport": [
              {"Arn": "arn:aws:iam::111122223333:user/ana", "MfaActive": true, "AccessKeys": [
                {"Active": true, "LastRotated": "2021-02-03T04:05:06+00:00"},
                {"Active": false, "LastRotated": "2019-02-03T04:05:06+00:00"}]},
              {"Arn": "arn:aws:iam::111122223333:user/bob", "MfaActive": false, "AccessKeys": [
                {"Active": true, "LastRotated": "soon"}]},
              {"Arn": "arn:aws:iam::111122223333:root", "MfaActive": true},
              {"Arn": 7}, "x"]}}
            """);
    assertThat(facts(collected, "second_factor")).containsExactly(USER);
    assertThat(facts(collected, "key_since")).containsExactly(USER + " 2021-02-03");
    assertThat(collected.covers()).isEmpty();
  }

  @Test
  void withoutKeysInTheExportASecondKeyIsAssumedToFit() throws IOException {
    Collected collected = collect("page.json", PAGE);
    assertThat(fact(collected, "key_slots", USER).standing()).isEqualTo(Standing.ASSUMED);
  }

  @Test
  void aTruncatedFileKeepsWhatItHoldsAndSaysWhereItBreaksOff() throws IOException {
    Collected collected = collect("page.json", PAGE.substring(0, PAGE.indexOf("\"Policies\"")));
    assertThat(facts(collected, "trust_policy")).hasSize(1);
    assertThat(collected.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
              assertThat(problem.says()).startsWith("the export breaks off");
              assertThat(problem.evidence()).isNotNull();
            });
  }

  @Test
  void jsonOfAnotherKindIsNoExport() throws IOException {
    Collected collected = collect("package.json", "{\"name\": \"x\", \"users\": []}");
    assertThat(collected.kind()).isEqualTo(Collect.NOTHING);
    assertThat(collected.facts()).isEmpty();
  }
}
