package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Hidden;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SameTest {
  private static final String PROD = "aws/prod";
  private static final FactBase ACCOUNTS =
      new Scene()
          .declared("aws.account", PROD)
          .fact("arn", PROD, "arn:aws:iam::⟨aws/prod⟩:root")
          .declared("aws.account", "aws/dev")
          .fact("arn", "aws/dev", "arn:aws:iam::⟨aws/dev⟩:root")
          .declared("aws.account", "arn:aws:iam::111122223333:root")
          .fact("arn", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:root")
          .declared("aws.s3.bucket", "aws/prod/aws_s3_bucket.exports")
          .fact("arn", "aws/prod/aws_s3_bucket.exports", "arn:aws:s3:::exports-⟨infra:var.suffix⟩")
          .facts();

  @Test
  void anAccountsAliasIsItsTwelveDigits() {
    Applied<List<Fact>> same = same("{one: aws/prod, other: 111122223333, reason: production}");

    assertThat(same.value())
        .extracting(Fact::toString)
        .containsExactly("same_symbol(aws/prod, 111122223333, production)");
    assertThat(same.value().getFirst().evidence())
        .singleElement()
        .satisfies(place -> assertThat(place.place()).isEqualTo("ardennes.yaml:2"));
    assertThat(same.problems()).isEmpty();
    assertThat(SameThings.assumption(same.value().getFirst()))
        .isEqualTo(
            Assumption.of(
                Assumption.Kind.SAME_ENTITY, "`⟨aws/prod⟩` equals `111122223333`: production"));
  }

  @Test
  void theUnknownOneComesFirstWhicheverWayItIsWritten() {
    assertThat(same("{one: '111122223333', other: prod, reason: r}").value())
        .extracting(Fact::toString)
        .isEmpty();
    assertThat(same("{one: '111122223333', other: '*/prod', reason: r}").value())
        .extracting(Fact::toString)
        .containsExactly("same_symbol(aws/prod, 111122223333, r)");
    assertThat(same("{one: 'arn:aws:iam::1111*:root', other: aws/dev, reason: r}").value())
        .extracting(Fact::toString)
        .containsExactly("same_symbol(aws/dev, 111122223333, r)");
  }

  @Test
  void aNameThatNoSourceKnowsIsAnAccountOrHasDigits() {
    assertThat(same("{one: 'infra:var.suffix', other: 2027, reason: r}").value())
        .extracting(Fact::toString)
        .containsExactly("same_symbol(infra:var.suffix, 2027, r)");
    assertThat(same("{one: aws/dev, other: 'infra:var.suffix', reason: r}").value())
        .extracting(Fact::toString)
        .containsExactly("same_symbol(aws/dev, infra:var.suffix, r)");
    assertThat(same("{one: 'infra:var.suffix', other: x7k2, reason: r}").problems()).hasSize(1);
  }

  @Test
  void theNameOfAnAccountMayHoldAColon() {
    FactBase facts =
        new Scene()
            .declared("aws.account", "aws/envs/prod:default")
            .fact("arn", "aws/envs/prod:default", "arn:aws:iam::⟨aws/envs/prod:default⟩:root")
            .facts();
    assertThat(
            Scene.configuration("same: [{one: 'aws/*:default', other: 111122223333, reason: r}]")
                .sameFacts(facts)
                .value())
        .extracting(Fact::toString)
        .containsExactly("same_symbol(aws/envs/prod:default, 111122223333, r)");
  }

  @Test
  void anAccountIsNoOtherText() {
    Applied<List<Fact>> same = same("{one: aws/prod, other: production, reason: r}");
    assertThat(same.value()).isEmpty();
    assertThat(Scene.said(same.problems()).getFirst())
        .startsWith("2:26: `production` matches nothing that was read");
  }

  @Test
  void twoKnownAccountsAreNotTheSame() {
    Applied<List<Fact>> same = same("{one: 111122223333, other: 444455556666, reason: r}");
    assertThat(same.value()).isEmpty();
    assertThat(Scene.said(same.problems()).getFirst())
        .startsWith("2:30: `111122223333` and `444455556666` are both known and differ");
  }

  @Test
  void whatMatchesNothingIsAWarning() {
    assertThat(same("{one: nothing, other: nowhere, reason: r}").problems()).hasSize(2);
    assertThat(same("{one: nothing, other: 111122223333, reason: r}").problems()).hasSize(1);
  }

  @Test
  void thingsOfTwoSourcesBecomeOneWithTheIdOfTheFirst() {
    Collected code =
        new Scene("infra")
            .declared("aws.iam.role", "aws/prod/aws_iam_role.app")
            .fact("arn", "aws/prod/aws_iam_role.app", "arn:aws:iam::⟨aws/prod⟩:role/app")
            .collected();
    Collected export =
        new Scene("prod")
            .declared("aws.iam.role", "arn:aws:iam::111122223333:role/app")
            .fact("arn", "arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/app")
            .fact("runs_as", "vm", "arn:aws:iam::111122223333:role/app")
            .fact("tag", "vm", "role", "arn:aws:iam::111122223333:role/app")
            .collected();
    Applied<List<Collected>> merged =
        Scene.configuration(
                "same: [{one: aws/prod/*.app, other: 'arn:aws:iam::1111*:role/app', reason: r}]")
            .merged(List.of(export, code));
    FactBase facts = FactBase.of(merged.value());

    assertThat(facts.entities())
        .singleElement()
        .satisfies(
            role -> {
              assertThat(role.id()).isEqualTo("aws/prod/aws_iam_role.app");
              assertThat(role.name()).isEqualTo("app");
              assertThat(role.aliases()).contains("arn:aws:iam::111122223333:role/app");
            });
    assertThat(facts.facts())
        .extracting(Fact::toString)
        .containsExactlyInAnyOrder(
            "kind(aws/prod/aws_iam_role.app, aws.iam.role)",
            "arn(aws/prod/aws_iam_role.app, arn:aws:iam::⟨aws/prod⟩:role/app)",
            "runs_as(vm, aws/prod/aws_iam_role.app)",
            "tag(vm, role, arn:aws:iam::111122223333:role/app)");
    assertThat(merged.hidden())
        .containsExactly(
            new Hidden("ardennes.yaml:1", "things taken for `aws/prod/aws_iam_role.app`: r", 1));
  }

  @Test
  void chainsOfTheSameEndAtOneIdAlsoInACircle() {
    Collected all =
        new Scene().declared("k", "x.a").declared("k", "x.b").declared("k", "x.c").collected();
    Applied<List<Collected>> merged =
        Scene.configuration(
                """
                same:
                  - {one: a, other: b, reason: r}
                  - {one: c, other: a, reason: r}
                  - {one: b, other: c, reason: r}
                """)
            .merged(List.of(all));
    assertThat(FactBase.of(merged.value()).entities())
        .extracting(entity -> entity.id())
        .containsExactly("x.c");
  }

  @Test
  void thingsOfTwoKindsAreNotTheSame() {
    Collected all = new Scene().declared("k", "x.a").declared("l", "x.b").collected();
    Applied<List<Collected>> merged =
        Scene.configuration("same: [{one: a, other: b, reason: r}]").merged(List.of(all));
    assertThat(merged.value()).containsExactly(all);
    assertThat(Scene.said(merged.problems()).getFirst())
        .startsWith("1:24: `x.b` is of kind `l` and cannot be `x.a`, which is of kind `k`");
  }

  @Test
  void theOneThatStaysHasToBeOne() {
    Collected all = new Scene().declared("k", "x.a").declared("k", "x.b").collected();
    Applied<List<Collected>> merged =
        Scene.configuration("same: [{one: 'x.*', other: b, reason: r}]").merged(List.of(all));
    assertThat(merged.value()).containsExactly(all);
    assertThat(Scene.said(merged.problems()).getFirst()).startsWith("1:14: `x.*` names 2 things");
  }

  private static Applied<List<Fact>> same(String item) {
    return Scene.configuration("same:\n- " + item).sameFacts(ACCOUNTS);
  }
}
