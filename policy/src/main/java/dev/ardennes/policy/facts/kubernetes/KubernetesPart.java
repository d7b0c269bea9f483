package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.DecisionPart;
import dev.ardennes.policy.Remembered;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Decides the computed relations about Kubernetes and its mesh. Nothing is read before the first
/// question; the models of a cluster are made once. Not safe for several threads.
public final class KubernetesPart implements DecisionPart {

  /// The relations, with the columns of which one may be left open.
  private static final Map<String, List<Integer>> OPEN =
      Map.ofEntries(
          Map.entry("pod_reaches", List.of(0, 1)),
          Map.entry("let_in", List.of()),
          Map.entry("let_out", List.of()),
          Map.entry("mesh_lets", List.of()),
          Map.entry("mesh_connects", List.of()),
          Map.entry("mesh_lets_through", List.of()),
          Map.entry("kube_may", List.of(3, 0)),
          Map.entry("kube_may_on", List.of(2)),
          Map.entry("kube_grants", List.of(2)),
          Map.entry("kube_impersonates", List.of(1)),
          Map.entry("kube_administrator", List.of(1, 0)),
          Map.entry("admits", List.of()),
          Map.entry("not_absorbed_in", List.of()));

  private final ClusterFacts facts;
  private final ClusterAdmission admission;
  private final Map<String, ClusterNetwork> networks = new HashMap<>();
  private final Map<String, ClusterMesh> meshes = new HashMap<>();
  private final Map<String, ClusterRbac> rbacs = new HashMap<>();
  private final Remembered decided = new Remembered(this::decideAnew);

  public KubernetesPart(FactBase facts) {
    this.facts = new ClusterFacts(facts);
    this.admission = new ClusterAdmission(this.facts);
  }

  @Override
  public Set<String> relations() {
    return OPEN.keySet();
  }

  @Override
  public String engine(String relation) {
    return relation.startsWith("mesh_") ? "policy.istio" : "policy.kubernetes";
  }

  @Override
  public List<Integer> openColumns(String relation) {
    return OPEN.getOrDefault(relation, List.of());
  }

  @Override
  public boolean listsAnswers(String relation) {
    return relation.equals("pod_reaches");
  }

  @Override
  public Decision decide(String relation, List<String> args) {
    return decided.decide(relation, args);
  }

  private Decision decideAnew(String relation, List<String> args) {
    String first = args.getFirst();
    return switch (relation) {
      case "pod_reaches" ->
          inOneCluster(first, args.get(1))
              ? network(first).reaches(first, args.get(1), args.get(2), args.get(3))
              : apart();
      case "let_in" -> network(first).letIn(first, args.get(1), args.get(2));
      case "let_out" -> network(first).letOut(first, args.get(1), args.get(2));
      case "mesh_lets", "mesh_lets_through", "mesh_connects" ->
          inOneCluster(first, args.get(1)) ? mesh(relation, args) : apart();
      case "admits" -> admission.admits(first, args.get(1));
      default -> permission(relation, args);
    };
  }

  private Decision mesh(String relation, List<String> args) {
    ClusterMesh mesh =
        meshes.computeIfAbsent(
            ObjectId.cluster(args.get(1)), cluster -> new ClusterMesh(facts, cluster));
    String source = args.get(0);
    String target = args.get(1);
    String port = args.get(2);
    return switch (relation) {
      case "mesh_lets" -> mesh.lets(source, target, port, args.get(3));
      case "mesh_lets_through" -> mesh.letsThrough(source, target, port, args.get(3));
      default -> mesh.connects(source, target, port);
    };
  }

  private Decision permission(String relation, List<String> args) {
    String first = args.getFirst();
    return switch (relation) {
      case "kube_may" -> rbac(args.get(3)).may(first, args.get(1), args.get(2), args.get(3));
      case "kube_may_on" -> rbac(args.get(2)).mayOn(first, args.get(1), args.get(2));
      case "kube_grants" -> rbac(args.get(2)).grants(first, args.get(1), args.get(2));
      case "kube_impersonates" -> rbac(args.get(1)).impersonates(first, args.get(1));
      case "kube_administrator" -> rbac(args.get(1)).administrator(first, args.get(1));
      case "not_absorbed_in" -> notAbsorbed(first, args.get(1));
      default -> throw new IllegalArgumentException("no computed relation: " + relation);
    };
  }

