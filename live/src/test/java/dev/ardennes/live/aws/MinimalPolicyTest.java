package dev.ardennes.live.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class MinimalPolicyTest {
  private static final int MOST_CHARACTERS_OF_A_MANAGED_POLICY = 6144;

  @Test
  void allowsOnlyWhatReads() {
    JsonNode policy = new JsonMapper().readTree(MinimalPolicy.text(null));
    JsonNode actions = policy.at("/Statement/0/Action");
    assertThat(actions.size()).isGreaterThan(100);
    actions.forEach(
        action -> {
          assertThat(action.asString())
              .matches("[a-z0-9-]+:((Get|List|Describe|BatchGet)[A-Za-z0-9]*|GET)");
          assertThat(action.asString())
              .isNotIn(
                  "secretsmanager:GetSecretValue",
                  "ssm:GetParameter",
                  "ssm:GetParameters",
                  "s3:GetObject",
                  "kms:Decrypt");
        });
  }

  @Test
  void fitsIntoOneManagedPolicy() {
    String text = MinimalPolicy.text("OrganizationAccountAccessRole").replaceAll("\\s", "");
    assertThat(text.length()).isLessThan(MOST_CHARACTERS_OF_A_MANAGED_POLICY);
  }

  @Test
  void roleIsAssumedOnlyWhereThereIsOne() {
    assertThat(MinimalPolicy.text(null)).doesNotContain("sts:AssumeRole");
    assertThat(MinimalPolicy.text("Audit")).contains("arn:aws:iam::*:role/Audit");
  }
}
