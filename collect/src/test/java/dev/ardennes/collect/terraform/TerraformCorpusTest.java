package dev.ardennes.collect.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.hcl.HclParser;
import dev.ardennes.collect.terraform.hcl.Limits;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TerraformCorpusTest {
  /// Found from the module's folder or any folder above it.
  private static Path corpus() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolve("../shared/corpora/aws").normalize();
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
      folder = folder.getParent();
    }
    assumeThat(false).as("../shared/corpora/aws is absent: nothing to read").isTrue();
    throw new IllegalStateException("unreachable");
  }

  @Test
  void everyFileParsesWithoutProblem() throws IOException {
    Path corpus = corpus();
    Diagnostics diagnostics = new Diagnostics("corpus");
    int count = 0;
    try (Stream<Path> files = Files.walk(corpus)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".tf")).toList()) {
        HclParser.file(
            corpus.relativize(file).toString(),
            Files.readAllBytes(file),
            Limits.DEFAULT,
            diagnostics);
        count++;
      }
    }
    assertThat(diagnostics.problems()).isEmpty();
    assertThat(count).isGreaterThan(200);
  }

  /// Only files that the corpus leaves out may be missing.
  @Test
  void everyRootEvaluates() throws IOException {
    TerraformResult result =
        new TerraformReader("corpus", SourceTree.ofFolder(corpus())).read(ResourceKnowledge.NONE);
    List<String> unexpected =
        result.problems().stream()
            .map(Problem::says)
            .filter(text -> !text.contains("there is no file"))
            .toList();
    assertThat(unexpected).isEmpty();
    assertThat(result.roots()).hasSizeGreaterThan(45);
    assertThat(result.roots()).allSatisfy(root -> assertThat(root.resources()).isNotEmpty());
  }

  @Test
  void fiveThousandFilesInTwoHundredRootsTakeSeconds() {
    Map<String, String> files = new HashMap<>();
    for (int root = 0; root < 200; root++) {
      for (int file = 0; file < 25; file++) {
        files.put("root" + root + "/file" + file + ".tf", generated(file));
      }
    }
    long start = System.nanoTime();
    TerraformResult result =
        new TerraformReader("generated", SourceTree.ofTexts(files)).read(ResourceKnowledge.NONE);
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    System.out.println("5000 files in 200 roots: " + milliseconds + " ms");
    assertThat(result.problems()).isEmpty();
    assertThat(result.roots()).hasSize(200);
    assertThat(result.roots().getFirst().resources()).hasSize(25 * 5);
    assertThat(milliseconds).isLessThan(30_000);
  }

  private static String generated(int number) {
    return """
    variable "name_N" { default = "service-N" }
    locals { tags_N = merge({ Service = var.name_N }, { File = "N" }) }
    resource "aws_iam_role" "r_N" {
      count              = 2
      name               = "${var.name_N}-${count.index}"
      tags               = local.tags_N
      assume_role_policy = jsonencode({
        Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
      })
    }
    resource "aws_iam_role_policy" "p_N" {
      for_each = toset(["read", "write"])
      role     = aws_iam_role.r_N[0].name
      policy   = jsonencode({
        Statement = [for action in ["s3:GetObject", "s3:PutObject"] : {
          Effect   = "Allow"
          Action   = action
          Resource = "${aws_s3_bucket.b_N.arn}/${each.key}/*"
        }]
      })
    }
    resource "aws_s3_bucket" "b_N" { bucket = "${var.name_N}-data" }
    """
        .replace("N", Integer.toString(number));
  }
}
