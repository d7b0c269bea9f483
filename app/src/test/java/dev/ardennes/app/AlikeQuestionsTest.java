package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Entity;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.facts.RelationDecisions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions that are said to be alike have the same answer, and so have the members of a scope:
/// held against the decision about each thing, in accounts of all kinds of policies.
final class AlikeQuestionsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  /// By the type of what they are about.
  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "aws.s3.bucket",
          List.of("s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:PutBucketPolicy"),
          "aws.lambda.function",
          List.of("lambda:InvokeFunction", "lambda:UpdateFunctionCode"),
          "aws.secretsmanager.secret",
          List.of("secretsmanager:GetSecretValue"),
          "aws.sqs.queue",
          List.of("sqs:SendMessage", "sqs:ReceiveMessage"),
          "aws.ec2.instance",
          List.of("ssm:SendCommand", "ec2:TerminateInstances"),
          "aws.kms.key",
          List.of("kms:Decrypt"));

  private static final List<String> FORMS = List.of("may", "may_if_granted", "may_if_undenied");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void alikeQuestionsAreAnsweredAlike(long seed) throws IOException {
    new GeneratedAccount(seed, 60, 500).write(folder);
    FactBase facts = Estate.read(Labs.request(folder, List.of("*"), List.of())).facts();
    RelationDecisions decisions = new RelationDecisions(facts, NOW, AwsServices.bundled());
    SplittableRandom random = new SplittableRandom(seed);
    int shared = 0;
    for (Entity principal : facts.entities()) {
      boolean identity = List.of("aws.iam.user", "aws.iam.role").contains(principal.kind());
      if (identity && random.nextInt(4) == 0) {
        for (var of : ACTIONS.entrySet()) {
          String action = of.getValue().get(random.nextInt(of.getValue().size()));
          String form = FORMS.get(random.nextInt(FORMS.size()));
          List<String> things = ids(facts, of.getKey());
          shared += compare(decisions, form, principal.id(), action, things, seed);
        }
      }
    }
    assertThat(shared).as("questions with the key of another").isGreaterThan(500);
  }

  private static int compare(
      RelationDecisions decisions,
      String relation,
      String principal,
      String action,
      List<String> things,
      long seed) {
    Map<String, Boolean> known = new HashMap<>();
    for (String thing : things) {
      List<String> args = List.of(principal, action, thing);
      boolean holds = decisions.decide(relation, args).holds();
      String alike = decisions.alike(relation, args);
      if (alike != null) {
        assertThat(known.computeIfAbsent(alike, key -> holds))
            .as("seed %d: %s of %s like others, %s", seed, relation, args, alike)
            .isEqualTo(holds);
      }
    }
    for (Scope.Decided decided : decisions.scopes(relation, List.of(principal, action, ""))) {
      assertThat(decided.scope().members())
          .as("seed %d: %s of %s and %s", seed, relation, principal, action)
          .allMatch(
              member ->
                  decisions.decide(relation, List.of(principal, action, member)).holds()
                      == decided.holds());
    }
    return things.size() - known.size();
  }

  private static List<String> ids(FactBase facts, String kind) {
    return facts.entities().stream()
        .filter(entity -> entity.kind().equals(kind))
        .map(Entity::id)
        .toList();
  }
}
