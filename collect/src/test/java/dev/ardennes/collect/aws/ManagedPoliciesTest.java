package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ManagedPoliciesTest {
  private final ManagedPolicies policies = ManagedPolicies.bundled();

  @Test
  void administratorAccessAllowsEverything() {
    ManagedPolicy policy =
        policies.find("arn:aws:iam::aws:policy/AdministratorAccess").orElseThrow();
    assertThat(policy.document()).contains("\"Action\":\"*\"").contains("\"Resource\":\"*\"");
    assertThat(policy.version()).isEqualTo("v1");
  }

  @Test
  void policiesWithAPathAreFoundByTheirWholeArn() {
    assertThat(policies.find("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"))
        .isPresent();
    assertThat(policies.find("arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole")).isEmpty();
  }

  @Test
  void otherPartitionsHaveTheSamePolicies() {
    assertThat(policies.find("arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess")).isPresent();
  }

  @Test
  void aPolicyOfACustomerIsUnknown() {
    assertThat(policies.find("arn:aws:iam::111122223333:policy/AdministratorAccess")).isEmpty();
    assertThat(policies.find("AdministratorAccess")).isEmpty();
  }

  @Test
  void everyDocumentIsAnObjectWithStatements() {
    JsonMapper mapper = new JsonMapper();
    assertThat(policies.arns()).hasSizeGreaterThan(1500).isSorted();
    for (String arn : policies.arns()) {
      assertThat(mapper.readTree(policies.find(arn).orElseThrow().document()).has("Statement"))
          .as(arn)
          .isTrue();
    }
  }
}
