package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Hidden;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntriesAndJewelsTest {
  private static final FactBase FACTS =
      new Scene()
          .declared("aws.iam.user", "aws/prod/aws_iam_user.deploy", "arn:aws:iam::*:user/deploy")
          .declared("aws.iam.user", "aws/prod/aws_iam_user.ci")
          .fact("access_key", "aws/prod/aws_iam_user.ci", "key")
          .declared("aws.ec2.instance", "aws/prod/aws_instance.proxy")
          .declared("aws.s3.bucket", "aws/prod/aws_s3_bucket.exports", "arn:aws:s3:::exports-*")
          .declared("aws.s3.bucket", "aws/prod/aws_s3_bucket.logs")
          .facts();

  @Test
  void configuredEntriesReplaceTheInferredOnesWhichAreCounted() {
    Applied<EntrySelection> entries = entries("- {entity: '*.deploy', why: the wiki has its key}");

    assertThat(shown(entries.value().points()))
        .containsExactly("aws/prod/aws_iam_user.deploy credential the wiki has its key");
    assertThat(entries.value().configured()).isTrue();
    assertThat(entries.value().points().getFirst().evidence())
        .singleElement()
        .satisfies(place -> assertThat(place.place()).isEqualTo("ardennes.yaml:2"));
    assertThat(entries.hidden())
        .containsExactly(
            new Hidden("ardennes.yaml:1", "entry points that would be taken without `entries`", 2));
    assertThat(entries.problems()).isEmpty();
  }

  @Test
  void anInferredEntryThatIsConfiguredTooIsNotHidden() {
    Applied<EntrySelection> entries =
        entries("- {entity: '*.ci', why: w}\n- {entity: '*_user.*', why: later}");
    assertThat(shown(entries.value().points()))
        .containsExactly(
            "aws/prod/aws_iam_user.ci credential w",
            "aws/prod/aws_iam_user.deploy credential later");
    assertThat(entries.hidden()).extracting(Hidden::count).containsExactly(1);
  }

  @Test
  void theUsualKindOfAWorkloadIsCode() {
    assertThat(shown(entries("- {entity: '*.proxy', why: w}").value().points()))
        .containsExactly("aws/prod/aws_instance.proxy code w");
    assertThat(shown(entries("- {entity: '*.proxy', kind: content, why: w}").value().points()))
        .containsExactly("aws/prod/aws_instance.proxy content w");
  }

  @Test
  void entriesOfAPatternAreWhatAnAttackerCanHoldOrBeOn() {
    assertThat(shown(entries("- {entity: 'aws/prod/*', why: w}").value().points()))
        .containsExactlyInAnyOrder(
            "aws/prod/aws_iam_user.deploy credential w",
            "aws/prod/aws_iam_user.ci credential w",
            "aws/prod/aws_instance.proxy code w");
    assertThat(shown(entries("- {entity: 'aws/prod/*', kind: code, why: w}").value().points()))
        .containsExactly("aws/prod/aws_instance.proxy code w");
  }

  @Test
  void whatIsNamedOutrightIsAnEntryWhateverItIs() {
    assertThat(shown(entries("- {entity: aws/prod/aws_s3_bucket.logs, why: w}").value().points()))
        .containsExactly("aws/prod/aws_s3_bucket.logs code w");
    assertThat(shown(entries("- {entity: '*.logs', kind: content, why: w}").value().points()))
        .containsExactly("aws/prod/aws_s3_bucket.logs content w");
  }

  @Test
  void oneEntityMayBeTwoEntries() {
    String two =
        "- {entity: '*.proxy', kind: reach, why: w}\n- {entity: '*.proxy', kind: code, why: v}";
    assertThat(entries(two).value().points()).hasSize(2);
  }

  @Test
  void whatIsHeldTogetherIsOneGroupAndNoEntryOfItsOwn() {
    Applied<EntrySelection> entries =
        entries("- {entity: '*.deploy', why: w, together: ['*.ci', 'reach:*.proxy']}");

    assertThat(shown(entries.value().points()))
        .containsExactly("aws/prod/aws_iam_user.deploy credential w");
    assertThat(entries.value().together()).hasSize(1);
    assertThat(shown(entries.value().together().getFirst()))
        .containsExactly(
            "aws/prod/aws_iam_user.deploy credential w",
            "aws/prod/aws_iam_user.ci credential held together with `*.deploy`: w",
            "aws/prod/aws_instance.proxy reach held together with `*.deploy`: w");
  }

  @Test
  void aPatternThatMatchesNothingIsAWarningAtThePattern() {
    Applied<EntrySelection> entries =
        entries("- {entity: '*.deploy', why: w, together: [gone]}\n- {entity: typo, why: w}");
    assertThat(Scene.said(entries.problems()))
        .containsExactly(
            "2:43: `gone` matches nothing that was read (a pattern is a glob over ids, names and"
                + " aliases such as ARNs and Terraform addresses)",
            "3:12: `typo` matches nothing that was read (a pattern is a glob over ids, names and"
                + " aliases such as ARNs and Terraform addresses)");
    assertThat(entries.value().together()).isEmpty();
  }

  @Test
  void wrongPatternsDoNotMakeAnEstateLookSafe() {
    Applied<EntrySelection> entries = entries("- {entity: typo, why: w}");
    assertThat(entries.value().configured()).isFalse();
    assertThat(shown(entries.value().points()))
        .containsExactly("internet reach", "aws/prod/aws_iam_user.ci credential");
    assertThat(entries.hidden()).isEmpty();
    Applied<List<CrownJewel>> jewels = jewels("- {entity: typo, impact: low, why: w}");
    assertThat(jewels.value()).isEqualTo(inferredJewels());
    assertThat(jewels.problems()).hasSize(1);
  }

  @Test
  void aMatchThroughAnUnknownPartIsSaidInTheReason() {
    assertThat(
            shown(
                entries("- {entity: 'arn:aws:iam::111122223333:user/deploy', why: w}")
                    .value()
                    .points()))
        .containsExactly(
            "aws/prod/aws_iam_user.deploy credential w; it matches `arn:aws:iam::*:user/deploy`,"
                + " of which not all is known");
  }

  @Test
  void configuredJewelsReplaceTheInferredOnesWorstFirst() {
    Applied<List<CrownJewel>> jewels =
        jewels(
            """
            - {entity: '*.logs', impact: medium, impact_kind: data destroyed, why: audits}
            - {entity: '*.proxy', impact: critical, why: all traffic}
            - {entity: 'aws/prod/*', impact: low, why: never mind}
            """);

    assertThat(jewels.value().stream().limit(2).toList())
        .extracting(
            j -> j.entity() + " " + j.impact().word() + " " + j.impactKind() + " " + j.why())
        .containsExactly(
            "aws/prod/aws_instance.proxy critical any all traffic",
            "aws/prod/aws_s3_bucket.logs medium data destroyed audits");
    assertThat(jewels.value()).hasSize(5);
    assertThat(jewels.hidden()).isEmpty();
  }

  @Test
  void inferredJewelsThatAreReplacedAreCounted() {
    Applied<List<CrownJewel>> jewels =
        jewels("- {entity: '*.proxy', impact: critical, why: all traffic}");
    assertThat(jewels.value()).hasSize(1);
    assertThat(jewels.hidden())
        .containsExactly(
            new Hidden(
                "ardennes.yaml:1",
                "crown jewels that would be taken without `crown_jewels`",
                inferredJewels().size()));
  }

  @Test
  void withoutAFileEverythingIsAsInferred() {
    EstateConfiguration none = EstateConfiguration.none();
    assertThat(none.entries(FACTS, EntryInference.infer(FACTS)).value().points())
        .isEqualTo(EntryInference.infer(FACTS));
    assertThat(none.jewels(FACTS, inferredJewels()).value()).isEqualTo(inferredJewels());
    assertThat(none.sameFacts(FACTS).value()).isEmpty();
    assertThat(none.costs(FACTS).value().of(FACTS.facts().iterator().next())).isEmpty();
  }

  private static List<CrownJewel> inferredJewels() {
    return JewelInference.infer(FACTS);
  }

  private static Applied<EntrySelection> entries(String items) {
    return Scene.configuration("entries:\n" + items).entries(FACTS, EntryInference.infer(FACTS));
  }

  private static Applied<List<CrownJewel>> jewels(String items) {
    return Scene.configuration("crown_jewels:\n" + items).jewels(FACTS, inferredJewels());
  }

  private static List<String> shown(List<EntryPoint> points) {
    return points.stream()
        .map(
            point ->
                point.entity()
                    + " "
                    + point.kind().word()
                    + (point.evidence().stream().anyMatch(e -> e.file().equals(EstateFile.NAME))
                        ? " " + point.why()
                        : ""))
        .toList();
  }
}
