package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One module in three forms, several paths, and input that is broken on purpose.
final class TerraformSourcesTest {
  private static final String CODE =
      """
      provider "aws" {
        region              = "eu-west-1"
        allowed_account_ids = ["111122223333"]
      }
      resource "aws_iam_user" "u" { name = "u" }
      resource "aws_iam_user_policy" "own" {
        name   = "own"
        user   = aws_iam_user.u.name
        policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
      }
      resource "aws_sqs_queue" "q" { name = "q" }
      """;

  private static final String STATE =
      """
      {"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x", "outputs": {}, "resources": [
        {"mode": "managed", "type": "aws_iam_user", "name": "u", "provider": "provider[\\"registry.terraform.io/hashicorp/aws\\"]",
         "instances": [{"attributes": {"arn": "arn:aws:iam::111122223333:user/u", "id": "u", "name": "u", "path": "/", "permissions_boundary": null}}]},
        {"mode": "managed", "type": "aws_iam_user_policy", "name": "own", "provider": "provider[\\"registry.terraform.io/hashicorp/aws\\"]",
         "instances": [{"attributes": {"id": "u:own", "name": "own", "user": "u",
           "policy": "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"s3:*\\",\\"Resource\\":\\"*\\"}]}"}}]},
        {"mode": "managed", "type": "aws_sqs_queue", "name": "q", "provider": "provider[\\"registry.terraform.io/hashicorp/aws\\"]",
         "instances": [{"attributes": {"arn": "arn:aws:sqs:eu-west-1:111122223333:q", "id": "https://sqs.eu-west-1.amazonaws.com/111122223333/q", "name": "q", "policy": ""}}]}
      ]}
      """;

  private static final String PLAN =
      """
      {"format_version": "1.2", "terraform_version": "1.9.0",
       "planned_values": {"root_module": {"resources": [
         {"address": "aws_iam_user.u", "mode": "managed", "type": "aws_iam_user", "name": "u", "provider_name": "registry.terraform.io/hashicorp/aws",
          "values": {"name": "u", "path": "/", "permissions_boundary": null}},
         {"address": "aws_iam_user_policy.own", "mode": "managed", "type": "aws_iam_user_policy", "name": "own", "provider_name": "registry.terraform.io/hashicorp/aws",
          "values": {"name": "own", "user": "u", "policy": "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"s3:*\\",\\"Resource\\":\\"*\\"}]}"}},
         {"address": "aws_sqs_queue.q", "mode": "managed", "type": "aws_sqs_queue", "name": "q", "provider_name": "registry.terraform.io/hashicorp/aws",
          "values": {"name": "q"}}]}},
       "resource_changes": [],
       "configuration": {"provider_config": {"aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws",
         "expressions": {"region": {"constant_value": "eu-west-1"}, "allowed_account_ids": {"constant_value": ["111122223333"]}}}},
         "root_module": {}}}
      """;

  private static final String BOMB =
      """
      locals {
        a = [for i in range(1000) : i]
        b = [for i in local.a : local.a]
        c = [for i in local.b : local.b]
        d = [for i in local.c : local.c]
      }
      resource "aws_iam_user" "u" {
        name = "x"
        tags = { a = join(",", flatten(local.d)) }
      }
      """;

  @TempDir Path folder;

  private static List<String> texts(Collected collected) {
    return collected.facts().stream().map(Fact::toString).sorted().toList();
  }

  @Test
  void codePlanAndStateAgreeOnEveryFact() {
    Facts code = Facts.of(folder.resolve("code"), Map.of("main.tf", CODE));
    Facts state = Facts.of(folder.resolve("state"), Map.of("terraform.tfstate", STATE));
    Facts plan = Facts.of(folder.resolve("plan"), Map.of("plan.json", PLAN));
    assertThat(state.collected().kind()).isEqualTo("terraform.state");
    assertThat(plan.collected().kind()).isEqualTo("terraform.plan");
    assertThat(texts(state.collected())).isEqualTo(texts(code.collected()));
    assertThat(texts(plan.collected())).isEqualTo(texts(code.collected()));
    assertThat(code.entities())
        .contains(
            "aws.iam.user arn:aws:iam::111122223333:user/u",
            "aws.sqs.queue arn:aws:sqs:eu-west-1:111122223333:q");
  }

  @Test
  void oneFolderWithCodeAndStateIsTwoSources() throws IOException {
    Facts.of(folder, Map.of("infra/main.tf", CODE, "infra/terraform.tfstate", STATE));
    List<Collected> sources = Collect.run(List.of(folder.resolve("infra")), Limits.standard());
    assertThat(sources).extracting(Collected::kind).containsExactly("terraform", "terraform.state");
    assertThat(sources)
        .extracting(Collected::source)
        .containsExactly("infra", "infra:terraform.state");
  }

