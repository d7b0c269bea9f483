package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.facts.RelationDecisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Terraform says of organisations, keys and buckets, from its text to the decision.
final class AwsFactsDecideTest {
  private static final String ORGANISATION =
      """
      provider "aws" {
        alias = "dev"
        assume_role { role_arn = "arn:aws:iam::${aws_organizations_account.dev.id}:role/deploy" }
      }
      resource "aws_organizations_organization" "this" {}
      resource "aws_organizations_organizational_unit" "work" {
        name      = "work"
        parent_id = aws_organizations_organization.this.roots[0].id
      }
      resource "aws_organizations_account" "dev" {
        name      = "dev"
        parent_id = aws_organizations_organizational_unit.work.id
      }
      resource "aws_organizations_policy" "p" {
        name    = "p"
        content = jsonencode({ Version = "2012-10-17", Statement = [STATEMENT] })
      }
      resource "aws_organizations_policy_attachment" "a" {
        policy_id = aws_organizations_policy.p.id
        target_id = TARGET
      }
      resource "aws_iam_user" "bob" {
        provider = aws.dev
        name     = "bob"
      }
      resource "aws_iam_user_policy" "bob" {
        provider = aws.dev
        user     = aws_iam_user.bob.name
        policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }] })
      }
      resource "aws_iam_user" "boss" { name = "boss" }
      resource "aws_iam_user_policy" "boss" {
        user   = aws_iam_user.boss.name
        policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }] })
      }
      """;

  private static final String NO_USERS =
      "{ Effect = \"Deny\", Action = \"iam:CreateUser\", Resource = \"*\" }";
  private static final String BOB = "aws/dev/aws_iam_user.bob";
  private static final String BOSS = "aws/default/aws_iam_user.boss";

  @TempDir Path folder;

  private Decision may(String terraform, String principal, String action, String resource)
      throws IOException {
    Files.writeString(folder.resolve("main.tf"), terraform);
    List<Collected> collected = Collect.run(List.of(folder), Limits.standard());
    return new RelationDecisions(FactBase.of(collected), null)
        .decide("may", List.of(principal, action, resource));
  }

  private static String organisation(String statement, String target) {
    return ORGANISATION.replace("STATEMENT", statement).replace("TARGET", target);
  }

  @Test
  void aDenyOnTheRootAUnitOrTheAccountsEntryReachesTheAccount() throws IOException {
    for (String target :
        List.of(
            "aws_organizations_organization.this.roots[0].id",
            "aws_organizations_organizational_unit.work.id",
            "aws_organizations_account.dev.id")) {
      String terraform = organisation(NO_USERS, target);
      assertThat(may(terraform, BOB, "iam:CreateUser", BOB).verdict())
          .as(target)
          .isEqualTo(Verdict.NO);
      assertThat(may(terraform, BOB, "iam:DeleteUser", BOB).verdict())
          .as(target)
          .isEqualTo(Verdict.YES);
    }
  }

  @Test
  void theAccountThatManagesTheOrganisationIsNotLimited() throws IOException {
    String terraform = organisation(NO_USERS, "aws_organizations_organization.this.roots[0].id");
    assertThat(may(terraform, BOSS, "iam:CreateUser", BOSS).verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void aLevelThatListsWhatItAllowsLimitsUnlessAllIsAllowedBesideIt() throws IOException {
    String list = "{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }";
    String terraform = organisation(list, "aws_organizations_organizational_unit.work.id");
    Decision decision = may(terraform, BOB, "iam:CreateUser", BOB);
    assertThat(decision.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(decision.alternatives().getFirst().assumptions())
        .anyMatch(assumption -> assumption.says().contains("FullAWSAccess"));
  }

  @Test
  void aGrantOfAKeySufficesForItsOperationsOnly() throws IOException {
    String terraform =
        """
        resource "aws_kms_key" "k" {}
        resource "aws_iam_role" "app" {
          name               = "app"
          assume_role_policy = jsonencode({ Statement = [] })
        }
        resource "aws_kms_grant" "g" {
          name              = "use"
          key_id            = aws_kms_key.k.key_id
          grantee_principal = aws_iam_role.app.arn
          operations        = ["Decrypt"]
        }
        """;
    String app = "aws/default/aws_iam_role.app";
    String key = "aws/default/aws_kms_key.k";
    assertThat(may(terraform, app, "kms:Decrypt", key).verdict()).isEqualTo(Verdict.YES);
    assertThat(may(terraform, app, "kms:Encrypt", key).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void anAccessListOpensABucketUnlessItsOwnerOwnsEverything() throws IOException {
    String open =
        """
        resource "aws_s3_bucket" "b" { bucket = "b" }
        resource "aws_s3_bucket_acl" "b" {
          bucket = aws_s3_bucket.b.id
          acl    = "public-read"
        }
        """;
    String shut =
        open
            + """
            resource "aws_s3_bucket_ownership_controls" "b" {
              bucket = aws_s3_bucket.b.id
              rule { object_ownership = "BucketOwnerEnforced" }
            }
            """;
    assertThat(may(open, "internet", "s3:ListBucket", "arn:aws:s3:::b").verdict())
        .isEqualTo(Verdict.YES);
    assertThat(may(open, "internet", "s3:GetObject", "arn:aws:s3:::b").verdict())
        .as("the list of a bucket opens no objects")
        .isEqualTo(Verdict.NO);
    assertThat(may(shut, "internet", "s3:ListBucket", "arn:aws:s3:::b").verdict())
        .isEqualTo(Verdict.NO);
  }
}
