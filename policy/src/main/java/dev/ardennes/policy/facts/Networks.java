package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.Arns;
import dev.ardennes.policy.aws.AwsRequest;
import dev.ardennes.policy.aws.Passages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The networks of the estate and their endpoints, as conditions on requests see them.
///
/// Source: "AWS global condition context keys" in the IAM user guide: a request carries
/// `aws:SourceVpc` and `aws:SourceVpce` only where it goes through an endpoint.
final class Networks {
  private static final String ACCESS_POINT = "aws.s3.access-point";

  /// Services whose endpoints are not called as their actions are.
  private static final Map<String, String> ENDPOINTS =
      Map.of(
          "cloudwatch", "monitoring",
          "ecr", "ecr.api",
          "elasticfilesystem", "elasticfilesystem",
          "kinesis", "kinesis-streams");

  private final FactBase facts;

  Networks(FactBase facts) {
    this.facts = facts;
  }

  /// One way out of a network to a service, as requests show it.
  ///
  /// @param because the facts that say so
  record Way(AwsRequest.Context context, List<String> because) {
    Way {
      because = List.copyOf(because);
    }
  }

  /// What the policy engine is to know of networks and access points.
  Passages passages() {
    Map<String, List<String>> networks = new HashMap<>();
    for (Fact endpoint : facts.relation("vpc_endpoint")) {
      known(endpoint.args().get(0), networks);
      known(endpoint.args().get(1), networks);
    }
    for (Entity entity : facts.entities()) {
      if (entity.kind().equals("aws.ec2.vpc")) {
        known(entity.id(), networks);
      }
    }
    Map<String, List<String>> points = new HashMap<>();
    for (Fact inside : facts.relation("inside")) {
      Entity part = facts.entity(inside.args().getFirst());
      if (part != null && part.kind().equals(ACCESS_POINT)) {
        points.putIfAbsent(inside.args().get(1), List.of(inside.id()));
      }
    }
    return new Passages(networks, points);
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

  /// The ways by which requests for the action leave the network so that they show it.
  List<Way> ways(String vpc, String action) {
    String service = action.substring(0, Math.max(0, action.indexOf(':'))).toLowerCase(Locale.ROOT);
    String wanted = ENDPOINTS.getOrDefault(service, service);
    List<Way> ways = new ArrayList<>();
    for (Fact endpoint : facts.relation("vpc_endpoint")) {
      boolean leads = endpoint.args().get(1).equals(vpc) && endpoint.args().get(2).equals(wanted);
      if (leads && !id(vpc).isEmpty()) {
        ways.add(way(endpoint));
      }
    }
    return ways;
  }

  private Way way(Fact endpoint) {
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
    return new Way(
        new AwsRequest.Context(values, Set.of(), false, List.of(), policies), because);
  }
}
