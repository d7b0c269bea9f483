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
import java.util.Set;
import java.util.function.Predicate;

/// What must follow where the other tool lists no edges, reasoned from the manifests.
final class KubeHoundExpectations {
  private static final String VAULT = CLUSTER + "/vault";

  private final KubeHoundClaims claims;
  private final ClusterGains gains;

  KubeHoundExpectations(KubeHoundClaims claims) {
    this.claims = claims;
    this.gains = claims.gains();
  }

  /// What is expected.
  ///
  /// @param of the case, or the file of the manifest
  record Expectation(String of, String why, Predicate<KubeHoundExpectations> holds) {}

  /// Of the cases that list no edges.
  static final List<Expectation> OF_CASES =
      List.of(
          new Expectation(
              "TestEdge_CONTAINER_ATTACH",
              "whoever has a pod may run commands in each of its containers: a pod is one workload,"
                  + " and each pod of the folder is there",
              k -> k.claims.pods().stream().allMatch(k.claims::isWorkload)),
          new Expectation(
              "TestEdge_VOLUME_ACCESS",
              "root on a node has what every pod placed there mounts: with the node of the"
                  + " privileged pod all pods fall",
              k -> k.claims.pods().stream().allMatch(k::fallsWithTheNode)),
          new Expectation(
              "TestEdge_EXPLOIT_HOST_TRAVERSE",
              "the folder of the kubelet that is mounted holds the token of each pod of the node:"
                  + " every account whose token some pod mounts falls at once",
              k -> k.claims.mountedAccounts().stream().allMatch(k::liesInTheMountedFolder)),
          new Expectation(
              "Test_NoEdgeCase",
              "a pod without privileges has the token of `default`, to which nothing is bound",
              k -> k.gainsOnlyDefault("control-pod")));

  /// Of the manifests about which no case says anything.
  static final List<Expectation> OF_MANIFESTS =
      List.of(
          new Expectation(
              "CE_NET_MITM",
              "the node's network and NET_ADMIN let traffic be read and bent, which runs no code on"
                  + " the node by itself",
              k -> k.gainsOnlyDefault("netadmin-pod")),
          new Expectation(
              "IDENTITY_IMPERSONATE",
              "users and groups lie in no namespace, so a Role that names them gives nothing",
              k -> k.gainsNothing("impersonate-sa")),
          new Expectation(
              "IDENTITY_ASSUME",
              "the group of all nodes is bound to a cluster role that lists pods",
              k -> k.mayListPods(CLUSTER + "/group/system:nodes")),
          new Expectation(
              "POD_CREATE",
              "no label of the namespace refuses privileged pods: a pod of one's own has the node",
              k ->
                  k.step("pod-create-sa", "create-pod", "starts_pods_in", NAMESPACE)
                      && k.gains.gains(k.account("pod-create-sa"), "runs_code_on", NODE)),
          new Expectation(
              "ROLE_BIND_RB_CR-SA, ROLE_BIND_RB_R-SA: cluster role bindings",
              "they lie in no namespace, so no binding of a namespace lets anybody make them",
              k ->
                  k.gainsNothing("rolebind-sa-rb-cr-crb-cr-fail")
                      && k.gainsNothing("rolebind-sa-rb-r-crb-cr-fail")),
          new Expectation(
              "ROLE_BIND_CRB_CR: cluster role bindings with `bind` on roles",
              "they bind a cluster role, on which the account may not `bind`",
              k -> k.gainsNothing("rolebind-sa-crb-cr-crb-r-fail")),
          new Expectation(
              "ROLE_BIND_CRB_CR: cluster role bindings with `bind` on cluster roles",
              "every cluster has a role that holds everything, and the account may bind it",
              k ->
                  k.step(
                      "rolebind-sa-crb-cr-crb-cr", "grant-cluster", "controls_cluster", CLUSTER)),
          new Expectation(
              "ROLE_BIND_RB_R-SA: role bindings with `bind` on cluster roles",
              "`bind` is asked in the namespace of the binding, so a Role gives it for cluster roles",
              k -> k.binds("rolebind-sa-rb-r-rb-crb", NAMESPACE)),
          new Expectation(
              "ROLE_BIND_ALL: role bindings with `bind` on roles",
              "both namespaces have a Role that holds everything; whoever may bind roles in one"
                  + " does not come to the other by it",
              k ->
                  k.binds("rolebind-sa-crb-cr-rb-r", VAULT)
                      && k.binds("rolebind-sa-rb-cr-rb-r", NAMESPACE)
                      && !k.binds("rolebind-sa-rb-cr-rb-r", VAULT)));

  private EntryPoint account(String name) {
    return credential(claims.account(name));
  }

  private boolean step(String account, String technique, String relation, String of) {
    return gains.step(account(account), named(technique), relation, of);
  }

  private boolean binds(String account, String namespace) {
    return step(account, "grant-namespace", "controls_namespace", namespace);
  }

  private boolean gainsNothing(String account) {
    return gains.all(account(account)).isEmpty();
  }

  private boolean gainsOnlyDefault(String pod) {
    return gains
        .all(code(claims.pod(pod)))
        .equals(Set.of("controls(" + claims.account("default") + ")"));
  }

  private boolean fallsWithTheNode(String pod) {
    String privileged = claims.pod("priv-pod");
    return pod.equals(privileged) || gains.gains(code(privileged), "runs_code_on", pod);
  }

  private boolean liesInTheMountedFolder(String account) {
    EntryPoint reader = code(claims.pod("host-read-exploit-pod"));
    return gains.step(reader, named("tokens-mounted-on-node"), "controls", account);
  }

  private boolean mayListPods(String group) {
    List<String> question = List.of(group, "list", "pods", CLUSTER);
    return gains.decisions().decide("kube_may", question).verdict() == Verdict.YES;
  }
}
