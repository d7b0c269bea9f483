package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.Arns;
import dev.ardennes.policy.aws.Passages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The networks of the estate and their endpoints, and access points, as conditions on requests see
/// them.
///
/// Source: "AWS global condition context keys" in the IAM user guide: a request carries
/// `aws:SourceVpc` and `aws:SourceVpce` only where it goes through an endpoint.
final class Networks {
  private static final String ACCESS_POINT = "aws.s3.access-point";

  private final FactBase facts;

  Networks(FactBase facts) {
    this.facts = facts;
  }

  /// What the policy engine is to know of networks and access points.
  ///
  /// A network is known where principals can be in it: of any other network that a policy names it
  /// stays open whether a request comes from there.
  Passages passages() {
    Map<String, Map<String, Passages.Way>> places = new HashMap<>();
    Map<String, Map<String, Passages.Way>> byNetwork = new TreeMap<>();
    Map<String, List<String>> networks = new HashMap<>();
    for (Fact located : facts.relation("located_in")) {
      String vpc = located.args().get(1);
      String session = located.args().getFirst();
      places.put(session, chosen(session, byNetwork.computeIfAbsent(vpc, this::ways)));
      known(vpc, networks);
    }
    for (Fact endpoint : facts.relation("vpc_endpoint")) {
      if (byNetwork.containsKey(endpoint.args().get(1))) {
        known(endpoint.args().getFirst(), networks);
      }
    }
    return new Passages(networks, accessPoints(), places);
  }

  private Map<String, List<String>> accessPoints() {
    Map<String, List<String>> points = new HashMap<>();
    for (Fact inside : facts.relation("inside")) {
      Entity part = facts.entity(inside.args().getFirst());
      if (part != null && part.kind().equals(ACCESS_POINT)) {
        points.putIfAbsent(inside.args().get(1), List.of(inside.id()));
      }
    }
    return points;
  }

  private void known(String network, Map<String, List<String>> networks) {
    String id = id(network);
    if (!id.isEmpty()) {
      networks.putIfAbsent(id, arns(network));
    }
  }

  private List<String> arns(String entity) {
    return facts.relation("arn", entity).stream().map(Fact::id).toList();
  }

  /// `vpc-...`, as conditions write it; empty where it is not known.
  private String id(String network) {
    String arn = facts.second("arn", network);
    String part = arn == null ? "" : Arns.resourcePart(arn);
    return part.substring(part.indexOf('/') + 1);
  }

  /// The ways of a session that goes through one of several endpoints to a service.
  private Map<String, Passages.Way> chosen(String session, Map<String, Passages.Way> ways) {
    String endpoint = facts.second("passes", session);
    if (endpoint == null) {
      return ways;
    }
    Map<String, Passages.Way> chosen = new TreeMap<>(ways);
    for (Fact to : facts.relation("vpc_endpoint", endpoint)) {
      chosen.put(to.args().get(2), way(to));
    }
    return chosen;
  }

  /// The ways out of the network, by the service that they lead to; of several to one service the
  /// first, where nothing says through which requests go.
  private Map<String, Passages.Way> ways(String vpc) {
    Map<String, Passages.Way> ways = new TreeMap<>();
    for (Fact endpoint : facts.relation("vpc_endpoint")) {
      if (endpoint.args().get(1).equals(vpc) && !id(vpc).isEmpty()) {
        ways.putIfAbsent(endpoint.args().get(2), way(endpoint));
      }
    }
    return ways;
  }

  private Passages.Way way(Fact endpoint) {
    String id = endpoint.args().getFirst();
    String vpc = endpoint.args().get(1);
    List<String> because = new ArrayList<>(List.of(endpoint.id()));
    because.addAll(arns(id));
    because.addAll(arns(vpc));
    SortedMap<String, List<String>> values = new TreeMap<>();
    values.put("aws:sourcevpc", List.of(id(vpc)));
    values.put("aws:sourcevpce", List.of(id(id)));
    String account = FactModel.accountText(facts, id);
    for (Fact in : facts.relation("in_account", id)) {
      if (account != null) {
        values.put("aws:vpceaccount", List.of(account));
        because.add(in.id());
        because.addAll(arns(in.args().get(1)));
      }
    }
    List<String> policies = new ArrayList<>();
    for (Fact policy : facts.relation("resource_policy", id)) {
      policies.add(policy.args().get(1));
      because.add(policy.id());
    }
    return new Passages.Way(values, policies, because);
  }
}
