package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By which settings services themselves refuse something, and what is no such setting.
final class SafeguardsTest {
  private static final String IN = "aws/default/";

  @TempDir Path folder;

  private Facts facts(String terraform) {
    return Facts.of(folder, Map.of("main.tf", terraform));
  }

  private List<String> safeguards(String terraform) {
    return facts(terraform).all("safeguard");
  }

  private List<String> keysOfAws(String terraform) {
    return facts(terraform).all("key_of_aws");
  }

  private static String function(String artifacts) {
    return """
    resource "aws_lambda_function" "f" {
      function_name           = "f"
      code_signing_config_arn = aws_lambda_code_signing_config.c.arn
    }
    resource "aws_lambda_code_signing_config" "c" {
      allowed_publishers { signing_profile_version_arns = ["arn:aws:signer:eu-west-1:111122223333:/signing-profiles/p/v"] }
      policies { untrusted_artifact_on_deployment = "%s" }
    }
    """
        .formatted(artifacts);
  }

  @Test
  void aFunctionWhoseSigningIsEnforcedTakesSignedCodeOnly() {
    assertThat(safeguards(function("Enforce")))
        .containsExactly(IN + "aws_lambda_function.f signed code only");
  }

  @Test
  void aWarningIsNoSafeguard() {
    assertThat(safeguards(function("Warn"))).isEmpty();
  }

  @Test
  void anImageTakesNoLayers() {
    String image =
        "resource \"aws_lambda_function\" \"f\" { function_name = \"f\"\n package_type = \"Image\" }";
    assertThat(safeguards(image)).containsExactly(IN + "aws_lambda_function.f no layers");
  }

  @Test
  void whatIsProtectedFromDeletionIsSaidByItsService() {
    assertThat(
            safeguards(
                """
                resource "aws_db_instance" "d" {
                  identifier          = "d"
                  deletion_protection = true
                }
                resource "aws_dynamodb_table" "t" {
                  name                        = "t"
                  deletion_protection_enabled = true
                }
                resource "aws_db_instance" "open" { identifier = "open" }
                """))
        .containsExactlyInAnyOrder(
            IN + "aws_db_instance.d deletion protection",
            IN + "aws_dynamodb_table.t deletion protection");
  }

  private static final String BUCKET = "resource \"aws_s3_bucket\" \"b\" { bucket = \"b\" }\n";

  private static String versions(String configuration) {
    return BUCKET
        + "resource \"aws_s3_bucket_versioning\" \"v\" {\n bucket = aws_s3_bucket.b.id\n"
        + " versioning_configuration {\n"
        + configuration
        + "\n}\n}\n";
  }

  @Test
  void aBucketKeepsVersionsWhereTheyAreEnabled() {
    assertThat(safeguards(versions("status = \"Enabled\"")))
        .containsExactly("arn:aws:s3:::b versions");
    assertThat(safeguards(versions("status = \"Suspended\""))).isEmpty();
  }

  @Test
  void versionsThatTakeASecondFactorAreLocked() {
    assertThat(safeguards(versions("status = \"Enabled\"\n mfa_delete = \"Enabled\"")))
        .containsExactly("arn:aws:s3:::b locked versions", "arn:aws:s3:::b versions");
  }

  private static String locked(String rule) {
    return BUCKET
        + "resource \"aws_s3_bucket_object_lock_configuration\" \"l\" {\n"
        + "bucket = aws_s3_bucket.b.id\n"
        + rule
        + "\n}\n";
  }

  private static String mode(String mode) {
    return locked("rule {\n default_retention {\n mode = \"" + mode + "\"\n days = 30\n}\n}");
  }

  @Test
  void aLockThatEveryObjectGetsHoldsAndSomeMayBypassIt() {
    assertThat(safeguards(mode("COMPLIANCE")))
        .containsExactly("arn:aws:s3:::b locked versions", "arn:aws:s3:::b versions");
    assertThat(safeguards(mode("GOVERNANCE")))
        .containsExactly("arn:aws:s3:::b locked versions with a bypass", "arn:aws:s3:::b versions");
  }

  @Test
  void aLockThatObjectsHaveToAskForIsNone() {
    assertThat(safeguards(locked(""))).isEmpty();
  }

  @Test
  void whatIsEncryptedUnderNoKeyThatIsNamedIsUnderAKeyOfAws() {
    assertThat(
            keysOfAws(
                """
                resource "aws_secretsmanager_secret" "s" { name = "s" }
                resource "aws_db_instance" "d" {
                  identifier        = "d"
                  storage_encrypted = true
                }
                resource "aws_db_snapshot" "copy" {
                  db_snapshot_identifier = "copy"
                  db_instance_identifier = aws_db_instance.d.identifier
                }
                resource "aws_db_instance" "plain" { identifier = "plain" }
                """))
        .containsExactlyInAnyOrder(
            IN + "aws_secretsmanager_secret.s",
            IN + "aws_db_instance.d",
            IN + "aws_db_snapshot.copy");
  }

