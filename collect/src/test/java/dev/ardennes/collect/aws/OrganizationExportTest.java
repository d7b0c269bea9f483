package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrganizationExportTest {
  private static final String MANAGEMENT = "arn:aws:iam::111122223333:root";
  private static final String MEMBER = "arn:aws:iam::444455556666:root";
  private static final String UNIT = "arn:aws:organizations::111122223333:ou/o-abcd/ou-ab12-1";
  private static final String GUARD = "arn:aws:organizations::111122223333:policy/o-abcd/p-guard";
  private static final String FULL = "arn:aws:organizations::aws:policy/p-FullAWSAccess";
  private static final String ENTRY =
      "arn:aws:organizations::111122223333:account/o-abcd/444455556666";
  private static final String ORGANIZATION =
      """
      {
        "Organization": {"Id": "o-abcd", "MasterAccountId": "111122223333"},
        "Roots": [{"Id": "r-ab12", "Arn": "arn:aws:organizations::111122223333:root/o-abcd/r-ab12", "Name": "Root"}],
        "OrganizationalUnits": [{"Id": "ou-ab12-1", "Arn": "arn:aws:organizations::111122223333:ou/o-abcd/ou-ab12-1", "Name": "prod", "ParentId": "r-ab12"}],
        "Accounts": [
          {"Id": "111122223333", "Name": "main", "ParentId": "r-ab12"},
          {"Id": "444455556666", "Name": "shop", "ParentId": "ou-ab12-1"},
          {"Id": "777788889999", "Name": "lost", "ParentId": "ou-gone"}
        ],
        "Policies": [
          {"PolicySummary": {"Id": "p-FullAWSAccess", "Arn": "arn:aws:organizations::aws:policy/p-FullAWSAccess", "Name": "FullAWSAccess"},
           "Content": "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}]}"},
          {"PolicySummary": {"Id": "p-guard", "Arn": "arn:aws:organizations::111122223333:policy/o-abcd/p-guard", "Name": "guard"},
           "Content": "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Deny\\",\\"Action\\":\\"iam:*\\",\\"Resource\\":\\"*\\"}]}"}
        ],
        "PolicyAttachments": [
          {"PolicyId": "p-FullAWSAccess", "TargetId": "r-ab12", "Type": "SERVICE_CONTROL_POLICY"},
          {"PolicyId": "p-guard", "TargetId": "ou-ab12-1", "Type": "SERVICE_CONTROL_POLICY"},
          {"PolicyId": "p-tags", "TargetId": "ou-ab12-1", "Type": "TAG_POLICY"},
          {"PolicyId": "p-hidden", "TargetId": "444455556666", "Type": "RESOURCE_CONTROL_POLICY"}
        ]
      }
      """;

  @TempDir private Path folder = Path.of("");

  private Collected collect(String text) throws IOException {
    Files.writeString(folder.resolve("organization.json"), text);
    return Collect.run(List.of(folder), Limits.standard()).getFirst();
  }

  private static List<String> facts(Collected collected, String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(fact -> String.join(" ", fact.args()))
        .toList();
  }

  @Test
  void accountsBelongToTheOrganizationThatOneManages() throws IOException {
    Collected collected = collect(ORGANIZATION);
    assertThat(collected.kind()).isEqualTo("aws.organization");
    assertThat(facts(collected, "in_organisation"))
        .contains(MANAGEMENT + " o-abcd", MEMBER + " o-abcd");
    assertThat(facts(collected, "manages_organisation")).containsExactly(MANAGEMENT);
    assertThat(facts(collected, "organisation_member")).contains(MEMBER + " " + UNIT);
  }

  @Test
  void policiesOfEveryLevelLimitTheAccount() throws IOException {
    Collected collected = collect(ORGANIZATION);
    assertThat(facts(collected, "limited_by"))
        .contains(
            MANAGEMENT + " " + FULL + " scp 0",
            MEMBER + " " + FULL + " scp 0",
            MEMBER + " " + GUARD + " scp 1")
        .noneMatch(fact -> fact.contains("p-tags"));
    assertThat(facts(collected, "control_policy")).contains(UNIT + " " + GUARD + " scp");
    assertThat(facts(collected, "policy_statement"))
        .anyMatch(fact -> fact.startsWith(GUARD + " 0 ") && fact.contains("\"Deny\""));
  }

  @Test
  void whoActsInMembersIsStated() throws IOException {
    String more =
        ORGANIZATION
            .replace(
                "\"Name\": \"shop\",",
                "\"Name\": \"shop\", \"JoinedMethod\": \"CREATED\", \"Arn\": \"" + ENTRY + "\",")
            .replace(
                "\"Policies\": [",
                """
                "EnabledServicePrincipals": [{"ServicePrincipal": "controltower.amazonaws.com"}],
                "DelegatedAdministrators": [{"Id": "444455556666", "DelegatedServices": [{"ServicePrincipal": "sso.amazonaws.com"}]}],
                "Policies": [""");
    Collected collected = collect(more);
    assertThat(facts(collected, "manages_member"))
        .containsExactly(MANAGEMENT + " " + MEMBER + " " + ENTRY);
    assertThat(facts(collected, "access_role"))
        .containsExactlyInAnyOrder(
            MEMBER + " arn:aws:iam::444455556666:role/OrganizationAccountAccessRole",
            MEMBER + " arn:aws:iam::444455556666:role/AWSControlTowerExecution");
    assertThat(facts(collected, "trusted_service"))
        .containsExactly(MANAGEMENT + " controltower.amazonaws.com");
    assertThat(facts(collected, "covered")).containsExactly(MANAGEMENT + " trusted_service");
    assertThat(facts(collected, "delegated_administrator"))
        .containsExactly(MEMBER + " sso.amazonaws.com " + MANAGEMENT);
  }

  @Test
  void whoWasInvitedWasGivenNoRole() throws IOException {
    String invited =
        ORGANIZATION.replace(
            "\"Name\": \"shop\",",
            "\"Name\": \"shop\", \"JoinedMethod\": \"INVITED\", \"Arn\": \"" + ENTRY + "\",");
    Collected collected = collect(invited);
    assertThat(facts(collected, "manages_member")).hasSize(1);
    assertThat(facts(collected, "access_role")).isEmpty();
    assertThat(facts(collected, "covered")).isEmpty();
  }

  @Test
  void policyThatIsNotShownIsNotKnown() throws IOException {
    Collected collected = collect(ORGANIZATION);
    assertThat(facts(collected, "limited_by")).anyMatch(fact -> fact.endsWith("p-hidden rcp 2"));
    assertThat(collected.problems())
        .anyMatch(problem -> problem.says().contains("p-hidden` is not known"));
  }

  @Test
  void accountWhosePlaceIsNotShownIsLimitedByNothingKnown() throws IOException {
    Collected collected = collect(ORGANIZATION);
    assertThat(facts(collected, "limited_by")).noneMatch(fact -> fact.contains("777788889999"));
  }

  @Test
  void accountsAreNotCoveredByTheirOrganization() throws IOException {
    Collected collected = collect(ORGANIZATION);
    assertThat(facts(collected, "kind")).noneMatch(fact -> fact.endsWith("aws.account"));
    assertThat(collected.covers()).isEmpty();
  }

  @Test
  void brokenDocumentIsAProblem() throws IOException {
    Collected collected = collect(ORGANIZATION.substring(0, 900));
    assertThat(collected.problems()).anyMatch(p -> p.says().contains("its policies are missing"));
    assertThat(facts(collected, "limited_by")).isEmpty();
  }

  @Test
  void circlesOfParentsEnd() throws IOException {
    Collected collected =
        collect(
            """
            {"Organization": {"Id": "o-abcd"}, "Roots": [],
             "OrganizationalUnits": [{"Id": "ou-1", "Arn": "a", "ParentId": "ou-2"}, {"Id": "ou-2", "Arn": "b", "ParentId": "ou-1"}],
             "Accounts": [{"Id": "444455556666", "ParentId": "ou-1"}],
             "PolicyAttachments": [{"PolicyId": "p", "TargetId": "ou-1", "Type": "SERVICE_CONTROL_POLICY"}]}
            """);
    assertThat(facts(collected, "limited_by")).isEmpty();
  }
}
