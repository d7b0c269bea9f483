package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Services that act for whoever tells them to, and what confines them.
final class ServiceDeputiesTest {
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:resize";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:uploads";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:uploads";
  private static final AwsServices SERVICES = AwsServices.bundled();

  private static Verdict invoked(String service, String conditions, String... organization) {
    return acted(FUNCTION, "lambda:InvokeFunction", service, conditions, organization);
  }

  private static Verdict acted(
      String resource, String action, String service, String conditions, String... organization) {
    AwsPolicyModel.Builder model = AwsPolicyModel.builder();
    model.resource(new AwsResource(resource, resource, "111122223333", Optional.of(Map.of())));
    model.document("policy", "2012-10-17");
    model.statement(
        "policy",
        "statement",
        """
        {"Effect": "Allow", "Principal": {"Service": ["%s"]}, "Action": ["%s"],
         "Resource": ["%s"], "Condition": {%s}}"""
            .formatted(service, action, resource, conditions));
    model.resourcePolicy(resource, "policy", "attached");
    for (String statement : organization) {
      model.document("rcp", "2012-10-17");
      model.statement("rcp", "rcp-statement", statement);
      model.resourceControl("111122223333", 0, "rcp", "rcp-attached");
    }
    AwsDecisions decisions = new AwsDecisions(model.build(), SERVICES);
    return decisions.deputies().decide(resource, action, service).verdict();
  }

  private static String condition(String operator, String key, String value) {
    return "\"%s\": {\"%s\": [\"%s\"]}".formatted(operator, key, value);
  }

  @ParameterizedTest
  @CsvSource({
    "s3.amazonaws.com,YES",
    "sns.amazonaws.com,YES",
    "apigateway.amazonaws.com,YES",
    "events.amazonaws.com,YES",
    "alexa-appkit.amazon.com,YES",
    "elasticloadbalancing.amazonaws.com,NO",
    "secretsmanager.amazonaws.com,NO",
    "logs.amazonaws.com,NO"
  })
  void permissionWithoutSource(String service, Verdict verdict) {
    assertThat(invoked(service, "")).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::northwind-uploads,NO",
    "arn:aws:s3:::northwind-*,YES",
    "arn:aws:s3:::*,YES",
    "arn:aws:sns:eu-west-1:111122223333:*,NO",
    "arn:aws:sns:eu-west-1:*:uploads,YES",
    "arn:aws:execute-api:eu-west-1:\u27e8main:account\u27e9:abc/*,NO",
    "\u27e8main:aws_sns_topic.uploads.arn\u27e9,NO"
  })
  void sourceThatIsSomebodysConfines(String arn, Verdict verdict) {
    assertThat(invoked("s3.amazonaws.com", condition("ArnLike", "AWS:SourceArn", arn)))
        .isEqualTo(verdict);
  }

  @Test
  void accountConfines() {
    assertThat(
            invoked(
                "s3.amazonaws.com", condition("StringEquals", "AWS:SourceAccount", "111122223333")))
        .isEqualTo(Verdict.NO);
    assertThat(invoked("s3.amazonaws.com", condition("StringLike", "AWS:SourceAccount", "*")))
        .isEqualTo(Verdict.YES);
    assertThat(
            invoked(
                "s3.amazonaws.com", condition("StringEquals", "aws:SourceOrgID", "o-northwind")))
        .isEqualTo(Verdict.NO);
  }

  @Test
  void skillConfines() {
    assertThat(
            invoked(
                "alexa-appkit.amazon.com",
                condition("StringEquals", "lambda:EventSourceToken", "amzn1.ask.skill.1")))
        .isEqualTo(Verdict.NO);
  }

  /// Alarms, buckets and mail of other accounts are documented to publish to a topic.
  @ParameterizedTest
  @CsvSource({
    "s3.amazonaws.com,YES",
    "cloudwatch.amazonaws.com,YES",
    "ses.amazonaws.com,YES",
    "budgets.amazonaws.com,NO"
  })
  void topicWithoutSource(String service, Verdict verdict) {
    assertThat(acted(TOPIC, "sns:Publish", service, "")).isEqualTo(verdict);
    String source = condition("StringEquals", "aws:SourceAccount", "111122223333");
    assertThat(acted(TOPIC, "sns:Publish", service, source)).isEqualTo(Verdict.NO);
  }

  /// What the organisation says of all its queues; of functions it can say nothing.
  @Test
  void organisationKeepsStrangersSourcesOut() {
    String perimeter =
        """
        {"Effect": "Deny", "Principal": {"AWS": ["*"]}, "Action": ["*"], "Resource": ["*"],
         "Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": ["o-northwind"]},
           "Bool": {"aws:PrincipalIsAWSService": ["true"]}}}""";
    assertThat(acted(QUEUE, "sqs:SendMessage", "sns.amazonaws.com", "")).isEqualTo(Verdict.YES);
    assertThat(acted(QUEUE, "sqs:SendMessage", "sns.amazonaws.com", "", perimeter))
        .isEqualTo(Verdict.NO);
    assertThat(invoked("s3.amazonaws.com", "", perimeter)).isEqualTo(Verdict.YES);
  }
}
