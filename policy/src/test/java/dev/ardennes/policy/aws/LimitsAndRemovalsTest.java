package dev.ardennes.policy.aws;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.aws.Scene.ADMIN;
import static dev.ardennes.policy.aws.Scene.DEV;
import static dev.ardennes.policy.aws.Scene.HOME;
import static dev.ardennes.policy.aws.Scene.allow;
import static dev.ardennes.policy.aws.Scene.allowIf;
import static dev.ardennes.policy.aws.Scene.deny;
import static dev.ardennes.policy.aws.Scene.json;
import static dev.ardennes.policy.aws.Scene.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LimitsAndRemovalsTest {
  private static String aws(String arn) {
    return "{'AWS':'" + arn + "'}";
  }

  private static String open(String principal, String action, String resource) {
    return json(
        "{'Effect':'Allow','Principal':"
            + principal
            + ",'Action':'"
            + action
            + "','Resource':'"
            + resource
            + "'}");
  }

  @Test
  void boundariesLimitIdentityPoliciesAndGrantsToRoles() {
    Scene scene =
        Scene.account().policy(DEV, "p", allow("*", "*")).boundary(DEV, "b", allow("s3:*", "*"));
    Decision decision = scene.may(DEV, "iam:PassRole", ADMIN);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .singleElement()
        .satisfies(
            control -> {
              assertThat(control.kind()).isEqualTo(Control.Kind.BOUNDARY);
              assertThat(control.factIds()).containsExactly("boundary:b");
            });
    String queue = "arn:aws:sqs:us-east-1:" + HOME + ":q";
    scene
        .boundary(ADMIN, "c", allow("s3:*", "*"))
        .resource(queue, HOME, "r", open("{'AWS':['" + DEV + "','" + ADMIN + "']}", "sqs:*", "*"));
    assertThat(scene.may(DEV, "sqs:SendMessage", queue).verdict())
        .as("a user by name")
        .isEqualTo(YES);
    assertThat(scene.may(ADMIN, "sqs:SendMessage", queue).verdict())
        .as("a role by name")
        .isEqualTo(NO);
  }

  @Test
  void ifGrantedEverythingTheOtherLayersStillHold() {
    Scene scene =
        Scene.account()
            .boundary(DEV, "b", allow("iam:*", "*"))
            .policy(DEV, "d", deny("iam:CreateUser", "*"));
    AwsDecisions decisions = scene.decisions();
    assertThat(decisions.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
    assertThat(decisions.mayIfGranted(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(YES);
    assertThat(decisions.mayIfGranted(DEV, "s3:ListAllMyBuckets", "*").verdict()).isEqualTo(NO);
    assertThat(decisions.mayIfGranted(DEV, "iam:CreateUser", "*").verdict()).isEqualTo(NO);
  }

  @Test
  void serviceControlPoliciesMustAllowAtEveryLevelButNotForTheManagementAccount() {
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("*", "*"))
            .document("root", allow("*", "*"))
            .document("unit", allow("s3:*", "*"));
    scene
        .builder
        .serviceControl(HOME, 0, "root", "scp:root")
        .serviceControl(HOME, 1, "unit", "scp:unit");
    Decision decision = scene.may(DEV, "iam:PassRole", ADMIN);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .extracting(Control::kind)
        .containsExactly(Control.Kind.SERVICE_CONTROL_POLICY);
    assertThat(Scene.facts(scene.may(DEV, "s3:ListAllMyBuckets", "*")).getFirst())
        .contains("scp:root", "scp:unit");
    scene.builder.managementAccount(HOME);
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(YES);
  }

  @Test
  void tagsOfPrincipalAndResourceAreFacts() {
    String bySameTeam =
        allowIf(
            "ec2:StartInstances",
            "*",
            "'StringEquals':{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}");
    String red = "arn:aws:ec2:us-east-1:" + HOME + ":instance/i-red";
    String blue = "arn:aws:ec2:us-east-1:" + HOME + ":instance/i-blue";
    Scene scene = Scene.account().policy(DEV, "p", bySameTeam);
    scene
        .builder
        .principal(
            new AwsPrincipal(
                DEV, AwsPrincipal.Kind.USER, DEV, HOME, Optional.of(Map.of("team", "red")), false))
        .resource(new AwsResource(red, red, HOME, Optional.of(Map.of("Team", "red"))))
        .resource(new AwsResource(blue, blue, HOME, Optional.of(Map.of("team", "blue"))));
    assertThat(scene.may(DEV, "ec2:StartInstances", red).verdict()).isEqualTo(YES);
    assertThat(scene.may(DEV, "ec2:StartInstances", blue).verdict()).isEqualTo(NO);
    assertThat(
            scene
                .may(DEV, "ec2:StartInstances", "arn:aws:ec2:us-east-1:" + HOME + ":instance/i-x")
                .verdict())
        .isEqualTo(CONDITIONAL);
  }

  @Test
  void timesAreDecidedAgainstTheGivenDate() {
    String until =
        allowIf("iam:PassRole", "*", "'DateLessThan':{'aws:CurrentTime':'2026-06-01T00:00:00Z'}");
    Scene scene = Scene.account().policy(DEV, "p", until);
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(CONDITIONAL);
    scene.builder.asOf(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(YES);
    scene.builder.asOf(Instant.parse("2026-11-21T00:00:00Z"));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
  }

  @Test
  void theFewestRemovalsEndEveryAlternative() {
    Scene scene =
        Scene.account()
            .policy(DEV, "a", allow("iam:*", "*"), allow("iam:PassRole", "*"))
            .policy(
                DEV,
                "b",
                allowIf("iam:PassRole", ADMIN, "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"));
    AwsDecisions decisions = scene.decisions();
    AwsRequest request = AwsRequest.of(DEV, "iam:PassRole", ADMIN);
    Removal removal = decisions.minimalRemovals(request).orElseThrow();
    assertThat(removal.factIds()).hasSize(2).contains("attach:a");
    assertThat(removal.smallest()).isTrue();
    Hypothesis without = Hypothesis.without(Set.copyOf(removal.factIds()));
    assertThat(decisions.decide(request, without).verdict()).isEqualTo(NO);
  }

  @Test
  void removingAnIdentityAllowDoesNotHelpWhereTheTrustNamesThePrincipal() {
    Scene scene =
        Scene.account()
            .trust(ADMIN, trusting(aws(DEV)))
            .policy(DEV, "p", allow("sts:AssumeRole", ADMIN));
    Removal removal =
        scene
            .decisions()
            .minimalRemovals(AwsRequest.of(DEV, "sts:AssumeRole", ADMIN))
            .orElseThrow();
    assertThat(removal.factIds())
        .containsAnyOf("statement:trust-admin", "trust:trust-admin")
        .hasSize(1);
  }

  @Test
  void anExplanationSaysOfEveryStatementWhatCameOfIt() {
    Scene scene =
        Scene.account()
            .policy(
                DEV,
                "p",
                allow("s3:*", "*"),
                allow("iam:PassRole", "arn:aws:iam::*:role/other"),
                allow("iam:*", "*"),
                allowIf("iam:*", "*", "'StringEquals':{'aws:username':'root'}"))
            .boundary(DEV, "b", allow("iam:*", "*"));
    var explanation =
        scene.decisions().explain(AwsRequest.of(DEV, "iam:PassRole", ADMIN), Hypothesis.NONE);
    assertThat(explanation.decision().verdict()).isEqualTo(YES);
    assertThat(explanation.lines())
        .extracting(line -> line.layer() + " " + line.factId() + " " + line.says())
        .containsExactly(
            "identity policy statement:p is about other actions",
            "identity policy statement:p2 is about other resources",
            "identity policy statement:p3 allows it",
            "identity policy statement:p4 its condition does not hold: `StringEquals` on"
                + " `aws:username` [root]",
            "permissions boundary statement:b allows it");
  }
}