  /// A step inside what the principal controls without condition gains nothing.
  private Decision notAbsorbed(String principal, String scope) {
    ObjectId object = facts.object(scope);
    List<String> scopes = new ArrayList<>(List.of(object.cluster()));
    if (object.isInNamespace()) {
      scopes.add(object.namespace());
    } else if (!ObjectId.namespaceName(scope).isEmpty()) {
      scopes.add(scope);
    }
    for (String each : scopes) {
      Decision control = decide("kube_administrator", List.of(principal, each));
      if (control.verdict() == Verdict.YES) {
        return Conjunction.no("the principal controls `" + each + "`");
      }
    }
    return Conjunction.TRUE;
  }

  private static boolean inOneCluster(String one, String other) {
    return ObjectId.cluster(one).equals(ObjectId.cluster(other));
  }

  private static Decision apart() {
    return Conjunction.no("they are in different clusters");
  }

  private ClusterNetwork network(String of) {
    return networks.computeIfAbsent(
        ObjectId.cluster(of), cluster -> new ClusterNetwork(facts, cluster));
  }

  private ClusterRbac rbac(String of) {
    return rbacs.computeIfAbsent(ObjectId.cluster(of), cluster -> new ClusterRbac(facts, cluster));
  }

  // --- what can stand in an open column

  @Override
  public List<String> candidates(String relation, int open, List<String> args) {
    String first = args.getFirst();
    return switch (relation) {
      case "pod_reaches" ->
          open == 0
              ? network(args.get(1)).sources(args.get(1), args.get(2), args.get(3))
              : network(first).targets(first, args.get(2), args.get(3));
      case "kube_may" ->
          open == 0
              ? rbac(args.get(3)).whoMay(args.get(1), args.get(2), args.get(3))
              : scopes(first, args.get(1), args.get(2));
      case "kube_administrator" ->
          open == 0 ? rbac(args.get(1)).administrators(args.get(1)) : scopes(first, "*", "*");
      case "kube_grants" -> scopes(first);
      case "kube_may_on" -> {
        Set<String> objects = new TreeSet<>();
        clusters(first)
            .forEach(cluster -> objects.addAll(rbac(cluster).objects(first, args.get(1))));
        yield List.copyOf(objects);
      }
      case "kube_impersonates" -> {
        Set<String> others = new TreeSet<>();
        clusters(first).forEach(cluster -> others.addAll(rbac(cluster).others(first)));
        yield List.copyOf(others);
      }
      default -> throw new IllegalArgumentException(relation + " leaves nothing open");
    };
  }

  private List<String> scopes(String principal) {
    Set<String> scopes = new TreeSet<>();
    clusters(principal).forEach(cluster -> scopes.addAll(rbac(cluster).scopes(principal)));
    return List.copyOf(scopes);
  }

  private List<String> scopes(String principal, String verb, String what) {
    Set<String> scopes = new TreeSet<>();
    clusters(principal)
        .forEach(cluster -> scopes.addAll(rbac(cluster).scopes(principal, verb, what)));
    return List.copyOf(scopes);
  }

  /// The clusters in which the principal may be somebody.
  private Set<String> clusters(String principal) {
    String own = ObjectId.cluster(principal);
    if (!own.isEmpty()) {
      return Set.of(own);
    }
    if (principal.equals(EntryPoint.INTERNET)) {
      return facts.clusters();
    }
    Set<String> clusters = new TreeSet<>();
    for (Fact map : facts.all().relation("maps_identity", principal)) {
      clusters.add(map.args().get(2));
    }
    for (Fact member : facts.all().relation("group_member", principal)) {
      clusters.add(ObjectId.cluster(member.args().get(1)));
    }
    clusters.remove("");
    return clusters;
  }
}
