package dev.ardennes.collect.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Values;
import dev.ardennes.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerraformReaderProblemsTest {
  private static TerraformResult read(String... pathsAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int index = 0; index < pathsAndTexts.length; index += 2) {
      files.put(pathsAndTexts[index], pathsAndTexts[index + 1]);
    }
    return new TerraformReader("test", SourceTree.ofTexts(files)).read(ResourceKnowledge.NONE);
  }

  private static String text(ResourceInstance instance, String attribute) {
    return Values.text(instance.value(attribute)).orElseThrow();
  }

  private static List<String> addresses(TerraformResult result) {
    return result.roots().getFirst().resources().stream().map(ResourceInstance::address).toList();
  }

  private static List<String> says(TerraformResult result) {
    return result.problems().stream().map(Problem::says).toList();
  }

  @Test
  void circlesAreProblemsAndUnknown() {
    TerraformResult result =
        read(
            "main.tf",
            """
            locals {
              a = local.b
              b = local.a
            }
            resource "a_b" "c" {
              x    = local.a
              fine = "yes"
            }
            module "self" { source = "./" }
            """);
    assertThat(says(result))
        .anyMatch(text -> text.contains("depends on itself"))
        .anyMatch(text -> text.contains("calls itself"));
    ResourceInstance instance = result.roots().getFirst().resource("a_b.c").orElseThrow();
    assertThat(instance.value("x")).isInstanceOf(UnknownValue.class);
    assertThat(text(instance, "fine")).isEqualTo("yes");
  }

  @Test
  void moduleThatIsNotOnDiskIsOneProblemPerRoot() {
    TerraformResult result =
        read(
            "main.tf",
            """
            module "a" { source = "terraform-aws-modules/vpc/aws" }
            module "b" { source = "git::https://example.com/x.git" }
            resource "a_b" "c" { x = module.a.vpc_id }
            """);
    assertThat(says(result)).singleElement().asString().contains("module.a", "module.b");
    assertThat(result.problems().getFirst().help()).contains("terraform init");
    assertThat(text(result.roots().getFirst().resource("a_b.c").orElseThrow(), "x"))
        .isEqualTo("⟨.:module.a.vpc_id⟩");
  }

  @Test
  void hugeCountIsStoppedAndTheRestGoesOn() {
    TerraformResult result =
        read(
            "main.tf",
            """
            resource "a_b" "many" { count = 1000000000 }
            resource "a_b" "c" { x = 1 }
            """);
    assertThat(says(result)).singleElement().asString().contains("instances");
    assertThat(addresses(result)).hasSize(2).contains("a_b.c");
  }

  @Test
  void resourcesThatHoldEachOtherManyTimesEndAtALimit() {
    StringBuilder text = new StringBuilder("resource \"a_b\" \"r0\" { x = [1] }\n");
    for (int number = 1; number < 40; number++) {
      String before = "a_b.r" + (number - 1);
      text.append(
          "resource \"a_b\" \"r" + number + "\" { x = [" + before + ", " + before + "] }\n");
    }
    text.append("resource \"a_b\" \"c\" { x = jsonencode(a_b.r39) }\n");
    TerraformResult result = read("main.tf", text.toString());
    assertThat(says(result)).singleElement().asString().contains("longer than");
    assertThat(addresses(result)).hasSize(41);
  }

  @Test
  void filesOutsideTheScannedFolderAreNotRead() {
    TerraformResult result =
        read(
            "a/main.tf",
            """
            resource "a_b" "c" {
              up       = file("../../etc/passwd")
              absolute = file("/etc/passwd")
              fine     = file("${path.root}/../b.txt")
            }
            """,
            "b.txt",
            "content");
    assertThat(says(result)).hasSize(2).allMatch(text -> text.contains("etc/passwd"));
    assertThat(text(result.roots().getFirst().resource("a_b.c").orElseThrow(), "fine"))
        .isEqualTo("content");
  }
}
