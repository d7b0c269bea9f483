package dev.ardennes.policy.facts;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.aws.TokenTrust;
import java.util.List;
import java.util.Map;

/// What ties the things of one source to those of another: code to workloads, manifests to cloud
/// accounts, routes to endpoints, texts to the resources they name.
///
/// A tie that nothing states exactly is an assumption of kind `same-entity`.
final class EstateTies {
  /// The relations and the columns that a rule may leave open.
  static final Map<String, List<Integer>> OPEN_COLUMNS =
      Map.of(
          ComponentTies.IMPLEMENTS, List.of(0, 1),
          NameTies.NAMED_BY, List.of(0),
          RouteTies.ROUTED, List.of(),
          HostPathTies.PATH_OPENS, List.of(1),
          FindingTies.FINDING_IN, List.of(0, 1),
          ClusterTies.IS_CLOUD_CLUSTER, List.of(1),
          ClusterTies.TRUSTS_TOKEN, List.of(0));

  private final ComponentTies components;
  private final NameTies names;
  private final RouteTies routes;
  private final ClusterTies clusters;
  private final FindingTies findings;

  EstateTies(FactBase facts, TokenTrust trust) {
    components = new ComponentTies(facts);
    names = new NameTies(facts);
    routes = new RouteTies(facts);
    clusters = new ClusterTies(facts, trust);
    findings = new FindingTies(facts, components);
  }

  /// @throws IllegalArgumentException if this is none of [#OPEN_COLUMNS]
  Decision decide(String relation, List<String> args) {
    return switch (relation) {
      case ComponentTies.IMPLEMENTS -> components.decide(args.get(0), args.get(1));
      case NameTies.NAMED_BY -> names.decide(args.get(0), args.get(1));
      case RouteTies.ROUTED -> routes.decide(args.get(0), args.get(1), args.get(2), args.get(3));
      case HostPathTies.PATH_OPENS -> HostPathTies.decide(args.get(0), args.get(1));
      case FindingTies.FINDING_IN -> findings.decide(args.get(0), args.get(1));
      case ClusterTies.IS_CLOUD_CLUSTER -> clusters.isCloudCluster(args.get(0), args.get(1));
      case ClusterTies.TRUSTS_TOKEN ->
          clusters.trustsToken(args.get(0), args.get(1), args.get(2));
      default -> throw new IllegalArgumentException("no tie: " + relation);
    };
  }

  /// What can stand in the open column, in an order that does not change.
  List<String> candidates(String relation, int open, List<String> args) {
    return switch (relation) {
      case ComponentTies.IMPLEMENTS ->
          open == 0 ? components.workloads(args.get(1)) : components.components(args.get(0));
      case NameTies.NAMED_BY -> names.resources(args.get(1));
      case HostPathTies.PATH_OPENS -> HostPathTies.opened(args.get(0));
      case FindingTies.FINDING_IN ->
          open == 0 ? findings.findings(args.get(1)) : findings.workloads(args.get(0));
      case ClusterTies.IS_CLOUD_CLUSTER -> clusters.cloudClusters();
      case ClusterTies.TRUSTS_TOKEN -> clusters.roles();
      default -> throw new IllegalArgumentException(relation + " leaves nothing open");
    };
  }
}
