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
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityPolicyTest {
  private static final String OBJECT = "arn:aws:s3:::exports/2026/a.csv";

  @Test
  void anAttachedAllowIsAYesWithItsFacts() {
    Decision decision =
        Scene.account()
            .policy(DEV, "p", allow("s3:Get*", "arn:aws:s3:::exports/*"))
            .resource("arn:aws:s3:::exports", HOME, "none")
            .may(DEV, "s3:GetObject", OBJECT);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Scene.facts(decision)).containsExactly(List.of("attach:p", "statement:p"));
    assertThat(decision.controls()).isEmpty();
  }

  @Test
  void nothingAllowedIsANoWithoutAnythingThatCouldFail() {
    Scene scene = Scene.account().resource("arn:aws:s3:::exports", HOME, "none");
    Decision decision = scene.may(DEV, "s3:GetObject", OBJECT);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .extracting(Control::kind)
        .containsExactly(Control.Kind.MISSING_ALLOW);
    assertThat(
            scene
                .decisions()
                .ifControlsFail(AwsRequest.of(DEV, "s3:GetObject", OBJECT), Hypothesis.NONE))
        .isEmpty();
  }

  @Test
  void actionsIgnoreCaseAndResourcesDoNot() {
    Scene scene = Scene.account().policy(DEV, "p", allow("IAM:pass?ole", ADMIN));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(YES);
    Scene other =
        Scene.account().policy(DEV, "p", allow("iam:PassRole", ADMIN.replace("admin", "Admin")));
    assertThat(other.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
  }

  @Test
  void notActionAllowsTheRest() {
    String statement = json("{'Effect':'Allow','NotAction':['iam:*','sts:*'],'Resource':'*'}");
    Scene scene = Scene.account().policy(DEV, "p", statement);
    assertThat(scene.may(DEV, "ec2:RunInstances", "*").verdict()).isEqualTo(YES);
    assertThat(scene.may(DEV, "iam:CreateUser", "*").verdict()).isEqualTo(NO);
  }

  @Test
  void notResourceSparesWhatItLists() {
    String statement =
        json("{'Effect':'Deny','Action':'iam:*','NotResource':'arn:aws:iam::*:user/*'}");
    Scene scene = Scene.account().policy(DEV, "p", allow("*", "*"), statement);
    assertThat(scene.may(DEV, "iam:CreateAccessKey", DEV).verdict()).isEqualTo(YES);
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
  }

  @Test
  void anExplicitDenyWinsAndIsNamed() {
    Scene scene =
        Scene.account().policy(DEV, "p", allow("*", "*")).policy(DEV, "d", deny("iam:Pass*", "*"));
    Decision decision = scene.may(DEV, "iam:PassRole", ADMIN);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .singleElement()
        .satisfies(
            control -> {
              assertThat(control.kind()).isEqualTo(Control.Kind.EXPLICIT_DENY);
              assertThat(control.factIds()).containsExactly("attach:d", "statement:d");
            });
    assertThat(
            scene
                .decisions()
                .ifControlsFail(AwsRequest.of(DEV, "iam:PassRole", ADMIN), Hypothesis.NONE))
        .singleElement()
        .satisfies(
            a ->
                assertThat(a.assumptions())
                    .singleElement()
                    .satisfies(
                        assumption ->
                            assertThat(assumption.kind().word()).isEqualTo("control-fails")));
  }

  @Test
  void aConditionalDenyLeavesTheAllowConditional() {
    String statement =
        json(
            "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}}");
    Decision decision =
        Scene.account()
            .policy(DEV, "p", allow("*", "*"), statement)
            .may(DEV, "iam:PassRole", ADMIN);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .containsExactly("condition: `aws:MultiFactorAuthPresent` is not `false` and is present");
    assertThat(decision.alternatives().getFirst().assumed().getFirst().about())
        .containsExactly("statement:p2");
  }

  @Test
  void theOppositeOfAConditionCannotHoldWithIt() {
    String condition = "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}";
    String denied =
        json("{'Effect':'Deny','Action':'*','Resource':'*','Condition':{" + condition + "}}");
    Scene scene = Scene.account().policy(DEV, "p", allowIf("iam:*", "*", condition), denied);
    Decision decision = scene.may(DEV, "iam:PassRole", ADMIN);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls()).isNotEmpty();
  }

  @Test
  void differentValuesOfOneUnknownKeyCannotHoldTogether() {
    String denied =
        json(
            "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}}");
    Scene scene =
        Scene.account()
            .policy(
                DEV,
                "p",
                allowIf("iam:*", "*", "'StringEquals':{'aws:SourceVpc':'vpc-2'}"),
                denied);
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
  }

  @Test
  void policiesOfGroupsComeThroughTheMembership() {
    String group = "arn:aws:iam::" + HOME + ":group/ops";
    Scene scene = Scene.account().policy(group, "g", allow("iam:*", "*"));
    scene.builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.GROUP, group));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(NO);
    assertThat(scene.decisions().mayAsMember(DEV, group, "iam:PassRole", ADMIN).verdict())
        .isEqualTo(YES);
    scene.builder.member(DEV, group, "member:dev");
    Decision decision = scene.may(DEV, "iam:PassRole", ADMIN);
    assertThat(Scene.facts(decision))
        .containsExactly(List.of("attach:g", "member:dev", "statement:g"));
  }

  @Test
  void severalAllowsAreSeveralAlternatives() {
    Decision decision =
        Scene.account()
            .policy(DEV, "a", allow("iam:*", "*"))
            .policy(DEV, "b", allow("iam:PassRole", ADMIN))
            .policy(
                DEV, "c", allowIf("iam:PassRole", "*", "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"))
            .may(DEV, "iam:PassRole", ADMIN);
    assertThat(Scene.facts(decision))
        .as("the conditional one is dominated")
        .containsExactlyInAnyOrder(
            List.of("attach:a", "statement:a"), List.of("attach:b", "statement:b"));
  }

  @Test
  void actionsWithoutResourcesNeedTheStar() {
    Scene scene = Scene.account().policy(DEV, "p", allow("s3:*", "arn:aws:s3:::exports"));
    assertThat(scene.may(DEV, "s3:ListAllMyBuckets", "arn:aws:s3:::exports").verdict())
        .isEqualTo(NO);
    Scene star = Scene.account().policy(DEV, "p", allow("s3:List*", "*"));
    assertThat(star.may(DEV, "s3:ListAllMyBuckets", "arn:aws:s3:::exports").verdict())
        .isEqualTo(YES);
  }

  @Test
  void variablesStandForThePrincipal() {
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("iam:*AccessKey*", "arn:aws:iam::*:user/${aws:username}"));
    assertThat(scene.may(DEV, "iam:CreateAccessKey", DEV).verdict()).isEqualTo(YES);
    assertThat(scene.may(DEV, "iam:CreateAccessKey", Scene.user("other")).verdict()).isEqualTo(NO);
  }

  @Test
  void variablesAreTextInTheOlderLanguage() {
    Scene scene = Scene.account();
    scene.builder.document("p", "2008-10-17");
    scene.policy(DEV, "p", allow("iam:*AccessKey*", "arn:aws:iam::*:user/${aws:username}"));
    assertThat(scene.may(DEV, "iam:CreateAccessKey", DEV).verdict()).isEqualTo(NO);
  }

  @Test
  void statementsThatCannotBeReadAreProblems() {
    Scene scene =
        Scene.account().policy(DEV, "p", "{\"Effect\":\"Perhaps\"}", "{", allow("iam:*", "*"));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(YES);
    assertThat(scene.builder.build().problems())
        .containsExactly(
            "a statement of `p` is left out: its effect is `Perhaps`, not `Allow` or `Deny`",
            "a statement of `p` is left out: it is no JSON");
  }

  @Test
  void aDocumentThatWasNotCollectedMayAllowEverything() {
    Scene scene = Scene.account();
    scene.builder.unknownDocument("m", "the policy `deploy`").attach(DEV, "m", "attach:m");
    Decision decision = scene.may(DEV, "iam:PassRole", ADMIN);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .containsExactly(
            "not-collected: the policy `deploy` allows `iam:PassRole` on `" + ADMIN + "`",
            "not-collected: the policy `deploy` denies nothing");
    scene.policy(DEV, "p", allow("iam:*", "*"));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict())
        .as("an unseen deny leaves a yes a yes")
        .isEqualTo(YES);
  }

  @Test
  void unseenServiceControlPoliciesAreListedAndLeaveAYes() {
    Scene scene = new Scene();
    scene.builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.USER, DEV));
    Decision decision = scene.policy(DEV, "p", allow("iam:*", "*")).may(DEV, "iam:PassRole", ADMIN);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(Scene.says(decision))
        .containsExactly(
            "not-collected: no service control policy of account `111111111111` denies this");
  }

  @Test
  void aWideGrantMakesAnAdministratorAndAnythingMissingDoesNot() {
    assertThat(
            Scene.account()
                .policy(DEV, "p", allow("*", "*"))
                .decisions()
                .administrator(DEV)
                .verdict())
        .isEqualTo(YES);
    assertThat(
            Scene.account()
                .policy(DEV, "p", allow("*", "*"), deny("kms:Decrypt", "*"))
                .decisions()
                .administrator(DEV)
                .verdict())
        .isEqualTo(NO);
    assertThat(
            Scene.account()
                .policy(DEV, "p", allow("*", "*"))
                .boundary(DEV, "b", allow("s3:*", "*"))
                .decisions()
                .administrator(DEV)
                .verdict())
        .isEqualTo(NO);
    assertThat(
            Scene.account()
                .policy(DEV, "p", allowIf("*", "*", "'Bool':{'aws:MultiFactorAuthPresent':'true'}"))
                .decisions()
                .administrator(DEV)
                .verdict())
        .isEqualTo(CONDITIONAL);
  }

  @Test
  void attachingMeansAttachingAdministratorAccess() {
    String readOnly = "'ArnEquals':{'iam:PolicyARN':'arn:aws:iam::aws:policy/ReadOnlyAccess'}";
    Scene scene = Scene.account().policy(DEV, "p", allowIf("iam:AttachUserPolicy", "*", readOnly));
    assertThat(scene.may(DEV, "iam:AttachUserPolicy", DEV).verdict()).isEqualTo(NO);
    Decision open = scene.decisions().decide(AwsRequest.of(DEV, "iam:AttachUserPolicy", DEV));
    assertThat(open.verdict()).isEqualTo(YES);
    assertThat(open.alternatives().getFirst().choices())
        .singleElement()
        .satisfies(choice -> assertThat(choice.key()).isEqualTo("iam:PolicyARN"));
  }

  @Test
  void candidatesAreThoseWhomSomePolicyMayAllowIt() {
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("iam:Pass*", "*"))
            .policy(ADMIN, "q", deny("*", "*"));
    assertThat(scene.decisions().grants().candidates("iam:PassRole")).containsExactly(DEV);
    assertThat(scene.decisions().grants().candidates("s3:GetObject")).isEmpty();
  }

  @Test
  void patternWithTheUsersNameNamesTheUserAlone() {
    String own = "arn:aws:iam::111111111111:user/${aws:username}";
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allow("iam:*", own))
            .policy(ADMIN, "q", allow("iam:*", own));
    assertThat(scene.decisions().grants().granted(DEV, "iam:CreateAccessKey"))
        .containsExactly(new Beginning(DEV, true));
    assertThat(scene.decisions().grants().granted(ADMIN, "iam:CreateAccessKey")).isEmpty();
    assertThat(scene.may(DEV, "iam:CreateAccessKey", DEV).verdict()).isEqualTo(YES);
    assertThat(scene.may(ADMIN, "iam:CreateAccessKey", DEV).verdict()).isEqualTo(NO);
  }

  @Test
  void conditionAboutTheRequestTellsNoResourceFromAnother() {
    String service = "'StringEquals':{'iam:PassedToService':'lambda.amazonaws.com'}";
    String tag = "'StringEquals':{'aws:ResourceTag/team':'web'}";
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allowIf("iam:PassRole", "*", service))
            .policy(ADMIN, "q", allowIf("iam:PassRole", "*", tag));
    assertThat(scene.decisions().grants().telling(DEV, "iam:PassRole"))
        .isEqualTo(new Telling(List.of(), List.of()));
    assertThat(scene.decisions().grants().telling(ADMIN, "iam:PassRole")).isNull();
  }
}
