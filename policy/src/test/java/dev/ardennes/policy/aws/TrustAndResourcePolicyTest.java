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
import static dev.ardennes.policy.aws.Scene.json;
import static dev.ardennes.policy.aws.Scene.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.List;
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
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(decision.alternatives().getFirst().choices())
        .extracting(Alternative.Choice::says)
        .containsExactly("`token.actions.githubusercontent.com:sub` matches `repo:acme/*`");
  }

  /// Whoever passes the role picks the resource that it is for, of those that the condition names.
  @Test
  void passingARoleForSomeResourcesIsPassingIt() {
    Scene scene = Scene.account().trust(ADMIN, trusting("{'Service':'" + LAMBDA + "'}"));
    scene.policy(
        DEV,
        "p",
        json(
            "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':{'ArnLike':"
                + "{'iam:AssociatedResourceArn':'arn:aws:lambda:*:*:function:web-*'}}}"));
    Decision decision = scene.decisions().mayPass(DEV, ADMIN, LAMBDA);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(decision.alternatives().getFirst().choices())
        .extracting(Alternative.Choice::key)
        .containsExactly("iam:AssociatedResourceArn");
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
}
