package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways that an organisation opens, from Terraform and exports to what is gained.
final class OrganisationWaysTest {
  private static final String SHOP = "controls_account arn:aws:iam::444455556666:root";

  @TempDir Path folder;

  /// The organisation is managed in 111122223333; `shop` is a member.
  private static String managed(String attacker, String more) {
    return """
        provider "aws" {
          allowed_account_ids = ["111122223333"]
        }
        resource "aws_organizations_organization" "this" {
          SERVICES
        }
        resource "aws_organizations_account" "shop" {
          name = "shop"
        }
        """
            .replace("SERVICES", more.startsWith("[") ? services(more) : "")
        + (more.startsWith("[") ? "" : more)
        + user("attacker", attacker, "");
  }

  private static String services(String list) {
    return "aws_service_access_principals = " + list;
  }

  private static String user(String name, String statement, String provider) {
    return """
        resource "aws_iam_user" "NAME" {
          PROVIDER
          name = "NAME"
        }
        resource "aws_iam_user_policy" "NAME" {
          PROVIDER
          name = "all"
          user = aws_iam_user.NAME.name
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = [ALLOWED], Resource = "*" }] })
        }
        """
        .replace("NAME", name)
        .replace("PROVIDER", provider)
        .replace("ALLOWED", statement);
  }

  @Test
  void theAccessRoleOfAMemberIsAWayIntoIt() throws IOException {
    List<String> gains = gains(managed("\"sts:AssumeRole\"", ""));
    assertThat(gains)
        .anyMatch(
            gain ->
                gain.startsWith("controls ")
                    && gain.endsWith("/role/OrganizationAccountAccessRole"))
        .anyMatch(gain -> gain.startsWith("controls_account "));
  }

  @Test
  void theAccessRoleMayHaveAnotherName() throws IOException {
    String terraform =
        managed("\"sts:AssumeRole\"", "")
            .replace("name = \"shop\"", "name = \"shop\"\n  role_name = \"landing\"");
    assertThat(gains(terraform))
        .anyMatch(gain -> gain.endsWith("/role/landing"))
        .noneMatch(gain -> gain.contains("OrganizationAccountAccessRole"));
  }

  @Test
  void whoeverMayAssumeNothingReachesNoMember() throws IOException {
    assertThat(gains(managed("\"s3:ListAllMyBuckets\"", "")))
        .noneMatch(gain -> gain.startsWith("controls_account"));
  }

  @Test
  void stackSetsReachMembersWhereTheyAreLetIn() throws IOException {
    String may = "\"cloudformation:CreateStackSet\", \"cloudformation:CreateStackInstances\"";
    assertThat(gains(managed(may, "[\"member.org.stacksets.cloudformation.amazonaws.com\"]")))
        .anyMatch(gain -> gain.startsWith("controls_account"));
    assertThat(gains(managed(may, "[\"sso.amazonaws.com\"]")))
        .noneMatch(gain -> gain.startsWith("controls_account"));
  }

  @Test
  void stackSetsAreLetInByWhoeverMayDoSo() throws IOException {
    String may =
        "\"cloudformation:CreateStackSet\", \"cloudformation:CreateStackInstances\","
            + " \"organizations:EnableAWSServiceAccess\"";
    assertThat(gains(managed(may, "[\"sso.amazonaws.com\"]")))
        .anyMatch(gain -> gain.startsWith("controls_account"));
  }

  /// In the member, what `statement` allows, below a policy that denies `denied`.
  private static String member(String statement, String denied, String of) {
    return """
        provider "aws" {
          allowed_account_ids = ["111122223333"]
        }
        provider "aws" {
          alias = "shop"
          allowed_account_ids = ["444455556666"]
        }
        resource "aws_organizations_organization" "this" {}
        resource "aws_organizations_organizational_unit" "unit" {
          name = "unit"
          parent_id = aws_organizations_organization.this.roots[0].id
        }
        resource "aws_organizations_policy" "fence" {
          name = "fence"
          content = jsonencode({ Statement = [{ Effect = "Deny", Action = [DENIED], Resource = "*" }] })
        }
        resource "aws_organizations_policy_attachment" "fence" {
          policy_id = aws_organizations_policy.fence.id
          target_id = "444455556666"
        }
        """
            .replace("DENIED", denied)
        + (of.isEmpty() ? "" : user("manager", of, ""))
        + user("attacker", statement, "provider = aws.shop");
  }

