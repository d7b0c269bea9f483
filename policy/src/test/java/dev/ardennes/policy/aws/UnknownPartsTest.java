package dev.ardennes.policy.aws;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.aws.Scene.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UnknownPartsTest {
  private static final String PROD = "⟨labs/x:account aws.prod⟩";
  private static final String DEV = "arn:aws:iam::" + PROD + ":user/dev";
  private static final String ROLE = "arn:aws:iam::" + PROD + ":role/pl-admin";

  private static Scene scene(String... statements) {
    Scene scene = new Scene();
    scene.builder.covers(PROD, Layer.SERVICE_CONTROL);
    scene.builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.USER, DEV));
    scene.builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.ROLE, ROLE));
    return scene.policy(DEV, "p", statements);
  }

  @Test
  void anUnknownPartEqualsItself() {
    assertThat(
            scene(allow("iam:PassRole", "arn:aws:iam::" + PROD + ":role/pl-*"))
                .may(DEV, "iam:PassRole", ROLE)
                .verdict())
        .isEqualTo(YES);
    assertThat(
            scene(allow("iam:PassRole", "arn:aws:iam::" + PROD + ":role/other-*"))
                .may(DEV, "iam:PassRole", ROLE)
                .verdict())
        .isEqualTo(NO);
  }

  @Test
  void wildcardsCoverUnknownParts() {
    assertThat(
            scene(allow("iam:PassRole", "arn:aws:iam::*:role/pl-*"))
                .may(DEV, "iam:PassRole", ROLE)
                .verdict())
        .isEqualTo(YES);
    assertThat(scene(allow("iam:PassRole", "*")).may(DEV, "iam:PassRole", ROLE).verdict())
        .isEqualTo(YES);
  }

  @Test
  void anotherUnknownPartMayBeTheSame() {
    Decision decision =
        scene(allow("iam:PassRole", "arn:aws:iam::⟨var.account_id⟩:role/pl-*"))
            .may(DEV, "iam:PassRole", ROLE);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .containsExactly("same-entity: `" + PROD + "` equals `⟨var.account_id⟩`");
  }

  @Test
  void anUnknownEndOfANameIsNotAnotherName() {
    String service = "arn:aws:apprunner:eu-west-1:" + PROD + ":service/web/⟨web.random⟩";
    Scene scene = scene(allow("apprunner:UpdateService", "arn:aws:apprunner:*:*:service/other/*"));
    scene.builder.resource(new AwsResource(service, service, PROD, Optional.empty()));
    assertThat(scene.may(DEV, "apprunner:UpdateService", service).verdict()).isEqualTo(NO);
  }

  @Test
  void anUnknownObjectKeyMayHaveColons() {
    String object = "arn:aws:s3:::logs/⟨key⟩";
    Scene scene = scene(allow("s3:GetObject", "arn:aws:s3:::logs/*:2026"));
    scene.builder.resource(new AwsResource(object, object, PROD, Optional.empty()));
    assertThat(scene.may(DEV, "s3:GetObject", object).verdict()).isEqualTo(CONDITIONAL);
  }

  @Test
  void aProvedEqualityNeedsNoAssumption() {
    Scene scene = scene(allow("iam:PassRole", "arn:aws:iam::⟨var.account_id⟩:role/pl-*"));
    scene.builder.same("⟨var.account_id⟩", PROD);
    assertThat(scene.may(DEV, "iam:PassRole", ROLE).verdict()).isEqualTo(YES);
  }

  @Test
  void anAssumedEqualityIsTheAssumption() {
    Scene scene = scene(allow("iam:PassRole", "arn:aws:iam::⟨var.prod_account_id⟩:role/pl-*"));
    scene.builder.assumeSame(
        "⟨var.prod_account_id⟩", PROD, "the variable's name contains the alias");
    Decision decision = scene.may(DEV, "iam:PassRole", ROLE);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .containsExactly(
            "same-entity: `⟨var.prod_account_id⟩` equals `"
                + PROD
                + "`: the variable's name contains the alias");
  }

  @Test
  void aProvedDifferenceIsANo() {
    Scene scene = scene(allow("iam:PassRole", "arn:aws:iam::⟨var.account_id⟩:role/pl-*"));
    scene.builder.different("⟨var.account_id⟩", PROD);
    assertThat(scene.may(DEV, "iam:PassRole", ROLE).verdict()).isEqualTo(NO);
  }

  @Test
  void anUnknownAccountIsAnAccountIdAndNothingElse() {
    assertThat(
            scene(allow("iam:PassRole", "arn:aws:iam::aws:role/pl-*"))
                .may(DEV, "iam:PassRole", ROLE)
                .verdict())
        .isEqualTo(NO);
    assertThat(
            scene(allow("iam:PassRole", "arn:aws:iam::111111111111:role/pl-*"))
                .may(DEV, "iam:PassRole", ROLE)
                .verdict())
        .isEqualTo(CONDITIONAL);
  }

  @Test
  void anUnknownBucketIsNotAnObject() {
    String bucket = "arn:aws:s3:::exports-⟨random_id.suffix⟩";
    Scene scene = scene(allow("s3:*", bucket + "/*"));
    scene.builder.resource(AwsResource.of(bucket, PROD));
    assertThat(scene.may(DEV, "s3:GetObject", bucket + "/a").verdict()).isEqualTo(YES);
    assertThat(scene.may(DEV, "s3:ListBucket", bucket).verdict()).isEqualTo(NO);
  }

  @Test
  void aWholeElementThatIsUnknownWasNotCollected() {
    Decision decision =
        scene(allow("iam:PassRole", "⟨var.role_arns⟩")).may(DEV, "iam:PassRole", ROLE);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .containsExactly("not-collected: `⟨var.role_arns⟩` covers `" + ROLE + "`");
    assertThat(scene(allow("⟨var.actions⟩", "*")).may(DEV, "iam:PassRole", ROLE).verdict())
        .isEqualTo(CONDITIONAL);
  }

  @Test
  void anUnknownStatementMayAllow() {
    Decision decision = scene("\"⟨var.statement⟩\"").may(DEV, "iam:PassRole", ROLE);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .hasSize(2)
        .allMatch(text -> text.startsWith("not-collected: the statement `⟨var.statement⟩`"));
  }

  @Test
  void anUnknownPrincipalInATrustMayBeAnybody() {
    Scene scene = scene(allow("s3:*", "*")).trust(ROLE, Scene.trusting("{'AWS':'⟨var.trusted⟩'}"));
    Decision decision = scene.decisions().mayAssume(DEV, ROLE);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
  }

  @Test
  void unknownAccountsDecideBetweenTheRulesForOneAndForTwo() {
    String bucket = "arn:aws:s3:::exports";
    Scene scene = scene(allow("s3:*", "*"));
    scene.builder.resource(AwsResource.of(bucket, "⟨other⟩"));
    Decision decision = scene.may(DEV, "s3:ListBucket", bucket);
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(Scene.says(decision))
        .containsExactly("same-entity: `" + PROD + "` equals `⟨other⟩`");
  }

  @Test
  void aTagThatIsNotKnownBecomesACondition() {
    Decision decision =
        scene(allow("iam:PassRole", "arn:aws:iam::*:role/${aws:PrincipalTag/role}"))
            .may(DEV, "iam:PassRole", ROLE);
    assertThat(decision.verdict()).as("the user has no tags").isEqualTo(NO);
    Scene scene = scene(allow("iam:PassRole", "arn:aws:iam::*:role/${aws:PrincipalTag/role}"));
    scene.builder.principal(
        new AwsPrincipal(DEV, AwsPrincipal.Kind.USER, DEV, PROD, Optional.empty(), false));
    assertThat(Scene.says(scene.may(DEV, "iam:PassRole", ROLE)))
        .containsExactly("condition: `pl-admin` equals `⟨the value of aws:PrincipalTag/role⟩`");
  }

  @Test
  void newNamesInAnAccountThatMayBeTheSame() {
    String pattern = "arn:aws:lambda:*:⟨var.account_id⟩:function:app-*";
    Scene scene = scene(allow("lambda:CreateFunction", pattern));
    NamedDecision open = scene.decisions().mayNames(DEV, "lambda:CreateFunction", "function", PROD);
    assertThat(open.verdict()).isEqualTo(CONDITIONAL);
    assertThat(open.alternatives().getFirst().alternative().assumptions())
        .extracting(assumption -> assumption.says())
        .containsExactly("`" + PROD + "` equals `⟨var.account_id⟩`");
    scene.builder.same("⟨var.account_id⟩", PROD);
    NamedDecision proved =
        scene.decisions().mayNames(DEV, "lambda:CreateFunction", "function", PROD);
    assertThat(proved.verdict()).isEqualTo(YES);
    assertThat(proved.alternatives().getFirst().names().witness())
        .contains("arn:aws:lambda:us-east-1:" + PROD + ":function:app-");
    scene.builder.same(PROD, "111111111111");
    NamedDecision known =
        scene.decisions().mayNames(DEV, "lambda:CreateFunction", "function", PROD);
    assertThat(known.verdict()).isEqualTo(YES);
  }
}
