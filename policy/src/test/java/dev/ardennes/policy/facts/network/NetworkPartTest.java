package dev.ardennes.policy.facts.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NetworkPartTest {
  private static final String WHITELIST = "\u27e8infra:var.whitelist\u27e9";

  private final List<Entity> entities = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  private NetworkPartTest fact(String relation, String... args) {
    Evidence here = Evidence.at("test", "file", 1, 1);
    facts.add(new Fact(relation, List.of(args), Standing.CONFIGURED, List.of(here)));
    return this;
  }

  private NetworkPartTest thing(String id, String kind) {
    entities.add(new Entity(id, kind, id, List.of()));
    return fact("kind", id, kind);
  }

  /// A machine in a subnet that routes lead to, with a public address and a group.
  private NetworkPartTest web() {
    return thing("web", "aws.ec2.instance")
        .thing("sub", "aws.ec2.subnet")
        .thing("vpc", "aws.ec2.vpc")
        .thing("sg", "aws.ec2.security-group")
        .thing("rt", "aws.ec2.route-table")
        .thing("igw", "aws.ec2.internet-gateway")
        .fact("public_address", "web")
        .fact("in_subnet", "web", "sub")
        .fact("in_vpc", "sub", "vpc")
        .fact("address_block", "sub", "10.0.1.0/24")
        .fact("security_group", "web", "sg");
  }

  private NetworkPartTest routed() {
    return fact("uses_routes", "sub", "rt")
        .fact("network_route", "rt", "0.0.0.0/0", "internet-gateway", "igw");
  }

  private NetworkPartTest open() {
    return web().routed().fact("ingress", "sg", "0.0.0.0/0", "tcp/443-443");
  }

  private NetworkPart part(List<Fact> known) {
    return new NetworkPart(
        FactBase.of(
            List.of(new Collected("test", "test", "", 1, entities, known, List.of(), List.of()))));
  }

  private Decision decide(String relation, String... args) {
    return part(facts).decide(relation, List.of(args));
  }

  private Decision internet() {
    return decide("internet_connects", "web", "any");
  }

  private static List<Control.Kind> controls(Decision decision) {
    return decision.controls().stream().map(Control::kind).distinct().toList();
  }

  private static List<Assumption.Kind> assumed(Decision decision) {
    return decision.alternatives().getFirst().assumptions().stream().map(Assumption::kind).toList();
  }

  // --- from the internet -----------------------------------------------------------------------

  @Test
  void addressRouteAndGroupTogetherLetTheInternetIn() {
    Decision decision = open().internet();
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(decision.alternatives().getFirst().factIds()).hasSize(6);
  }

  @Test
  void withoutAddressNobodyConnects() {
    open();
    facts.removeIf(fact -> fact.relation().equals("public_address"));
    assertThat(controls(internet())).containsExactly(Control.Kind.NO_ADDRESS);
  }

  @Test
  void aGroupThatLetsInTheOfficeOnlyIsTheControl() {
    web().routed().fact("ingress", "sg", "203.0.113.0/24", "all");
    assertThat(controls(internet())).containsExactly(Control.Kind.SECURITY_GROUP);
  }

  @Test
  void aPingIsNoConnection() {
    web().routed().fact("ingress", "sg", "0.0.0.0/0", "icmp");
    assertThat(internet().verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void anotherPortThanTheOneThatIsOpenIsClosed() {
    open();
    assertThat(decide("internet_connects", "web", "tcp/443").verdict()).isEqualTo(Verdict.YES);
    assertThat(decide("internet_connects", "web", "tcp/22").verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void anUnknownBlockIsAnAssumptionAndNoSilentNo() {
    web().routed().fact("ingress", "sg", WHITELIST, "tcp/80-80");
    assertThat(internet().verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(assumed(internet())).containsExactly(Assumption.Kind.NOT_COLLECTED);
  }

  @Test
  void aGroupThatNothingDeclaresIsAnAssumption() {
    web().routed();
    facts.removeIf(fact -> fact.relation().equals("kind") && fact.args().contains("sg"));
    assertThat(assumed(internet())).containsExactly(Assumption.Kind.NOT_COLLECTED);
  }

  @Test
  void aTableThatLeadsToAddressTranslationLetsNobodyIn() {
    web()
        .fact("uses_routes", "sub", "rt")
        .fact("network_route", "rt", "0.0.0.0/0", "nat", "nat-1")
        .fact("ingress", "sg", "0.0.0.0/0", "all");
    assertThat(controls(internet())).containsExactly(Control.Kind.ROUTE);
  }

  @Test
  void theTableOfASubnetCountsAndNotTheOneOfItsNetwork() {
    web()
        .thing("main", "aws.ec2.route-table")
        .fact("uses_routes", "vpc", "main")
        .fact("network_route", "main", "0.0.0.0/0", "internet-gateway", "igw")
        .fact("ingress", "sg", "0.0.0.0/0", "all");
    assertThat(internet().verdict()).isEqualTo(Verdict.YES);
    fact("uses_routes", "sub", "rt");
    assertThat(internet().verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void aSubnetThatWasOnlyLookedUpIsAnAssumption() {
    web().fact("ingress", "sg", "0.0.0.0/0", "all");
    facts.removeIf(fact -> fact.args().contains("sub") && !fact.relation().equals("in_subnet"));
    assertThat(assumed(internet())).containsExactly(Assumption.Kind.NOT_COLLECTED);
  }

  @Test
  void versionSixNeedsAnAddressAndARouteOfItsOwn() {
    web().routed().fact("ingress", "sg", "::/0", "all");
    assertThat(internet().verdict()).isEqualTo(Verdict.NO);
    fact("ipv6_address", "web");
    assertThat(controls(internet())).contains(Control.Kind.ROUTE);
    fact("network_route", "rt", "::/0", "egress-only", "eigw");
    assertThat(internet().verdict()).isEqualTo(Verdict.NO);
    fact("network_route", "rt", "::/0", "internet-gateway", "igw");
    assertThat(internet().verdict()).isEqualTo(Verdict.YES);
  }

  // --- access lists ------------------------------------------------------------------------------

  private NetworkPartTest list(String... rules) {
    thing("acl", "aws.ec2.network-acl").fact("uses_acl", "sub", "acl");
    for (String rule : rules) {
      String[] part = rule.split(" ");
      fact("acl_rule", "acl", part[0], part[1], part[2], part[3], part[4]);
    }
    return this;
  }

  @Test
  void theRuleWithTheLowestNumberDecides() {
    open()
        .list(
            "in 100 allow 0.0.0.0/0 all",
            "in 90 deny 0.0.0.0/0 tcp/443-443",
            "out 100 allow 0.0.0.0/0 all");
    assertThat(controls(internet())).containsExactly(Control.Kind.NETWORK_ACL);
  }

  @Test
  void aDenialAfterTheRuleThatAllowsChangesNothing() {
    open()
        .list(
            "in 100 allow 0.0.0.0/0 all",
            "in 200 deny 0.0.0.0/0 all",
            "out 100 allow 0.0.0.0/0 all");
    assertThat(internet().verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void answersMustLeaveAsWell() {
    open().list("in 100 allow 0.0.0.0/0 all", "out 100 allow 10.0.0.0/8 all");
    assertThat(controls(internet())).containsExactly(Control.Kind.NETWORK_ACL);
  }

  @Test
  void aDenialForSomeAddressesDoesNotStopTheOthers() {
    open()
        .list(
            "in 90 deny 198.51.100.0/24 all",
            "in 100 allow 0.0.0.0/0 all",
            "out 100 allow 0.0.0.0/0 all");
    assertThat(internet().verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void anEmptyListDeniesEverything() {
    open().list();
    assertThat(controls(internet())).containsExactly(Control.Kind.NETWORK_ACL);
  }

  // --- inside
  // --------------------------------------------------------------------------------------

  private NetworkPartTest database() {
    return web()
        .thing("db", "aws.rds.instance")
        .thing("inner", "aws.ec2.subnet")
        .thing("dbsg", "aws.ec2.security-group")
        .fact("in_subnet", "db", "inner")
        .fact("in_vpc", "inner", "vpc")
        .fact("address_block", "inner", "10.0.2.0/24")
        .fact("security_group", "db", "dbsg");
  }

  private Decision inside() {
    return decide("network_connects", "web", "db", "tcp/5432");
  }

  @Test
  void aGroupThatNamesAnotherLetsItsMembersIn() {
    database()
        .fact("ingress", "dbsg", "sg", "tcp/5432-5432")
        .fact("egress", "sg", "0.0.0.0/0", "all");
    assertThat(inside().verdict()).isEqualTo(Verdict.YES);
    assertThat(decide("network_connects", "db", "web", "any").verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void aGroupThatLetsNothingOutIsTheControl() {
    database().fact("ingress", "dbsg", "10.0.0.0/16", "all");
    assertThat(controls(inside())).containsExactly(Control.Kind.SECURITY_GROUP);
  }

  @Test
  void aBlockThatHoldsPartOfTheSubnetIsACondition() {
    database()
        .fact("ingress", "dbsg", "10.0.1.16/28", "all")
        .fact("egress", "sg", "0.0.0.0/0", "all");
    assertThat(assumed(inside())).containsExactly(Assumption.Kind.CONDITION);
  }

  @Test
  void networksAreApartUnlessTheyArePeered() {
    database()
        .thing("other", "aws.ec2.vpc")
        .fact("ingress", "dbsg", "10.0.0.0/16", "all")
        .fact("egress", "sg", "0.0.0.0/0", "all");
    facts.removeIf(fact -> fact.relation().equals("in_vpc") && fact.args().contains("inner"));
    fact("in_vpc", "inner", "other");
    assertThat(controls(inside())).containsExactly(Control.Kind.ROUTE);
    fact("peered", "vpc", "other");
    assertThat(assumed(inside())).containsExactly(Assumption.Kind.CONDITION);
  }

  // --- fronts
  // ----------------------------------------------------------------------------------------

  @Test
  void requestsAreHandedOnUntilSomethingAsksForAuthorization() {
    fact("public_endpoint", "api", "an API").fact("hands_to", "api", "", "fn", "none");
    fact("hands_to", "api", "", "admin", "AWS_IAM");
    assertThat(decide("internet_calls", "fn").verdict()).isEqualTo(Verdict.YES);
    assertThat(controls(decide("internet_calls", "admin")))
        .containsExactly(Control.Kind.AUTHORIZATION);
  }

  @Test
  void thePolicyOfAnApiIsAnAssumptionUnlessItLetsEverybodyIn() {
    fact("public_endpoint", "api", "an API")
        .fact("hands_to", "api", "", "fn", "none")
        .fact("resource_policy", "api", "doc");
    assertThat(assumed(decide("internet_calls", "fn"))).containsExactly(Assumption.Kind.CONDITION);
    fact(
        "policy_statement",
        "doc",
        "0",
        "{\"Action\":[\"execute-api:Invoke\"],\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\"]}}");
    assertThat(decide("internet_calls", "fn").verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void aFrontIsOpenOnThePortThatItListensOn() {
    open()
        .fact("hands_to", "web", "443", "app", "none")
        .fact("hands_to", "web", "80", "old", "none");
    assertThat(decide("internet_calls", "app").verdict()).isEqualTo(Verdict.YES);
    assertThat(decide("internet_calls", "old").verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void frontsThatHandToEachOtherComeToAnEnd() {
    fact("hands_to", "a", "", "b", "none").fact("hands_to", "b", "", "a", "none");
    assertThat(decide("internet_calls", "a").verdict()).isEqualTo(Verdict.NO);
  }

  // --- what is listed
  // ----------------------------------------------------------------------------------

  @Test
  void theListedFactsDecideTheSame() {
    open()
        .list(
            "in 100 allow 0.0.0.0/0 all",
            "in 90 deny 198.51.100.0/24 all",
            "out 100 allow 0.0.0.0/0 all");
    for (Alternative alternative : internet().alternatives()) {
      Set<String> listed = new TreeSet<>(alternative.factIds());
      List<Fact> only = facts.stream().filter(fact -> listed.contains(fact.id())).toList();
      Decision again = part(only).decide("internet_connects", List.of("web", "any"));
      assertThat(again.alternatives()).contains(alternative);
    }
  }

  private NetworkPartTest balanced(String source) {
    return open()
        .thing("app", "aws.ec2.instance")
        .thing("inner", "aws.ec2.security-group")
        .fact("security_group", "app", "inner")
        .fact("ingress", "inner", source, "tcp/8080-8080")
        .fact("hands_to", "web", "443", "app", "none");
  }

  @Test
  void targetHasToLetItsBalancerIn() {
    assertThat(balanced("sg").decide("internet_calls", "app").verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void targetThatLetsItsBalancersSubnetInIsReached() {
    assertThat(balanced("10.0.0.0/16").decide("internet_calls", "app").verdict())
        .isEqualTo(Verdict.YES);
  }

  @Test
  void targetThatLetsOthersInOnlyIsNotReached() {
    assertThat(balanced("10.9.0.0/16").decide("internet_calls", "app").verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void targetForAnotherGroupIsNotReached() {
    assertThat(
            balanced("other")
                .thing("other", "aws.ec2.security-group")
                .decide("internet_calls", "app")
                .verdict())
        .isEqualTo(Verdict.NO);
  }

  // --- endpoints

  private NetworkPartTest endpoint(String id, String form) {
    return thing(id, "aws.ec2.vpc-endpoint")
        .fact("vpc_endpoint", id, "vpc", "s3")
        .fact("endpoint_form", id, form);
  }

  private Decision led() {
    return fact("located_in", "dev", "vpc").decide("leads_to_endpoints", "sub", "dev");
  }

  @Test
  void gatewayEndpointServesSubnetsWhoseTableLeadsToIt() {
    web().routed().endpoint("s3", "gateway").fact("routes_to_endpoint", "rt", "s3");
    assertThat(led().verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void gatewayEndpointOfAnotherTableDoesNot() {
    web().routed().endpoint("s3", "gateway").fact("routes_to_endpoint", "other", "s3");
    assertThat(led().verdict()).isEqualTo(Verdict.NO);
    assertThat(led().controls()).extracting(Control::says).first().asString().contains("past");
  }

  @Test
  void gatewayEndpointOfTablesThatAreNotKnownIsAnAssumption() {
    web().routed().endpoint("s3", "gateway");
    assertThat(led().verdict()).isEqualTo(Verdict.CONDITIONAL);
  }

  @Test
  void everyGatewayEndpointHasToServeTheSubnet() {
    web().routed().endpoint("s3", "gateway").fact("routes_to_endpoint", "rt", "s3");
    endpoint("dynamodb", "gateway").fact("routes_to_endpoint", "other", "dynamodb");
    assertThat(led().verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void ofSeveralToOneServiceTheOneThatIsGoneThroughCounts() {
    web().routed().endpoint("s3", "gateway").fact("routes_to_endpoint", "rt", "s3");
    endpoint("s3-2", "gateway").fact("routes_to_endpoint", "other", "s3-2");
    fact("passes", "dev", "s3").fact("passes", "guest", "s3-2").fact("located_in", "guest", "vpc");
    assertThat(led().verdict()).isEqualTo(Verdict.YES);
    assertThat(decide("leads_to_endpoints", "sub", "guest").verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void interfaceEndpointServesEverySubnet() {
    web().routed().endpoint("ssm", "interface");
    assertThat(led().verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void networkWithoutEndpointLeadsToNone() {
    web().routed();
    assertThat(led().verdict()).isEqualTo(Verdict.NO);
  }
}
