package dev.ardennes.policy.aws;

import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.aws.Scene.DEV;
import static dev.ardennes.policy.aws.Scene.HOME;
import static dev.ardennes.policy.aws.Scene.allow;
import static dev.ardennes.policy.aws.Scene.deny;
import static dev.ardennes.policy.aws.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NewNamesTest {
  private static NamedDecision names(Scene scene, String action) {
    return scene.decisions().mayNames(DEV, action, "function", HOME);
  }

  @Test
  void aGrantOnAPatternIsASetOfNames() {
    NamedDecision decision =
        names(
            Scene.account()
                .policy(
                    DEV, "p", allow("lambda:CreateFunction", "arn:aws:lambda:*:*:function:app-*")),
            "lambda:CreateFunction");
    assertThat(decision.verdict()).isEqualTo(YES);
    NamedAlternative only = decision.alternatives().getFirst();
    assertThat(only.alternative().factIds()).isEqualTo(List.of("attach:p", "statement:p"));
    assertThat(only.names().contains("arn:aws:lambda:us-east-1:" + HOME + ":function:app-1"))
        .isTrue();
    assertThat(only.names().contains("arn:aws:lambda:us-east-1:222222222222:function:app-1"))
        .isFalse();
    assertThat(only.names().contains("arn:aws:lambda:us-east-1:" + HOME + ":layer:app-1"))
        .isFalse();
    assertThat(only.names().witness())
        .isPresent()
        .get()
        .asString()
        .startsWith("arn:aws:lambda:us-east-1:" + HOME + ":function:app-");
  }

  @Test
  void creatingAndInvokingNeedOneNameThatBothGrantsAllow() {
    Scene scene =
        Scene.account()
            .policy(
                DEV,
                "p",
                allow("lambda:CreateFunction", "arn:aws:lambda:*:*:function:app-*"),
                allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:*-prod"),
                allow("lambda:DeleteFunction", "arn:aws:lambda:*:*:function:web-*"));
    NameSet created = names(scene, "lambda:CreateFunction").alternatives().getFirst().names();
    NameSet invoked = names(scene, "lambda:InvokeFunction").alternatives().getFirst().names();
    NameSet deleted = names(scene, "lambda:DeleteFunction").alternatives().getFirst().names();
    assertThat(created.intersect(invoked).witness()).isPresent().get().asString().endsWith("-prod");
    assertThat(created.intersect(deleted).isEmpty()).isTrue();
  }

  @Test
  void deniesAndBoundariesTakeNamesAway() {
    Scene scene =
        Scene.account()
            .policy(
                DEV,
                "p",
                allow("lambda:*", "*"),
                deny("lambda:*", "arn:aws:lambda:*:*:function:prod-*"))
            .boundary(DEV, "b", allow("lambda:*", "arn:aws:lambda:us-east-1:*:function:*"));
    NameSet set = names(scene, "lambda:CreateFunction").alternatives().getFirst().names();
    assertThat(set.contains("arn:aws:lambda:us-east-1:" + HOME + ":function:dev-1")).isTrue();
    assertThat(set.contains("arn:aws:lambda:us-east-1:" + HOME + ":function:prod-1")).isFalse();
    assertThat(set.contains("arn:aws:lambda:eu-west-1:" + HOME + ":function:dev-1")).isFalse();
  }

  @Test
  void notResourceIsTheRest() {
    Scene scene =
        Scene.account()
            .policy(
                DEV,
                "p",
                json(
                    "{'Effect':'Allow','Action':'lambda:*','NotResource':'arn:aws:lambda:*:*:function:a*'}"));
    NameSet set = names(scene, "lambda:CreateFunction").alternatives().getFirst().names();
    assertThat(set.contains("arn:aws:lambda:us-east-1:" + HOME + ":function:b")).isTrue();
    assertThat(set.contains("arn:aws:lambda:us-east-1:" + HOME + ":function:ab")).isFalse();
  }

  @Test
  void grantsOnOtherThingsAreNoNames() {
    Scene scene =
        Scene.account()
            .policy(
                DEV,
                "p",
                allow("lambda:*", "arn:aws:lambda:*:*:layer:*"),
                allow("*", "arn:aws:s3:::*"));
    assertThat(names(scene, "lambda:CreateFunction").verdict()).isEqualTo(NO);
  }

  @Test
  void everyGrantIsAnAlternativeOfItsOwn() {
    Scene scene =
        Scene.account()
            .policy(
                DEV,
                "p",
                allow("lambda:*", "arn:aws:lambda:*:*:function:a*"),
                allow("lambda:*", "arn:aws:lambda:*:*:function:b*"));
    assertThat(names(scene, "lambda:CreateFunction").alternatives()).hasSize(2);
  }

  @Test
  void anActionWithoutResourcesIsAllowedForAllNamesOrNone() {
    Scene scoped = Scene.account().policy(DEV, "p", allow("glue:*", "arn:aws:glue:*:*:job/app-*"));
    assertThat(scoped.decisions().mayNames(DEV, "s3:ListAllMyBuckets", "bucket", HOME).verdict())
        .isEqualTo(NO);
    Scene wide = Scene.account().policy(DEV, "p", allow("s3:*", "*"));
    assertThat(wide.decisions().mayNames(DEV, "s3:ListAllMyBuckets", "bucket", HOME).verdict())
        .isEqualTo(YES);
  }

  @Test
  void objectsOfABucketAreNamesToo() {
    String bucket = "arn:aws:s3:::exports";
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("s3:GetObject", bucket + "/public/*"))
            .resource(bucket, HOME, "none");
    NamedDecision decision =
        scene.decisions().mayNamesLike(DEV, "s3:GetObject", bucket + "/*", HOME, Hypothesis.NONE);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(decision.alternatives().getFirst().names().witness())
        .isPresent()
        .get()
        .asString()
        .startsWith(bucket + "/public/");
    assertThat(
            scene
                .decisions()
                .mayNamesLike(DEV, "s3:GetObject", "arn:aws:s3:::other/*", HOME, Hypothesis.NONE)
                .verdict())
        .isEqualTo(NO);
  }

  @Test
  void ifGrantedEverythingTheBoundaryStillBoundsTheNames() {
    Scene scene =
        Scene.account().boundary(DEV, "b", allow("lambda:*", "arn:aws:lambda:*:*:function:dev-*"));
    NamedDecision decision =
        scene
            .decisions()
            .mayNames(DEV, "lambda:CreateFunction", "function", HOME, Hypothesis.granted(DEV));
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(
            decision
                .alternatives()
                .getFirst()
                .names()
                .contains("arn:aws:lambda:us-east-1:" + HOME + ":function:x"))
        .isFalse();
  }
}
