package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountsTest {
  @TempDir Path folder;

  private Facts facts(String terraform) {
    return Facts.of(folder, Map.of("main.tf", terraform));
  }

  @Test
  void anAccountIdInTheProviderCompletesEveryArn() {
    Facts facts =
        facts(
            """
            provider "aws" {
              region              = "eu-west-1"
              allowed_account_ids = ["111122223333"]
              default_tags {
                tags = { team = "data", stage = "x" }
              }
            }
            data "aws_caller_identity" "me" {}
            resource "aws_sqs_queue" "q" {
              name = "q-${data.aws_caller_identity.me.account_id}"
              tags = { stage = "y" }
            }
            """);
    assertThat(facts.entities())
        .contains(
            "aws.account arn:aws:iam::111122223333:root",
            "aws.sqs.queue arn:aws:sqs:eu-west-1:111122223333:q-111122223333");
    assertThat(facts.all("tag"))
        .containsExactly(
            "arn:aws:sqs:eu-west-1:111122223333:q-111122223333 stage y",
            "arn:aws:sqs:eu-west-1:111122223333:q-111122223333 team data");
  }

  @Test
  void theRegionIsNeverADefault() {
    Facts facts = facts("resource \"aws_sqs_queue\" \"q\" { name = \"q\" }");
    assertThat(facts.all("arn"))
        .contains("aws/default/aws_sqs_queue.q arn:aws:sqs:⟨aws/default:region⟩:⟨aws/default⟩:q");
    assertThat(facts.collected().entities())
        .anySatisfy(
            entity ->
                assertThat(entity.aliases())
                    .containsExactly("arn:aws:sqs:*:*:q", "aws_sqs_queue.q"));
  }

  @Test
  void configurationsThatDifferInRegionAreOneAccount() {
    Facts facts =
        facts(
            """
            provider "aws" { region = "eu-west-1" }
            provider "aws" {
              alias  = "us"
              region = "us-east-1"
            }
            provider "aws" {
              alias = "prod"
              assume_role { role_arn = "arn:aws:iam::111122223333:role/deploy" }
            }
            resource "aws_sqs_queue" "a" { name = "a" }
            resource "aws_sqs_queue" "b" {
              provider = aws.us
              name     = "b"
            }
            resource "aws_sqs_queue" "c" {
              provider = aws.prod
              name     = "c"
            }
            """);
    assertThat(facts.all("arn"))
        .contains(
            "aws/default/aws_sqs_queue.a arn:aws:sqs:eu-west-1:⟨aws/default⟩:a",
            "aws/default/aws_sqs_queue.b arn:aws:sqs:us-east-1:⟨aws/default⟩:b",
            "aws/prod/aws_sqs_queue.c arn:aws:sqs:⟨aws/prod:region⟩:111122223333:c");
    assertThat(facts.all("kind").stream().filter(kind -> kind.endsWith(" aws.account")))
        .containsExactly("arn:aws:iam::111122223333:root aws.account", "aws/default aws.account");
  }

  @Test
  void aVariableThatNamesAnAliasMeansItsAccountWithAReason() {
    Facts facts =
        facts(
            """
            terraform {
              required_providers {
                aws = {
                  source                = "hashicorp/aws"
                  configuration_aliases = [aws.dev, aws.prod]
                }
              }
            }
            variable "prod_account_id" {}
            variable "dev_account_id" {}
            variable "partner_account_id" {}
            resource "aws_iam_user" "dev" {
              provider = aws.dev
              name     = "dev"
            }
            resource "aws_iam_role" "prod" {
              provider           = aws.prod
              name               = "r"
              assume_role_policy = jsonencode({ Statement = [
                { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = [
                  "arn:aws:iam::${var.dev_account_id}:user/dev",
                  "arn:aws:iam::${var.dev_account_id}:user/other",
                  "arn:aws:iam::${var.partner_account_id}:root",
                ] } }
              ] })
            }
            """);
    assertThat(facts.placed("same_symbol"))
        .containsExactly(
            ".:var.dev_account_id aws/dev the variable `dev_account_id` names the account `dev` @main.tf:10");
    assertThat(facts.entities())
        .contains(
            "aws.iam.user aws/dev/aws_iam_user.dev",
            "aws.iam.user aws/dev/user/other",
            "aws.account aws/.:var.partner_account_id")
        .doesNotContain("aws.iam.user aws/dev/user/dev");
  }

  @Test
  void aBareVariableMeansTheOnlyAccountOrTheOneThatIsLeft() {
    String role =
        """
        resource "aws_iam_role" "r" {
          name               = "r"
          assume_role_policy = jsonencode({ Statement = [
            { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${var.account_id}:root" } }
          ] })
        }
        """;
    assertThat(facts("variable \"account_id\" {}\n" + role).all("same_symbol"))
        .containsExactly(
            ".:var.account_id aws/default only one account is in use, so that the variable `account_id` means it");
    assertThat(
            facts("variable \"account_id\" { default = \"111122223333\" }\n" + role)
                .all("same_symbol"))
        .isEmpty();
  }

  @Test
  void aModuleThatIsGivenItsAccountNeedsNoReason() {
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "main.tf",
                """
                data "aws_caller_identity" "me" {}
                module "m" {
                  source     = "./m"
                  account_id = data.aws_caller_identity.me.account_id
                }
                """,
                "m/main.tf",
                """
                variable "account_id" {}
                resource "aws_iam_policy" "p" {
                  name   = "p"
                  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::${var.account_id}:role/x" }] })
                }
                """));
    assertThat(facts.all("same_symbol")).isEmpty();
    assertThat(facts.all("policy_statement"))
        .singleElement()
        .asString()
        .contains("arn:aws:iam::⟨aws/default⟩:role/x");
    assertThat(facts.entities()).contains("aws.iam.role aws/default/role/x");
  }

  @Test
  void twoRootsAreTwoAccountsUnlessAnIdSaysOtherwise() {
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "a/main.tf", "resource \"aws_iam_user\" \"u\" { name = \"u\" }",
                "b/main.tf", "resource \"aws_iam_user\" \"u\" { name = \"u\" }",
                "c/main.tf",
                    """
                    provider "aws" { allowed_account_ids = ["111122223333"] }
                    resource "aws_iam_user" "u" { name = "u" }
                    """,
                "d/main.tf",
                    """
                    provider "aws" { allowed_account_ids = ["111122223333"] }
                    resource "aws_iam_access_key" "k" { user = "u" }
                    """));
    assertThat(facts.entities())
        .contains(
            "aws.iam.user aws/a:default/aws_iam_user.u",
            "aws.iam.user aws/b:default/aws_iam_user.u",
            "aws.iam.user arn:aws:iam::111122223333:user/u");
    assertThat(facts.all("access_key"))
        .containsExactly("arn:aws:iam::111122223333:user/u aws/d:default/aws_iam_access_key.k");
  }

  @Test
  void aNameThatOnlyAnotherRootDeclaresIsLinkedWithAReason() {
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "iam/main.tf", "resource \"aws_iam_user\" \"bob\" { name = \"bob\" }",
                "app/main.tf",
                    """
                    resource "aws_iam_user_policy" "p" {
                      user   = "bob"
                      policy = jsonencode({ Statement = [] })
                    }
                    """));
    assertThat(facts.all("attached"))
        .containsExactly(
            "aws/iam:default/aws_iam_user.bob aws/iam:default/aws_iam_user.bob/inline/aws_iam_user_policy.p");
    assertThat(facts.all("same_symbol"))
        .containsExactly(
            "aws/app:default aws/iam:default only there is a user `bob`, which is referred to here");
  }

  @Test
  void dataSourcesNameThingsThatOthersDeclare() {
    Facts facts =
        facts(
            """
            data "aws_iam_role" "admin" { name = "admin" }
            resource "aws_lambda_function" "f" {
              function_name = "f"
              role          = data.aws_iam_role.admin.arn
            }
            """);
    assertThat(facts.all("runs_as"))
        .containsExactly("aws/default/aws_lambda_function.f aws/default/role/admin");
    assertThat(facts.all("kind")).noneMatch(kind -> kind.startsWith("aws/default/role/admin"));
  }

  @Test
  void policiesOfTheOrganisationLimitAccountsAndUnits() {
    Facts facts =
        facts(
            """
            resource "aws_organizations_organizational_unit" "prod" {
              name      = "prod"
              parent_id = "r-abcd"
            }
            resource "aws_organizations_policy" "deny" {
              name    = "deny"
              content = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "iam:*", Resource = "*" }] })
            }
            resource "aws_organizations_policy" "tags" {
              name    = "tags"
              type    = "TAG_POLICY"
              content = "{}"
            }
            resource "aws_organizations_policy_attachment" "unit" {
              policy_id = aws_organizations_policy.deny.id
              target_id = aws_organizations_organizational_unit.prod.id
            }
            resource "aws_organizations_policy_attachment" "account" {
              policy_id = aws_organizations_policy.deny.id
              target_id = "111122223333"
            }
            resource "aws_organizations_policy_attachment" "tags" {
              policy_id = aws_organizations_policy.tags.id
              target_id = "111122223333"
            }
            """);
    assertThat(facts.all("control_policy"))
        .containsExactly(
            "arn:aws:iam::111122223333:root aws/default/aws_organizations_policy.deny scp",
            "aws/default/aws_organizations_organizational_unit.prod aws/default/aws_organizations_policy.deny scp");
    assertThat(facts.all("organisation_member"))
        .containsExactly(
            "aws/default/aws_organizations_organizational_unit.prod aws/default/organisation/r-abcd");
    assertThat(facts.all("policy_statement")).hasSize(1);
  }
}
