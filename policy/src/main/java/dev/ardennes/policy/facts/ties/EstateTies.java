package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.DecisionPart;
import dev.ardennes.policy.aws.AwsDecisions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What ties the things of one source to those of another: code to workloads, manifests to cloud
/// accounts, routes to endpoints, texts to the resources they name.
///
/// A tie that nothing states exactly is an assumption of kind `same-entity`. Not safe for several
/// threads.
public final class EstateTies implements DecisionPart {
  private static final String ENGINE = "policy.ties";

  /// The relations and the columns that a rule may leave open.
  private static final Map<String, List<Integer>> OPEN_COLUMNS =
      Map.ofEntries(
          Map.entry(AddressTies.ADDRESSES, List.of(0, 1)),
          Map.entry(ComponentTies.IMPLEMENTS, List.of(0, 1)),
          Map.entry(NameTies.NAMED_BY, List.of(0)),
          Map.entry(RouteTies.ROUTED, List.of()),
          Map.entry(HostPathTies.PATH_OPENS, List.of(1)),
          Map.entry(FindingTies.FINDING_IN, List.of(0, 1)),
          Map.entry(CallTies.PERFORMS, List.of(0)),
          Map.entry(NodeTies.ON_NODES_OF, List.of(1)),
          Map.entry(ClusterTies.IS_CLOUD_CLUSTER, List.of(1)),
          Map.entry(ClusterTies.TRUSTS_TOKEN, List.of(0)),
          Map.entry(ClusterTies.ASSOCIATED, List.of(1)),
          Map.entry(TokenTies.TRUSTS_SOURCE, List.of(0)),
          Map.entry(TokenTies.TRUSTS_OUTSIDERS, List.of(1)));

  private final FactBase facts;
  private final AwsDecisions aws;
  private @Nullable Ties read;

  public EstateTies(FactBase facts, AwsDecisions aws) {
    this.facts = facts;
    this.aws = aws;
  }

  private record Ties(
      ComponentTies components,
      NameTies names,
      RouteTies routes,
      ClusterTies clusters,
      NodeTies nodes,
      FindingTies findings,
      CallTies calls,
      AddressTies addresses,
      TokenTies tokens) {}

  private Ties ties() {
    Ties known = read;
    if (known == null) {
      ComponentTies components = new ComponentTies(facts);
      NameTies names = new NameTies(facts);
      ClusterTies clusters = new ClusterTies(facts, aws.tokenTrust());
      known =
          new Ties(
              components,
              names,
              new RouteTies(facts),
              clusters,
              new NodeTies(facts, clusters),
              new FindingTies(facts, components),
              new CallTies(facts, names, components),
              new AddressTies(facts),
              new TokenTies(facts, aws.tokenTrust()));
      read = known;
    }
    return known;
  }

  @Override
  public Set<String> relations() {
    return OPEN_COLUMNS.keySet();
  }

  @Override
  public String engine(String relation) {
    return ENGINE;
  }

  @Override
  public List<Integer> openColumns(String relation) {
    return OPEN_COLUMNS.getOrDefault(relation, List.of());
  }

  @Override
  public Decision decide(String relation, List<String> args) {
    Ties ties = ties();
    return switch (relation) {
      case ComponentTies.IMPLEMENTS -> ties.components().decide(args.get(0), args.get(1));
      case NameTies.NAMED_BY -> ties.names().decide(args.get(0), args.get(1));
      case RouteTies.ROUTED ->
          ties.routes().decide(args.get(0), args.get(1), args.get(2), args.get(3));
      case HostPathTies.PATH_OPENS -> HostPathTies.decide(args.get(0), args.get(1));
      case FindingTies.FINDING_IN -> ties.findings().decide(args.get(0), args.get(1));
      case CallTies.PERFORMS -> ties.calls().decide(args.get(0), args.get(1), args.get(2));
      case AddressTies.ADDRESSES -> ties.addresses().decide(args.get(0), args.get(1));
      case NodeTies.ON_NODES_OF -> ties.nodes().decide(args.get(0), args.get(1));
      case ClusterTies.IS_CLOUD_CLUSTER -> ties.clusters().isCloudCluster(args.get(0), args.get(1));
      case ClusterTies.TRUSTS_TOKEN ->
          ties.clusters().trustsToken(args.get(0), args.get(1), args.get(2));
      case ClusterTies.ASSOCIATED -> ties.clusters().associated(args.get(0), args.get(1));
      case TokenTies.TRUSTS_SOURCE -> ties.tokens().trustsSource(args.get(0), args.get(1));
      case TokenTies.TRUSTS_OUTSIDERS -> ties.tokens().trustsOutsiders(args.get(0), args.get(1));
      default -> throw new IllegalArgumentException("no tie: " + relation);
    };
  }

  @Override
  public List<String> candidates(String relation, int open, List<String> args) {
    Ties ties = ties();
    return switch (relation) {
      case ComponentTies.IMPLEMENTS ->
          open == 0
              ? ties.components().workloads(args.get(1))
              : ties.components().components(args.get(0));
      case NameTies.NAMED_BY -> ties.names().resources(args.get(1));
      case HostPathTies.PATH_OPENS -> HostPathTies.opened(args.get(0));
      case FindingTies.FINDING_IN ->
          open == 0
              ? ties.findings().findings(args.get(1))
              : ties.findings().workloads(args.get(0));
      case AddressTies.ADDRESSES ->
          open == 0
              ? ties.addresses().workloads(args.get(1))
              : ties.addresses().services(args.get(0));
      case CallTies.PERFORMS -> ties.calls().workloads(args.get(1), args.get(2));
      case NodeTies.ON_NODES_OF -> ties.nodes().groups();
      case ClusterTies.IS_CLOUD_CLUSTER -> ties.clusters().cloudClusters();
      case ClusterTies.TRUSTS_TOKEN -> ties.clusters().roles();
      case ClusterTies.ASSOCIATED -> ties.clusters().associations();
      case TokenTies.TRUSTS_SOURCE -> ties.tokens().roles(args.get(1));
      case TokenTies.TRUSTS_OUTSIDERS -> ties.tokens().issuers(args.getFirst());
      default -> throw new IllegalArgumentException(relation + " leaves nothing open");
    };
  }
}
