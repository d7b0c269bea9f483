package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Entity;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SelectorTest {
  private static final Entity APP =
      new Entity(
          "aws/prod/aws_iam_role.app",
          "aws.iam.role",
          "app",
          List.of("arn:aws:iam::*:role/app", "aws_iam_role.app"));
  private static final Entity BUCKET =
      new Entity(
          "aws/prod/aws_s3_bucket.b", "aws.s3.bucket", "b", List.of("arn:aws:s3:::exports-*-*"));
  private static final Entity EXACT =
      new Entity("arn:aws:iam::111122223333:role/app", "aws.iam.role", "app", List.of());

  @Test
  void idsNamesAndAliasesAreSearched() {
    assertThat(ids("aws/prod/*role*", APP, BUCKET)).containsExactly(APP.id());
    assertThat(ids("app", APP, BUCKET)).containsExactly(APP.id());
    assertThat(ids("aws_iam_role.app", APP, BUCKET)).containsExactly(APP.id());
    assertThat(ids("ap", APP, BUCKET)).isEmpty();
    assertThat(ids("APP", APP, BUCKET)).isEmpty();
    assertThat(ids("*", APP, BUCKET)).containsExactly(APP.id(), BUCKET.id());
  }

  @Test
  void anAliasesOwnWildcardIsSaid() {
    assertThat(Selector.select(List.of(APP), "arn:aws:iam::111122223333:role/app"))
        .containsExactly(new Selector.Match(APP, "arn:aws:iam::*:role/app"));
    assertThat(Selector.select(List.of(APP), "arn:aws:iam::*:role/app"))
        .containsExactly(new Selector.Match(APP, null));
  }

  @Test
  void whatMatchesPlainlyHidesWhatNeedsAWildcard() {
    assertThat(ids("arn:aws:iam::111122223333:role/app", APP, EXACT)).containsExactly(EXACT.id());
  }

  @Test
  void aNameOfWhichOnlyTheBeginningIsKnownIsTheLastResort() {
    assertThat(ids("arn:aws:s3:::exports-prod", BUCKET)).containsExactly(BUCKET.id());
    assertThat(ids("arn:aws:s3:::imports-prod", BUCKET)).isEmpty();
  }

  private static List<String> ids(String pattern, Entity... entities) {
    return Selector.select(List.of(entities), pattern).stream()
        .map(match -> match.entity().id())
        .toList();
  }
}