  @Test
  void whoeverLeavesTheOrganisationLeavesItsPolicies() throws IOException {
    assertThat(gains(member("\"*\"", "\"iam:*\"", "")))
        .contains("lifts_limits arn:aws:iam::444455556666:root", SHOP);
  }

  @Test
  void aDenialOfLeavingHolds() throws IOException {
    assertThat(gains(member("\"*\"", "\"iam:*\", \"organizations:LeaveOrganization\"", "")))
        .doesNotContain(SHOP)
        .noneMatch(gain -> gain.startsWith("lifts_limits"));
  }

  private static final String MAKES_ROLES = "\"iam:CreateRole\", \"iam:PutRolePolicy\"";

  @Test
  void aNewRoleControlsAnAccountThatPoliciesLimitOtherwise() throws IOException {
    assertThat(gains(member(MAKES_ROLES, "\"cloudtrail:StopLogging\"", ""))).contains(SHOP);
  }

  @Test
  void aNewRoleIsNoMoreThanPoliciesLeave() throws IOException {
    String data = "\"kms:Decrypt\", \"organizations:LeaveOrganization\"";
    assertThat(gains(member(MAKES_ROLES, data, "")))
        .doesNotContain(SHOP)
        .contains("policy_writable arn:aws:iam::444455556666:user/attacker");
  }

  @Test
  void whoeverMakesRolesNeedsNoUsers() throws IOException {
    String users =
        "\"iam:CreateUser\", \"iam:CreateAccessKey\", \"organizations:LeaveOrganization\"";
    assertThat(gains(member(MAKES_ROLES, users, ""))).contains(SHOP);
  }

  @Test
  void whoeverMayNotMakeRolesIsNoMoreThanItIs() throws IOException {
    assertThat(gains(member("\"iam:CreateRole\"", "\"iam:CreateAccessKey\"", "")))
        .doesNotContain(SHOP)
        .noneMatch(gain -> gain.startsWith("policy_writable"));
  }

  @Test
  void leavingGainsNothingThatTheIdentityWasNeverAllowed() throws IOException {
    assertThat(gains(member("\"organizations:LeaveOrganization\"", "\"iam:*\"", "")))
        .doesNotContain(SHOP)
        .anyMatch(gain -> gain.startsWith("unlimited"));
  }

  private static final String FENCED =
      """
      {
        "Organization": {"Id": "o-abcd", "MasterAccountId": "111122223333"},
        "Roots": [{"Id": "r-ab12", "Arn": "arn:aws:organizations::111122223333:root/o-abcd/r-ab12", "Name": "Root"}],
        "OrganizationalUnits": [{"Id": "ou-ab12-1", "Arn": "arn:aws:organizations::111122223333:ou/o-abcd/ou-ab12-1", "Name": "prod", "ParentId": "r-ab12"}],
        "Accounts": [
          {"Id": "111122223333", "Name": "main", "ParentId": "r-ab12"},
          {"Id": "444455556666", "Name": "shop", "ParentId": "ou-ab12-1", "JoinedMethod": "CREATED", "Arn": "arn:aws:organizations::111122223333:account/o-abcd/444455556666"}
        ],
        "Policies": [
          {"PolicySummary": {"Id": "p-FullAWSAccess", "Arn": "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", "Name": "FullAWSAccess"},
           "Content": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}]}"},
          {"PolicySummary": {"Id": "p-guard", "Arn": "arn:aws:organizations::111122223333:policy/o-abcd/service_control_policy/p-guard", "Name": "guard"},
           "Content": "{\\"Statement\\":[{\\"Effect\\":\\"Deny\\",\\"Action\\":\\"iam:PassRole\\",\\"Resource\\":\\"*\\"}]}"}
        ],
        "PolicyAttachments": [
          {"PolicyId": "p-FullAWSAccess", "TargetId": "r-ab12", "Type": "SERVICE_CONTROL_POLICY"},
          {"PolicyId": "p-FullAWSAccess", "TargetId": "ou-ab12-1", "Type": "SERVICE_CONTROL_POLICY"},
          {"PolicyId": "p-FullAWSAccess", "TargetId": "444455556666", "Type": "SERVICE_CONTROL_POLICY"},
          {"PolicyId": "p-guard", "TargetId": "ou-ab12-1", "Type": "SERVICE_CONTROL_POLICY"}
        ]
      }
      """;

