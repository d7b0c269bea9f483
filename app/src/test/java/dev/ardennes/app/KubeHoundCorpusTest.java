package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.NODE;
import static dev.ardennes.app.ClusterGains.code;
import static dev.ardennes.app.ClusterGains.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
              "CONTAINER_ATTACH",
              new Meaning(
                  "a pod and its containers are one workload", edge -> isWorkload(pod(edge.target())))),
          Map.entry(
              "VOLUME_ACCESS",
              new Meaning(
                  "who runs code on the node has what its pods mount: the pods themselves",
                  edge ->
                      gains.step(
                          code(pod(edge.source())), Set.of("kubernetes.escape-privileged"), "runs_code_on", NODE))),
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
                          NODE))),
          Map.entry(
              "EXPLOIT_HOST_TRAVERSE",
              new Meaning(
                  "the tokens of a node's pods lie in a folder of the node",
                  edge ->
                      gains.step(
                          code(pod(edge.source())),
                          Set.of("kubernetes.tokens-mounted-on-node"),
                          "controls",
                          account(edge.target())))));

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

  // --- objects

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
  private static java.util.stream.Stream<Fact> bindings(String permissions) {
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
}
