package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.facts.RelationDecisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
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

  /// The reasons are those that a decision about the very thing gives.
  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void alikeQuestionsHoldForTheirOwnReasons(long seed) throws IOException {
    new GeneratedAccount(seed, 60, 500).write(folder);
    FactBase facts = Estate.read(Labs.request(folder, List.of("*"), List.of())).facts();
    RelationDecisions decisions = new RelationDecisions(facts, NOW, AwsServices.bundled());
    PolicyRelations relations = new PolicyRelations(facts, new SymbolTable(), NOW);
    SplittableRandom random = new SplittableRandom(seed);
    int compared = 0;
    for (String role : ids(facts, "aws.iam.role")) {
      for (var of : ACTIONS.entrySet()) {
        String action = of.getValue().get(random.nextInt(of.getValue().size()));
        String form = FORMS.get(random.nextInt(FORMS.size()));
        for (String thing : ids(facts, of.getKey())) {
          List<String> args = List.of(role, action, thing);
          Decision decision = decisions.decide(form, args);
          if (decision.holds()) {
            assertThat(reasons(relations.decision(form, args)))
                .as("seed %d: %s%s", seed, form, args)
                .isEqualTo(reasons(decision));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(500);
  }

  private static List<List<Object>> reasons(dev.ardennes.engine.attack.Decision decision) {
    return decision.supports().stream()
        .map(
            support ->
                List.<Object>of(
                    support.facts().stream().map(Fact::id).toList(), support.assumptions()))
        .toList();
  }

  private static List<List<Object>> reasons(Decision decision) {
    return decision.alternatives().stream()
        .map(way -> List.<Object>of(way.factIds(), way.assumptions()))
        .toList();
  }

  /// What lies under keys, told apart by the keys' policies and by who is allowed which key.
  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5})
  void whatLiesUnderAlikeKeysIsReadAlike(long seed) throws IOException {
    new GeneratedAccount(seed, 40, 900).write(folder);
    FactBase facts = Estate.read(Labs.request(folder, List.of("*"), List.of())).facts();
    RelationDecisions decisions = new RelationDecisions(facts, NOW, AwsServices.bundled());
    List<String> keys = ids(facts, "aws.kms.key");
    List<String> buckets = ids(facts, "aws.s3.bucket");
    int shared = 0;
    int scopes = 0;
    for (String role : ids(facts, "aws.iam.role")) {
      for (String change : List.of("", "_if_granted")) {
        Function<String, List<String>> decrypting = bucket -> List.of(role, bucket);
        Function<String, List<String>> granting = key -> List.of(role, "kms:Decrypt", key);
        shared += alike(decisions, "may_decrypt" + change, decrypting, buckets, seed);
        shared += alike(decisions, "may_with_grant" + change, granting, keys, seed);
        scopes += readAlike(decisions, change, role, seed);
      }
    }
    assertThat(shared).as("questions with the key of another").isGreaterThan(500);
    assertThat(scopes).as("scopes of things under keys").isGreaterThan(20);
  }

  /// The members of a scope are decrypted alike as well.
  private static int readAlike(
      RelationDecisions decisions, String change, String principal, long seed) {
    List<Scope.Decided> scopes =
        decisions.scopes("may" + change, List.of(principal, "s3:GetObject", ""));
    for (Scope.Decided decided : scopes) {
      assertThat(decided.scope().members())
          .extracting(
              member ->
                  decisions.decide("may_decrypt" + change, List.of(principal, member)).holds())
          .as("seed %d: %s may decrypt%s", seed, principal, change)
          .containsOnly(
              decisions
                  .decide("may_decrypt" + change, List.of(principal, decided.scope().first()))
                  .holds());
    }
    return scopes.size();
  }

  /// Denials, boundaries and buckets' own policies by all kinds of names.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void namesInLimitsTellThingsApart(long seed) throws IOException {
    NamedBuckets buckets = new NamedBuckets(seed);
    Files.writeString(folder.resolve("main.tf"), buckets.terraform());
    FactBase facts = Estate.read(Labs.request(folder, List.of("*"), List.of())).facts();
    RelationDecisions decisions = new RelationDecisions(facts, NOW, AwsServices.bundled());
    List<String> things = ids(facts, "aws.s3.bucket");
    int shared = 0;
    for (String user : ids(facts, "aws.iam.user")) {
      for (String form : FORMS) {
        shared += compare(decisions, form, user, "s3:GetObject", things, seed);
        shared += compare(decisions, form, user, "s3:PutBucketPolicy", things, seed);
      }
    }
    assertThat(shared).as("questions with the key of another").isGreaterThan(50);
  }

  /// Buckets whose names begin alike, and users whose policies name some of them.
  private record NamedBuckets(SplittableRandom random) {
    private static final int BUCKETS = 36;
    private static final int USERS = 6;
    private static final List<String> NAMES =
        List.of(
            "*", "a-*", "a-b*", "?-b*", "*-b1", "a-b11", "*b-*", "a-b1/*", "a-*/x/*", "*/x/*",
            "b-*/*");

    NamedBuckets(long seed) {
      this(new SplittableRandom(seed));
    }

    String terraform() {
      StringBuilder text = new StringBuilder();
      text.append("provider \"aws\" { allowed_account_ids = [\"111122223333\"] }\n");
      for (int i = 0; i < BUCKETS; i++) {
        String name = (i % 3 == 0 ? "b" : "a") + "-b" + i;
        text.append("resource \"aws_s3_bucket\" \"b%d\" { bucket = \"%s\" }\n".formatted(i, name));
        if (random.nextInt(3) == 0) {
          text.append(
              """
              resource "aws_s3_bucket_policy" "b%1$d" {
                bucket = aws_s3_bucket.b%1$d.id
                policy = jsonencode({ Version = "2012-10-17", Statement = [%2$s] })
              }
              """
                  .formatted(i, ofBucket(name)));
        }
      }
      for (int i = 0; i < USERS; i++) {
        String boundary =
            random.nextInt(3) == 0 ? "permissions_boundary = aws_iam_policy.b%d.arn" : "";
        text.append(
            """
            resource "aws_iam_policy" "b%1$d" {
              name   = "b%1$d"
              policy = jsonencode({ Version = "2012-10-17", Statement = [%2$s] })
            }
            resource "aws_iam_user" "u%1$d" {
              name = "u%1$d"
              %3$s
            }
            resource "aws_iam_user_policy" "u%1$d" {
              name   = "p"
              user   = aws_iam_user.u%1$d.name
              policy = jsonencode({ Version = "2012-10-17", Statement = [%4$s] })
            }
            """
                .formatted(i, statements(false), boundary.formatted(i), statements(true)));
      }
      return text.toString();
    }

    private String statements(boolean denials) {
      List<String> all = new ArrayList<>();
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        all.add(statement("Allow"));
      }
      for (int i = denials ? random.nextInt(3) : 0; i > 0; i--) {
        all.add(statement("Deny"));
      }
      return String.join(", ", all);
    }

    private String statement(String effect) {
      String element = random.nextInt(4) == 0 ? "NotResource" : "Resource";
      List<String> patterns = new ArrayList<>();
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        patterns.add('"' + (name.equals("*") ? name : "arn:aws:s3:::" + name) + '"');
      }
      return "{ Effect = \"%s\", Action = \"s3:*\", %s = %s }".formatted(effect, element, patterns);
    }

    private String ofBucket(String name) {
      String on = "Resource = [\"arn:aws:s3:::%1$s\", \"arn:aws:s3:::%1$s/*\"]".formatted(name);
      String user = "{ AWS = aws_iam_user.u%d.arn }".formatted(random.nextInt(USERS));
      return switch (random.nextInt(4)) {
        case 0 ->
            "{ Effect = \"Deny\", Principal = \"*\", Action = \"s3:*\", %s, Condition = { Bool = { \"aws:SecureTransport\" = \"false\" } } }"
                .formatted(on);
        case 1 ->
            "{ Effect = \"Deny\", Principal = %s, Action = \"s3:*\", %s }".formatted(user, on);
        case 2 ->
            "{ Effect = \"Allow\", Principal = %s, Action = \"s3:*\", %s }".formatted(user, on);
        default ->
            "{ Effect = \"Deny\", NotPrincipal = %s, Action = \"s3:GetObject\", %s }"
                .formatted(user, on);
      };
    }
  }

  private static int compare(
      RelationDecisions decisions,
      String relation,
      String principal,
      String action,
      List<String> things,
      long seed) {
    int shared =
        alike(decisions, relation, thing -> List.of(principal, action, thing), things, seed);
    for (Scope.Decided decided : decisions.scopes(relation, List.of(principal, action, ""))) {
      assertThat(decided.scope().members())
          .as("seed %d: %s of %s and %s", seed, relation, principal, action)
          .allMatch(
              member ->
                  decisions.decide(relation, List.of(principal, action, member)).holds()
                      == decided.holds());
    }
    return shared;
  }

  /// How many questions were answered like another one.
  private static int alike(
      RelationDecisions decisions,
      String relation,
      Function<String, List<String>> question,
      List<String> things,
      long seed) {
    Map<String, Boolean> known = new HashMap<>();
    int asked = 0;
    for (String thing : things) {
      List<String> args = question.apply(thing);
      boolean holds = decisions.decide(relation, args).holds();
      String alike = decisions.alike(relation, args);
      if (alike != null) {
        asked++;
        assertThat(known.computeIfAbsent(alike, key -> holds))
            .as("seed %d: %s of %s like others, %s", seed, relation, args, alike)
            .isEqualTo(holds);
      }
    }
    return asked - known.size();
  }

  private static List<String> ids(FactBase facts, String kind) {
    return facts.entities().stream()
        .filter(entity -> entity.kind().equals(kind))
        .map(Entity::id)
        .toList();
  }
}
