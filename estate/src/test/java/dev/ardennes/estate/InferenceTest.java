package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InferenceTest {
  private static final String ACCOUNT = "aws/prod";

  @Test
  void theInternetIsAlwaysAnEntryAndComesFirst() {
    assertThat(entries(new Scene())).containsExactly("internet");
  }

  @Test
  void longLivedCredentialsAreEntriesWithTheirPlace() {
    Scene scene =
        new Scene()
            .declared("aws.iam.user", "u.key")
            .declared("aws.iam.user", "u.none")
            .declared("aws.iam.user", "u.console")
            .fact("login_profile", "u.console")
            .fact("access_key", "u.key", "k1")
            .fact("access_key", "u.key", "k2");

    assertThat(entries(scene)).containsExactly("internet", "u.key", "u.console");
    EntryPoint key = EntryInference.infer(scene.facts()).get(1);
    assertThat(key.why()).isEqualTo("it has a long-lived access key: if this key leaks");
    assertThat(key.evidence()).singleElement().satisfies(e -> assertThat(e.line()).isEqualTo(5));
  }

  @Test
  void principalsThatNoSourceDeclaresAreEntries() {
    assertThat(
            entries(
                new Scene()
                    .mentioned("aws.account", "partner")
                    .mentioned("aws.iam.role", "partner/role")
                    .mentioned("aws.s3.bucket", "partner/bucket")
                    .mentioned("external.service", "lambda")
                    .declared("aws.iam.role", "own")))
        .containsExactly("internet", "partner", "partner/role");
  }

  @Test
  void fullControlOfAnAccountWithIdentitiesIsCritical() {
    assertThat(
            jewels(
                new Scene()
                    .declared("aws.account", ACCOUNT)
                    .declared("aws.account", "aws/empty")
                    .declared("aws.iam.role", "r")
                    .fact("in_account", "r", ACCOUNT)))
        .containsExactly("aws/prod critical control of an account: full control of the account");
  }

  @Test
  void aTagOfRegulatedDataIsCriticalWhateverTheName() {
    assertThat(
            jewels(
                new Scene()
                    .declared("aws.dynamodb.table", "t.x9")
                    .fact("tag", "t.x9", "DataClassification", "PII")))
        .containsExactly("t.x9 critical data read: its tag `DataClassification` is `PII`");
    assertThat(
            jewels(
                new Scene()
                    .declared("aws.s3.bucket", "b.x9")
                    .fact("tag", "b.x9", "sensitivity", "confidential")))
        .containsExactly("b.x9 high data read: its tag `sensitivity` is `confidential`");
  }

  @Test
  void aSecretIsHighWhateverItsName() {
    assertThat(jewels(new Scene().declared("aws.secretsmanager.secret", "s.x9")))
        .containsExactly("s.x9 high data read: it is a secret");
  }

  @Test
  void aWordOfTheNameMakesAStoreMedium() {
    assertThat(jewels(new Scene().declared("aws.s3.bucket", "b.acme-customer-data")))
        .containsExactly(
            "b.acme-customer-data medium data read: it is a data store whose name says `customer`");
  }

  @Test
  void renamedItIsStillAJewelButOnlyForWantOfBetterOnes() {
    assertThat(jewels(new Scene().declared("aws.s3.bucket", "b.x9")))
        .containsExactly("b.x9 low data read: it is a data store");
    assertThat(
            jewels(
                new Scene()
                    .declared("aws.s3.bucket", "b.x9")
                    .declared("aws.s3.bucket", "b.payroll")))
        .containsExactly(
            "b.payroll medium data read: it is a data store whose name says `payroll`");
  }

  @Test
  void aWordInsideAnotherSaysNothing() {
    assertThat(jewels(new Scene().declared("aws.s3.bucket", "b.discards")))
        .containsExactly("b.discards low data read: it is a data store");
  }

  @Test
  void whatHoldsNoDataIsNoJewel() {
    assertThat(
            jewels(
                new Scene()
                    .declared("aws.iam.role", "r.customer-secret")
                    .declared("aws.lambda.function", "f.payments")
                    .fact("tag", "f.payments", "classification", "pii")
                    .mentioned("aws.s3.bucket", "elsewhere.customer")))
        .isEmpty();
  }

  @Test
  void aTagThatSaysNothingOfDataLeavesTheNameToDecide() {
    assertThat(
            jewels(
                new Scene()
                    .declared("aws.s3.bucket", "b.orders")
                    .fact("tag", "b.orders", "classification", "public")
                    .fact("tag", "b.orders", "team", "pii")))
        .containsExactly("b.orders medium data read: it is a data store whose name says `orders`");
  }

  @Test
  void theWorstComeFirst() {
    assertThat(
            JewelInference.infer(
                new Scene()
                    .declared("aws.s3.bucket", "b.orders")
                    .declared("aws.ssm.parameter", "p.z")
                    .declared("aws.account", ACCOUNT)
                    .declared("aws.iam.user", "u")
                    .fact("in_account", "u", ACCOUNT)
                    .facts()))
        .extracting(CrownJewel::entity)
        .containsExactly(ACCOUNT, "p.z", "b.orders");
  }

  private static List<String> entries(Scene scene) {
    return EntryInference.infer(scene.facts()).stream().map(EntryPoint::entity).toList();
  }

  private static List<String> jewels(Scene scene) {
    return JewelInference.infer(scene.facts()).stream()
        .map(j -> j.entity() + " " + j.impact().word() + " " + j.impactKind() + ": " + j.why())
        .toList();
  }

  @Test
  void reportOfCredentialsIsInTheReasons() {
    Scene scene =
        new Scene()
            .declared("aws.iam.user", "ana")
            .fact("access_key", "ana", "ana/key")
            .fact("key_since", "ana", "2021-02-03")
            .declared("aws.iam.user", "bob")
            .fact("login_profile", "bob")
            .fact("second_factor", "bob");
    assertThat(EntryInference.infer(scene.facts()))
        .extracting(dev.ardennes.model.EntryPoint::why)
        .contains(
            "it has a long-lived access key, in use since 2021-02-03: if this key leaks",
            "it has a console password and a second factor: if both are phished");
  }
}
