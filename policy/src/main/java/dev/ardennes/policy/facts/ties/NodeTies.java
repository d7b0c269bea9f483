package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Disjunction;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// On the nodes of which node groups of a cloud account pods run: a group is a cluster's, which its
/// ARN names, and its nodes carry its name as a label.
///
/// Source: the user guide of Amazon EKS on managed node groups and Fargate.
final class NodeTies {
  static final String ON_NODES_OF = "on_nodes_of";
  private static final String GROUP = "aws.eks.node-group";
  private static final String NODE = "k8s.node";
  private static final String GROUP_LABEL = "eks.amazonaws.com/nodegroup";

  /// A node that a cluster wrote down has it, whoever made the node.
  private static final String NAME_LABEL = "kubernetes.io/hostname";

  private final FactBase facts;
  private final ClusterTies clusters;

  private @Nullable List<String> groups;

  NodeTies(FactBase facts, ClusterTies clusters) {
    this.facts = facts;
    this.clusters = clusters;
  }

  /// Whether code of the workload may run on nodes of the group.
  Decision decide(String workload, String group) {
    String cluster = facts.second("in_kubernetes", workload);
    if (cluster == null) {
      return Conjunction.no("it is in no cluster");
    }
    List<Decision> ways = new ArrayList<>();
    for (String cloud : clusters.cloudClusters()) {
      Decision belongs = belongs(group, cloud);
      if (belongs.verdict() != Verdict.NO) {
        Decision applied = clusters.isCloudCluster(cluster, cloud);
        ways.add(Conjunction.and(Conjunction.and(in(workload), applied), belongs));
      }
    }
    Decision nodes = Disjunction.of(ways);
    return nodes.verdict() == Verdict.NO
        ? Conjunction.no("no cluster that the workload may be in has this node group")
        : Conjunction.and(nodes, placed(workload, group));
  }

  private Decision in(String workload) {
    return Conjunction.because(
        facts.relation("in_kubernetes", workload).stream().map(Fact::id).toList());
  }

  // --- which cluster the group is of

  private Decision belongs(String group, String cloud) {
    Fact account = first("in_account", group);
    Fact of = first("in_account", cloud);
    Fact kind = facts.fact("kind", group, GROUP);
    if (account == null || of == null || !account.args().get(1).equals(of.args().get(1))) {
      return Conjunction.no("the node group lies in another account");
    }
    if (kind == null) {
      return Conjunction.no("it is no node group");
    }
    List<String> because = new ArrayList<>(List.of(account.id(), of.id(), kind.id()));
    Fact groupArn = first("arn", group);
    Fact cloudArn = first("arn", cloud);
    if (groupArn == null || cloudArn == null) {
      return Conjunction.assuming(same(group, cloud), because);
    }
    because.addAll(List.of(groupArn.id(), cloudArn.id()));
    String named = after(groupArn.args().get(1), ":nodegroup/");
    String name = after(cloudArn.args().get(1), ":cluster/");
    if (!name.isEmpty() && named.startsWith(name + "/")) {
      return Conjunction.because(because);
    }
    return name.isEmpty() || Unknown.in(name) || Unknown.in(part(named, 0))
        ? Conjunction.assuming(same(group, cloud), because)
        : Conjunction.no("the node group is of another cluster");
  }

  private Assumption same(String group, String cloud) {
    return Assumption.of(
        Assumption.Kind.SAME_ENTITY,
        "the nodes of `" + name(group) + "` are nodes of `" + name(cloud) + "`");
  }

  private @Nullable Fact first(String relation, String entity) {
    List<Fact> found = facts.relation(relation, entity);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static String after(String arn, String start) {
    int at = arn.indexOf(start);
    return at < 0 ? "" : arn.substring(at + start.length());
  }

  /// A part of a path, where a `/` inside an unknown separates nothing.
  private static String part(String path, int wanted) {
    int open = 0;
    int number = 0;
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      open += c == Unknown.OPEN ? 1 : c == Unknown.CLOSE ? -1 : 0;
      if (c == '/' && open == 0) {
        number++;
      } else if (number == wanted) {
        part.append(c);
      }
    }
    return part.toString();
  }

  private String name(String entity) {
    Entity known = facts.entity(entity);
    return known == null ? entity : known.name();
  }

  // --- which nodes the pods are on

  private Decision placed(String workload, String group) {
    Entity entity = facts.entity(workload);
    if (entity != null && entity.kind().equals(NODE)) {
      return on(workload, group, workload, List.of(), false);
    }
    List<Fact> places = facts.relation("runs_on", workload);
    if (places.isEmpty()) {
      return Conjunction.assuming(runs(workload, group), List.of());
    }
    List<Decision> ways = new ArrayList<>();
    for (Fact place : places) {
      boolean possible = place.args().get(2).equals("may be placed there");
      ways.add(on(place.args().get(1), group, workload, List.of(place.id()), possible));
    }
    Decision any = Disjunction.of(ways);
    return any.verdict() == Verdict.NO
        ? Conjunction.no("its pods run on nodes that the node group does not make")
        : any;
  }

  /// @param possible whether pods may be placed on the node, and nobody has seen them there
  private Decision on(
      String node, String group, String workload, List<String> place, boolean possible) {
    List<String> because = new ArrayList<>(place);
    Fact label = label(node, GROUP_LABEL);
    if (label == null) {
      return label(node, NAME_LABEL) == null
          ? Conjunction.assuming(runs(workload, group), because)
          : Conjunction.no("no node group makes the node");
    }
    Fact arn = first("arn", group);
    String named = arn == null ? "" : part(after(arn.args().get(1), ":nodegroup/"), 1);
    String made = label.args().get(2);
    because.add(label.id());
    if (arn != null && named.equals(made)) {
      because.add(arn.id());
      return possible
          ? Conjunction.assuming(isPlaced(workload, group), because)
          : Conjunction.because(because);
    }
    return named.isEmpty() || Unknown.in(named) || Unknown.in(made)
        ? Conjunction.assuming(runs(workload, group), because)
        : Conjunction.no("another node group makes the node");
  }

  private @Nullable Fact label(String node, String key) {
    for (Fact label : facts.relation("label", node)) {
      if (label.args().get(1).equals(key)) {
        return label;
      }
    }
    return null;
  }

  private Assumption runs(String workload, String group) {
    return Assumption.of(
        Assumption.Kind.SAME_ENTITY,
        "pods of `" + name(workload) + "` run on the nodes of `" + name(group) + "`");
  }

  private Assumption isPlaced(String workload, String group) {
    return Assumption.of(
        Assumption.Kind.CONDITION,
        "pods of `" + name(workload) + "` are placed on nodes of `" + name(group) + "`");
  }

  /// All groups of nodes.
  List<String> groups() {
    List<String> known = groups;
    if (known == null) {
      known =
          facts.entities().stream()
              .filter(entity -> entity.kind().equals(GROUP))
              .map(Entity::id)
              .toList();
      groups = known;
    }
    return known;
  }
}
