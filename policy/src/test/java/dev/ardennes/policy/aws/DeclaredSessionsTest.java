package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Sessions that are principals of their own: what their policies and their networks leave.
final class DeclaredSessionsTest {
  private static final AwsServices SERVICES = AwsServices.bundled();
  private static final String ACCOUNT = "111122223333";
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/guest";
  private static final String BUCKET = "arn:aws:s3:::orders";
  private static final String ANYTHING = statement("Allow", "*", "");

  private static String statement(String effect, String action, String more) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"*\"%s}"
        .formatted(effect, action, more);
  }

  private static AwsPolicyModel.Builder role() {
    AwsPolicyModel.Builder builder =
        AwsPolicyModel.builder()
            .principal(AwsPrincipal.of(AwsPrincipal.Kind.ROLE, ROLE))
            .resource(new AwsResource(BUCKET, BUCKET, ACCOUNT, Optional.of(Map.of())))
            .statement("may", "f1", ANYTHING)
            .attach(ROLE, "may", "f2")
            .covers(ACCOUNT, Layer.SERVICE_CONTROL);
    builder.sessions().session("session", ROLE);
    return builder;
  }

  private static Verdict may(AwsPolicyModel.Builder builder, String principal, String action) {
    return new AwsDecisions(builder.build(), SERVICES).may(principal, action, BUCKET).verdict();
  }

  @Test
  void aSessionMayDoWhatRoleAndPolicyBothAllow() {
    AwsPolicyModel.Builder builder =
        role().statement("limit", "f3", statement("Allow", "s3:List*", ""));
    builder.sessions().policy("session", "limit", "f4");
    assertThat(may(builder, "session", "s3:ListBucket")).isEqualTo(Verdict.YES);
    assertThat(may(builder, "session", "s3:DeleteBucket")).isEqualTo(Verdict.NO);
    assertThat(may(builder, ROLE, "s3:DeleteBucket")).isEqualTo(Verdict.YES);
  }

  @Test
  void severalPoliciesOfASessionAllowTogether() {
    AwsPolicyModel.Builder builder =
        role()
            .statement("one", "f3", statement("Allow", "s3:List*", ""))
            .statement("other", "f5", statement("Allow", "s3:Delete*", ""));
    builder.sessions().policy("session", "one", "f4").policy("session", "other", "f6");
    assertThat(may(builder, "session", "s3:DeleteBucket")).isEqualTo(Verdict.YES);
  }

  @Test
  void aSessionWithoutPoliciesMayDoNothing() {
    assertThat(may(role(), "session", "s3:ListBucket")).isEqualTo(Verdict.NO);
  }

  private static AwsPolicyModel.Builder network(String endpointStatement) {
    Passages.Way way =
        new Passages.Way(
            new TreeMap<>(
                Map.of("aws:sourcevpce", List.of("vpce-1"), "aws:sourcevpc", List.of("vpc-1"))),
            List.of("endpoint"),
            List.of("f9"));
    AwsPolicyModel.Builder builder =
        role()
            .statement("endpoint", "f8", endpointStatement)
            .statement(
                "bucket",
                "f3",
                statement(
                    "Deny",
                    "s3:*",
                    ",\"Principal\":\"*\",\"Condition\":{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}"))
            .resourcePolicy(BUCKET, "bucket", "f4")
            .passages(
                new Passages(
                    Map.of("vpce-1", List.of("f7"), "vpc-1", List.of()),
                    Map.of(),
                    Map.of("inside", Map.of("s3", way))));
    builder.sessions().unlimited("inside", ROLE);
    return builder;
  }

  @Test
  void whatANetworkIsAskedForIsAllowedInsideOnly() {
    AwsPolicyModel.Builder builder = network(ANYTHING);
    assertThat(may(builder, ROLE, "s3:ListBucket")).isEqualTo(Verdict.NO);
    assertThat(may(builder, "inside", "s3:ListBucket")).isEqualTo(Verdict.YES);
  }

  @Test
  void thePolicyOfTheEndpointIsALayer() {
    AwsPolicyModel.Builder builder = network(statement("Allow", "s3:Get*", ""));
    assertThat(may(builder, "inside", "s3:ListBucket")).isEqualTo(Verdict.NO);
  }

  @Test
  void theFactsOfTheWayAreReasons() {
    assertThat(
            new AwsDecisions(network(ANYTHING).build(), SERVICES)
                .may("inside", "s3:ListBucket", BUCKET)
                .alternatives())
        .isNotEmpty()
        .allSatisfy(alternative -> assertThat(alternative.factIds()).contains("f8", "f9"));
  }

  @Test
  void aRequestToABucketWithAccessPointsPassesNoneUnlessItSaysSo() {
    String delegated =
        statement(
            "Allow",
            "s3:ListBucket",
            ",\"Principal\":\"*\",\"Condition\":{\"StringEquals\":{\"s3:DataAccessPointAccount\":\""
                + ACCOUNT
                + "\"}}");
    AwsPolicyModel.Builder builder =
        role().statement("bucket", "f3", delegated).resourcePolicy(BUCKET, "bucket", "f4");
    assertThat(may(builder, "*", "s3:ListBucket")).isNotEqualTo(Verdict.NO);
    builder.passages(new Passages(Map.of(), Map.of(BUCKET, List.of("f5")), Map.of()));
    assertThat(may(builder, "*", "s3:ListBucket")).isEqualTo(Verdict.NO);
  }
}
