package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.NODE;
import static dev.ardennes.app.ClusterGains.code;
import static dev.ardennes.app.ClusterGains.credential;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the edges of the other tool are here, and whether they are reported.
final class KubeHoundClaims {
  static final String NAMESPACE = CLUSTER + "/default";

  private final KubeHound cases;
  private final ClusterGains gains;

  private KubeHoundClaims(KubeHound cases, ClusterGains gains) {
    this.cases = cases;
    this.gains = gains;
  }

  static KubeHoundClaims read() {
    return new KubeHoundClaims(KubeHound.read(), ClusterGains.of(KubeHound.MANIFESTS));
  }

  KubeHound cases() {
    return cases;
  }

  ClusterGains gains() {
    return gains;
  }

  /// Whether the edge is reported: false where nothing says what its kind means.
  boolean reports(KubeHound.Edge edge) {
    Meaning meaning = meanings.get(edge.kind());
    return meaning != null && meaning.claim().holds(edge);
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
  private final Map<String, Meaning> meanings =
      Map.ofEntries(
          Map.entry(
              "IDENTITY_ASSUME",
              new Meaning(
                  "code in a container has the token that lies there",
                  edge ->
                      step(
                          code(pod(edge.source())),
                          named("api-token-by-code"),
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
          Map.entry("TOKEN_BRUTEFORCE", onToken("getting a secret whose name is guessed")),
          Map.entry("TOKEN_LIST", onToken("a list of secrets has their content")),
          Map.entry(
              "ROLE_BIND",
              new Meaning(
                  "who may bind roles comes to what another binding of the scope gives",
                  this::comesToHave)),
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
          Map.entry(
              "CE_NSENTER", toNode("privileged among the node's processes", "escape-privileged")),
          Map.entry(
              "CE_MODULE_LOAD",
              toNode("loads a module of the kernel", "escape-by-module", "escape-privileged")),
          Map.entry("CE_PRIV_MOUNT", toNode("mounts the node's disk", "escape-privileged")),
          Map.entry("CE_SYS_PTRACE", toNode("changes a process of the node", "escape-by-ptrace")),
          Map.entry(
              "CE_UMH_CORE_PATTERN", toNode("the kernel starts it", "escape-by-core-pattern")),
          Map.entry("EXPLOIT_HOST_READ", toNode("what it reads logs in", "escape-by-reading")),
          Map.entry("EXPLOIT_HOST_WRITE", toNode("the node starts it", "escape-by-writing")),
          Map.entry(
              "CE_VAR_LOG_SYMLINK",
              new Meaning(
                  "a link among the logs has the node's files read",
                  edge ->
                      step(
                          code(pod(edge.source())),
                          named("escape-by-log-link", "escape-by-pod-log"),
                          "reads_files_of",
                          NODE))));

  private boolean step(EntryPoint entry, Set<String> techniques, String relation, String of) {
    return gains.step(entry, techniques, relation, of);
  }

  private Meaning toNode(String why, String... techniques) {
    return new Meaning(
        why,
        edge ->
            isWorkload(pod(edge.source()))
                && gains.step(code(pod(edge.source())), named(techniques), "runs_code_on", NODE));
  }

  private Meaning onPod(String why, String technique) {
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

  /// Manifests do not show the secrets that an old cluster makes for its accounts: that they are
  /// there is an assumption of the step.
  private Meaning onToken(String why) {
    return new Meaning(
        why,
        edge ->
            bindings(edge.source())
                .anyMatch(
                    b ->
                        step(
                                credential(b.args().get(3)),
                                named("read-account-tokens"),
                                "controls",
                                account(edge.target()))
                            || b.args().get(3).equals(account(edge.target()))));
  }

  static Set<String> named(String... techniques) {
    Set<String> ids = new TreeSet<>();
    for (String technique : techniques) {
      ids.add("kubernetes." + technique);
    }
    return ids;
  }

  // --- objects

  /// Every pod of the folder.
  Set<String> pods() {
    Set<String> pods = new TreeSet<>();
    cases.pods().values().forEach(pod -> pods.add(CLUSTER + "/" + pod));
    return pods;
  }

  Set<String> mountedAccounts() {
    Set<String> accounts = new TreeSet<>();
    gains.facts().relation("mounts_token").forEach(fact -> accounts.add(fact.args().get(1)));
    return accounts;
  }

  String pod(String name) {
    return CLUSTER + "/" + cases.pods().getOrDefault(name, "no such pod");
  }

  String account(String name) {
    return NAMESPACE + "/serviceaccount/" + name;
  }

  boolean isWorkload(String id) {
    return !gains.facts().relation("runs_as_account", id).isEmpty();
  }

  private boolean samePod(KubeHound.Edge edge) {
    return pod(edge.source()).equals(pod(edge.target()));
  }

  /// The bindings that a set of permissions, `role::binding`, is.
  private Stream<Fact> bindings(String permissions) {
    String[] names = permissions.split("::", 2);
    return gains.facts().relation("rbac_binding").stream()
        .filter(b -> name(b.args().getFirst()).equals(names[1]))
        .filter(b -> name(b.args().get(2)).equals(names[0]));
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private boolean bound(Fact binding, String who) {
    return binding.args().get(3).equals(account(who));
  }

  private boolean mountedSomewhere(String account) {
    return gains.facts().relation("mounts_token").stream()
        .filter(fact -> fact.args().get(1).equals(account))
        .anyMatch(fact -> gains.gains(code(fact.args().getFirst()), "controls", account));
  }

  private boolean leadsSomewhere(String name) {
    return gains.facts().relation("container_port").stream()
            .anyMatch(port -> port.args().get(3).equals(name))
        || gains.facts().relation("backs").stream()
            .anyMatch(backs -> name(backs.args().getFirst()).equals(name));
  }

  /// Somebody with the source's permissions comes to the target's: as whoever has them, or with
  /// everything that the target's scope gives.
  private boolean comesToHave(KubeHound.Edge edge) {
    return bindings(edge.source())
        .anyMatch(
            source ->
                bindings(edge.target())
                    .anyMatch(target -> comesToHave(credential(source.args().get(3)), target)));
  }

  private boolean comesToHave(EntryPoint who, Fact target) {
    String scope = target.args().get(1);
    return who.entity().equals(target.args().get(3))
        || gains.gains(who, "controls_cluster", CLUSTER)
        || gains.gains(who, "controls_namespace", scope)
        || gains.gains(who, "controls", target.args().get(3));
  }
}
