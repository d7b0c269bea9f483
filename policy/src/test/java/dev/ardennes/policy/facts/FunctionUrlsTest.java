package dev.ardennes.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsServices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A function's URL for everybody needs the function's policy to say so as well.
final class FunctionUrlsTest {
  private static final AwsServices SERVICES = AwsServices.bundled();
  private static final String ACCOUNT = "arn:aws:iam::111122223333:root";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:chat";
  private static final String BY_URL =
      statement(
          "lambda:InvokeFunctionUrl",
          "\"StringEquals\": {\"lambda:FunctionUrlAuthType\": [\"NONE\"]}");
  private static final String INVOKE =
      statement(
          "lambda:InvokeFunction", "\"Bool\": {\"lambda:InvokedViaFunctionUrl\": [\"true\"]}");

  private static String statement(String action, String condition) {
    return """
        {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["%s"], "Resource": ["%s"],
         "Condition": {%s}}"""
        .formatted(action, FUNCTION, condition);
  }

  private static RelationDecisions decisions(String... statements) {
    List<Entity> entities =
        List.of(
            new Entity(ACCOUNT, "aws.account", "111122223333", List.of()),
            new Entity("internet", "external.internet", "internet", List.of()),
            new Entity(FUNCTION, "aws.lambda.function", "chat", List.of()));
    List<Fact> facts = new ArrayList<>();
    for (String id : List.of(ACCOUNT, FUNCTION)) {
      facts.add(fact("arn", id, id));
      facts.add(fact("kind", id, id.equals(ACCOUNT) ? "aws.account" : "aws.lambda.function"));
    }
    facts.add(fact("in_account", FUNCTION, ACCOUNT));
    for (String statement : statements) {
      facts.add(fact("resource_policy", FUNCTION, "policy"));
      facts.add(fact("policy_statement", "policy", "s" + facts.size(), statement));
    }
    return new RelationDecisions(
        FactBase.of(
            List.of(new Collected("test", "test", "", 1, entities, facts, List.of(), List.of()))),
        null,
        SERVICES);
  }

  private static Fact fact(String relation, String... args) {
    return new Fact(
        relation, List.of(args), Standing.CONFIGURED, List.of(Evidence.at("test", "file", 1, 1)));
  }

  private static Verdict open(String... statements) {
    return decisions(statements).decide("url_lets_everybody_in", List.of(FUNCTION)).verdict();
  }

  @Test
  void bothStatementsOpenIt() {
    assertThat(open(BY_URL, INVOKE)).isEqualTo(Verdict.YES);
  }

  @Test
  void olderUrlsMayNeedOneOnly() {
    assertThat(open(BY_URL)).isEqualTo(Verdict.CONDITIONAL);
  }

  @Test
  void withoutStatementItIsClosed() {
    assertThat(open()).isEqualTo(Verdict.NO);
    assertThat(open(INVOKE)).isEqualTo(Verdict.NO);
    assertThat(open(BY_URL.replace("NONE", "AWS_IAM"), INVOKE)).isEqualTo(Verdict.NO);
  }

  @Test
  void permissionByUrlIsNoneToInvoke() {
    List<String> asked = List.of("internet", "lambda:InvokeFunction", FUNCTION);
    assertThat(decisions(BY_URL, INVOKE).decide("may", asked).verdict()).isEqualTo(Verdict.NO);
    assertThat(decisions(statement("lambda:InvokeFunction", "")).decide("may", asked).verdict())
        .isEqualTo(Verdict.YES);
  }
}