  @Test
  void pathsThatNameThingsAlikeAreKeptApart() {
    String user =
        "variable \"account_id\" {}\nresource \"aws_iam_user\" \"u\" { name = \"u-${var.account_id}\" }\n";
    Facts.of(folder, Map.of("a/main.tf", user, "b/main.tf", user));
    List<Collected> sources =
        Collect.run(List.of(folder.resolve("a"), folder.resolve("b")), Limits.standard());
    assertThat(sources).hasSize(2);
    assertThat(sources.get(0).facts())
        .isNotEmpty()
        .doesNotContainAnyElementsOf(sources.get(1).facts());
    assertThat(texts(sources.get(0)))
        .contains(
            "arn(aws/a/default/aws_iam_user.u, arn:aws:iam::⟨aws/a/default⟩:user/u-⟨a/.:var.account_id⟩)",
            "same_symbol(a/.:var.account_id, aws/a/default, only one account is in use, so that the variable `account_id` means it)");
    assertThat(sources.get(0).covers()).containsExactly("aws.iam of account aws/a/default");
  }

  @Test
  void secretsNeverBecomeFacts() {
    String secret = "wJalrXUtnFEMI0K7MDENG0bPxRfiCYEXAMPLEKEY";
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "main.tf",
                """
                resource "aws_ssm_parameter" "p" {
                  name  = "/p"
                  type  = "SecureString"
                  value = "SECRET"
                }
                resource "aws_db_instance" "d" {
                  identifier = "d"
                  password   = "SECRET"
                }
                """
                    .replace("SECRET", secret)));
    assertThat(texts(facts.collected())).isNotEmpty().noneMatch(text -> text.contains(secret));
    assertThat(facts.collected().entities())
        .noneMatch(entity -> entity.toString().contains(secret));
  }

  @Test
  void brokenInputIsAProblemAndTheRestIsRead() throws IOException {
    Files.write(folder.resolve("binary.tf"), new byte[] {0, 1, 2, 3, 0, (byte) 0xff});
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "good/main.tf", "resource \"aws_iam_user\" \"u\" { name = \"u\" }",
                "cut/main.tf", "resource \"aws_iam_user\" \"u\" {\n  name = \"u",
                "self/main.tf", "module \"m\" { source = \"./\" }",
                "bomb/main.tf", BOMB,
                "state/terraform.tfstate", STATE.substring(0, STATE.length() / 2)));
    assertThat(facts.all("arn")).anyMatch(arn -> arn.contains("good:default/aws_iam_user.u"));
    assertThat(facts.collected().problems())
        .extracting(problem -> problem.evidence() == null ? "" : problem.evidence().file())
        .contains("binary.tf", "cut/main.tf", "self/main.tf");
  }

  /// Names are replaced in files, folders move; the facts have to be the same up to exactly these
  /// changes.
  @Test
  void renamingEverythingAndMovingFoldersChangesNothingElse() {
    Map<String, String> files =
        Map.of(
            "infra/main.tf",
            """
            module "m" {
              source = "../shared"
              label  = "quebec"
            }
            resource "aws_iam_role" "quebec" {
              name               = "quebec"
              assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = module.m.arn } }] })
            }
            resource "aws_iam_role_policy_attachment" "quebec" {
              role       = aws_iam_role.quebec.name
              policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
            }
            """,
            "shared/main.tf",
            """
            variable "label" {}
            resource "aws_iam_user" "quebec" { name = var.label }
            output "arn" { value = aws_iam_user.quebec.arn }
            """);
    Map<String, String> renamed = new TreeMap<>();
    files.forEach(
        (path, text) ->
            renamed.put(
                "moved/" + path.replace("infra", "tango"),
                text.replace("quebec", "zulu").replace("infra", "tango")));
    Facts before = Facts.of(folder.resolve("before"), files);
    Facts after = Facts.of(folder.resolve("after"), renamed);
    assertThat(before.collected().facts()).isNotEmpty();
    TreeSet<String> expected =
        before.collected().facts().stream()
            .map(fact -> fact + "@" + fact.evidence().getFirst().line())
            .map(text -> text.replace("quebec", "zulu").replace("infra", "moved/tango"))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> found =
        after.collected().facts().stream()
            .map(fact -> fact + "@" + fact.evidence().getFirst().line())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).isEqualTo(expected);
  }
}
