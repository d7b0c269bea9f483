package dev.ardennes.policy.aws;

import static dev.ardennes.policy.aws.Scene.AWAY;
import static dev.ardennes.policy.aws.Scene.DEV;
import static dev.ardennes.policy.aws.Scene.HOME;
import static dev.ardennes.policy.aws.Scene.allow;
import static dev.ardennes.policy.aws.Scene.deny;
import static dev.ardennes.policy.aws.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import org.junit.jupiter.api.Test;

/// What somebody may do with a key who makes a grant of it to itself.
final class KeyGrantsTest {
  private static final String KEY = "arn:aws:kms:eu-west-1:" + HOME + ":key/1";
  private static final String OTHERS = "arn:aws:kms:eu-west-1:" + AWAY + ":key/1";
  private static final String READER = Scene.role("reader");
  private static final String ALL_OF_HOME = "arn:aws:iam::" + HOME + ":root";

  private static String letting(String effect, String whom, String action, String more) {
    return json(
        "{'Effect':'%s','Principal':{'AWS':'%s'},'Action':'%s','Resource':'*'%s}"
            .formatted(effect, whom, action, more));
  }

  private static Scene scene(String key, String whom, String... more) {
    String[] statements = new String[more.length + 1];
    statements[0] = letting("Allow", whom, "kms:CreateGrant", "");
    System.arraycopy(more, 0, statements, 1, more.length);
    return Scene.account().resource(key, Arns.account(key), "key-policy", statements);
  }

  private static Verdict uses(Scene scene, String principal, String key) {
    return scene.decisions().mayWithGrant(principal, "kms:Decrypt", key, Hypothesis.NONE).verdict();
  }

  @Test
  void whoMayMakeGrantsUsesTheKey() {
    Scene scene = scene(KEY, DEV);
    assertThat(scene.may(DEV, "kms:Decrypt", KEY).verdict()).isEqualTo(Verdict.NO);
    assertThat(uses(scene, DEV, KEY)).isEqualTo(Verdict.YES);
  }

  @Test
  void denialInTheKeysPolicyEndsTheGrant() {
    Scene scene = scene(KEY, DEV, letting("Deny", "*", "kms:Decrypt", ""));
    assertThat(uses(scene, DEV, KEY)).isEqualTo(Verdict.NO);
  }

  @Test
  void denialOfAnotherActionDoesNot() {
    Scene scene = scene(KEY, DEV, letting("Deny", "*", "kms:Encrypt", ""));
    assertThat(uses(scene, DEV, KEY)).isEqualTo(Verdict.YES);
  }

  @Test
  void denialInAnIdentityPolicyEndsTheGrant() {
    assertThat(uses(scene(KEY, DEV).policy(DEV, "own", deny("kms:Decrypt", "*")), DEV, KEY))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void denialInAServiceControlPolicyEndsTheGrant() {
    Scene scene = scene(KEY, DEV).document("scp", allow("*", "*"), deny("kms:Decrypt", "*"));
    scene.builder.serviceControl(HOME, 0, "scp", "level");
    assertThat(uses(scene, DEV, KEY)).isEqualTo(Verdict.NO);
  }

  @Test
  void boundaryLimitsWhatARoleIsGranted() {
    Scene scene = scene(KEY, READER);
    scene.builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.ROLE, READER));
    assertThat(uses(scene, READER, KEY)).isEqualTo(Verdict.YES);
    scene.boundary(READER, "bound", allow("kms:CreateGrant", "*"));
    assertThat(uses(scene, READER, KEY)).isEqualTo(Verdict.NO);
  }

  @Test
  void conditionsOnTheGrantDecide() {
    String encrypting =
        ",'Condition':{'ForAllValues:StringEquals':{'kms:GrantOperations':['Encrypt']}}";
    String toAnother = ",'Condition':{'StringEquals':{'kms:GranteePrincipal':'" + READER + "'}}";
    String toItself = ",'Condition':{'StringEquals':{'kms:GranteePrincipal':'" + DEV + "'}}";
    assertThat(uses(only(encrypting), DEV, KEY)).isEqualTo(Verdict.NO);
    assertThat(uses(only(toAnother), DEV, KEY)).isEqualTo(Verdict.NO);
    assertThat(uses(only(toItself), DEV, KEY)).isEqualTo(Verdict.YES);
  }

  private static Scene only(String condition) {
    return Scene.account()
        .resource(KEY, HOME, "key-policy", letting("Allow", DEV, "kms:CreateGrant", condition));
  }

  @Test
  void inAnotherAccountOwnPoliciesAllowItToo() {
    Scene scene = scene(OTHERS, DEV).policy(DEV, "own", allow("kms:CreateGrant", OTHERS));
    assertThat(uses(scene, DEV, OTHERS)).isEqualTo(Verdict.NO);
    Scene both = scene(OTHERS, DEV).policy(DEV, "own", allow("kms:*", OTHERS));
    assertThat(uses(both, DEV, OTHERS)).isEqualTo(Verdict.YES);
  }

  @Test
  void whoMayMakeNoGrantsDoesNotUseTheKey() {
    Scene scene =
        Scene.account()
            .resource(KEY, HOME, "key-policy", letting("Allow", ALL_OF_HOME, "kms:*", ""));
    assertThat(uses(scene, DEV, KEY)).isEqualTo(Verdict.NO);
  }
}
