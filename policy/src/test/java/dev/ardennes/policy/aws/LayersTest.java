package dev.ardennes.policy.aws;

import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.aws.Scene.ADMIN;
import static dev.ardennes.policy.aws.Scene.DEV;
import static dev.ardennes.policy.aws.Scene.HOME;
import static dev.ardennes.policy.aws.Scene.allow;
import static dev.ardennes.policy.aws.Scene.deny;
import static dev.ardennes.policy.aws.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LayersTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:" + HOME + ":q";
  private static final String SESSION = "arn:aws:sts::" + HOME + ":assumed-role/admin/s1";

  private static Decision inSession(Scene scene, String action, String resource) {
    AwsRequest.Context context =
        new AwsRequest.Context(new TreeMap<>(), Set.of(), false, List.of("session"), List.of());
    return scene.decisions().decide(AwsRequest.of(SESSION, action, resource).withContext(context));
  }

  @Test
  void resourceControlPoliciesHoldOnlyForServicesThatHaveThem() {
    String outside =
        json("{'Effect':'Deny','Principal':'*','Action':['sqs:*','ec2:*'],'Resource':'*'}");
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("*", "*"))
            .resource(QUEUE, HOME, "none")
            .document("rcp", outside);
    scene.builder.resourceControl(HOME, 0, "rcp", "rcp:root");
    Decision decision = scene.may(DEV, "sqs:SendMessage", QUEUE);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls().getFirst().factIds())
        .containsExactly("rcp:root", "statement:rcp");
    String instance = "arn:aws:ec2:us-east-1:" + HOME + ":instance/i-1";
    assertThat(scene.may(DEV, "ec2:StartInstances", instance).verdict()).isEqualTo(YES);
  }

  @Test
  void sessionPoliciesLimitTheRoleAndAddNothing() {
    Scene scene =
        Scene.account()
            .policy(ADMIN, "p", allow("iam:*", "*"))
            .document("session", allow("iam:Get*", "*"), allow("s3:*", "*"));
    assertThat(inSession(scene, "iam:GetRole", ADMIN).verdict()).isEqualTo(YES);
    Decision decision = inSession(scene, "iam:PassRole", ADMIN);
    assertThat(decision.controls())
        .extracting(Control::kind)
        .containsExactly(Control.Kind.SESSION_POLICY);
    assertThat(inSession(scene, "s3:ListAllMyBuckets", "*").verdict()).isEqualTo(NO);
  }

  @Test
  void aGrantToTheSessionItselfIsNotLimitedByItsSessionPolicy() {
    String toSession =
        json(
            "{'Effect':'Allow','Principal':{'AWS':'"
                + SESSION
                + "'},'Action':'sqs:*','Resource':'*'}");
    Scene scene =
        Scene.account()
            .resource(QUEUE, HOME, "r", toSession)
            .document("session", allow("s3:*", "*"));
    assertThat(inSession(scene, "sqs:SendMessage", QUEUE).verdict()).isEqualTo(YES);
    String toRole =
        json(
            "{'Effect':'Allow','Principal':{'AWS':'"
                + ADMIN
                + "'},'Action':'sqs:*','Resource':'*'}");
    Scene other =
        Scene.account().resource(QUEUE, HOME, "r", toRole).document("session", allow("s3:*", "*"));
    assertThat(inSession(other, "sqs:SendMessage", QUEUE).verdict()).isEqualTo(NO);
  }

  @Test
  void serviceLinkedRolesAreNotLimitedByServiceControlPolicies() {
    Scene scene =
        Scene.account().document("none", deny("*", "*")).policy(ADMIN, "p", allow("*", "*"));
    scene.builder.serviceControl(HOME, 0, "none", "scp:none");
    assertThat(scene.may(ADMIN, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
    scene.builder.principal(
        new AwsPrincipal(ADMIN, AwsPrincipal.Kind.ROLE, ADMIN, HOME, Optional.of(Map.of()), true));
    assertThat(scene.may(ADMIN, "iam:PassRole", ADMIN).verdict()).isEqualTo(YES);
  }

  @Test
  void aBoundaryThatIsGoneLimitsNothing() {
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("iam:*", "*"))
            .boundary(DEV, "b", allow("s3:*", "*"));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
    Hypothesis unbounded = Hypothesis.NONE.andUnbounded(DEV);
    assertThat(scene.decisions().may(DEV, "iam:PassRole", ADMIN, unbounded).verdict())
        .isEqualTo(YES);
  }

  @Test
  void aGroupsDenyComesWithTheMembership() {
    String group = "arn:aws:iam::" + HOME + ":group/limited";
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("iam:*", "*"))
            .policy(group, "g", deny("iam:Pass*", "*"));
    scene.builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.GROUP, group));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(YES);
    scene.builder.member(DEV, group, "member:dev");
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
    Hypothesis left = Hypothesis.without(Set.of("member:dev"));
    assertThat(scene.decisions().may(DEV, "iam:PassRole", ADMIN, left).verdict()).isEqualTo(YES);
  }

  @Test
  void notPrincipalSparesWhomItListsUnlessTheyHaveABoundary() {
    String others =
        json("{'Effect':'Deny','NotPrincipal':{'AWS':'" + DEV + "'},'Action':'*','Resource':'*'}");
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("*", "*"))
            .policy(ADMIN, "q", allow("*", "*"))
            .resource(QUEUE, HOME, "r", others);
    assertThat(scene.may(DEV, "sqs:SendMessage", QUEUE).verdict()).isEqualTo(YES);
    assertThat(scene.may(ADMIN, "sqs:SendMessage", QUEUE).verdict()).isEqualTo(NO);
    scene.boundary(DEV, "b", allow("*", "*"));
    assertThat(scene.may(DEV, "sqs:SendMessage", QUEUE).verdict()).isEqualTo(NO);
  }

  @Test
  void twoBarriersMustBothFail() {
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("iam:*", "*"), deny("iam:PassRole", "*"))
            .boundary(DEV, "b", allow("s3:*", "*"));
    var ways =
        scene
            .decisions()
            .ifControlsFail(AwsRequest.of(DEV, "iam:PassRole", ADMIN), Hypothesis.NONE);
    assertThat(ways).singleElement().satisfies(way -> assertThat(way.assumed()).hasSize(2));
  }
}
