package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Roles that let in other accounts, or everybody who meets a condition about accounts.
final class CrossAccountTrustTest {
  private static final String VENDOR = "arn:aws:iam::444455556666:root";
  private static final String EVERYBODY = "{\"AWS\": \"*\"}";

  @TempDir private Path folder = Path.of("");

  private JsonNode assumed(String principal, String conditions) throws IOException {
    return new TrustEstate(folder).scan(TrustEstate.role(principal, "sts:AssumeRole", conditions));
  }

  @Test
  void accountThatAConditionNamesIsLetIn() throws IOException {
    JsonNode report =
        assumed(EVERYBODY, "\"StringEquals\": {\"aws:PrincipalAccount\": \"444455556666\"}");
    assertThat(TrustEstate.entries(report)).containsExactly(VENDOR);
    report =
        assumed(
            EVERYBODY,
            "\"ArnLike\": {\"aws:PrincipalArn\": \"arn:aws:iam::444455556666:role/deploy-*\"}");
    assertThat(TrustEstate.entries(report)).containsExactly(VENDOR);
  }

  @Test
  void externalIdIsACondition() throws IOException {
    JsonNode report =
        assumed(
            "{\"AWS\": \"" + VENDOR + "\"}", "\"StringEquals\": {\"sts:ExternalId\": \"nw-1\"}");
    assertThat(TrustEstate.entries(report)).containsExactly(VENDOR);
    assertThat(TrustEstate.assumptions(report)).contains("sts:ExternalId");
  }

  private JsonNode withVendor(String account, String principal, String conditions)
      throws IOException {
    CommandLineRun run = new CommandLineRun(folder);
    run.file(
        "estate/provider.tf",
        "provider \"aws\" {\n  allowed_account_ids = [\"111122223333\"]\n}\n");
    run.file("estate/ardennes.yaml", "vendors:\n- {account: " + account + ", why: a scanner}\n");
    return assumed("{\"AWS\": \"" + principal + "\"}", conditions);
  }

  @Test
  void vendorMayBeSentByAnotherCustomer() throws IOException {
    assertThat(TrustEstate.entries(withVendor("444455556666", VENDOR, "")))
        .containsExactly(VENDOR, "internet");
    JsonNode byRole = withVendor("444455556666", "arn:aws:iam::444455556666:role/scanner", "");
    assertThat(TrustEstate.entries(byRole)).containsExactly(VENDOR, "internet");
    assertThat(TrustEstate.assumptions(byRole)).contains("does not check that");
  }

  @Test
  void vendorWhoIsAskedForAnIdIsNot() throws IOException {
    assertThat(
            TrustEstate.entries(
                withVendor(
                    "444455556666", VENDOR, "\"StringEquals\": {\"sts:ExternalId\": \"nw-1\"}")))
        .containsExactly(VENDOR);
  }

  @Test
  void accountThatNobodyCallsAVendorsIsNot() throws IOException {
    assertThat(TrustEstate.entries(withVendor("777788889999", VENDOR, ""))).containsExactly(VENDOR);
  }

  @Test
  void principalThatIsGoneLetsNobodyIn() throws IOException {
    assertThat(TrustEstate.entries(assumed("{\"AWS\": \"AROAEXAMPLE1234567890\"}", ""))).isEmpty();
  }

  @Test
  void organisationOfAnotherIsNotForStrangers() throws IOException {
    JsonNode report =
        assumed(EVERYBODY, "\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-northwind1\"}");
    assertThat(TrustEstate.entries(report)).isEmpty();
  }
}
