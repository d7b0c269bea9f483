package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkloadFactsTest {
  private static final String ROLE =
      """
      resource "aws_iam_role" "r" {
        name               = "r"
        assume_role_policy = jsonencode({ Statement = [] })
      }
      resource "aws_iam_instance_profile" "ip" {
        name = "ip"
        role = aws_iam_role.r.name
      }
      """;

  @TempDir Path folder;

  private Facts facts(String terraform) {
    return Facts.of(folder, Map.of("main.tf", terraform, "role.tf", ROLE));
  }

  @Test
  void whatRunsCodeRunsAsItsRole() {
    Facts facts =
        facts(
            """
            resource "aws_lambda_function" "f" {
              function_name = "f"
              role          = aws_iam_role.r.arn
            }
            resource "aws_codebuild_project" "b" {
              name         = "b"
              service_role = "r"
            }
            resource "aws_instance" "i" { iam_instance_profile = aws_iam_instance_profile.ip.name }
            resource "aws_sfn_state_machine" "s" {
              name     = "s"
              role_arn = aws_iam_role.r.arn
            }
            resource "aws_cloudformation_stack" "c" {
              name         = "c"
              iam_role_arn = aws_iam_role.r.arn
            }
            """);
    assertThat(facts.placed("runs_as"))
        .containsExactly(
            "aws/default/aws_codebuild_project.b aws/default/aws_iam_role.r @main.tf:7",
            "aws/default/aws_instance.i aws/default/aws_iam_role.r @main.tf:9",
            "aws/default/aws_lambda_function.f aws/default/aws_iam_role.r @main.tf:3");
    assertThat(facts.all("calls_as"))
        .containsExactly("aws/default/aws_sfn_state_machine.s aws/default/aws_iam_role.r");
    assertThat(facts.all("provisions_with"))
        .containsExactly("aws/default/aws_cloudformation_stack.c aws/default/aws_iam_role.r");
    assertThat(facts.all("has_instance_profile"))
        .containsExactly("aws/default/aws_instance.i aws/default/aws_iam_instance_profile.ip");
  }

  @Test
  void aTypeThatIsNotListedStillHandsItsRoleToAService() {
    Facts facts =
        facts(
            """
            resource "aws_newservice_thing" "t" {
              name     = "t"
              role_arn = aws_iam_role.r.arn
            }
            resource "aws_newservice_other" "o" { name = "o" }
            """);
    assertThat(facts.all("calls_as"))
        .containsExactly("aws/default/aws_newservice_thing.t aws/default/aws_iam_role.r");
    assertThat(facts.entities())
        .contains("aws.newservice.thing aws/default/aws_newservice_thing.t")
        .noneMatch(entity -> entity.contains("_other"));
  }

  @Test
  void aScalingGroupFollowsItsTemplateOrDoesNot() {
    Facts facts =
        facts(
            """
            resource "aws_launch_template" "t" {
              name = "t"
              iam_instance_profile { arn = aws_iam_instance_profile.ip.arn }
              metadata_options { http_tokens = "required" }
            }
            resource "aws_autoscaling_group" "floating" {
              name = "floating"
              launch_template {
                id      = aws_launch_template.t.id
                version = "$Latest"
              }
            }
            resource "aws_autoscaling_group" "pinned" {
              name = "pinned"
              launch_template {
                name    = "t"
                version = aws_launch_template.t.latest_version
              }
            }
            """);
    assertThat(facts.all("starts_from"))
        .containsExactly(
            "aws/default/aws_autoscaling_group.floating aws/default/aws_launch_template.t latest",
            "aws/default/aws_autoscaling_group.pinned aws/default/aws_launch_template.t pinned");
    assertThat(facts.all("template_runs_as"))
        .containsExactly("aws/default/aws_launch_template.t aws/default/aws_iam_role.r");
    assertThat(facts.all("runs_as")).hasSize(2);
    assertThat(facts.all("metadata_service"))
        .containsExactly(
            "aws/default/aws_autoscaling_group.floating v2",
            "aws/default/aws_autoscaling_group.pinned v2");
  }

  @Test
  void servicesOfAClusterAndItsHosts() {
    Facts facts =
        facts(
            """
            resource "aws_ecs_cluster" "c" { name = "c" }
            resource "aws_ecs_task_definition" "t" {
              family                = "t"
              task_role_arn         = aws_iam_role.r.arn
              container_definitions = "[]"
            }
            resource "aws_ecs_service" "s" {
              name            = "s"
              cluster         = aws_ecs_cluster.c.id
              task_definition = aws_ecs_task_definition.t.arn
            }
            resource "aws_instance" "host" {
              user_data = base64encode("#!/bin/bash\\necho ECS_CLUSTER=c >> /etc/ecs/ecs.config")
            }
            """);
    assertThat(facts.all("in_cluster"))
        .containsExactly(
            "aws/default/aws_ecs_service.s aws/default/aws_ecs_cluster.c",
            "aws/default/aws_instance.host aws/default/aws_ecs_cluster.c");
    assertThat(facts.all("starts_from"))
        .containsExactly(
            "aws/default/aws_ecs_service.s aws/default/aws_ecs_task_definition.t pinned");
    assertThat(facts.all("template_runs_as"))
        .containsExactly("aws/default/aws_ecs_task_definition.t aws/default/aws_iam_role.r");
    assertThat(facts.all("arn"))
        .contains(
            "aws/default/aws_ecs_service.s arn:aws:ecs:⟨aws/default:region⟩:⟨aws/default⟩:service/c/s");
  }

  @Test
  void aLambdaPermissionIsAStatementOfTheFunctionsPolicy() {
    Facts facts =
        facts(
            """
            resource "aws_lambda_function" "f" {
              function_name = "f"
              role          = aws_iam_role.r.arn
            }
            resource "aws_lambda_permission" "p" {
              statement_id   = "AllowBucket"
              action         = "lambda:InvokeFunction"
              function_name  = aws_lambda_function.f.function_name
              principal      = "s3.amazonaws.com"
              source_account = "111122223333"
            }
            resource "aws_lambda_function_url" "u" {
              function_name      = aws_lambda_function.f.function_name
              authorization_type = "NONE"
            }
            """);
    assertThat(facts.placed("policy_statement"))
        .filteredOn(placed -> placed.contains("policy FunctionURL"))
        .hasSize(2)
        .allMatch(placed -> placed.endsWith("@main.tf:12"));
    assertThat(facts.placed("policy_statement"))
        .filteredOn(placed -> !placed.contains("policy FunctionURL"))
        .containsExactly(
            "aws/default/aws_lambda_function.f/policy AllowBucket {\"Action\":[\"lambda:InvokeFunction\"],\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":[\"111122223333\"]}},\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"s3.amazonaws.com\"]},\"Resource\":[\"arn:aws:lambda:⟨aws/default:region⟩:⟨aws/default⟩:function:f\"],\"Sid\":\"AllowBucket\"} @main.tf:5");
    assertThat(facts.all("function_url")).containsExactly("aws/default/aws_lambda_function.f NONE");
  }

  @Test
  void credentialsAreFoundWhereTheyAreWritten() {
    Facts facts =
        facts(
            """
            resource "aws_iam_user" "u" { name = "u" }
            resource "aws_iam_access_key" "k" { user = aws_iam_user.u.name }
            resource "aws_ssm_parameter" "p" {
              name  = "/p"
              type  = "SecureString"
              value = jsonencode({ secret = aws_iam_access_key.k.secret })
            }
            resource "aws_secretsmanager_secret" "s" { name = "s" }
            resource "aws_secretsmanager_secret_version" "v" {
              secret_id     = aws_secretsmanager_secret.s.id
              secret_string = aws_iam_access_key.k.secret
            }
            resource "aws_ssm_parameter" "id_only" {
              name  = "/id"
              type  = "String"
              value = aws_iam_access_key.k.id
            }
            """);
    assertThat(facts.placed("holds_credential"))
        .containsExactly(
            "aws/default/aws_secretsmanager_secret.s aws/default/aws_iam_user.u @main.tf:11",
            "aws/default/aws_ssm_parameter.p aws/default/aws_iam_user.u @main.tf:6");
    assertThat(facts.all("stores"))
        .contains(
            "aws/default/aws_ssm_parameter.p secret",
            "aws/default/aws_secretsmanager_secret.s secret");
  }

  @Test
  void machinesWithMetadataOfTheOldKind() {
    Facts facts =
        facts(
            """
            resource "aws_instance" "old" {
              metadata_options { http_tokens = "optional" }
            }
            resource "aws_instance" "off" {
              metadata_options { http_endpoint = "disabled" }
            }
            """);
    assertThat(facts.all("metadata_service"))
        .containsExactly("aws/default/aws_instance.off off", "aws/default/aws_instance.old v1");
  }
}
