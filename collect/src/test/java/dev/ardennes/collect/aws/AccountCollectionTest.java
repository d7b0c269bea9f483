package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountCollectionTest {
  private static final String ROOT = "arn:aws:iam::111122223333:root";
  @TempDir private Path folder = Path.of("");

  private Collected collect(String finished, String... parts) throws IOException {
    Files.writeString(
        folder.resolve("collection.json"),
        """
        {"schema": "ardennes.aws.collection/1", "finished": %s, "started": "2026-11-28T12:00:00Z",
         "accounts": [], "parts": [
        %s
        ]}
        """
            .formatted(finished, String.join(",\n", parts)));
    return Collect.run(List.of(folder), Limits.standard()).getFirst();
  }

  private static String part(String region, String what, String state, String missing) {
    return "{\"account\": \"111122223333\", \"region\": \"%s\", \"what\": \"%s\", \"state\": \"%s\", \"items\": 0, \"missing\": [%s]}"
        .formatted(region, what, state, missing);
  }

  private static String denied(String action) {
    return "{\"action\": \"%s\", \"code\": \"AccessDenied\", \"denied\": true, \"says\": \"no\", \"count\": 1}"
        .formatted(action);
  }

  private static List<String> facts(Collected collected, String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(fact -> String.join(" ", fact.args()))
        .toList();
  }

  @Test
  void completeCollectionHasNoProblem() throws IOException {
    Collected collected =
        collect(
            "true",
            part("", "iam", "collected", ""),
            part("eu-west-1", "AWS::SQS::Queue", "not-offered", ""));
    assertThat(collected.kind()).isEqualTo("aws.collection");
    assertThat(collected.problems()).isEmpty();
    assertThat(facts(collected, "not_collected")).isEmpty();
  }

  @Test
  void sameActionInManyRegionsIsOneProblemWithItsPlace() throws IOException {
    String[] parts = new String[7];
    parts[0] = part("", "iam", "collected", "");
    for (int i = 1; i < parts.length; i++) {
      parts[i] = part("eu-west-" + i, "AWS::SQS::Queue", "denied", denied("sqs:ListQueues"));
    }
    Problem problem = collect("true", parts).problems().getFirst();
    assertThat(problem.says())
        .startsWith("not all of `AWS::SQS::Queue` was collected in 111122223333/eu-west-1, ")
        .endsWith("and 2 more: `sqs:ListQueues` was denied");
    assertThat(problem.help()).contains("sqs:ListQueues").contains("--resume");
    assertThat(problem.evidence()).isNotNull();
    assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
    assertThat(collect("true", parts).problems()).hasSize(1);
  }

  @Test
  void identitiesThatWereDeniedAreNotCovered() throws IOException {
    Collected collected =
        collect(
            "true",
            part("", "iam", "denied", denied("iam:GetAccountAuthorizationDetails")),
            part("eu-west-1", "AWS::SQS::Queue", "collected", ""));
    assertThat(facts(collected, "not_collected")).containsExactly(ROOT + " iam");
    assertThat(collected.problems().getFirst().severity()).isEqualTo(Problem.Severity.ERROR);
  }

  @Test
  void identitiesThatWereNotReachedAreNotCovered() throws IOException {
    Collected collected = collect("false", part("eu-west-1", "AWS::SQS::Queue", "collected", ""));
    assertThat(facts(collected, "not_collected")).containsExactly(ROOT + " iam");
    assertThat(collected.problems()).anyMatch(p -> p.says().contains("was not finished"));
  }

  @Test
  void accountThatIsInNoOrganizationIsLimitedByNone() throws IOException {
    assertThat(
            facts(
                collect(
                    "true",
                    part("", "iam", "collected", ""),
                    part("", "organization", "collected", "")),
                "no_organisation"))
        .containsExactly(ROOT);
    assertThat(
            facts(
                collect("true", part("", "organization", "denied", denied("organizations:List"))),
                "no_organisation"))
        .isEmpty();
  }

  @Test
  void memberIsToldWhoMayReadTheOrganization() throws IOException {
    Problem problem =
        collect(
                "true",
                part("", "iam", "collected", ""),
                part("", "organization", "denied", denied("organizations:ListRoots")))
            .problems()
            .getFirst();
    assertThat(problem.help()).contains("management account").contains("organizations:ListRoots");
    assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
  }

  @Test
  void manifestThatCannotBeReadIsAProblem() throws IOException {
    Collected collected = collect("true", "{\"account\": ");
    assertThat(collected.problems()).anyMatch(p -> p.says().contains("manifest cannot be read"));
  }

  @Test
  void policyThatWasNotCollectedMaySayAnything() throws IOException {
    Files.writeString(
        folder.resolve("policies.json"),
        "{\"111122223333\": {\"ResourcePolicies\": [{\"Resource\": \"arn:aws:sqs:eu-west-1:111122223333:q\", \"NotCollected\": \"sqs:GetQueueAttributes\"}]}}");
    Collected collected = Collect.run(List.of(folder), Limits.standard()).getFirst();
    assertThat(facts(collected, "policy_statement"))
        .anyMatch(fact -> fact.contains("policy of arn:aws:sqs"));
    assertThat(collected.covers()).isEmpty();
  }
}
