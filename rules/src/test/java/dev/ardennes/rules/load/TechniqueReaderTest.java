package dev.ardennes.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.model.yaml.YamlReader;
import dev.ardennes.rules.Derivation;
import dev.ardennes.rules.Simulation;
import dev.ardennes.rules.Stage;
import dev.ardennes.rules.Stride;
import dev.ardennes.rules.Technique;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TechniqueReaderTest {
  @Test
  void aFileIsReadWithAllItsFields() {
    Technique technique = (Technique) Sample.file(Sample.TECHNIQUE);

    assertThat(technique.id()).isEqualTo("aws.sample.widen");
    assertThat(technique.stage()).isEqualTo(Stage.ESCALATION);
    assertThat(technique.stride()).containsExactly(Stride.ELEVATION_OF_PRIVILEGE);
    assertThat(technique.simulation().effort()).isEqualTo(Simulation.Effort.SECONDS);
    assertThat(technique.says().fill(name -> name.equals("P") ? "dev" : "admin"))
        .isEqualTo("dev attaches a policy to admin");
    assertThat(technique.gains()).isEqualTo("policy_writable");
    assertThat(technique.tests().cases()).hasSize(4);
    assertThat(technique.mitigation().items()).hasSize(1);
  }

  @Test
  void premisesKnowTheirPlaceInTheFile() {
    Technique technique = (Technique) Sample.file(Sample.TECHNIQUE);

    assertThat(technique.rules().getFirst().position()).isEqualTo(new Position(12, 3));
    assertThat(technique.rules().getFirst().body().get(2).position())
        .isEqualTo(new Position(15, 7));
  }

  @Test
  void theDigestIgnoresLayoutAndNoticesPremises() {
    String digest = Sample.file(Sample.TECHNIQUE).digest();

    assertThat(Sample.file(Sample.with("controls(P),\n", "controls(P), % held\n\n")).digest())
        .isEqualTo(digest);
    assertThat(Sample.file(Sample.with("title: Attach", "title: Add")).digest()).isEqualTo(digest);
    assertThat(Sample.file(Sample.with("controls(P),", "controls(P), in_account(R, _),")).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void assumptionsAreSentencesWithVariables() {
    String text =
        Sample.with(
            "limits:",
            "assumes:\n  - {id: works, kind: exploitable, says: \"{R} is in use\"}\nlimits:");
    Technique technique = (Technique) Sample.file(text);

    assertThat(technique.assumes()).hasSize(1);
    assertThat(technique.assumes().getFirst().kind()).isEqualTo(Assumption.Kind.EXPLOITABLE);
    assertThat(technique.assumes().getFirst().says().fill(name -> "admin"))
        .isEqualTo("admin is in use");
  }

  @Test
  void aFileForADerivedRelationIsNoStep() {
    String text =
        """
        id: aws.sample.widen
        title: What counts as the internet
        status: stable
        summary: Ranges that include everything.
        rule: |
          network_source(S) :- ingress(_, S, _), S = "0.0.0.0/0".
        references: []
        tests:
          base: ingress(web, "0.0.0.0/0", "all").
          cases:
            - {name: everything, expect: ['network_source("0.0.0.0/0")']}
            - {name: a part, without: ['ingress(web, "0.0.0.0/0", "all")'], expect: []}
        """;

    assertThat(Sample.file(text)).isInstanceOf(Derivation.class);
    assertThat(Sample.lines(Sample.read(text + "stage: entry\n").problems()))
        .containsExactly(
            "13:1 `stage` in a file for a derived relation, which is no step of an attacker (remove"
                + " the field)");
  }

  /// Text to replace | by what | where | part of the message | part of the remedy.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          id: aws.sample.widen | id: aws.sample.widn | 1:5 | is not the file's path | write `aws.sample.widen`
          id: aws.sample.widen | id: AWS widen | 1:5 | `AWS widen` is no id | lower-case words
          title: Attach a policy to a role | title: Attach it. | 2:8 | full stop | remove it
          status: stable | status: stabel | 3:9 | `status` cannot be `stabel` | did you mean `stable`?
          status: stable | status: deprecated | 3:9 | `replaced_by` and the status `deprecated` go together | both or neither
          status: stable | statis: stable | 3:1 | unknown field `statis` | did you mean `status`?
          status: stable | status: [stable] | 3:9 | `status` is no text | write a text
          status: stable | status: | 3:8 | `status` is empty | write a text
          id: T1098.003 | id: T98 | 5:10 | `T98` is no ATT&CK technique | T1548.005
          why: the role | wy: the role | 5:21 | unknown field `wy` | did you mean `why`?
          hop: {from: P, to: R} | hop: {from: Q, to: R} | 7:13 | `Q` does not occur in a premise on what the attacker has | name a variable
          hop: {from: P, to: R} | hop: {from: P, to: P} | 7:20 | `P` does not occur in the head of the rule at line 12 | every rule
          hop: {from: P, to: R} | hop: {from: P, to: R, via: [X]} | 7:28 | `X` does not occur in the rule outside `some` | every rule
          hop: {from: P, to: R} | hop: P | 7:6 | `hop` is no mapping | from, to, via
          stage: escalation | stage: escalate | 8:8 | `stage` cannot be `escalate` | escalation
          stride: [E] | stride: [E, E] | 9:13 | `E` stands here twice | remove
          stride: [E] | stride: E | 9:9 | `stride` is no list | write a list
          stride: [E] | stride: [X] | 9:10 | `stride` cannot be `X` | did you mean `S`?
          {P} attaches a policy to {R} | {P} attaches a policy | 10:7 | does not name `{R}` | both ends
          {P} attaches a policy to {R} | {P} attaches {policy} to {R} | 10:7 | a brace that names no variable | `{P}`
          {P} attaches a policy to {R} | {P} attaches {D} to {R} | 10:7 | `D` does not occur | every rule
          effort: seconds | effort: quick | 17:20 | `effort` cannot be `quick` | use one of: seconds, minutes
          aws.cloudtrail.management | CloudTrail | 19:11 | `CloudTrail` is no name of a log | dots
          by {P} | by {X} | 19:69 | `X` does not occur | every rule
          removes: 'may(P | removes: 'may(Q | 21:30 | is no premise of the rule | copy the premise
          removes: 'may(P, "iam:AttachRolePolicy", R)' | removes: controls(P) | 21:29 | `controls` is what the attacker has | decision that the rule needs
          removes: 'may(P, "iam:AttachRolePolicy", R)' | adds: 'boundary(P, D)' | 21:27 | `not boundary(P, D)` is no premise | copy the premise
          , removes: 'may(P, "iam:AttachRolePolicy", R)' | ~~ | 21:5 | the mitigation changes nothing | `removes`
          https://docs | http://docs | 23:5 | is no address of a page | https
          """)
  void everyMistakeInFieldsHasItsPlaceAndRemedy(
      String old, String now, String place, String says, String help) {
    assertMistake(old, now, place, says, help);
  }

  /// Text to replace | by what | where | part of the message | part of the remedy.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          controls(P),~~n | controls(P)~~n | 14:7 | expected `.` and found `kind` | write `.`
          kind(R, | knd(R, | 14:7 | no relation `knd` | did you mean `kind(entity: entity, kind: text)`?
          kind(R, "aws.iam.role") | kind(R) | 14:7 | `kind` has 1 arguments here and takes 2 | kind(entity: entity, kind: text)
          kind(R, "aws.iam.role") | kind(R, 5) | 14:15 | `5` stands in a column of type `text` | quote it
          kind(R, "aws.iam.role") | not controls(R) | 14:7 | `controls` is attacker and cannot be negated | absent
          kind(R, "aws.iam.role") | not may(R, "iam:GetRole", R) | 14:7 | `may` is computed and cannot be negated | absent
          kind(R, "aws.iam.role") | kind(R, K) | 14:15 | `K` stands once in its rule | write `_`
          kind(R, "aws.iam.role") | kind(admin, "aws.iam.role") | 14:12 | `admin` stands for one entity in `kind` | use a variable
          kind(R, "aws.iam.role") | not kind(X, "aws.iam.role") | 14:16 | no premise binds `X` | positive premise
          kind(R, "aws.iam.role") | R != "x" | 14:7 | `principal` is compared with `text` | one type
          kind(R, "aws.iam.role") | kind(R, "aws.iam.role | 14:15 | a string is not closed | end it
          "iam:AttachRolePolicy", R). | "AttachRolePolicy", R). | 15:14 | `AttachRolePolicy` is no action | lambda:CreateFunction
          controls(P), | member(P, _), | 12:3 | no premise says what the attacker has | controls(P)
          policy_writable(R) :- | kind(R, "x") :- | 12:3 | a rule cannot state `kind`, which is collected | what the attacker has
          policy_writable(R) :- | .decl x(y: symbol) policy_writable(R) :- | 12:3 | a declaration in a technique | remove it
          # --- tests
          controls(dev). | controls(Dev). | 26:14 | a variable in a fact | lower case
          controls(dev). | controls(dev) :- controls(dev). | 26:5 | a rule among the facts | facts only
          controls(dev). | controls(dev). controls(dev). | 26:20 | `controls(dev)` stands here twice | remove one
          kind(admin, | runs_as(x, admin). runs_as(admin, y). kind(admin, | 27:32 | `admin` is of type `workload` here and `role` above | two names
          without: ["controls(dev)"] | without: ["controls(eve)"] | 31:34 | `controls(eve)` is not in the base | name a fact
          without: ["controls(dev)"] | with: ["controls(dev)"] | 31:31 | `controls(dev)` is in the base already | remove it
          expect: ["policy_writable(admin)"] | expect: ["controls(admin)"] | 30:31 | `controls(admin)` is no gain | `policy_writable`
          expect: ["policy_writable(admin)"] | expect: ["policy_writable(admin"] | 30:53 | expected `)` and found | write `)`
          name: not held | name: widens | 31:14 | two cases are named `widens` | rename
          name: widens, expect | nam: widens, expect | 30:8 | unknown field `nam` | did you mean `name`?
          """)
  void everyMistakeInRulesAndTestsHasItsPlaceAndRemedy(
      String old, String now, String place, String says, String help) {
    assertMistake(old, now, place, says, help);
  }

  private static void assertMistake(
      String old, String now, String place, String says, String help) {
    String text = Sample.with(newline(old), newline(now == null ? "" : now));
    List<String> lines = Sample.lines(Sample.read(text).problems());
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line).startsWith(place + " ");
              assertThat(line).contains(says).contains(help);
            });
  }

  private static String newline(String text) {
    return text.replace("~n", "\n").replace("~", "");
  }

  @Test
  void everyMissingFieldIsNamedAtOnce() {
    assertThat(Sample.lines(Sample.read("id: aws.sample.widen\n").problems()))
        .extracting(line -> line.substring(line.indexOf('`') + 1, line.lastIndexOf('`')))
        .containsExactlyInAnyOrder(
            "attack",
            "detect",
            "hop",
            "mitigate",
            "references",
            "rule",
            "says",
            "simulate",
            "stage",
            "status",
            "stride",
            "summary",
            "tests",
            "title");
  }

  @Test
  void mistakesInSeveralFieldsAreReportedTogetherInTheOrderOfTheFile() {
    String text =
        Sample.TECHNIQUE
            .replace("status: stable", "status: done")
            .replace("kind(R,", "kin(R,")
            .replace("may(P,", "mai(P,")
            .replace("noise: medium", "noise: loud")
            .replace("controls(dev).", "controls(Dev).");
    assertThat(Sample.lines(Sample.read(text).problems()))
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactly("3", "14", "15", "17", "26", "31");
  }

  @Test
  void typesThatNothingIsBothAreRefusedWithBothPlaces() {
    String text = Sample.with("kind(R, \"aws.iam.role\")", "member(P, G), runs_as(G, _)");
    assertThat(Sample.lines(Sample.read(text).problems()))
        .contains(
            "14:29 `G` is of type `workload` in `runs_as` and of type `group` in `member` at 14:17"
                + " (nothing is both; use two variables)");
  }

  @Test
  void aVariableMayNarrowAlongOneBranch() {
    String text =
        Sample.with("kind(R, \"aws.iam.role\")", "member(P, _), kind(R, \"aws.iam.role\")");
    assertThat(Sample.read(text).problems()).isEmpty();
  }

  @Test
  void namesAreNotCompared() {
    String text =
        Sample.with(
            "kind(R, \"aws.iam.role\")",
            "may_on_new(P, \"iam:CreateRole\", F), may_on_new(P, \"iam:CreateUser\", G), F != G,"
                + " kind(R, \"aws.iam.role\")");
    assertThat(Sample.lines(Sample.read(text).problems()))
        .anySatisfy(line -> assertThat(line).contains("sets of names are compared"));
  }

  @Test
  void rulesOfOneFileGainTheSame() {
    String text =
        Sample.with(
            "    may(P, \"iam:AttachRolePolicy\", R).\n",
            "    may(P, \"iam:AttachRolePolicy\", R).\n  controls(R) :- controls(P), may_assume(P,"
                + " R).\n");
    assertThat(Sample.lines(Sample.read(text).problems()))
        .anySatisfy(
            line ->
                assertThat(line).startsWith("16:3 this rule gains `controls` and the first one"));
  }

  @Test
  void decisionsAboutManyPrincipalsAreRefused() {
    StringBuilder some = new StringBuilder("kind(R, \"aws.iam.role\")");
    for (int i = 1; i <= 5; i++) {
      some.append(", some Q")
          .append(i)
          .append(": (controls(Q")
          .append(i)
          .append("), may_assume(Q")
          .append(i)
          .append(", R))");
    }
    assertThat(
            Sample.lines(
                Sample.read(Sample.with("kind(R, \"aws.iam.role\")", some.toString())).problems()))
        .anySatisfy(line -> assertThat(line).contains("decisions about 6 principals in one rule"));
  }

  @Test
  void aTextOnSeveralLinesPointsAtItsStart() {
    String text =
        Sample.with(
            "removes: 'may(P, \"iam:AttachRolePolicy\", R)'",
            "removes: \"may(Q, \\\"iam:AttachRolePolicy\\\", R)\"");
    assertThat(Sample.lines(Sample.read(text).problems()))
        .anySatisfy(line -> assertThat(line).startsWith("21:29 `may(Q"));
  }

  @Test
  void theBundleGivesWhatTheFileGives() {
    var root = Objects.requireNonNull(YamlReader.read(Sample.TECHNIQUE).root());
    byte[] bytes = TreeBytes.write(Map.of("aws/sample/widen.yaml", root));
    var set = TechniqueBundle.read(bytes, Catalogue.standard());
    Technique fromBundle = Objects.requireNonNull(set.technique("aws.sample.widen"));
    Technique fromFile = (Technique) Sample.file(Sample.TECHNIQUE);

    assertThat(fromBundle).usingRecursiveComparison().ignoringFields("tests").isEqualTo(fromFile);
    assertThat(fromBundle.tests().base()).isEqualTo(fromFile.tests().base());
    assertThat(fromBundle.tests().cases()).isEqualTo(fromFile.tests().cases());
  }
}
