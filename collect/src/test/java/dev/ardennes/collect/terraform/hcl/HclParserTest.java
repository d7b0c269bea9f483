package dev.ardennes.collect.terraform.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HclParserTest {
  private static final String SAMPLE =
      """
      # comment
      resource "aws_iam_role" "r" { // more
        name = "a-${var.x[0].y}-%{ if true ~} b %{ else }c%{ endif }"
        tags = merge({ a = 1, "b" : [2, 3.5e1] }, /* inline */ var.tags...)
        list = [for k, v in { a = 1 } : "${k}=${v}" if v > 0 && !false]
        map  = { for x in var.l : x.id => x... }
        all  = aws_x.y[*].arn
        old  = aws_x.y.*.arn[0]
        heredoc = <<-EOT
            indented ${upper("x")}
          less
        EOT
        dynamic "rule" {
          for_each = cond ? [1] : []
          content { port = rule.value }
        }
      }

      locals { answer = -(1 + 2) * 3 }
      """;

  private final Diagnostics diagnostics = new Diagnostics("test");

  private Body parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private Body parse(byte[] bytes) {
    return HclParser.file("main.tf", bytes, Limits.DEFAULT, diagnostics);
  }

  private List<String> says() {
    return diagnostics.problems().stream().map(Problem::says).toList();
  }

  @Test
  void everyConstructIsUnderstood() {
    Body body = parse(SAMPLE);
    assertThat(diagnostics.problems()).isEmpty();
    assertThat(body.blocks()).extracting(Body.Block::type).containsExactly("resource", "locals");
    Body resource = body.blocks().getFirst().body();
    assertThat(resource.attributes())
        .extracting(attribute -> attribute.name() + "@" + attribute.position().line())
        .containsExactly("name@3", "tags@4", "list@5", "map@6", "all@7", "old@8", "heredoc@9");
    assertThat(resource.attributes().getFirst().expression().position())
        .isEqualTo(Position.at("main.tf", 3, 10));
  }

  @Test
  void lineEndsAndByteOrderMarkChangeNothing() {
    Body windows = parse("\ufeff" + SAMPLE.replace("\n", "\r\n"));
    assertThat(windows).isEqualTo(parse(SAMPLE));
    assertThat(diagnostics.problems()).isEmpty();
  }

  @Test
  void severalProblemsAreListedAndTheOtherBlocksKept() {
    Body body =
        parse(
            """
            resource "a" "one" {
              x = = 1
              y = "fine"
            }
            resource "a" "two" {
              z = [1, 2
              w = 3
            }
            resource "a" "three" { ok = true }
            """);
    assertThat(body.blocks())
        .extracting(block -> block.labels().getLast())
        .contains("one", "three");
    assertThat(body.blocks().getFirst().body().attribute("y")).isPresent();
    assertThat(diagnostics.problems()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(diagnostics.problems())
        .extracting(problem -> problem.evidence() == null ? 0 : problem.evidence().line())
        .contains(2, 7);
  }

  @Test
  void missingBraceCostsOneBlockOnly() {
    Body body =
        parse(
            """
            resource "a" "open" {
              tags = {
                x = 1

            resource "a" "next" {
              y = 1
            }
            """);
    assertThat(body.blocks())
        .extracting(block -> block.labels().getLast())
        .containsExactly("open", "next");
    assertThat(says()).anyMatch(text -> text.contains("not closed") || text.contains("expected"));
  }

  @Test
  void binaryFileIsAProblem() {
    assertThat(parse(new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2, (byte) 0xff}).blocks()).isEmpty();
    assertThat(says()).singleElement().asString().contains("not text");
  }

  @Test
  void deepNestingIsAProblem() {
    for (String open : List.of("[", "(", "{a=", "-", "!", "\"${", "f(", "true ? 1 : ", "x[")) {
      Diagnostics before = new Diagnostics("test");
      Body body =
          HclParser.file(
              "main.tf",
              ("ok = 1\nx = " + open.repeat(100_000)).getBytes(StandardCharsets.UTF_8),
              Limits.DEFAULT,
              before);
      assertThat(before.problems()).as(open).isNotEmpty();
      assertThat(body.attribute("ok")).as(open).isPresent();
    }
    parse("a { ".repeat(50_000));
    assertThat(says()).isNotEmpty();
  }

  @Test
  void reservedBracketsAreReplacedWithAProblem() {
    Body body = parse("x = \"⟨fake⟩\"\n");
    assertThat(says()).singleElement().asString().contains("reserved");
    assertThat(body.attributes().getFirst().expression().toString()).contains("<fake>");
  }

  @Test
  void unclosedHeredocsDoNotTakeQuadraticTime() {
    parse("a = <<X\n".repeat(200_000));
    assertThat(diagnostics.problems()).hasSizeBetween(1, 600);
  }

  @Test
  void brokenFilesNeverThrow() {
    long seed = Long.getLong("seed", 20_261_121L);
    System.out.println("brokenFilesNeverThrow: -Dseed=" + seed);
    Random random = new Random(seed);
    byte[] valid = SAMPLE.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < valid.length; length++) {
      parse(Arrays.copyOf(valid, length));
    }
    for (int round = 0; round < 3_000; round++) {
      byte[] broken = valid.clone();
      for (int change = random.nextInt(6); change >= 0; change--) {
        broken[random.nextInt(broken.length)] = any(random);
      }
      parse(broken);
    }
    for (int round = 0; round < 1_000; round++) {
      byte[] noise = new byte[random.nextInt(200)];
      for (int index = 0; index < noise.length; index++) {
        noise[index] = any(random);
      }
      parse(noise);
    }
    assertThat(diagnostics.problems()).isNotEmpty();
  }

  private static byte any(Random random) {
    String likely = "{}[]()\"$%~<=>.,:?!&|*/+-#\n\\ aEOT0_";
    return random.nextInt(5) == 0
        ? (byte) random.nextInt(256)
        : (byte) likely.charAt(random.nextInt(likely.length()));
  }
}