  private static String export(String allowed) {
    return """
        {"UserDetailList": [{"Arn": "arn:aws:iam::111122223333:user/attacker", "UserName": "attacker",
          "UserPolicyList": [{"PolicyName": "all", "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": [ALLOWED], "Resource": "*"}]}}]}],
         "GroupDetailList": [], "RoleDetailList": [], "Policies": []}
        """
        .replace("ALLOWED", allowed);
  }

  private static final String EMPTY_SHOP =
      """
      {"UserDetailList": [], "GroupDetailList": [], "Policies": [],
       "RoleDetailList": [{"Arn": "arn:aws:iam::444455556666:role/app", "RoleName": "app",
         "AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}}]}
      """;

  private List<String> organisation(String allowed, String... more) throws IOException {
    Files.writeString(folder.resolve("organization.json"), FENCED);
    Files.writeString(folder.resolve("main.json"), export(allowed));
    for (int i = 0; i < more.length; i++) {
      Files.writeString(folder.resolve("more" + i + ".json"), more[i]);
    }
    return gains("");
  }

  @Test
  void theFenceAroundAMemberHoldsItsAccessRole() throws IOException {
    assertThat(organisation("\"sts:AssumeRole\""))
        .contains("controls arn:aws:iam::444455556666:role/OrganizationAccountAccessRole")
        .doesNotContain(SHOP);
  }

  @Test
  void aRoleThatIsNotThereWhereAllRolesAreShownIsNoWay() throws IOException {
    assertThat(organisation("\"sts:AssumeRole\"", EMPTY_SHOP))
        .noneMatch(gain -> gain.contains("OrganizationAccountAccessRole"));
  }

  @Test
  void theFenceIsTakenOffByWhoeverMayDetachIt() throws IOException {
    assertThat(organisation("\"sts:AssumeRole\", \"organizations:DetachPolicy\"")).contains(SHOP);
    assertThat(organisation("\"sts:AssumeRole\", \"organizations:UpdatePolicy\"")).contains(SHOP);
    assertThat(organisation("\"sts:AssumeRole\", \"organizations:MoveAccount\"")).contains(SHOP);
    assertThat(organisation("\"sts:AssumeRole\", \"organizations:DisablePolicyType\""))
        .contains(SHOP);
    assertThat(organisation("\"sts:AssumeRole\", \"organizations:RemoveAccountFromOrganization\""))
        .contains(SHOP);
    assertThat(organisation("\"sts:AssumeRole\", \"organizations:CreatePolicy\""))
        .doesNotContain(SHOP);
  }

  @Test
  void theOrganisationsPolicyLetsAMemberDetach() throws IOException {
    String delegated =
        """
        {"UserDetailList": [{"Arn": "arn:aws:iam::444455556666:user/attacker", "UserName": "attacker",
          "UserPolicyList": [{"PolicyName": "all", "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}}]}],
         "GroupDetailList": [], "RoleDetailList": [], "Policies": []}
        """;
    Files.writeString(
        folder.resolve("organization.json"),
        FENCED
            .replace(
                "\\\"Action\\\":\\\"iam:PassRole\\\"",
                "\\\"Action\\\":[\\\"iam:*\\\",\\\"organizations:LeaveOrganization\\\"]")
            .replace(
                "\"Roots\"",
                """
                "ResourcePolicy": {"Content": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"AWS\\":\\"arn:aws:iam::444455556666:root\\"},\\"Action\\":\\"organizations:DetachPolicy\\",\\"Resource\\":\\"*\\"}]}"},
                "Roots\""""));
    Files.writeString(folder.resolve("shop.json"), delegated);
    assertThat(gains("")).contains(SHOP);
    Files.writeString(
        folder.resolve("organization.json"),
        Files.readString(folder.resolve("organization.json"))
            .replace("organizations:DetachPolicy", "organizations:ListPolicies"));
    assertThat(gains("")).doesNotContain(SHOP);
  }

  private List<String> gains(String terraform) throws IOException {
    if (!terraform.isEmpty()) {
      Files.writeString(folder.resolve("main.tf"), terraform);
    }
    return Gained.by("attacker", folder);
  }
}
