package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is shared with other accounts, and what somebody who may share it with itself gains.
final class SharingWaysTest {
  private static final String PARTNER = "999988887777";

  @TempDir Path folder;

  private List<String> by(String entry, String terraform) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        "provider \"aws\" {\n  allowed_account_ids = [\"111122223333\"]\n}\n" + terraform);
    return Gained.by(entry, folder);
  }

  private static final String SNAPSHOT =
      """
      resource "aws_db_snapshot" "orders" {
        db_instance_identifier = "orders"
        db_snapshot_identifier = "orders"
        shared_accounts = ["999988887777"]
      }
      """;

  @Test
  void anAccountThatASnapshotIsSharedWithReadsIt() throws IOException {
    assertThat(by(PARTNER, SNAPSHOT)).anyMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void anAccountThatItIsNotSharedWithDoesNot() throws IOException {
    String others =
        SNAPSHOT.replace("999988887777", "777766665555")
            + """
            resource "aws_iam_role" "r" {
              name = "r"
              assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "sts:AssumeRole" }] })
            }
            """;
    assertThat(by(PARTNER, others)).noneMatch(gain -> gain.startsWith("reads "));
  }

  private static final String SHARE =
      """
      resource "aws_rds_cluster" "orders" {
        cluster_identifier = "orders"
      }
      resource "aws_ram_resource_share" "share" {
        name = "share"
        allow_external_principals = true
      }
      resource "aws_ram_resource_association" "cluster" {
        resource_arn = aws_rds_cluster.orders.arn
        resource_share_arn = aws_ram_resource_share.share.arn
      }
      resource "aws_ram_principal_association" "partner" {
        principal = "999988887777"
        resource_share_arn = aws_ram_resource_share.share.arn
      }
      """;

  @Test
  void aClusterInAShareIsRead() throws IOException {
    assertThat(by(PARTNER, SHARE)).anyMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void aClusterOutsideTheShareIsNot() throws IOException {
    String outside =
        SHARE.replace(
            "aws_rds_cluster.orders.arn", "\"arn:aws:ec2:eu-west-1:111122223333:subnet/s-1\"");
    assertThat(by(PARTNER, outside)).noneMatch(gain -> gain.startsWith("reads "));
  }

  /// A cluster that an account shares with `whom`, and somebody in another account.
  private static String within(String whom, String of) {
    return """
        provider "aws" {
          alias = "shop"
          allowed_account_ids = [aws_organizations_account.shop.id]
        }
        resource "aws_organizations_organization" "this" {}
        resource "aws_organizations_organizational_unit" "unit" {
          name = "unit"
          parent_id = aws_organizations_organization.this.roots[0].id
        }
        resource "aws_organizations_organizational_unit" "other" {
          name = "other"
          parent_id = aws_organizations_organization.this.roots[0].id
        }
        resource "aws_organizations_account" "shop" {
          name = "shop"
          parent_id = OF
        }
        resource "aws_iam_user" "attacker" {
          provider = aws.shop
          name = "attacker"
        }
        resource "aws_iam_user_policy" "attacker" {
          provider = aws.shop
          name = "all"
          user = aws_iam_user.attacker.name
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["rds:RestoreDBClusterToPointInTime"], Resource = "*" }] })
        }
        resource "aws_rds_cluster" "orders" {
          cluster_identifier = "orders"
        }
        resource "aws_ram_resource_share" "share" {
          name = "share"
          resource_arns = [aws_rds_cluster.orders.arn]
          principals = [WHOM]
        }
        """
        .replace("WHOM", whom)
        .replace("OF", of);
  }

  private static final String UNIT = "aws_organizations_organizational_unit.unit.";
  private static final String OTHER = "aws_organizations_organizational_unit.other.";

  @Test
  void whatIsSharedWithAnOrganisationIsReadInItsAccounts() throws IOException {
    String organisation = "aws_organizations_organization.this.arn";
    assertThat(by("attacker", within(organisation, UNIT + "id")))
        .anyMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void whatIsSharedWithAUnitIsReadBelowIt() throws IOException {
    assertThat(by("attacker", within(UNIT + "arn", UNIT + "id")))
        .anyMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void whatIsSharedWithAnotherUnitIsNot() throws IOException {
    assertThat(by("attacker", within(OTHER + "arn", UNIT + "id")))
        .noneMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void anOrganisationOfAnotherNameMayBeTheOneWhoseNameIsNotKnown() throws IOException {
    String other = "\"arn:aws:organizations::999988887777:organization/o-other\"";
    assertThat(by("attacker", within(other, UNIT + "id")))
        .anyMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void whatIsSharedWithNobodyIsNotRead() throws IOException {
    assertThat(by("attacker", within("", UNIT + "id")))
        .noneMatch(gain -> gain.startsWith("reads "));
  }

  private static String sharing(String deny) {
    return """
        resource "aws_iam_user" "attacker" {
          name = "attacker"
        }
        resource "aws_iam_user_policy" "share" {
          name = "share"
          user = aws_iam_user.attacker.name
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["ram:CreateResourceShare"], Resource = "*" } DENY] })
        }
        resource "aws_rds_cluster" "orders" {
          cluster_identifier = "orders"
        }
        """
        .replace("DENY", deny);
  }

  @Test
  void whoeverMakesSharesReadsClusters() throws IOException {
    assertThat(by("attacker", sharing(""))).anyMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void sharesInsideTheOrganisationAreNoWayOut() throws IOException {
    String deny =
        ", { Effect = \"Deny\", Action = \"ram:*\", Resource = \"*\", Condition = { Bool = {"
            + " \"ram:RequestedAllowsExternalPrincipals\" = \"true\" } } }";
    assertThat(by("attacker", sharing(deny))).noneMatch(gain -> gain.startsWith("reads "));
  }

  private static String key(String condition) {
    return """
        resource "aws_iam_user" "attacker" {
          name = "attacker"
        }
        resource "aws_kms_key" "key" {
          policy = jsonencode({ Statement = [
            { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:user/attacker" }, Action = "kms:CreateGrant", Resource = "*" CONDITION }
          ] })
        }
        resource "aws_secretsmanager_secret" "token" {
          name = "token"
          kms_key_id = aws_kms_key.key.arn
        }
        resource "aws_iam_user_policy" "read" {
          name = "read"
          user = aws_iam_user.attacker.name
          policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = "*" }] })
        }
        """
        .replace("CONDITION", condition);
  }

  @Test
  void whoeverGrantsItselfTheKeyReadsTheSecret() throws IOException {
    assertThat(by("attacker", key(""))).anyMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void grantsThatOnlyServicesMayMakeAreNoWay() throws IOException {
    String condition = ", Condition = { Bool = { \"kms:GrantIsForAWSResource\" = \"true\" } }";
    assertThat(by("attacker", key(condition))).noneMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void denialOfTheKeyEndsGrantsToo() throws IOException {
    String denial =
        "{ Effect = \"Deny\", Principal = \"*\", Action = \"ACTION\", Resource = \"*\" }";
    String decrypting = " }, " + denial.replace("ACTION", "kms:Decrypt").replaceFirst(" }$", "");
    String encrypting = " }, " + denial.replace("ACTION", "kms:Encrypt").replaceFirst(" }$", "");
    assertThat(by("attacker", key(decrypting))).noneMatch(gain -> gain.startsWith("reads "));
    assertThat(by("attacker", key(encrypting))).anyMatch(gain -> gain.startsWith("reads "));
  }

  @Test
  void grantsToEncryptReadNothing() throws IOException {
    String condition =
        ", Condition = { \"ForAllValues:StringEquals\" = { \"kms:GrantOperations\" = [\"Encrypt\"] } }";
    assertThat(by("attacker", key(condition))).noneMatch(gain -> gain.startsWith("reads "));
  }

  private static String service(String whom, String deploys) {
    return """
        resource "aws_ecr_repository" "web" {
          name = "web"
        }
        resource "aws_ecr_repository_policy" "web" {
          repository = aws_ecr_repository.web.name
          policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "WHOM" }, Action = ["ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"] }] })
        }
        resource "aws_iam_role" "web" {
          name = "web"
          assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "tasks.apprunner.amazonaws.com" }, Action = "sts:AssumeRole" }] })
        }
        resource "aws_apprunner_service" "web" {
          service_name = "web"
          source_configuration {
            auto_deployments_enabled = DEPLOYS
            image_repository {
              image_identifier = "${aws_ecr_repository.web.repository_url}:latest"
              image_repository_type = "ECR"
            }
          }
          instance_configuration {
            instance_role_arn = aws_iam_role.web.arn
          }
        }
        """
        .replace("WHOM", whom)
        .replace("DEPLOYS", deploys);
  }

  @Test
  void anAccountThatMayPushRunsAsTheService() throws IOException {
    assertThat(by(PARTNER, service(PARTNER, "true")))
        .anyMatch(gain -> gain.startsWith("controls ") && gain.endsWith("web"));
  }

  @Test
  void aServiceThatStaysAsItWasDeployedIsNotChanged() throws IOException {
    assertThat(by(PARTNER, service(PARTNER, "false")))
        .noneMatch(gain -> gain.startsWith("controls ") && gain.endsWith("web"));
  }
}
