package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.NODE;
import static dev.ardennes.app.ClusterGains.code;
import static dev.ardennes.app.ClusterGains.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Another tool's vulnerable cluster, from its manifests alone: each edge that it expects is a gain,
/// a fact or a decision here, or is listed with the reason why it is none.
///
/// All manifests are one estate, and nothing is taken from their names but which object is meant.
final class KubeHoundCorpusTest {
  private static final String NAMESPACE = CLUSTER + "/default";
  private static final int MOST_MISSED = 5;

  private static ClusterGains gains;
  private static KubeHound kubeHound;

  @BeforeAll
  static void casesAreHere() {
    assumeTrue(KubeHound.present(), Labs.ABSENT);
    kubeHound = KubeHound.read();
    gains = ClusterGains.of(KubeHound.MANIFESTS);
  }

  /// Whether an edge is reported.
  private interface Claim {
    boolean holds(KubeHound.Edge edge);
  }

  /// What an edge of the other tool is here.
  ///
  /// @param why it is the same
  private record Meaning(String why, Claim claim) {}

  /// One entry for each kind of edge.
  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry(
              "IDENTITY_ASSUME",
              new Meaning(
                  "code in a container has the token that lies there",
                  edge ->
                      gains.step(
                          code(pod(edge.source())),
                          Set.of("kubernetes.api-token-by-code"),
                          "controls",
                          account(edge.target())))),
          Map.entry(
              "TOKEN_STEAL",
              new Meaning(
                  "a volume with a token is a fact; whoever runs code beside it has the token",
                  edge -> mountedSomewhere(account(edge.target())))),
          Map.entry("POD_EXEC", onPod("who holds the role runs commands", "exec-into-pod")),
          Map.entry("POD_PATCH", onPod("who holds the role swaps the image", "replace-pod-image")),
          Map.entry(
              "PERMISSION_DISCOVER",
              new Meaning(
                  "who has which role where is a fact",
                  edge -> bindings(edge.target()).anyMatch(b -> bound(b, edge.source())))),
          Map.entry(
              "TOKEN_BRUTEFORCE", onToken("getting a secret by its name", "read-account-tokens")),
          Map.entry("TOKEN_LIST", onToken("a list of secrets has their content", "read-account-tokens")),
          Map.entry(
              "ROLE_BIND",
              new Meaning(
                  "who may bind roles comes to what another binding of the scope gives",
                  KubeHoundCorpusTest::comesToHave)),
          Map.entry(
              "SHARE_PS_NAMESPACE",
              new Meaning(
                  "a workload is all its containers: code in one counts as code in each",
                  edge -> isWorkload(pod(edge.source())) && samePod(edge))),
          Map.entry(
              "ENDPOINT_EXPLOIT",
              new Meaning(
                  "that a service or port leads to the pod is a fact; that it can be exploited takes"
                      + " a finding",
                  edge -> leadsSomewhere(edge.target()))),
          Map.entry("CE_NSENTER", toNode("privileged among the node's processes", "escape-privileged")),
          Map.entry(
              "CE_MODULE_LOAD",
              toNode("loads a module of the kernel", "escape-by-module", "escape-privileged")),
          Map.entry("CE_PRIV_MOUNT", toNode("mounts the node's disk", "escape-privileged")),
          Map.entry("CE_SYS_PTRACE", toNode("changes a process of the node", "escape-by-ptrace")),
          Map.entry("CE_UMH_CORE_PATTERN", toNode("the kernel starts it", "escape-by-core-pattern")),
          Map.entry("EXPLOIT_HOST_READ", toNode("what it reads logs in", "escape-by-reading")),
          Map.entry("EXPLOIT_HOST_WRITE", toNode("the node starts it", "escape-by-writing")),
          Map.entry(
              "CE_VAR_LOG_SYMLINK",
              new Meaning(
                  "a link among the logs has the node's files read",
                  edge ->
                      gains.step(
                          code(pod(edge.source())),
                          named("escape-by-log-link", "escape-by-pod-log"),
                          "reads_files_of",
                          NODE))));

  /// Edges that are not reported, each with its reason.
  private static final Map<String, String> MISSED =
      new TreeMap<>(
          Map.of(
              "CE_MODULE_LOAD kube-proxy -> node",
              "stands in no manifest of the folder: the cluster's installer starts it",
              "CE_PRIV_MOUNT kube-proxy -> node",
              "stands in no manifest of the folder: the cluster's installer starts it"));

  private static Meaning toNode(String why, String... techniques) {
    return new Meaning(
        why,
        edge ->
            isWorkload(pod(edge.source()))
                && gains.step(code(pod(edge.source())), named(techniques), "runs_code_on", NODE));
  }

  private static Meaning onPod(String why, String technique) {
    return new Meaning(
        why,
        edge ->
            bindings(edge.source())
                .anyMatch(
                    b ->
                        gains.step(
                            credential(b.args().get(3)),
                            named(technique),
                            "runs_code_on",
                            pod(edge.target()))));
  }

  private static Meaning onToken(String why, String technique) {
    return new Meaning(
        why,
        edge ->
            bindings(edge.source())
                .anyMatch(
                    b ->
                        gains.step(
                            credential(b.args().get(3)),
                            named(technique),
                            "controls",
                            account(edge.target()))
                            || b.args().get(3).equals(account(edge.target()))));
  }

  private static Set<String> named(String... techniques) {
    Set<String> ids = new TreeSet<>();
    for (String technique : techniques) {
      ids.add("kubernetes." + technique);
    }
    return ids;
  }

  /// What a case that lists no edges must show, reasoned from its manifest.
  private record Expectation(String why, BooleanSupplier holds) {}

  private static final Map<String, Expectation> OF_CASES =
      new TreeMap<>(
          Map.of(
              "TestEdge_CONTAINER_ATTACH",
              new Expectation(
                  "whoever has a pod may run commands in each of its containers: a pod is one"
                      + " workload, and each pod of the folder is there",
                  () -> pods().stream().allMatch(KubeHoundCorpusTest::isWorkload)),
              "TestEdge_VOLUME_ACCESS",
              new Expectation(
                  "root on a node has what every pod placed there mounts: from the privileged pod,"
                      + " all pods fall with the node",
                  () ->
                      pods().stream()
                          .allMatch(
                              pod ->
                                  pod.equals(pod("priv-pod"))
                                      || gains.gains(code(pod("priv-pod")), "runs_code_on", pod))),
              "TestEdge_EXPLOIT_HOST_TRAVERSE",
              new Expectation(
                  "the folder of the kubelet that is mounted holds the token of each pod of the node:"
                      + " every account whose token some pod mounts falls at once",
                  () ->
                      mountedAccounts().stream()
                          .allMatch(
                              account ->
                                  gains.step(
                                      code(pod("host-read-exploit-pod")),
                                      named("tokens-mounted-on-node"),
                                      "controls",
                                      account))),
              "Test_NoEdgeCase",
              new Expectation(
                  "a pod without privileges has the token of `default`, to which nothing is bound",
                  () -> gainsOnly(code(pod("control-pod")), "controls(" + account("default") + ")"))));

  /// What manifests of which no case says anything must show.
  private static final Map<String, Expectation> OF_MANIFESTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "CE_NET_MITM: nothing at the node",
                  new Expectation(
                      "the node's network and NET_ADMIN let traffic be read and bent, which runs no"
                          + " code on the node by itself",
                      () ->
                          gainsOnly(
                              code(pod("netadmin-pod")), "controls(" + account("default") + ")"))),
              Map.entry(
                  "IDENTITY_IMPERSONATE: nothing",
                  new Expectation(
                      "users and groups lie in no namespace, so a Role that names them gives nothing",
                      () -> gainsOnly(credential(account("impersonate-sa"))))),
              Map.entry(
                  "IDENTITY_ASSUME: nodes list pods",
                  new Expectation(
                      "the group of all nodes is bound to a cluster role that lists pods",
                      () -> mayList(CLUSTER + "/group/system:nodes"))),
              Map.entry(
                  "POD_CREATE: the node",
                  new Expectation(
                      "no label of the namespace refuses privileged pods, so a pod of one's own has"
                          + " the node",
                      () ->
                          gains.step(
                                  credential(account("pod-create-sa")),
                                  named("create-pod"),
                                  "starts_pods_in",
                                  NAMESPACE)
                              && gains.gains(
                                  credential(account("pod-create-sa")), "runs_code_on", NODE))),
              Map.entry(
                  "ROLE_BIND, cluster role bindings in a namespace: nothing",
                  new Expectation(
                      "cluster role bindings lie in no namespace, so no binding of a namespace lets"
                          + " anybody make them",
                      () ->
                          gainsOnly(credential(account("rolebind-sa-rb-cr-crb-cr-fail")))
                              && gainsOnly(credential(account("rolebind-sa-rb-r-crb-cr-fail"))))),
              Map.entry(
                  "ROLE_BIND, cluster role bindings of roles: nothing",
                  new Expectation(
                      "a cluster role binding binds a cluster role, on which the account may not"
                          + " `bind`",
                      () -> gainsOnly(credential(account("rolebind-sa-crb-cr-crb-r-fail"))))),
              Map.entry(
                  "ROLE_BIND, cluster role bindings of cluster roles: the cluster",
                  new Expectation(
                      "every cluster has a role that holds everything, and the account may bind it",
                      () ->
                          gains.step(
                              credential(account("rolebind-sa-crb-cr-crb-cr")),
                              named("grant-cluster"),
                              "controls_cluster",
                              CLUSTER))),
              Map.entry(
                  "ROLE_BIND, role bindings of cluster roles: the namespace",
                  new Expectation(
                      "`bind` is asked in the namespace of the binding, so a Role gives it for"
                          + " cluster roles too",
                      () ->
                          gains.step(
                              credential(account("rolebind-sa-rb-r-rb-crb")),
                              named("grant-namespace"),
                              "controls_namespace",
                              NAMESPACE))),
              Map.entry(
                  "ROLE_BIND, role bindings of roles: the namespaces that have such a role",
                  new Expectation(
                      "both namespaces have a Role that holds everything; whoever may bind roles in"
                          + " one namespace does not reach the other by it",
                      () ->
                          bindsIn("rolebind-sa-crb-cr-rb-r", CLUSTER + "/vault")
                              && bindsIn("rolebind-sa-rb-cr-rb-r", NAMESPACE)
                              && !bindsIn("rolebind-sa-rb-cr-rb-r", CLUSTER + "/vault")))));

  private static boolean bindsIn(String account, String namespace) {
    return gains.step(
        credential(account(account)), named("grant-namespace"), "controls_namespace", namespace);
  }

  private static boolean gainsOnly(EntryPoint entry, String... expected) {
    return gains.all(entry).equals(Set.of(expected));
  }

  private static boolean mayList(String group) {
    return gains.decisions().decide("kube_may", List.of(group, "list", "pods", CLUSTER)).verdict()
        == Verdict.YES;
  }

  // --- objects

  /// Every pod of the folder.
  private static Set<String> pods() {
    Set<String> pods = new TreeSet<>();
    for (String name : kubeHound.podOfContainer().values()) {
      pods.add(name.equals("vault-pod") ? CLUSTER + "/vault/pod/" + name : pod(name));
    }
    return pods;
  }

  private static Set<String> mountedAccounts() {
    Set<String> accounts = new TreeSet<>();
    gains.facts().relation("mounts_token").forEach(fact -> accounts.add(fact.args().get(1)));
    return accounts;
  }

  private static String pod(String container) {
    return NAMESPACE + "/pod/" + kubeHound.pod(container);
  }

  private static String account(String name) {
    return NAMESPACE + "/serviceaccount/" + name;
  }

  private static boolean isWorkload(String id) {
    return !gains.facts().relation("runs_as_account", id).isEmpty();
  }

  private static boolean samePod(KubeHound.Edge edge) {
    return pod(edge.source()).equals(pod(edge.target()));
  }

  /// The bindings that a set of permissions, `role::binding`, is.
  private static Stream<Fact> bindings(String permissions) {
    String[] names = permissions.split("::", 2);
    return gains.facts().relation("rbac_binding").stream()
        .filter(b -> name(b.args().getFirst()).equals(names[1]))
        .filter(b -> name(b.args().get(2)).equals(names[0]));
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private static boolean bound(Fact binding, String who) {
    return binding.args().get(3).equals(account(who));
  }

  private static boolean mountedSomewhere(String account) {
    return gains.facts().relation("mounts_token").stream()
        .filter(fact -> fact.args().get(1).equals(account))
        .anyMatch(fact -> gains.gains(code(fact.args().getFirst()), "controls", account));
  }

  private static boolean leadsSomewhere(String name) {
    return gains.facts().relation("container_port").stream()
            .anyMatch(port -> port.args().get(3).equals(name))
        || gains.facts().relation("backs").stream()
            .anyMatch(backs -> name(backs.args().getFirst()).equals(name));
  }

  /// Somebody with the source's permissions comes to the target's: as whoever has them, or with
  /// everything that the target's scope gives.
  private static boolean comesToHave(KubeHound.Edge edge) {
    return bindings(edge.source())
        .allMatch(
            source ->
                bindings(edge.target())
                    .anyMatch(target -> comesToHave(credential(source.args().get(3)), target)));
  }

  private static boolean comesToHave(EntryPoint who, Fact target) {
    String scope = target.args().get(1);
    return who.entity().equals(target.args().get(3))
        || gains.gains(who, "controls_cluster", CLUSTER)
        || gains.gains(who, "controls_namespace", scope)
        || gains.gains(who, "controls", target.args().get(3));
  }

  // --- tests

  @Test
  void expectedEdgesAreReported() {
    Set<String> missed = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    for (KubeHound.Edge edge : kubeHound.edges()) {
      Meaning meaning = MEANINGS.get(edge.kind());
      boolean holds = meaning != null && meaning.claim().holds(edge);
      (holds ? found : missed).add(edge.toString());
    }
    System.out.println(found.size() + " edges are reported; not:");
    missed.forEach(edge -> System.out.println("  " + edge + ": " + MISSED.get(edge)));
    assertThat(found).hasSizeGreaterThan(200);
    assertThat(missed).isEqualTo(MISSED.keySet()).hasSizeLessThanOrEqualTo(MOST_MISSED);
  }

  @Test
  void casesWithoutEdgesShowWhatTheirManifestsMean() {
    assertThat(OF_CASES.keySet()).containsExactlyInAnyOrderElementsOf(kubeHound.withoutEdges());
    List<String> failed = new ArrayList<>();
    for (Map<String, Expectation> table : List.of(OF_CASES, OF_MANIFESTS)) {
      table.forEach(
          (name, expectation) -> {
            if (!expectation.holds().getAsBoolean()) {
              failed.add(name + ": " + expectation.why());
            }
          });
    }
    assertThat(failed).isEmpty();
  }

  /// The other tool lists every pod that falls to two roles; no further one does here.
  @Test
  void rolesReachThePodsOfTheirNamespaceAndNoOther() {
    for (String kind : List.of("POD_EXEC", "POD_PATCH")) {
      Meaning meaning = Objects.requireNonNull(MEANINGS.get(kind));
      Set<String> expected = new TreeSet<>();
      Set<String> found = new TreeSet<>();
      for (KubeHound.Edge edge : kubeHound.edges()) {
        if (edge.kind().equals(kind)) {
          expected.add(edge.target());
          for (String pod : pods()) {
            if (meaning.claim().holds(new KubeHound.Edge(kind, edge.source(), name(pod)))) {
              found.add(name(pod));
            }
          }
        }
      }
      assertThat(found).as(kind).isEqualTo(expected);
    }
  }

  /// Neither the manifest nor the account's permissions lead out of these pods.
  @Test
  void podsWithoutPrivilegesDoNotGetToTheNode() {
    for (String pod :
        List.of(
            "control-pod",
            "impersonate-pod",
            "netadmin-pod",
            "sharedps-pod1",
            "sharedps-pod2",
            "rolebind-pod-crb-cr-crb-r-fail",
            "rolebind-pod-rb-cr-crb-cr-fail",
            "rolebind-pod-rb-r-crb-cr-fail")) {
      assertThat(gains.gains(code(pod(pod)), "runs_code_on", NODE)).as(pod).isFalse();
      assertThat(gains.gains(code(pod(pod)), "reads_files_of", NODE)).as(pod).isFalse();
    }
  }
}
