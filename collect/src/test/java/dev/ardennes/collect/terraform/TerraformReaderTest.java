package dev.ardennes.collect.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.terraform.value.JsonText;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TerraformReaderTest {
  private static TerraformResult read(String... pathsAndTexts) {
    return read(ResourceKnowledge.NONE, pathsAndTexts);
  }

  private static TerraformResult read(ResourceKnowledge knowledge, String... pathsAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int index = 0; index < pathsAndTexts.length; index += 2) {
      files.put(pathsAndTexts[index], pathsAndTexts[index + 1]);
    }
    return new TerraformReader("test", SourceTree.ofTexts(files)).read(knowledge);
  }

  private static ResourceInstance only(TerraformResult result, String address) {
    assertThat(result.problems()).isEmpty();
    return result.roots().getFirst().resource(address).orElseThrow();
  }

  private static String text(ResourceInstance instance, String attribute) {
    return Values.text(instance.value(attribute)).orElseThrow();
  }

  private static Value entry(MapValue map, String name) {
    return Optional.ofNullable(map.entry(name)).orElseThrow();
  }

  private static List<String> addresses(TerraformResult result) {
    return result.roots().getFirst().resources().stream().map(ResourceInstance::address).toList();
  }

  @Test
  void variableWithoutValueIsUnknownByItsName() {
    TerraformResult result =
        read(
            "labs/x/main.tf",
            """
            variable "suffix" {}
            resource "aws_s3_bucket" "b" { bucket = "exports-${var.suffix}-logs" }
            """);
    ResourceInstance bucket = only(result, "aws_s3_bucket.b");
    assertThat(text(bucket, "bucket")).isEqualTo("exports-⟨labs/x:var.suffix⟩-logs");
    assertThat(bucket.value("arn"))
        .isInstanceOfSatisfying(
            UnknownValue.class,
            arn -> {
              assertThat(arn.symbol()).isEqualTo("labs/x:aws_s3_bucket.b.arn");
              assertThat(arn.reason()).isEqualTo(UnknownValue.Reason.COMPUTED);
            });
  }

  @Test
  void variableFilesWinInTerraformsOrder() {
    TerraformResult result =
        read(
            "main.tf",
            """
            variable "a" { default = "default" }
            variable "b" { default = "default" }
            variable "c" { default = "default" }
            resource "x_y" "z" {
              a = var.a
              b = var.b
              c = var.c
            }
            """,
            "terraform.tfvars",
            "a = \"standard\"\nb = \"standard\"\n",
            "z.auto.tfvars",
            "b = \"automatic\"\n",
            "a.auto.tfvars.json",
            "{\"b\": \"earlier\"}",
            "prod.tfvars",
            "c = \"never\"\n");
    ResourceInstance instance = only(result, "x_y.z");
    assertThat(text(instance, "a")).isEqualTo("standard");
    assertThat(text(instance, "b")).isEqualTo("automatic");
    assertThat(text(instance, "c")).isEqualTo("default");
    assertThat(result.roots().getFirst().otherVariableFiles()).containsExactly("prod.tfvars");
  }

  @Test
  void countAndForEachMakeInstancesWithKeys() {
    TerraformResult result =
        read(
            "main.tf",
            """
            resource "a_b" "none" { count = 0 }
            resource "a_b" "two" {
              count = 2
              name  = "n${count.index}"
            }
            resource "a_b" "each" {
              for_each = { x = 1, "y z" = 2 }
              name     = "${each.key}=${each.value}"
            }
            resource "a_b" "user" { names = concat(a_b.two[*].name, [for k, r in a_b.each : r.name]) }
            """);
    assertThat(addresses(result))
        .containsExactly(
            "a_b.two[0]", "a_b.two[1]", "a_b.each[\"x\"]", "a_b.each[\"y z\"]", "a_b.user");
    assertThat(only(result, "a_b.user").value("names"))
        .hasToString("[\"n0\",\"n1\",\"x=1\",\"y z=2\"]");
  }

  @Test
  void unknownNumberMakesOneSymbolicInstance() {
    TerraformResult result =
        read(
            "main.tf",
            """
            variable "create" {}
            variable "names" {}
            resource "a_b" "c" {
              count = var.create ? 1 : 0
              name  = "c"
            }
            resource "a_b" "e" {
              for_each = toset(var.names)
              name     = "e-${each.key}"
            }
            resource "a_b" "user" {
              one = a_b.c[0].name
              two = a_b.e["k"].name
            }
            """);
    assertThat(result.roots().getFirst().resources())
        .extracting(ResourceInstance::symbolic)
        .containsExactly(true, true, false);
    ResourceInstance user = only(result, "a_b.user");
    assertThat(text(user, "one")).isEqualTo("c");
    assertThat(text(user, "two")).startsWith("e-⟨.:var.names");
  }

  @Test
  void modulesAreWiredByInputsOutputsAndProviders() {
    TerraformResult result =
        read(
            "live/main.tf",
            """
            provider "aws" { region = "eu-west-1" }
            provider "aws" {
              alias  = "prod"
              region = "eu-central-1"
            }
            module "app" {
              source    = "../modules/app"
              for_each  = toset(["a"])
              name      = "svc-${each.key}"
              providers = { aws.target = aws.prod }
            }
            output "role" { value = module.app["a"].role_name }
            """,
            "modules/app/main.tf",
            """
            terraform {
              required_providers {
                aws = {
                  source                = "hashicorp/aws"
                  configuration_aliases = [aws.target]
                }
              }
            }
            variable "name" { type = string }
            resource "aws_iam_role" "r" {
              provider = aws.target
              name     = var.name
            }
            resource "aws_s3_bucket" "b" { bucket = "plain" }
            output "role_name" { value = aws_iam_role.r.name }
            """);
    ResourceInstance role = only(result, "module.app[\"a\"].aws_iam_role.r");
    assertThat(result.roots()).extracting(RootModule::path).containsExactly("live");
    assertThat(role.provider())
        .isEqualTo(new ProviderReference("", "aws", "prod", "hashicorp/aws", true));
    assertThat(only(result, "module.app[\"a\"].aws_s3_bucket.b").provider().alias()).isEmpty();
    Value output = result.roots().getFirst().outputs().values().iterator().next().value();
    assertThat(output).hasToString("svc-a");
    assertThat(Values.allReferences(output).asSet())
        .extracting(Reference::symbol)
        .containsExactly(
            "live:module.app[\"a\"].aws_iam_role.r.name", "live:module.app[\"a\"].var.name");
  }

  @Test
  void computedAttributesComeFromKnowledgeOfTheProvider() {
    ResourceKnowledge knowledge =
        (instance, attribute) ->
            attribute.equals("arn")
                ? Optional.of(
                    StringValue.of(
                        "arn:aws:iam::1:role/" + instance.value("name"),
                        Origin.at(instance.position())))
                : Optional.empty();
    TerraformResult result =
        read(
            knowledge,
            "main.tf",
            """
            variable "s" {}
            resource "aws_iam_role" "r" { name = "app-${var.s}" }
            resource "a_b" "user" {
              arn = aws_iam_role.r.arn
              id  = aws_iam_role.r.unique_id
              all = values({ r = aws_iam_role.r })[*].arn
            }
            """);
    ResourceInstance user = only(result, "a_b.user");
    assertThat(text(user, "arn")).isEqualTo("arn:aws:iam::1:role/app-⟨.:var.s⟩");
    assertThat(text(user, "id")).isEqualTo("⟨.:aws_iam_role.r.unique_id⟩");
    assertThat(user.value("all")).hasToString("[\"arn:aws:iam::1:role/app-⟨.:var.s⟩\"]");
  }

  @Test
  void policyKeepsThePlacesOfItsStatements() {
    TerraformResult result =
        read(
            "main.tf",
            """
            locals {
              extra = {
                Effect = "Allow"
                Action = "s3:*"
              }
            }
            resource "aws_iam_policy" "p" {
              policy = jsonencode({
                Version = "2012-10-17"
                Statement = [
                  {
                    Effect = "Deny"
                    Action = ["iam:*"]
                  },
                  local.extra,
                ]
              })
            }
            resource "aws_iam_policy" "text" {
              policy = <<-EOF
                {
                  "Statement": [
                    { "Effect": "Allow",
                      "Resource": "${aws_iam_policy.p.arn}/*" }
                  ]
                }
              EOF
            }
            """);
    MapValue policy =
        (MapValue)
            JsonText.structure(only(result, "aws_iam_policy.p").value("policy")).orElseThrow();
    ListValue statements = (ListValue) entry(policy, "Statement");
    assertThat(statements.elements())
        .extracting(statement -> statement.position().toString())
        .containsExactly("main.tf:11:7", "main.tf:2:11");
    MapValue deny = (MapValue) statements.elements().getFirst();
    assertThat(entry(deny, "Action").position()).hasToString("main.tf:13:18");

    MapValue written =
        (MapValue)
            JsonText.structure(only(result, "aws_iam_policy.text").value("policy")).orElseThrow();
    ListValue inText = (ListValue) entry(written, "Statement");
    MapValue allow = (MapValue) inText.elements().getFirst();
    assertThat(allow.position()).hasToString("main.tf:23:9");
    assertThat(entry(allow, "Resource")).hasToString("⟨.:aws_iam_policy.p.arn⟩/*");
    assertThat(entry(allow, "Resource").position()).hasToString("main.tf:24:23");
  }

  @Test
  void secretIsFoundThroughLocalsAndFunctions() {
    TerraformResult result =
        read(
            "main.tf",
            """
            resource "aws_iam_access_key" "k" { user = "u" }
            locals { config = { key = aws_iam_access_key.k.secret } }
            resource "aws_instance" "i" {
              user_data = base64encode(templatefile("${path.module}/init.sh", local.config))
            }
            """,
            "init.sh",
            "export SECRET=${key}\n");
    Value data = only(result, "aws_instance.i").value("user_data");
    assertThat(Values.allReferences(data).asSet())
        .extracting(Reference::symbol)
        .contains(".:aws_iam_access_key.k.secret");
  }

  @Test
  void dynamicBlocksAreUnrolled() {
    TerraformResult result =
        read(
            "main.tf",
            """
            variable "more" {}
            resource "a_b" "c" {
              dynamic "rule" {
                for_each = [80, 443]
                iterator = port
                content {
                  from = port.value
                  dynamic "inner" {
                    for_each = var.more
                    content { x = inner.value }
                  }
                }
              }
            }
            """);
    List<EvaluatedBody.Block> rules = only(result, "a_b.c").blocks("rule");
    assertThat(rules)
        .extracting(rule -> rule.body().value("from").orElseThrow().toString())
        .containsExactly("80", "443");
    assertThat(rules.getFirst().body().blocks("inner"))
        .singleElement()
        .satisfies(inner -> assertThat(inner.symbolic()).isTrue());
  }

  @Test
  void fetchedModulesAreReadFromTheirFolders() {
    TerraformResult result =
        read(
            "r/main.tf",
            "module \"a\" { source = \"terraform-aws-modules/iam/aws\" }",
            "r/.terraform/modules/modules.json",
            "{\"Modules\":[{\"Key\":\"\",\"Source\":\"\",\"Dir\":\".\"},"
                + "{\"Key\":\"a\",\"Source\":\"x\",\"Dir\":\".terraform/modules/a\"}]}",
            "r/.terraform/modules/a/main.tf",
            "resource \"aws_iam_role\" \"r\" { name = \"fetched\" }");
    assertThat(text(only(result, "module.a.aws_iam_role.r"), "name")).isEqualTo("fetched");
    assertThat(result.roots()).hasSize(1);
  }

  @Test
  void jsonConfigurationMeansTheSame() {
    TerraformResult result =
        read(
            "main.tf.json",
            """
            {
              "variable": { "n": { "default": "x", "type": "string" } },
              "provider": { "aws": [{ "region": "r" }, { "alias": "p", "region": "q" }] },
              "resource": {
                "aws_iam_role": {
                  "r": { "name": "role-${var.n}", "provider": "aws.p",
                         "inline_policy": [{ "name": "i" }] }
                }
              }
            }
            """);
    ResourceInstance role = only(result, "aws_iam_role.r");
    assertThat(text(role, "name")).isEqualTo("role-x");
    assertThat(role.provider().text()).isEqualTo("aws.p");
    assertThat(role.blocks("inline_policy")).hasSize(1);
  }

  @Test
  void jsonBackendSaysWhereTheStateIs() {
    String json =
        """
        {
          "terraform": [
            { "required_providers": { "aws": { "source": "hashicorp/aws" } } },
            { "backend": {
                "s3": { "bucket": "states", "key": "prod.tfstate", "encrypt": true } } }
          ],
          "resource": {
            "google_compute_url_map": { "m": { "backend": { "s3": { "bucket": "other" } } } }
          }
        }
        """;
    TerraformResult result = read("main.tf.json", json);
    assertThat(result.roots().getFirst().backend())
        .hasValueSatisfying(
            backend -> {
              assertThat(backend.type()).isEqualTo("s3");
              assertThat(backend.texts())
                  .containsExactly(Map.entry("bucket", "states"), Map.entry("key", "prod.tfstate"));
              assertThat(backend.position().line()).isEqualTo(5);
            });
    assertThat(only(result, "google_compute_url_map.m").blocks("backend")).hasSize(1);
  }

  @Test
  void jsonWithoutBackendSaysNothingOfTheState() {
    String json = "{ \"resource\": { \"aws_lb\": { \"backend\": { \"name\": \"web\" } } } }";
    assertThat(read("main.tf.json", json).roots().getFirst().backend()).isEmpty();
  }
}