  @Test
  void aKeyOfTheCustomerIsNotOneOfAws() {
    assertThat(
            keysOfAws(
                """
                resource "aws_kms_key" "k" {}
                resource "aws_secretsmanager_secret" "s" {
                  name       = "s"
                  kms_key_id = aws_kms_key.k.arn
                }
                resource "aws_secretsmanager_secret" "u" {
                  name       = "u"
                  kms_key_id = var.key
                }
                variable "key" {}
                """))
        .isEmpty();
  }

  @Test
  void aBucketUnderTheDefaultKeyOfItsServiceIsUnderAKeyOfAws() {
    String encrypted =
        BUCKET
            + """
            resource "aws_s3_bucket_server_side_encryption_configuration" "e" {
              bucket = aws_s3_bucket.b.id
              rule {
                apply_server_side_encryption_by_default { sse_algorithm = "%s" }
              }
            }
            """;
    assertThat(keysOfAws(encrypted.formatted("aws:kms"))).containsExactly("arn:aws:s3:::b");
    assertThat(keysOfAws(encrypted.formatted("AES256"))).isEmpty();
  }

  @Test
  void commandsInContainersAreOffUnlessSwitchedOn() {
    String service = "resource \"aws_ecs_service\" \"s\" {\n name = \"s\"\n %s\n}\n";
    String off = IN + "aws_ecs_service.s no shell in its containers";
    assertThat(safeguards(service.formatted(""))).containsExactly(off);
    assertThat(safeguards(service.formatted("enable_execute_command = true"))).isEmpty();
    assertThat(
            safeguards(service.formatted("enable_execute_command = var.x") + "variable \"x\" {}"))
        .isEmpty();
  }

  @Test
  void aSettingThatIsUnknownLeavesOpenWhatTheAccountHas() {
    String table = "resource \"aws_dynamodb_table\" \"t\" {\n name = \"t\"\n %s\n}\n";
    assertThat(facts(table.formatted("")).all("covered")).contains("aws/default safeguard");
    String unknown = table.formatted("deletion_protection_enabled = var.x") + "variable \"x\" {}";
    assertThat(facts(unknown).all("covered"))
        .contains("aws/default reserved")
        .doesNotContain("aws/default safeguard");
  }

  @Test
  void templatesAndInventoriesSayTheSame() {
    Facts template =
        Facts.of(
            folder,
            Map.of(
                "template.yaml",
                """
                AWSTemplateFormatVersion: "2010-09-09"
                Resources:
                  B:
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketName: b
                      VersioningConfiguration: {Status: Enabled}
                      ObjectLockEnabled: true
                      ObjectLockConfiguration:
                        ObjectLockEnabled: Enabled
                        Rule: {DefaultRetention: {Mode: COMPLIANCE, Days: 30}}
                  T:
                    Type: AWS::DynamoDB::Table
                    Properties: {TableName: t, DeletionProtectionEnabled: true}
                  F:
                    Type: AWS::Lambda::Function
                    Properties: {FunctionName: f, CodeSigningConfigArn: !Ref C}
                  C:
                    Type: AWS::Lambda::CodeSigningConfig
                    Properties:
                      CodeSigningPolicies: {UntrustedArtifactOnDeployment: Enforce}
                """));
    assertThat(template.all("safeguard"))
        .map(text -> text.substring(text.lastIndexOf('/') + 1))
        .containsExactlyInAnyOrder(
            "arn:aws:s3:::b locked versions",
            "arn:aws:s3:::b versions",
            "T deletion protection",
            "F signed code only");
  }

