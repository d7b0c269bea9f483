package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.NODE;
import static dev.ardennes.app.ClusterGains.code;
import static dev.ardennes.app.ClusterGains.credential;
import static dev.ardennes.app.KubeHoundClaims.NAMESPACE;
import static dev.ardennes.app.KubeHoundClaims.named;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// What must follow where the other tool lists no edges, reasoned from the manifests.
final class KubeHoundExpectations {
  private final KubeHoundClaims claims;
  private final ClusterGains gains;

  KubeHoundExpectations(KubeHoundClaims claims) {
    this.claims = claims;
    this.gains = claims.gains();
  }

  /// What a case that lists no edges must show, reasoned from its manifest.
  record Expectation(String why, BooleanSupplier holds) {}

  final Map<String, Expectation> ofCases =
      new TreeMap<>(
          Map.of(
              "TestEdge_CONTAINER_ATTACH",
              new Expectation(
                  "whoever has a pod may run commands in each of its containers: a pod is one"
                      + " workload, and each pod of the folder is there",
                  () -> claims.pods().stream().allMatch(claims::isWorkload)),
              "TestEdge_VOLUME_ACCESS",
              new Expectation(
                  "root on a node has what every pod placed there mounts: from the privileged pod,"
                      + " all pods fall with the node",
                  () ->
                      claims.pods().stream()
                          .allMatch(
                              pod ->
                                  pod.equals(claims.pod("priv-pod"))
                                      || gains.gains(code(claims.pod("priv-pod")), "runs_code_on", pod))),
              "TestEdge_EXPLOIT_HOST_TRAVERSE",
              new Expectation(
                  "the folder of the kubelet that is mounted holds the token of each pod of the node:"
                      + " every account whose token some pod mounts falls at once",
                  () ->
                      claims.mountedAccounts().stream()
                          .allMatch(
                              account ->
                                  gains.step(
                                      code(claims.pod("host-read-exploit-pod")),
                                      named("tokens-mounted-on-node"),
                                      "controls",
                                      account))),
              "Test_NoEdgeCase",
              new Expectation(
                  "a pod without privileges has the token of `default`, to which nothing is bound",
                  () -> gainsOnly(code(claims.pod("control-pod")), "controls(" + claims.account("default") + ")"))));

  /// What manifests of which no case says anything must show.
  final Map<String, Expectation> ofManifests =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "CE_NET_MITM: nothing at the node",
                  new Expectation(
                      "the node's network and NET_ADMIN let traffic be read and bent, which runs no"
                          + " code on the node by itself",
                      () ->
                          gainsOnly(
                              code(claims.pod("netadmin-pod")), "controls(" + claims.account("default") + ")"))),
              Map.entry(
                  "IDENTITY_IMPERSONATE: nothing",
                  new Expectation(
                      "users and groups lie in no namespace, so a Role that names them gives nothing",
                      () -> gainsOnly(credential(claims.account("impersonate-sa"))))),
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
                                  credential(claims.account("pod-create-sa")),
                                  named("create-pod"),
                                  "starts_pods_in",
                                  NAMESPACE)
                              && gains.gains(
                                  credential(claims.account("pod-create-sa")), "runs_code_on", NODE))),
              Map.entry(
                  "ROLE_BIND, cluster role bindings in a namespace: nothing",
                  new Expectation(
                      "cluster role bindings lie in no namespace, so no binding of a namespace lets"
                          + " anybody make them",
                      () ->
                          gainsOnly(credential(claims.account("rolebind-sa-rb-cr-crb-cr-fail")))
                              && gainsOnly(credential(claims.account("rolebind-sa-rb-r-crb-cr-fail"))))),
              Map.entry(
                  "ROLE_BIND, cluster role bindings of roles: nothing",
                  new Expectation(
                      "a cluster role binding binds a cluster role, on which the account may not"
                          + " `bind`",
                      () -> gainsOnly(credential(claims.account("rolebind-sa-crb-cr-crb-r-fail"))))),
              Map.entry(
                  "ROLE_BIND, cluster role bindings of cluster roles: the cluster",
                  new Expectation(
                      "every cluster has a role that holds everything, and the account may bind it",
                      () ->
                          gains.step(
                              credential(claims.account("rolebind-sa-crb-cr-crb-cr")),
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
                              credential(claims.account("rolebind-sa-rb-r-rb-crb")),
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

  private boolean bindsIn(String account, String namespace) {
    return gains.step(
        credential(claims.account(account)), named("grant-namespace"), "controls_namespace", namespace);
  }

  private boolean gainsOnly(EntryPoint entry, String... expected) {
    return gains.all(entry).equals(Set.of(expected));
  }

  private boolean mayList(String group) {
    return gains.decisions().decide("kube_may", List.of(group, "list", "pods", CLUSTER)).verdict()
        == Verdict.YES;
  }

}
