package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdentityCenterFactsTest {
  private static final String SET =
      """
      resource "aws_ssoadmin_permission_set" "s" {
        name         = "s"
        instance_arn = "arn:aws:sso:::instance/i"
      }
      resource "aws_ssoadmin_managed_policy_attachment" "s" {
        instance_arn       = "arn:aws:sso:::instance/i"
        permission_set_arn = aws_ssoadmin_permission_set.s.arn
        managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
      }
      resource "aws_identitystore_user" "ann" {
        identity_store_id = "d"
        user_name         = "ann"
      }
      resource "aws_identitystore_group" "ops" {
        identity_store_id = "d"
        display_name      = "ops"
      }
      resource "aws_identitystore_group_membership" "ann" {
        identity_store_id = "d"
        group_id          = aws_identitystore_group.ops.group_id
        member_id         = aws_identitystore_user.ann.user_id
      }
      """;

  @TempDir Path folder;

  private Facts assigned(String principal, String account) {
    String assignment =
        """
        resource "aws_ssoadmin_account_assignment" "a" {
          instance_arn       = "arn:aws:sso:::instance/i"
          permission_set_arn = aws_ssoadmin_permission_set.s.arn
          principal_id       = %s
          principal_type     = "USER"
          target_id          = %s
          target_type        = "AWS_ACCOUNT"
        }
        """
            .formatted(principal, account);
    return Facts.of(folder, Map.of("main.tf", assignment, "set.tf", SET));
  }

  @Test
  void anAssignedSetBecomesARoleOfTheAccountWithItsPolicies() {
    Facts facts = assigned("aws_identitystore_user.ann.user_id", "\"444455556666\"");
    String role = "arn:aws:iam::444455556666:root/role/AWSReservedSSO_s";
    assertThat(facts.all("provisions_role"))
        .containsExactly("aws/default/aws_ssoadmin_permission_set.s " + role);
    assertThat(facts.all("attached"))
        .containsExactly(role + " arn:aws:iam::aws:policy/ReadOnlyAccess");
    assertThat(facts.all("trust_policy")).containsExactly(role + " " + role + "/trust");
    assertThat(facts.all("signs_in_as"))
        .containsExactly("aws/default/aws_identitystore_user.ann " + role);
  }

  @Test
  void aGroupsAssignmentIsThatOfItsMembers() {
    Facts facts = assigned("aws_identitystore_group.ops.group_id", "\"444455556666\"");
    assertThat(facts.all("signs_in_as"))
        .containsExactly(
            "aws/default/aws_identitystore_user.ann"
                + " arn:aws:iam::444455556666:root/role/AWSReservedSSO_s");
  }

  @Test
  void anAccountThatIsNotKnownHasNoRole() {
    assertThat(assigned("aws_identitystore_user.ann.user_id", "var.account").all("provisions_role"))
        .isEmpty();
  }
}
