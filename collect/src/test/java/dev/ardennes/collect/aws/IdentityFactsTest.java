package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdentityFactsTest {
  @TempDir Path folder;

  private Facts facts(String terraform) {
    return Facts.of(folder, Map.of("main.tf", terraform));
  }

  @Test
  void anInlinePolicyHasItsStatementsAtTheirLines() {
    Facts facts =
        facts(
            """
            resource "aws_iam_user" "ana" {
              name = "ana"
            }

            resource "aws_iam_user_policy" "own" {
              name = "own"
              user = aws_iam_user.ana.name
              policy = jsonencode({
                Version = "2012-10-17"
                Statement = [
                  {
                    Effect   = "Allow"
                    Action   = ["s3:PutObject", "s3:GetObject"]
                    Resource = "*"
                  },
                  { Effect = "Deny", Action = "s3:*", Resource = ["arn:aws:s3:::x"], Condition = { Bool = { "aws:SecureTransport" = false } } },
                ]
              })
            }
            """);
    assertThat(facts.placed("policy_statement"))
        .containsExactly(
            "aws/default/aws_iam_user.ana/inline/own 0 {\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],\"Effect\":\"Allow\",\"Resource\":[\"*\"]} @main.tf:11",
            "aws/default/aws_iam_user.ana/inline/own 1 {\"Action\":[\"s3:*\"],\"Condition\":{\"Bool\":{\"aws:SecureTransport\":[\"false\"]}},\"Effect\":\"Deny\",\"Resource\":[\"arn:aws:s3:::x\"]} @main.tf:16");
    assertThat(facts.placed("attached"))
        .containsExactly(
            "aws/default/aws_iam_user.ana aws/default/aws_iam_user.ana/inline/own @main.tf:5");
    assertThat(facts.placed("key_slots"))
        .containsExactly("aws/default/aws_iam_user.ana @main.tf:1");
    assertThat(facts.all("arn"))
        .contains("aws/default/aws_iam_user.ana arn:aws:iam::⟨aws/default⟩:user/ana");
    assertThat(facts.collected().covers()).containsExactly("aws.iam of account aws/default");
  }

  @Test
  void aPolicyDocumentDataSourceIsJoinedFromItsParts() {
    Facts facts =
        facts(
            """
            data "aws_iam_policy_document" "base" {
              statement {
                sid       = "A"
                actions   = ["s3:GetObject"]
                resources = ["*"]
              }
              statement {
                sid       = "B"
                actions   = ["s3:PutObject"]
                resources = ["arn:aws:s3:::home/&{aws:username}/*"]
              }
            }
            data "aws_iam_policy_document" "all" {
              source_policy_documents = [data.aws_iam_policy_document.base.json]
              statement {
                sid       = "A"
                effect    = "Deny"
                actions   = ["s3:GetObject"]
                resources = ["*"]
                condition {
                  test     = "StringNotEquals"
                  variable = "aws:PrincipalOrgID"
                  values   = ["o-1"]
                }
              }
            }
            resource "aws_iam_policy" "p" {
              name   = "p"
              policy = data.aws_iam_policy_document.all.json
            }
            """);
    assertThat(facts.placed("policy_statement"))
        .containsExactly(
            "aws/default/aws_iam_policy.p 0 {\"Action\":[\"s3:GetObject\"],\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalOrgID\":[\"o-1\"]}},\"Effect\":\"Deny\",\"Resource\":[\"*\"],\"Sid\":\"A\"} @main.tf:15",
            "aws/default/aws_iam_policy.p 1 {\"Action\":[\"s3:PutObject\"],\"Effect\":\"Allow\",\"Resource\":[\"arn:aws:s3:::home/${aws:username}/*\"],\"Sid\":\"B\"} @main.tf:7");
    assertThat(facts.all("policy_versioned")).containsExactly("aws/default/aws_iam_policy.p");
  }

  @Test
  void aHeredocPolicyHasTheLineOfEachStatement() {
    Facts facts =
        facts(
            """
            resource "aws_iam_role" "r" {
              name               = "r"
              assume_role_policy = <<-EOF
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {"Service": ["lambda.amazonaws.com", "ec2.amazonaws.com"]},
                      "Action": "sts:AssumeRole"
                    },
                    {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}
                  ]
                }
              EOF
            }
            """);
    assertThat(facts.placed("policy_statement"))
        .containsExactly(
            "aws/default/aws_iam_role.r/trust 0 {\"Action\":[\"sts:AssumeRole\"],\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"ec2.amazonaws.com\",\"lambda.amazonaws.com\"]}} @main.tf:7",
            "aws/default/aws_iam_role.r/trust 1 {\"Action\":[\"sts:AssumeRole\"],\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\"]}} @main.tf:12");
    assertThat(facts.all("trust_policy"))
        .containsExactly("aws/default/aws_iam_role.r aws/default/aws_iam_role.r/trust");
  }

  @Test
  void everyWayOfAttachingIsOneRelation() {
    Facts facts =
        facts(
            """
            resource "aws_iam_role" "r" {
              name                = "r"
              assume_role_policy  = "{}"
              managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
              inline_policy {
                name   = "inside"
                policy = jsonencode({ Statement = [] })
              }
            }
            resource "aws_iam_user" "u" { name = "u" }
            resource "aws_iam_group" "g" { name = "g" }
            resource "aws_iam_policy" "p" {
              name   = "p"
              policy = jsonencode({ Statement = [] })
            }
            resource "aws_iam_policy_attachment" "all" {
              name       = "all"
              users      = [aws_iam_user.u.name]
              roles      = ["r"]
              groups     = [aws_iam_group.g.id]
              policy_arn = aws_iam_policy.p.arn
            }
            resource "aws_iam_group_policy" "gp" {
              group  = "g"
              policy = jsonencode({ Statement = [] })
            }
            resource "aws_iam_user_policy_attachments_exclusive" "x" {
              user_name   = aws_iam_user.u.name
              policy_arns = ["arn:aws:iam::aws:policy/job-function/Billing"]
            }
            """);
    assertThat(facts.all("attached"))
        .containsExactly(
            "aws/default/aws_iam_group.g aws/default/aws_iam_group.g/inline/aws_iam_group_policy.gp",
            "aws/default/aws_iam_group.g aws/default/aws_iam_policy.p",
            "aws/default/aws_iam_role.r arn:aws:iam::aws:policy/ReadOnlyAccess",
            "aws/default/aws_iam_role.r aws/default/aws_iam_policy.p",
            "aws/default/aws_iam_role.r aws/default/aws_iam_role.r/inline/inside",
            "aws/default/aws_iam_user.u arn:aws:iam::aws:policy/job-function/Billing",
            "aws/default/aws_iam_user.u aws/default/aws_iam_policy.p");
    assertThat(facts.errors()).isEmpty();
  }

  @Test
  void aPolicyOfAwsPointsAtItsAttachment() {
    Facts facts =
        facts(
            """
            resource "aws_iam_user" "u" { name = "u" }
            resource "aws_iam_user_policy_attachment" "a" {
              user       = aws_iam_user.u.name
              policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
            }
            """);
    String arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    assertThat(
            facts.evidence(
                "policy_statement",
                arn,
                "0",
                "{\"Action\":[\"*\"],\"Effect\":\"Allow\",\"Resource\":[\"*\"]}"))
        .singleElement()
        .satisfies(
            at -> {
              assertThat(at.line()).isEqualTo(4);
              assertThat(at.pointer()).isEqualTo(arn + "/Statement/0");
            });
  }

  @Test
  void anUnknownManagedPolicyIsUnknownAndNotEmpty() {
    Facts facts =
        facts(
            """
            resource "aws_iam_user" "u" { name = "u" }
            resource "aws_iam_user_policy_attachment" "a" {
              user       = aws_iam_user.u.name
              policy_arn = "arn:aws:iam::111122223333:policy/elsewhere"
            }
            """);
    assertThat(facts.all("policy_statement"))
        .containsExactly(
            "arn:aws:iam::111122223333:policy/elsewhere 0 \"⟨document of arn:aws:iam::111122223333:policy/elsewhere⟩\"");
    assertThat(facts.problems())
        .containsExactly(
            "the document of the policy `arn:aws:iam::111122223333:policy/elsewhere` is not known");
  }

  @Test
  void aDocumentThatCannotBeEvaluatedIsUnknownAndNotEmpty() {
    Facts facts =
        facts(
            """
            variable "policy" {}
            resource "aws_iam_policy" "p" {
              name   = "p"
              policy = var.policy
            }
            resource "aws_iam_policy" "q" {
              name   = "q"
              policy = jsonencode({ Statement = [{ Effect = "Allow", Action = var.policy, Resource = ["arn:aws:s3:::${var.policy}", "*"] }] })
            }
            """);
    assertThat(facts.all("policy_statement"))
        .containsExactly(
            "aws/default/aws_iam_policy.p 0 \"⟨.:var.policy⟩\"",
            "aws/default/aws_iam_policy.q 0 {\"Action\":\"⟨.:var.policy⟩\",\"Effect\":\"Allow\",\"Resource\":[\"*\",\"arn:aws:s3:::⟨.:var.policy⟩\"]}");
  }

  @Test
  void groupsKeysPasswordsBoundariesAndProfiles() {
    Facts facts =
        facts(
            """
            resource "aws_iam_user" "u" {
              name                 = "u"
              permissions_boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess"
            }
            resource "aws_iam_group" "g" { name = "g" }
            resource "aws_iam_group_membership" "m" {
              name  = "m"
              group = aws_iam_group.g.name
              users = [aws_iam_user.u.name, "outside"]
            }
            resource "aws_iam_access_key" "k" { user = aws_iam_user.u.name }
            resource "aws_iam_access_key" "l" { user = aws_iam_user.u.name }
            resource "aws_iam_user_login_profile" "p" { user = aws_iam_user.u.name }
            resource "aws_iam_role" "r" {
              name               = "r"
              assume_role_policy = jsonencode({ Statement = [] })
            }
            resource "aws_iam_instance_profile" "ip" {
              name = "ip"
              role = aws_iam_role.r.name
            }
            """);
    assertThat(facts.all("member"))
        .containsExactly(
            "aws/default/aws_iam_user.u aws/default/aws_iam_group.g",
            "aws/default/user/outside aws/default/aws_iam_group.g");
    assertThat(facts.all("access_key")).hasSize(2);
    assertThat(facts.all("key_slots")).containsExactly("aws/default/user/outside");
    assertThat(facts.all("login_profile")).containsExactly("aws/default/aws_iam_user.u");
    assertThat(facts.all("boundary"))
        .containsExactly("aws/default/aws_iam_user.u arn:aws:iam::aws:policy/ReadOnlyAccess");
    assertThat(facts.all("instance_profile"))
        .containsExactly("aws/default/aws_iam_instance_profile.ip aws/default/aws_iam_role.r");
    assertThat(facts.all("kind")).noneMatch(kind -> kind.startsWith("aws/default/user/outside"));
  }

  @Test
  void modulesCountAndForEachMakeInstances() {
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "main.tf",
                """
                module "team" {
                  source   = "./team"
                  for_each = toset(["a", "b"])
                  name     = each.key
                }
                resource "aws_iam_user" "n" {
                  count = 2
                  name  = "n-${count.index}"
                }
                """,
                "team/main.tf",
                """
                variable "name" {}
                resource "aws_iam_user" "u" { name = "u-${var.name}" }
                """));
    assertThat(facts.all("arn"))
        .contains(
            "aws/default/module.team[\"a\"].aws_iam_user.u arn:aws:iam::⟨aws/default⟩:user/u-a",
            "aws/default/module.team[\"b\"].aws_iam_user.u arn:aws:iam::⟨aws/default⟩:user/u-b",
            "aws/default/aws_iam_user.n[0] arn:aws:iam::⟨aws/default⟩:user/n-0",
            "aws/default/aws_iam_user.n[1] arn:aws:iam::⟨aws/default⟩:user/n-1");
  }
}
