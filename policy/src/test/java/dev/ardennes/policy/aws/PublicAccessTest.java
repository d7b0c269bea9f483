package dev.ardennes.policy.aws;

import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.aws.Scene.AWAY;
import static dev.ardennes.policy.aws.Scene.DEV;
import static dev.ardennes.policy.aws.Scene.HOME;
import static dev.ardennes.policy.aws.Scene.allow;
import static dev.ardennes.policy.aws.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import org.junit.jupiter.api.Test;

/// What a public access block takes away, and what is public.
final class PublicAccessTest {
  private static final String BUCKET = "arn:aws:s3:::data";
  private static final String DEV_READS =
      json(
          "{'Effect':'Allow','Principal':{'AWS':'"
              + DEV
              + "'},'Action':'s3:ListBucket','Resource':'*'}");

  private static String everybody(String condition) {
    return json(
        "{'Effect':'Allow','Principal':'*','Action':'s3:ListBucket','Resource':'*'"
            + condition
            + "}");
  }

  private static Scene scene(String owner, String... statements) {
    return Scene.account()
        .policy(DEV, "p", allow("s3:*", "*"))
        .resource(BUCKET, owner, "r", statements);
  }

  @Test
  void aPublicPolicyLetsNoOutsiderInByWhateverStatement() {
    Scene scene = scene(AWAY, everybody(""), DEV_READS);
    assertThat(scene.may(DEV, "s3:ListBucket", BUCKET).verdict()).isEqualTo(YES);
    scene.builder.publicAccessBlock(BUCKET, "block");
    Decision decision = scene.may(DEV, "s3:ListBucket", BUCKET);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls())
        .extracting(Control::kind)
        .containsExactly(Control.Kind.PUBLIC_ACCESS_BLOCK);
    assertThat(decision.controls().getFirst().factIds()).containsExactly("block");
  }

  @Test
  void aPolicyThatIsNotPublicIsLeftAlone() {
    Scene scene = scene(AWAY, DEV_READS);
    scene.builder.publicAccessBlock(BUCKET, "block");
    assertThat(scene.may(DEV, "s3:ListBucket", BUCKET).verdict()).isEqualTo(YES);
  }

  @Test
  void theOwnersAccountIsNotKeptAway() {
    Scene scene = scene(HOME, everybody(""));
    scene.builder.accountPublicAccessBlock(HOME, "block");
    assertThat(scene.may(DEV, "s3:ListBucket", BUCKET).verdict()).isEqualTo(YES);
    assertThat(scene.may("*", "s3:ListBucket", BUCKET).verdict()).isEqualTo(NO);
  }

  @Test
  void aConditionOnAFixedPlaceMakesAPolicyPrivateAndABroadOneDoesNot() {
    String narrow = ",'Condition':{'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}}";
    String broad = ",'Condition':{'IpAddress':{'aws:SourceIp':'0.0.0.0/1'}}";
    String loose = ",'Condition':{'StringLike':{'aws:SourceVpce':'vpce-*'}}";
    assertThat(listed(narrow, "192.0.2.1")).isTrue();
    assertThat(listed(broad, "10.0.0.1")).isFalse();
    assertThat(listed(loose, "10.0.0.1")).isFalse();
  }

  private static boolean listed(String condition, String address) {
    Scene scene = scene(AWAY, everybody(condition));
    scene.builder.publicAccessBlock(BUCKET, "block");
    AwsRequest.Context context =
        AwsRequest.Context.NONE.with("aws:SourceIp", address).with("aws:SourceVpce", "vpce-1");
    AwsRequest request = AwsRequest.of("*", "s3:ListBucket", BUCKET).withContext(context);
    return scene.decisions().decide(request).verdict() == YES;
  }
}
