package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Changed state only adds: the engine's fixpoint rests on it.
final class MonotonicityTest {
  private static final List<String> ACTIONS =
      List.of("iam:PassRole", "s3:GetObject", "lambda:CreateFunction", "sts:AssumeRole");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:iam::*:role/admin",
          "arn:aws:s3:::exports/*",
          "arn:aws:lambda:*:*:function:a*",
          Scene.role("other"));
  private static final List<String> TARGETS =
      List.of(
          "*",
          Scene.ADMIN,
          "arn:aws:s3:::exports/a",
          "arn:aws:lambda:us-east-1:111111111111:function:ab");

  private final Random random = new Random(7);

  @Test
  void moreAllowsNeverTakeAnythingAway() {
    int changed = 0;
    for (int round = 0; round < 2_000; round++) {
      Scene scene = scene();
      String action = pick(ACTIONS);
      String target = pick(TARGETS);
      Verdict before = scene.may(Scene.DEV, action, target).verdict();
      scene.policy(Scene.DEV, "more", statement("Allow"));
      Verdict after = scene.may(Scene.DEV, action, target).verdict();
      assertThat(rank(after)).isGreaterThanOrEqualTo(rank(before));
      changed += after == before ? 0 : 1;
    }
    assertThat(changed).isPositive();
  }

  @Test
  void whatIsAllowedIsAllowedIfGrantedToo() {
    int allowed = 0;
    for (int round = 0; round < 2_000; round++) {
      AwsDecisions decisions = scene().decisions();
      String action = pick(ACTIONS);
      String target = pick(TARGETS);
      Verdict may = decisions.may(Scene.DEV, action, target).verdict();
      Verdict granted = decisions.mayIfGranted(Scene.DEV, action, target).verdict();
      assertThat(rank(granted)).as(action + " on " + target).isGreaterThanOrEqualTo(rank(may));
      allowed += may == Verdict.NO ? 0 : 1;
    }
    assertThat(allowed).isGreaterThan(200);
  }

  @Test
  void withoutTheFactsOfAMinimalRemovalNothingIsLeft() {
    int found = 0;
    for (int round = 0; round < 300; round++) {
      AwsDecisions decisions = scene().decisions();
      AwsRequest request = AwsRequest.of(Scene.DEV, pick(ACTIONS), pick(TARGETS));
      var removal = decisions.minimalRemovals(request);
      if (removal.isPresent()) {
        found++;
        Hypothesis without = Hypothesis.without(Set.copyOf(removal.get().factIds()));
        assertThat(decisions.decide(request, without).verdict()).isEqualTo(Verdict.NO);
      }
    }
    assertThat(found).isPositive();
  }

  private Scene scene() {
    Scene scene = Scene.account().resource("arn:aws:s3:::exports", Scene.HOME, "none");
    scene.trust(
        Scene.ADMIN,
        Scene.trusting(
            pick(
                List.of(
                    "{'AWS':'" + Scene.DEV + "'}",
                    "{'AWS':'" + Scene.HOME + "'}",
                    "{'Service':'ec2.amazonaws.com'}"))));
    scene.policy(
        Scene.DEV, "p", statement("Allow"), statement(pick(List.of("Allow", "Allow", "Deny"))));
    if (random.nextInt(3) == 0) {
      scene.boundary(Scene.DEV, "b", statement("Allow"), statement("Allow"), statement("Deny"));
    }
    return scene;
  }

  private String statement(String effect) {
    String action = pick(List.of("*", "iam:*", "s3:*", "lambda:*", "sts:*", pick(ACTIONS)));
    String condition =
        pick(
            List.of(
                "",
                "",
                "",
                ",'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}",
                ",'Condition':{'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}",
                ",'Condition':{'StringEquals':{'aws:username':'dev'}}"));
    String element = random.nextInt(6) == 0 ? "NotResource" : "Resource";
    return Scene.json(
        "{'Effect':'"
            + effect
            + "','Action':'"
            + action
            + "','"
            + element
            + "':'"
            + pick(RESOURCES)
            + "'"
            + condition
            + "}");
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case NO -> 0;
      case CONDITIONAL -> 1;
      case YES -> 2;
    };
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
