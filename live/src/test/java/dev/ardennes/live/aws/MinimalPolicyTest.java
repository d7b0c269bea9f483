package dev.ardennes.live.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.live.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class MinimalPolicyTest {
  private static final int MOST_CHARACTERS_OF_A_MANAGED_POLICY = 6144;

  private static List<String> actions() {
    List<String> actions = new ArrayList<>();
    for (String text : MinimalPolicy.texts(null)) {
      new JsonMapper()
          .readTree(text)
          .at("/Statement/0/Action")
          .forEach(action -> actions.add(action.asString()));
    }
    return actions;
  }

  @Test
  void allowsOnlyWhatReads() {
    assertThat(actions()).hasSizeGreaterThan(100).isSorted().doesNotHaveDuplicates();
    assertThat(actions())
        .allMatch(
            action ->
                action.equals("iam:GenerateCredentialReport")
                    || action.matches("[a-z0-9-]+:((Get|List|Describe|BatchGet)[A-Za-z0-9]*|GET)"))
        .doesNotContain(
            "secretsmanager:GetSecretValue",
            "ssm:GetParameter",
            "ssm:GetParameters",
            "s3:GetObject",
            "kms:Decrypt");
  }

  @Test
  void allowsEveryOperation() {
    List<String> permissions =
        Operation.all().stream()
            .filter(operation -> operation != Operation.ASSUME_ROLE)
            .map(Operation::permission)
            .toList();
    assertThat(actions()).containsAll(permissions);
  }

  @Test
  void eachFitsIntoOneManagedPolicy() {
    List<String> texts = MinimalPolicy.texts("arn:aws:iam::111122223333:role/" + "r".repeat(64));
    assertThat(texts).hasSizeBetween(1, 3);
    assertThat(texts)
        .allSatisfy(
            text ->
                assertThat(text.replaceAll("\\s", "").length())
                    .isLessThanOrEqualTo(MOST_CHARACTERS_OF_A_MANAGED_POLICY));
  }

  @Test
  void roleIsAssumedOnlyWhereThereIsOne() {
    assertThat(String.join("", MinimalPolicy.texts(null))).doesNotContain("sts:AssumeRole");
    assertThat(String.join("", MinimalPolicy.texts("Audit")))
        .containsOnlyOnce("arn:aws:iam::*:role/Audit");
  }
}
