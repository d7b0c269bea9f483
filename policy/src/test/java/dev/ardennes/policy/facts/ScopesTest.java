package dev.ardennes.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScopesTest {
  private static final String ACCOUNT = "arn:aws:iam::111122223333:root";
  private final List<Entity> entities = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  private void fact(String relation, String... args) {
    Evidence here = Evidence.at("test", "file", facts.size() + 1, 1);
    facts.add(new Fact(relation, List.of(args), Standing.CONFIGURED, List.of(here)));
  }

  private static String arn(int number) {
    return "arn:aws:s3:::logs-%02d".formatted(number);
  }

  private void buckets(int count) {
    for (int i = 0; i < count; i++) {
      entities.add(new Entity(arn(i), "aws.s3.bucket", "logs-%02d".formatted(i), List.of()));
      fact("kind", arn(i), "aws.s3.bucket");
      fact("arn", arn(i), arn(i));
      fact("in_account", arn(i), ACCOUNT);
    }
  }

  private void allow(String resource) {
    fact(
        "policy_statement",
        "policy",
        String.valueOf(facts.size()),
        "{\"Action\":[\"s3:GetObject\"],\"Effect\":\"Allow\",\"Resource\":[\"" + resource + "\"]}");
  }

  private Scopes scopes() {
    return Scopes.of(base(), Map.of());
  }

  private FactBase base() {
    return FactBase.of(
        List.of(new Collected("test", "test", "", 1, entities, facts, List.of(), List.of())));
  }

  @Test
  void whatNothingTellsApartIsOneScope() {
    buckets(12);
    allow("*");
    allow("arn:aws:s3:::logs-*/*");
    Scopes scopes = scopes();
    assertThat(scopes.likes().get(arn(0))).hasSize(11);
    assertThat(scopes.facts().entities()).hasSize(1);
    assertThat(scopes.facts().relation("arn")).hasSize(1);
    assertThat(scopes.leavesOut(arn(5))).isTrue();
  }

  @Test
  void fewOfAKindStayAsTheyAre() {
    buckets(Scopes.FEWEST - 1);
    assertThat(scopes().likes()).isEmpty();
  }

  @Test
  void aPolicyThatNamesOneTakesItOut() {
    buckets(12);
    allow("arn:aws:s3:::logs-03/*");
    allow("arn:aws:s3:::logs-04");
    assertThat(scopes().likes().get(arn(0))).hasSize(9);
    assertThat(scopes().leavesOut(arn(3))).isFalse();
    assertThat(scopes().leavesOut(arn(4))).isFalse();
  }

  @Test
  void aPatternThatFitsSomeMakesTwoScopes() {
    buckets(30);
    allow("arn:aws:s3:::*-1*");
    Scopes scopes = scopes();
    assertThat(scopes.likes()).containsOnlyKeys(arn(0), arn(10));
    assertThat(scopes.likes().get(arn(0))).hasSize(19);
    assertThat(scopes.likes().get(arn(10))).hasSize(9);
  }

  @Test
  void aPatternThatDependsOnWhoAsksLeavesEverythingAsItIs() {
    buckets(12);
    allow("arn:aws:s3:::${aws:username}-x/*");
    assertThat(scopes().likes()).isEmpty();
  }

  @Test
  void aFactAboutOneTakesItOut() {
    buckets(12);
    fact("resource_policy", arn(7), "policy-of-seven");
    assertThat(scopes().leavesOut(arn(7))).isFalse();
    assertThat(scopes().likes().get(arn(0))).hasSize(10);
  }

  @Test
  void tagsTellApartOnlyWherePoliciesAskForThem() {
    buckets(12);
    fact("tag", arn(7), "team", "red");
    assertThat(scopes().likes().get(arn(0))).hasSize(11);
    fact(
        "policy_statement",
        "policy",
        "0",
        "{\"Action\":[\"s3:GetObject\"],\"Condition\":{\"StringEquals\":"
            + "{\"aws:ResourceTag/team\":[\"red\"]}},\"Effect\":\"Allow\",\"Resource\":[\"*\"]}");
    assertThat(scopes().likes().get(arn(0))).hasSize(10);
  }

  @Test
  void aMarkTellsApart() {
    buckets(12);
    Scopes scopes = Scopes.of(base(), Map.of(arn(2), "crown jewel"));
    assertThat(scopes.leavesOut(arn(2))).isFalse();
    assertThat(scopes.likes().get(arn(0))).hasSize(10);
  }

  @Test
  void aSettingThatNamesOneTakesItOut() {
    buckets(12);
    fact("setting", "web", "BUCKET", "logs-09");
    assertThat(scopes().leavesOut(arn(9))).isFalse();
  }

  @Test
  void identitiesAreNeverAScope() {
    for (int i = 0; i < 20; i++) {
      String role = "arn:aws:iam::111122223333:role/r" + i;
      entities.add(new Entity(role, "aws.iam.role", "r" + i, List.of()));
      fact("arn", role, role);
    }
    assertThat(scopes().likes()).isEmpty();
  }
}
