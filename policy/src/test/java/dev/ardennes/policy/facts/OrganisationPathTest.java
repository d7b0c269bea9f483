package dev.ardennes.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsServices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A role that lets in whoever belongs to a unit of an organisation.
final class OrganisationPathTest {
  private static final AwsServices SERVICES = AwsServices.bundled();
  private static final String HOME = "arn:aws:iam::111122223333:root";
  private static final String SHOP = "arn:aws:iam::444455556666:root";
  private static final String ROLE = "arn:aws:iam::111122223333:role/deploy";
  private static final String DEV = "arn:aws:iam::444455556666:user/dev";

  private final List<Entity> entities = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  private void entity(String id, String kind) {
    entities.add(new Entity(id, kind, id.substring(id.lastIndexOf('/') + 1), List.of()));
    fact("kind", id, kind);
    fact("arn", id, id);
  }

  private void fact(String relation, String... args) {
    Evidence here = Evidence.at("test", "file", 1, 1);
    facts.add(new Fact(relation, List.of(args), Standing.CONFIGURED, List.of(here)));
  }

  private static String place(String kind, String id) {
    return "arn:aws:organizations::111122223333:" + kind + "/o-1/" + id;
  }

  /// @param above where the unit of the account lies; empty where that is not known
  private Decision assumes(String pattern, String above) {
    entity(HOME, "aws.account");
    entity(SHOP, "aws.account");
    entity(ROLE, "aws.iam.role");
    entity(DEV, "aws.iam.user");
    entity(place("root", "r-1"), "aws.organizations.root");
    entity(place("ou", "ou-1-shop"), "aws.organizations.unit");
    fact("in_account", ROLE, HOME);
    fact("in_account", DEV, SHOP);
    fact("in_organisation", SHOP, "o-1");
    fact("organisation_member", SHOP, place("ou", "ou-1-shop"));
    if (!above.isEmpty()) {
      fact("organisation_member", place("ou", "ou-1-shop"), above);
    }
    fact("attached", DEV, "all");
    fact(
        "policy_statement",
        "all",
        "0",
        "{\"Effect\":\"Allow\",\"Action\":[\"*\"],\"Resource\":[\"*\"]}");
    fact("trust_policy", ROLE, "trust");
    fact(
        "policy_statement",
        "trust",
        "0",
        """
        {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["sts:AssumeRole"],
         "Condition": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["%s"]}}}"""
            .formatted(pattern));
    FactBase base =
        FactBase.of(
            List.of(new Collected("test", "test", "", 1, entities, facts, List.of(), List.of())));
    return new RelationDecisions(base, null, SERVICES).decide("may_assume", List.of(DEV, ROLE));
  }

  private static List<String> conditions(Decision decision) {
    return decision.alternatives().stream()
        .flatMap(one -> one.assumptions().stream())
        .map(one -> one.says())
        .filter(says -> says.contains("OrgPaths"))
        .toList();
  }

  @Test
  void memberOfTheUnitIsLetIn() {
    Decision decision = assumes("o-1/r-1/ou-1-shop/*", place("root", "r-1"));
    assertThat(decision.verdict()).isNotEqualTo(Verdict.NO);
    assertThat(conditions(decision)).isEmpty();
    assertThat(decision.alternatives().getFirst().factIds())
        .contains(
            Fact.idOf("organisation_member", List.of(SHOP, place("ou", "ou-1-shop"))),
            Fact.idOf(
                "organisation_member", List.of(place("ou", "ou-1-shop"), place("root", "r-1"))));
  }

  @Test
  void memberOfAnotherUnitIsNot() {
    assertThat(assumes("o-1/r-1/ou-1-bank/*", place("root", "r-1")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void placeThatIsNotKnownIsACondition() {
    assertThat(conditions(assumes("o-1/r-1/ou-1-shop/*", ""))).hasSize(1);
  }
}