  @Test
  void anInventoryShowsVersionsBesideTheConfiguration() {
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "snapshot.json",
                """
                {"configurationItems": [{"resourceType": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::b",
                  "awsAccountId": "111122223333", "awsRegion": "eu-west-1", "resourceName": "b",
                  "configuration": {"name": "b"}, "supplementaryConfiguration":
                    {"BucketVersioningConfiguration": {"status": "Enabled", "isMfaDeleteEnabled": null}}}]}
                """));
    assertThat(facts.all("safeguard")).containsExactly("arn:aws:s3:::b versions");
    assertThat(facts.all("covered"))
        .contains("arn:aws:iam::111122223333:root reserved")
        .doesNotContain("arn:aws:iam::111122223333:root safeguard");
  }

  @Test
  void rolesOfServicesAreReservedAndOthersAreNot() {
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "export.json",
                """
                {"UserDetailList": [], "GroupDetailList": [], "Policies": [], "RoleDetailList": [
                  {"RoleName": "AWSReservedSSO_Admin_1", "Arn":
                    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1"},
                  {"RoleName": "app", "Arn": "arn:aws:iam::111122223333:role/app"}]}
                """));
    assertThat(facts.all("reserved"))
        .containsExactly(
            "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1");
    assertThat(facts.all("covered")).contains("arn:aws:iam::111122223333:root reserved");
  }

  @Test
  void anImageThatIsNamedByItsDigestIsFixed() {
    String task =
        """
        resource "aws_ecs_task_definition" "t" {
          family                = "t"
          container_definitions = jsonencode([{name = "a", image = "%s"}])
        }
        """;
    String repository = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app";
    assertThat(safeguards(task.formatted(repository + "@sha256:" + "0".repeat(64))))
        .containsExactly(IN + "aws_ecs_task_definition.t a fixed image");
    assertThat(safeguards(task.formatted(repository + ":latest"))).isEmpty();
  }

  private Facts host(String script, String mode) {
    return facts(
        """
        resource "aws_ecs_cluster" "c" { name = "c" }
        resource "aws_instance" "box" { user_data = "%s" }
        resource "aws_ecs_task_definition" "t" {
          family                = "t"
          network_mode          = "%s"
          container_definitions = jsonencode([{name = "a", image = "a"}])
        }
        resource "aws_ecs_service" "s" {
          name            = "s"
          cluster         = aws_ecs_cluster.c.id
          task_definition = aws_ecs_task_definition.t.arn
        }
        """
            .formatted(script, mode));
  }

  @Test
  void aMachineKeepsContainersFromItsMetadata() {
    String kept = IN + "aws_ecs_service.s " + IN + "aws_instance.box";
    String agent = "echo ECS_CLUSTER=c >> e\\necho ECS_AWSVPC_BLOCK_IMDS=true >> e";
    String rule = "echo ECS_CLUSTER=c >> e\\niptables -I DOCKER-USER -d 169.254.169.254/32 -j DROP";
    assertThat(host(agent, "awsvpc").all("kept_from_metadata")).containsExactly(kept);
    assertThat(host(rule, "bridge").all("kept_from_metadata")).containsExactly(kept);
  }

  @Test
  void whatBlocksOneNetworkIsNothingToAnother() {
    String agent = "echo ECS_CLUSTER=c >> e\\necho ECS_AWSVPC_BLOCK_IMDS=true >> e";
    assertThat(host(agent, "bridge").all("kept_from_metadata")).isEmpty();
    assertThat(host(agent, "host").all("kept_from_metadata")).isEmpty();
    assertThat(host("echo ECS_CLUSTER=c >> e", "awsvpc").all("kept_from_metadata")).isEmpty();
  }

  private static String trust(String subject) {
    return """
    resource "aws_iam_role" "r" {
      name               = "r"
      assume_role_policy = jsonencode({Statement = [{Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity",
        Principal = {Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
        Condition = {StringLike = {"token.actions.githubusercontent.com:sub" = "%s"}}}]})
    }
    """
        .formatted(subject);
  }

  @Test
  void aTrustThatNamesABranchOrAnEnvironmentPinsPipelines() {
    for (String subject :
        List.of("repo:shop/web:ref:refs/heads/main", "repo:shop/web:environment:prod")) {
      assertThat(facts(trust(subject)).all("pins_pipelines")).hasSize(1);
    }
    for (String subject :
        List.of(
            "repo:shop/web:*", "repo:shop/web:ref:refs/heads/*", "repo:shop/web:pull_request")) {
      assertThat(facts(trust(subject)).all("pins_pipelines")).isEmpty();
    }
  }

  private Facts distribution(String enabled, String target) {
    return facts(
        BUCKET
            + """
            resource "aws_cloudfront_distribution" "d" {
              enabled = %s
              origin {
                domain_name              = aws_s3_bucket.b.bucket_regional_domain_name
                origin_id                = "files"
                origin_access_control_id = "E1"
              }
              origin {
                domain_name = "www.example.com"
                origin_id   = "site"
              }
              origin_group {
                origin_id = "both"
                member { origin_id = "site" }
                member { origin_id = "files" }
              }
              default_cache_behavior { target_origin_id = "%s" }
            }
            """
                .formatted(enabled, target));
  }

  @Test
  void aDistributionServesTheOriginsThatABehaviourLeadsTo() {
    assertThat(distribution("true", "files").all("serves_objects")).hasSize(1);
    assertThat(distribution("true", "both").all("serves_objects")).hasSize(1);
    assertThat(distribution("true", "site").all("serves_objects")).isEmpty();
  }

  @Test
  void aDistributionThatIsSwitchedOffServesNothing() {
    Facts off = distribution("false", "files");
    assertThat(off.all("serves_objects")).isEmpty();
    assertThat(off.all("public_endpoint")).isEmpty();
  }
}
