package dev.ardennes.policy.aws;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.aws.Scene.ADMIN;
import static dev.ardennes.policy.aws.Scene.AWAY;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TrustAndResourcePolicyTest {
  private static final String FOREIGN = "arn:aws:iam::" + AWAY + ":role/partner";
  private static final String LAMBDA = "lambda.amazonaws.com";

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
  void aTrustThatNamesThePrincipalSufficesInOneAccount() {
    Decision decision =
        Scene.account().trust(ADMIN, trusting(aws(DEV))).decisions().mayAssume(DEV, ADMIN);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Scene.facts(decision))
        .containsExactly(List.of("statement:trust-admin", "trust:trust-admin"));
  }

  @Test
  void aTrustInTheAccountOnlyDelegates() {
    Scene scene = Scene.account().trust(ADMIN, trusting(aws("arn:aws:iam::" + HOME + ":root")));
    assertThat(scene.decisions().mayAssume(DEV, ADMIN).verdict()).isEqualTo(NO);
    scene.policy(DEV, "p", allow("sts:AssumeRole", ADMIN));
    assertThat(Scene.facts(scene.decisions().mayAssume(DEV, ADMIN)))
        .containsExactly(
            List.of("attach:p", "statement:p", "statement:trust-admin", "trust:trust-admin"));
  }

  @Test
  void anAccountIdIsTheSameAsItsRoot() {
    Scene scene =
        Scene.account().trust(ADMIN, trusting(aws(HOME))).policy(DEV, "p", allow("*", "*"));
    assertThat(scene.decisions().mayAssume(DEV, ADMIN).verdict()).isEqualTo(YES);
  }

  @Test
  void withoutTrustNoPermissionSuffices() {
    Scene scene =
        Scene.account()
            .trust(ADMIN, trusting("{'Service':'ec2.amazonaws.com'}"))
            .policy(DEV, "p", allow("*", "*"));
    Decision decision = scene.decisions().mayAssume(DEV, ADMIN);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls()).extracting(Control::kind).containsExactly(Control.Kind.TRUST);
    assertThat(scene.decisions().mayAssumeIfTrusted(DEV, ADMIN).verdict()).isEqualTo(YES);
  }

  @Test
  void acrossAccountsBothSidesMustAllow() {
    Scene scene = Scene.account();
    scene.role(FOREIGN, trusting(aws(DEV)));
    assertThat(scene.decisions().mayAssume(DEV, FOREIGN).verdict()).isEqualTo(NO);
    scene.policy(DEV, "p", allow("sts:AssumeRole", FOREIGN));
    assertThat(scene.decisions().mayAssume(DEV, FOREIGN).verdict()).isEqualTo(YES);
    assertThat(scene.decisions().mayAssume(Scene.user("other"), FOREIGN).verdict()).isEqualTo(NO);
  }

  @Test
  void theTrustOfARoleThatNobodyDeclaredIsNotKnown() {
    Scene scene = Scene.account().policy(DEV, "p", allow("sts:AssumeRole", "*"));
    Decision decision = scene.decisions().mayAssume(DEV, FOREIGN);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .singleElement()
        .asString()
        .startsWith("not-collected: the trust policy of");
    scene.builder.covers(AWAY, Layer.IDENTITY);
    assertThat(scene.decisions().mayAssume(DEV, FOREIGN).verdict()).isEqualTo(NO);
  }

  @Test
  void whatAnOutsiderMayDoByItsOwnPoliciesIsNotKnown() {
    Scene scene = Scene.account().trust(ADMIN, trusting(aws(FOREIGN)));
    Decision decision = scene.decisions().mayAssume(FOREIGN, ADMIN);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .containsExactly(
            "not-collected: an identity policy of `"
                + FOREIGN
                + "` allows `sts:AssumeRole` on `"
                + ADMIN
                + "`");
    assertThat(scene.decisions().mayAssume("arn:aws:iam::" + AWAY + ":root", ADMIN).verdict())
        .isEqualTo(NO);
  }

  @Test
  void anExternalIdIsAConditionThatStays() {
    String statement =
        json(
            "{'Effect':'Allow','Principal':{'AWS':'"
                + DEV
                + "'},'Action':'sts:AssumeRole','Condition':{'StringEquals':{'sts:ExternalId':'s3cret'}}}");
    Decision decision = Scene.account().trust(ADMIN, statement).decisions().mayAssume(DEV, ADMIN);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision)).containsExactly("condition: `sts:ExternalId` equals `s3cret`");
  }

  @Test
  void aSessionNameIsTheCallersChoice() {
    String statement =
        json(
            "{'Effect':'Allow','Principal':{'AWS':'"
                + DEV
                + "'},'Action':'sts:AssumeRole','Condition':{'StringLike':{'sts:RoleSessionName':'ci-*'}}}");
    Decision decision = Scene.account().trust(ADMIN, statement).decisions().mayAssume(DEV, ADMIN);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(decision.alternatives().getFirst().choices())
        .extracting(c -> c.says())
        .containsExactly("`sts:RoleSessionName` matches `ci-*`");
  }

  @Test
  void servicesAndProvidersAreTrustedByName() {
    Scene scene =
        Scene.account()
            .trust(ADMIN, trusting("{'Service':['ec2.amazonaws.com','" + LAMBDA + "']}"));
    assertThat(scene.decisions().trusts(ADMIN, LAMBDA).verdict()).isEqualTo(YES);
    assertThat(scene.decisions().trusts(ADMIN, "glue.amazonaws.com").verdict()).isEqualTo(NO);
    assertThat(scene.decisions().trusts(ADMIN, "*").verdict()).isEqualTo(NO);
    String provider = "arn:aws:iam::" + HOME + ":oidc-provider/token.actions.githubusercontent.com";
    String web =
        json(
            "{'Effect':'Allow','Principal':{'Federated':'"
                + provider
                + "'},'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'StringLike':{'token.actions.githubusercontent.com:sub':'repo:acme/*'}}}");
    Decision decision = Scene.account().trust(ADMIN, web).decisions().mayAssume(provider, ADMIN);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .containsExactly(
            "condition: `token.actions.githubusercontent.com:sub` matches `repo:acme/*`");
  }

  @Test
  void passingARoleNeedsPermissionTrustAndOneAccount() {
    Scene scene = Scene.account().trust(ADMIN, trusting("{'Service':'" + LAMBDA + "'}"));
    assertThat(scene.decisions().mayPass(DEV, ADMIN, LAMBDA).verdict()).isEqualTo(NO);
    scene.policy(DEV, "p", allow("iam:PassRole", "*"));
    Decision decision = scene.decisions().mayPass(DEV, ADMIN, LAMBDA);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Scene.facts(decision))
        .containsExactly(
            List.of("attach:p", "statement:p", "statement:trust-admin", "trust:trust-admin"));
    assertThat(scene.decisions().mayPass(DEV, ADMIN, "ec2.amazonaws.com").verdict()).isEqualTo(NO);
  }

  @Test
  void roleInAnotherAccountCannotBePassed() {
    Scene scene = Scene.account().policy(DEV, "p", allow("iam:PassRole", "*"));
    scene.role(FOREIGN, trusting("{'Service':'" + LAMBDA + "'}"));
    assertThat(scene.decisions().mayPass(DEV, FOREIGN, LAMBDA).verdict()).isEqualTo(NO);
  }

  @Test
  void passedToServiceLimitsWhomARoleIsPassedTo() {
    String only = "'StringEquals':{'iam:PassedToService':'" + LAMBDA + "'}";
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allowIf("iam:PassRole", "*", only))
            .trust(ADMIN, trusting("{'Service':['ec2.amazonaws.com','" + LAMBDA + "']}"));
    assertThat(scene.decisions().mayPass(DEV, ADMIN, LAMBDA).verdict()).isEqualTo(YES);
    assertThat(scene.decisions().mayPass(DEV, ADMIN, "ec2.amazonaws.com").verdict()).isEqualTo(NO);
    assertThat(scene.may(DEV, "lambda:CreateFunction", "*").verdict()).isEqualTo(NO);
  }

  @Test
  void aConditionOnAKeyThatTheActionNeverCarriesCannotHold() {
    String only = "'StringEquals':{'iam:PassedToService':'" + LAMBDA + "'}";
    Decision decision =
        Scene.account()
            .policy(DEV, "p", allowIf("lambda:*", "*", only))
            .may(DEV, "lambda:CreateFunction", "*");
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .extracting(Control::kind)
        .containsExactly(Control.Kind.CONDITION);
    assertThat(decision.controls().getFirst().factIds()).containsExactly("statement:p");
  }

  @Test
  void aResourcePolicySufficesInOneAccountAndIsNotEnoughAcross() {
    String bucket = "arn:aws:s3:::exports";
    Scene home =
        Scene.account().resource(bucket, HOME, "b", open(aws(DEV), "s3:GetObject", bucket + "/*"));
    assertThat(home.may(DEV, "s3:GetObject", bucket + "/a").verdict()).isEqualTo(YES);
    Scene away =
        Scene.account().resource(bucket, AWAY, "b", open(aws(DEV), "s3:GetObject", bucket + "/*"));
    assertThat(away.may(DEV, "s3:GetObject", bucket + "/a").verdict()).isEqualTo(NO);
    away.policy(DEV, "p", allow("s3:*", "*"));
    assertThat(away.may(DEV, "s3:GetObject", bucket + "/a").verdict()).isEqualTo(YES);
    assertThat(away.may(DEV, "s3:PutObject", bucket + "/a").verdict()).isEqualTo(NO);
  }

  @Test
  void anIdentityPolicyDoesNotReachIntoOtherAccounts() {
    String function = "arn:aws:lambda:us-east-1:" + AWAY + ":function:f";
    Scene scene =
        Scene.account().policy(DEV, "p", allow("*", "*")).resource(function, AWAY, "none");
    assertThat(scene.may(DEV, "lambda:InvokeFunction", function).verdict()).isEqualTo(NO);
    assertThat(
            scene
                .may(DEV, "ec2:StartInstances", "arn:aws:ec2:us-east-1:" + AWAY + ":instance/i-1")
                .verdict())
        .isEqualTo(NO);
  }

  @Test
  void aBucketPolicyCanDenyTheAdministrator() {
    String bucket = "arn:aws:s3:::exports";
    String only =
        json(
            "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'"
                + bucket
                + "/*','Condition':{'StringNotEquals':{'aws:PrincipalArn':'"
                + ADMIN
                + "'}}}");
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("*", "*"))
            .policy(ADMIN, "q", allow("*", "*"))
            .resource(bucket, HOME, "b", only);
    assertThat(scene.may(DEV, "s3:GetObject", bucket + "/a").verdict()).isEqualTo(NO);
    assertThat(scene.may(ADMIN, "s3:GetObject", bucket + "/a").verdict()).isEqualTo(YES);
    assertThat(scene.decisions().administrator(DEV).verdict()).isEqualTo(YES);
  }

  @Test
  void anybodyMayReadAPublicBucketUnlessPublicAccessIsBlocked() {
    String bucket = "arn:aws:s3:::site";
    Scene scene =
        Scene.account().resource(bucket, HOME, "b", open("'*'", "s3:GetObject", bucket + "/*"));
    assertThat(scene.may("*", "s3:GetObject", bucket + "/a").verdict()).isEqualTo(YES);
    scene.builder.publicAccessBlock(bucket, "block");
    Decision decision = scene.may("*", "s3:GetObject", bucket + "/a");
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .extracting(Control::kind)
        .contains(Control.Kind.PUBLIC_ACCESS_BLOCK);
  }

  @Test
  void aKeyPolicyIsTheRootOfTrust() {
    String key = "arn:aws:kms:us-east-1:" + HOME + ":key/1";
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("kms:*", "*"))
            .resource(key, HOME, "k", open(aws(ADMIN), "kms:*", "*"));
    assertThat(scene.may(DEV, "kms:Decrypt", key).verdict()).isEqualTo(NO);
    assertThat(scene.may(ADMIN, "kms:Decrypt", key).verdict()).isEqualTo(YES);
    Scene standard =
        Scene.account().policy(DEV, "p", allow("kms:*", "*")).resource(key, HOME, "none");
    assertThat(standard.may(DEV, "kms:Decrypt", key).verdict())
        .as("AWS's own key policy delegates")
        .isEqualTo(YES);
    assertThat(standard.may(ADMIN, "kms:Decrypt", key).verdict()).isEqualTo(NO);
    assertThat(
            Scene.account()
                .policy(DEV, "p", allow("kms:*", "*"))
                .may(DEV, "kms:Decrypt", key)
                .verdict())
        .as("a key that nobody declared")
        .isEqualTo(CONDITIONAL);
  }

  @Test
  void aLambdaPermissionLetsAServiceInvoke() {
    String function = "arn:aws:lambda:us-east-1:" + HOME + ":function:f";
    Scene scene =
        Scene.account()
            .resource(
                function,
                HOME,
                "l",
                open("{'Service':'apigateway.amazonaws.com'}", "lambda:InvokeFunction", function));
    assertThat(scene.may("apigateway.amazonaws.com", "lambda:InvokeFunction", function).verdict())
        .isEqualTo(YES);
    assertThat(scene.may("s3.amazonaws.com", "lambda:InvokeFunction", function).verdict())
        .isEqualTo(NO);
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
