package dev.ardennes.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class YamlReaderTest {
  @Test
  void blocksKnowTheirIndent() {
    YamlNode.Scalar rule = scalar("a: 1\nrule: |\n\n    first\n      second\n", "rule");

    assertThat(rule.text()).isEqualTo("\nfirst\n  second\n");
    assertThat(rule.place(new Position(2, 1))).isEqualTo(new Position(4, 5));
    assertThat(rule.place(new Position(3, 3))).isEqualTo(new Position(5, 7));
  }

  @Test
  void blocksWithAnIndentOfTheirOwnKeepIt() {
    YamlNode.Scalar rule = scalar("rule: |2\n    first\n", "rule");

    assertThat(rule.text()).isEqualTo("  first\n");
    assertThat(rule.place(new Position(1, 3))).isEqualTo(new Position(2, 5));
  }

  @Test
  void quotedTextsStartAfterTheirQuote() {
    assertThat(scalar("a: 'xyz'", "a").place(new Position(1, 2))).isEqualTo(new Position(1, 6));
    assertThat(scalar("a: xyz", "a").place(new Position(1, 2))).isEqualTo(new Position(1, 5));
    assertThat(scalar("a: 'x''z'", "a").place(new Position(1, 3))).isEqualTo(new Position(1, 4));
    assertThat(scalar("a: >\n  x\n  y\n", "a").place(new Position(1, 3)))
        .isEqualTo(new Position(1, 4));
  }

  @Test
  void windowsLineEndsAndByteOrderMarksAreUnderstood() {
    byte[] bytes = "\uFEFFrule: |\r\n  first\r\n  second\r\n".getBytes(StandardCharsets.UTF_8);
    YamlNode.Scalar rule = scalar(YamlReader.read(bytes), "rule");

    assertThat(rule.text()).isEqualTo("first\nsecond\n");
    assertThat(rule.place(new Position(2, 1))).isEqualTo(new Position(3, 3));
  }

  @Test
  void columnsCountUtf16UnitsBehindWideCharacters() {
    assertThat(YamlReader.read("{a: \uD83D\uDD11, a: 1}").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.position()).isEqualTo(new Position(1, 9)));
  }

  @Test
  void aKeyThatStandsTwiceIsReportedWithBothPlaces() {
    YamlResult result = YamlReader.read("a: 1\nb: {c: 1, c: 2}\na: 2\n");

    assertThat(result.problems())
        .extracting(Object::toString)
        .containsExactly(
            "2:11: `c` stands here twice, first at 2:5 (remove one of the two)",
            "3:1: `a` stands here twice, first at 1:1 (remove one of the two)");
  }

  @Test
  void anAliasBombIsRefusedAtItsFirstAnchor() {
    String bomb =
        """
        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b]
        """;
    refused(bomb, "1:4", "an anchor");
    refused("a: *b", "1:4", "an alias");
  }

  @Test
  void tagsAndFurtherDocumentsAreRefused() {
    refused("a: !!javax.script.ScriptEngineManager [x]", "1:4", "a tag");
    refused("a: 1\n---\nb: 2\n", "2:1", "a second document");
    refused("? [x]\n: 1\n", "1:3", "a key that is no text");
    refused("<<: {a: 1}\na: !!int 1", "2:4", "a tag");
  }

  @Test
  void deepNestingIsRefusedWithoutRecursion() {
    refused("[".repeat(100_000), "1:13", "more than 12 levels");
    refused("- ".repeat(50_000) + "x", "1:25", "more than 12 levels");
  }

  @Test
  void hugeFilesAreRefusedBeforeTheyAreRead() {
    byte[] huge = new byte[YamlReader.MAX_BYTES + 1];
    assertThat(YamlReader.read(huge).problems())
        .extracting(Object::toString)
        .singleElement()
        .asString()
        .startsWith("1:1: the file has 262145 bytes");
    refused("[" + "x,".repeat(YamlReader.MAX_NODES + 1) + "]", "1:40000", "more than 20000 values");
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThat(YamlReader.read(new byte[] {(byte) 0xC3, 0x28}).problems())
        .extracting(Object::toString)
        .containsExactly("1:1: the file is not UTF-8 text (save it as UTF-8)");
    assertThat(YamlReader.read(new byte[] {0, 1, 2, 3}).root()).isNull();
    assertThat(YamlReader.read(new byte[0]).problems())
        .extracting(Object::toString)
        .containsExactly("1:1: the file is empty (write a mapping of fields)");
  }

  @Test
  void brokenYamlHasAPlace() {
    refused("a: [1\nb: 2\n", "2:2", "the YAML cannot be read here");
    refused("a: 'x\n", "2:1", "the YAML cannot be read here");
    refused("a:\n\t- x\n", "2:1", "the YAML cannot be read here");
  }

  @Test
  void anyBytesGiveATreeOrAProblemAndNeverAnException() {
    Random random = new Random(20261121);
    String alphabet = "a:-[]{}'\"|>&*!%@`#, \n\t\r?~<=.\\\u00e9\uFEFF0";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
              text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            YamlResult result = YamlReader.read(text.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(result.root() != null || !result.problems().isEmpty()).isTrue();
          }
        });
  }

  private static void refused(String text, String place, String says) {
    YamlResult result = YamlReader.read(text);
    assertThat(result.root()).isNull();
    assertThat(result.problems()).hasSize(1);
    assertThat(result.problems().getFirst().toString()).startsWith(place + ": ").contains(says);
  }

  private static YamlNode.Scalar scalar(String text, String key) {
    return scalar(YamlReader.read(text), key);
  }

  private static YamlNode.Scalar scalar(YamlResult result, String key) {
    assertThat(result.problems()).isEqualTo(List.of());
    YamlNode.Mapping root = (YamlNode.Mapping) Objects.requireNonNull(result.root());
    return (YamlNode.Scalar) Objects.requireNonNull(root.entries().get(key)).value();
  }
}
