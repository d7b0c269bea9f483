package dev.ardennes.policy.facts.ties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.facts.RelationDecisions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may obtain a token of a public service that a role's trust lets in.
final class TokenTiesTest {
  private static final AwsServices SERVICES = AwsServices.bundled();
  private static final String ROLE = "arn:aws:iam::111122223333:role/deploy";
  private static final String GITHUB = "token.actions.githubusercontent.com";
  private static final String SHOP = "repo:northwind/shop:*";
  private static final String NORTHWIND = "repo:northwind/*";

  private static FactBase trusting(String federated, String conditions, String source) {
    List<Entity> entities = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    entities.add(new Entity(ROLE, "aws.iam.role", "deploy", List.of()));
    entities.add(new Entity("source", "external.pipeline", "source", List.of()));
    entities.add(
        new Entity("arn:aws:iam::111122223333:root", "aws.account", "111122223333", List.of()));
    fact(facts, "kind", ROLE, "aws.iam.role");
    fact(facts, "arn", ROLE, ROLE);
    fact(facts, "in_account", ROLE, "arn:aws:iam::111122223333:root");
    fact(facts, "kind", "arn:aws:iam::111122223333:root", "aws.account");
    fact(facts, "arn", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:root");
    fact(facts, "trust_policy", ROLE, "trust");
    fact(facts, "token_source", "source", GITHUB, source);
    fact(
        facts,
        "policy_statement",
        "trust",
        "0",
        """
        {"Effect": "Allow", "Principal": {"Federated": ["%s"]},
         "Action": ["sts:AssumeRoleWithWebIdentity"], "Condition": {%s}}"""
            .formatted(federated, conditions));
    return FactBase.of(
        List.of(new Collected("test", "test", "", 1, entities, facts, List.of(), List.of())));
  }

  private static void fact(List<Fact> facts, String relation, String... args) {
    Evidence here = Evidence.at("test", "file", 1, 1);
    facts.add(new Fact(relation, List.of(args), Standing.CONFIGURED, List.of(here)));
  }

  private static String provider(String issuer) {
    return issuer.contains(".amazonaws.com") || issuer.contains("google")
        ? issuer
        : "arn:aws:iam::111122223333:oidc-provider/" + issuer;
  }

  private static Decision outsiders(String issuer, String conditions) {
    FactBase facts = trusting(provider(issuer), conditions, SHOP);
    return new RelationDecisions(facts, null, SERVICES)
        .decide("trusts_outsiders", List.of(ROLE, issuer));
  }

  private static Verdict outsiders(String conditions) {
    return outsiders(GITHUB, conditions).verdict();
  }

  private static Verdict source(String conditions, String source) {
    FactBase facts = trusting(provider(GITHUB), conditions, source);
    return new RelationDecisions(facts, null, SERVICES)
        .decide("trusts_source", List.of(ROLE, "source"))
        .verdict();
  }

  private static String condition(String operator, String key, String value) {
    return "\"%s\": {\"%s\": [\"%s\"]}".formatted(operator, key, value);
  }

  private static String subject(String operator, String value) {
    return condition(operator, GITHUB + ":sub", value);
  }

  @Test
  void trustWithoutSubjectIsForEverybody() {
    assertThat(outsiders("")).isEqualTo(Verdict.YES);
    assertThat(outsiders(condition("StringEquals", GITHUB + ":aud", "sts.amazonaws.com")))
        .isEqualTo(Verdict.YES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "repo:*",
        "repo:*/shop:*",
        "repo:northwind*",
        "repo:northwind*/shop:*",
        "repo:*:ref:refs/heads/main",
        "environment:production"
      })
  void patternThatLeavesTheOrganisationOpenIsForEverybody(String pattern) {
    assertThat(outsiders(subject("StringLike", pattern))).isEqualTo(Verdict.YES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repo:northwind/*",
        "repo:northwind/shop:*",
        "repo:northwind/sh*:ref:refs/heads/main",
        "repo:northwind@1234/*",
        "repo:\u27e8main:var.organisation\u27e9/shop:*",
        "*:repository_owner:northwind:*"
      })
  void patternThatNamesTheOrganisationIsNot(String pattern) {
    assertThat(outsiders(subject("StringLike", pattern))).isEqualTo(Verdict.NO);
    assertThat(outsiders(subject("ForAllValues:StringLike", pattern))).isEqualTo(Verdict.NO);
    assertThat(outsiders(subject("ForAnyValue:StringLike", pattern))).isEqualTo(Verdict.NO);
    assertThat(outsiders(subject("StringLikeIfExists", pattern))).isEqualTo(Verdict.NO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"repo:northwind/*", "repo:*", "*"})
  void wildcardInAnExactComparisonFitsNoToken(String text) {
    assertThat(outsiders(subject("StringEquals", text))).isEqualTo(Verdict.NO);
    assertThat(source(subject("StringEquals", text), NORTHWIND)).isEqualTo(Verdict.NO);
  }

  @Test
  void oneOpenPatternBesideExactOnesIsEnough() {
    String both =
        "\"StringLike\": {\""
            + GITHUB
            + ":sub\": [\"repo:northwind/shop:*\", \"repo:*:pull_request\"]}";
    assertThat(outsiders(both)).isEqualTo(Verdict.YES);
  }

  /// What no token has passes "every value", and stops nobody.
  @Test
  void claimThatNoTokenHasDoesNotConfine() {
    String owner = GITHUB + ":repository_owner";
    assertThat(outsiders(condition("ForAllValues:StringEquals", owner, "northwind")))
        .isEqualTo(Verdict.YES);
    assertThat(outsiders(condition("StringEquals", owner, "northwind"))).isEqualTo(Verdict.NO);
  }

  @ParameterizedTest
  @CsvSource({
    "repository,northwind/shop,NO",
    "repository_id,1234,NO",
    "actor,somebody,NO",
    "ref,refs/heads/main,YES",
    "environment,production,YES",
    "workflow,deploy,YES",
    "job_workflow_ref,northwind/shared/.github/workflows/deploy.yml@main,CONDITIONAL"
  })
  void otherClaimsConfineWhereTheyNameSomebody(String claim, String value, Verdict verdict) {
    assertThat(outsiders(condition("StringEquals", GITHUB + ":" + claim, value)))
        .isEqualTo(verdict);
  }

  @Test
  void repositoryGetsTokensOfItsOwnBranchesOnly() {
    assertThat(source(subject("StringEquals", "repo:northwind/shop:ref:refs/heads/main"), SHOP))
        .isEqualTo(Verdict.YES);
    assertThat(source(subject("StringLike", NORTHWIND), SHOP)).isEqualTo(Verdict.YES);
    assertThat(source(subject("StringLike", "repo:northwind/blog:*"), SHOP)).isEqualTo(Verdict.NO);
    assertThat(source(subject("ForAllValues:StringLike", "repo:northwind/blog:*"), SHOP))
        .isEqualTo(Verdict.NO);
    assertThat(source(subject("StringLike", "repo:northwind/blog:*"), NORTHWIND))
        .isEqualTo(Verdict.YES);
    assertThat(source(subject("StringNotLike", "repo:northwind/*"), SHOP)).isEqualTo(Verdict.NO);
  }

  @ParameterizedTest
  @CsvSource({
    "gitlab.com,project_path:northwind/*:ref_type:branch:ref:main,NO",
    "gitlab.com,project_path:*:ref_type:branch:ref:main,YES",
    "gitlab.com,project_path:northwind*,YES",
    "app.terraform.io,organization:northwind:project:*:workspace:*:run_phase:*,NO",
    "app.terraform.io,organization:*:workspace:prod:run_phase:apply,YES",
    "agent.buildkite.com,organization:northwind:pipeline:*,NO",
    "agent.buildkite.com,organization:*:pipeline:shop:*,YES",
    "oidc.vercel.com,owner:northwind:project:*,NO",
    "cognito-identity.amazonaws.com,eu-west-1:*,YES"
  })
  void otherPublicServices(String issuer, String pattern, Verdict verdict) {
    assertThat(outsiders(issuer, "").verdict()).isEqualTo(Verdict.YES);
    assertThat(outsiders(issuer, condition("StringLike", issuer + ":sub", pattern)).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void poolOfAnybodyIsConfinedByItsId() {
    String cognito = "cognito-identity.amazonaws.com";
    assertThat(outsiders(cognito, condition("StringEquals", cognito + ":aud", "eu:1")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void applicationOfGoogleIsACondition() {
    String google = "accounts.google.com";
    Decision decision = outsiders(google, condition("StringEquals", google + ":aud", "667.apps"));
    assertThat(decision.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(decision.alternatives().getFirst().assumptions())
        .extracting(Assumption::says)
        .anyMatch(says -> says.contains("667.apps"));
    assertThat(outsiders(google, condition("StringEquals", google + ":sub", "1234")).verdict())
        .isEqualTo(Verdict.NO);
  }

  /// Issuers of one customer each.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "oidc.circleci.com/org/0a1b2c3d",
        "api.bitbucket.org/2.0/workspaces/northwind/pipelines-config/identity/oidc",
        "oidc.eks.eu-west-1.amazonaws.com/id/ABC"
      })
  void issuersOfOneCustomerAreNotForStrangers(String issuer) {
    FactBase facts = trusting("arn:aws:iam::111122223333:oidc-provider/" + issuer, "", SHOP);
    assertThat(
            new RelationDecisions(facts, null, SERVICES)
                .candidates("trusts_outsiders", 1, List.of(ROLE, "")))
        .isEmpty();
  }
}
