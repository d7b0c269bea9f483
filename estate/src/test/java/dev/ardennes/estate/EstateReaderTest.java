package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.CrownJewel.Impact;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Stance;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EstateReaderTest {
  @Test
  void everyItemKnowsItsPlace() {
    EstateConfiguration read =
        Scene.configuration(
            """
            name: exports
            crown_jewels:
              - entity: arn:aws:s3:::exports-*
                impact: critical
                why: every customer
            entries:
              - {entity: aws_iam_user.deploy, kind: reach, why: said so, together: ['code:vm', x]}
            """);

    assertThat(read.name()).isEqualTo("exports");
    assertThat(read.crownJewels())
        .singleElement()
        .satisfies(
            jewel -> {
              assertThat(jewel.place().place()).isEqualTo("ardennes.yaml:3");
              assertThat(jewel.entity().place().column()).isEqualTo(13);
              assertThat(jewel.impact()).isEqualTo(Impact.CRITICAL);
              assertThat(jewel.impactKind()).isEqualTo("any");
            });
    assertThat(read.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.kind()).isEqualTo(EntryPoint.Kind.REACH);
              assertThat(entry.together())
                  .extracting(companion -> companion.kind() + " " + companion.entity().glob())
                  .containsExactly("CODE vm", "null x");
            });
    assertThat(read.sections().get("entries"))
        .satisfies(place -> assertThat(place.place()).isEqualTo("ardennes.yaml:6"));
  }

  @Test
  void stancesAndDaysAreUnderstood() {
    EstateConfiguration read =
        Scene.configuration(
            "assumptions: [{id: a1b2c3, stance: rejected, reason: 'x', expires: 2027-02-28}]");

    assertThat(read.assumptions())
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.stance()).isEqualTo(Stance.REJECTED);
              assertThat(said.expires()).isEqualTo(LocalDate.of(2027, 2, 28));
            });
  }

  @Test
  void textsOverSeveralLinesBecomeOneLine() {
    EstateConfiguration read =
        Scene.configuration("exceptions: [{what: a\n  b, owner: c, expires: 2027-01-01}]");
    assertThat(read.exceptions().getFirst().what()).isEqualTo("a b");
  }

  @Test
  void allProblemsAreReportedAtOnceInTheOrderOfTheFile() {
    EstateFile.Result result =
        Scene.read(
            """
            nmae: exports
            crown_jewels:
              - {entity: a, impact: sever, why: w}
              - {entity: a, impact: low}
            entries: internet
            suppressions:
              - {technique: aws.x, path: p123456, reason: r, expires: 2027-02-30}
            """);

    assertThat(result.configuration()).isEmpty();
    assertThat(Scene.said(result.problems()))
        .containsExactly(
            "1:1: unknown key `nmae` (did you mean `name`?)",
            "3:25: `impact` cannot be `sever` (use one of: critical, high, medium, low)",
            "4:5: `why` is missing (add it)",
            "5:10: `entries` is no list (write items that begin with `- `)",
            "7:17: a suppression is either of a `path` or of a `technique`"
                + " (write one of the two; for both write two items)",
            "7:59: `2027-02-30` is no date (write a day such as 2027-01-31)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "same: [{one: *a, other: b, reason: c}] | 1:14: an alias",
        "name: &a [x, x, x] | 1:7: an anchor",
        "name: !!java.net.URL [x] | 1:7: a tag",
        "name: [a | 1:9: the YAML cannot be read here",
        "name: {a: b} | 1:7: `name` is no text",
        "[a, b] | 1:1: the file is no mapping",
        "name: a, name: b | 1:14: the YAML cannot be read here",
        "{name: a, name: b} | 1:11: `name` stands here twice, first at 1:2",
        "name: \"a\\e[2J\" | 1:7: `name` holds a control character",
        "name: \"a\\u202Eb\" | 1:7: `name` holds a control character",
        "entries: [] | 1:10: `entries` is empty",
        "entries: [x] | 1:11: an item of `entries` is no mapping",
        "entries: [{entity: '', why: w}] | 1:20: `entity` is empty",
        "entries: [{entity: a, why: w, kind: credentials}] | 1:37: `kind` cannot be `credentials`",
        "sources: [{path: /etc}] | 1:18: `/etc` leaves the folder of the file",
        "sources: [{path: a/../../b}] | 1:18: `a/../../b` leaves the folder of the file",
        "sources: [{path: 'C:\\a'}] | 1:18: `C:\\a` leaves the folder of the file",
        "sources: [{path: a/x}, {path: b/x}] | 1:31: a second source is called `x`",
        "sources: [{path: .}] | 1:18: `.` gives the source no name",
        "sources: [{path: a, name: 'b:c'}] | 1:27: `b:c` is no name for a source",
        "assumptions: [{id: a1, stance: confirmed, reason: r}] | 1:20: `a1` is no id of an assumption",
        "suppressions: [{reason: r, expires: 2027-01-01}] | 1:16: a suppression is either",
        "suppressions: [{path: '*', reason: r, expires: 2027-01-01}] | 1:23: `*` is no id of a path",
        "suppressions: [{technique: 'aws.*', reason: r, expires: 2027-01-01}] | 1:28: `aws.*` is no id",
        "suppressions: [{technique: aws.x, reason: r}] | 1:16: `expires` is missing",
        "costs: [{cost: 1}] | 1:9: nothing says what costs this",
        "costs: [{relation: trust, cost: 1}] | 1:20: no fact of a relation `trust` is ever collected",
        "costs: [{relation: may, cost: 1}] | 1:20: no fact of a relation `may` is ever collected",
        "costs: [{relation: kind, cost: -1}] | 1:32: `-1` is no whole number from 0 to 1000000",
        "costs: [{relation: kind, cost: 99999999999}] | 1:32: `99999999999` is no whole number",
      })
  void whatCannotBeMeantIsRefusedWithItsPlace(String yaml, String says) {
    EstateFile.Result result = Scene.read(yaml);
    assertThat(result.configuration()).isEmpty();
    assertThat(Scene.said(result.problems()).getFirst()).startsWith(says);
  }

  @Test
  void depthSizeAndCountAreLimited() {
    assertThat(first("name: " + "[".repeat(100_000))).contains("more than 12 levels");
    assertThat(first("name: " + "x".repeat(300_000))).contains("more than 262144");
    assertThat(first("name: " + "x".repeat(2_000))).contains("2000 characters, more than 1000");
    String items = "{entity: a, why: w}, ".repeat(501);
    assertThat(first("entries: [" + items + "]")).contains("more than 500 items");
    String many = "{x: y}, ".repeat(400);
    assertThat(Scene.read("entries: [" + many + "]").problems()).hasSize(Findings.LIMIT);
  }

  @Test
  void messagesShowNoControlCharactersOfTheFile() {
    String bell = "\\a".repeat(3);
    EstateFile.Result result =
        Scene.read("{\"" + bell + "\": 1, name: a, \"x\\e[1m\": 1, \"x\\e[1m\": 2}");
    assertThat(Scene.said(result.problems()))
        .isNotEmpty()
        .allSatisfy(said -> assertThat(said).matches("\\P{Cc}*"));
  }

  /// Whatever stands in the file, it is read or refused, and never fails.
  @Test
  void anyTextIsReadOrRefused() {
    Random random = new Random(20261121);
    List<String> pieces =
        List.of(
            "name",
            "entries",
            "entity",
            ": ",
            "- ",
            "\n",
            "  ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "why",
            "'",
            "\"",
            "*",
            "&a",
            "|",
            "expires: 2027-01-01",
            "costs",
            "cost",
            "1",
            "\t",
            "#",
            "é");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(25); j > 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      EstateFile.Result result = Scene.read(text.toString());
      assertThat(result.configuration().isPresent())
          .as(text.toString())
          .isEqualTo(result.problems().isEmpty());
    }
  }

  private static String first(String yaml) {
    return Scene.said(Scene.read(yaml).problems()).getFirst();
  }
}
