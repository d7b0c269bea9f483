package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `kubectl get -o json` and `-o yaml` write.
final class DumpsTest {
  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "web-7d4-x", "namespace": "shop", "uid": "3",
        "labels": {"app": "web", "pod-template-hash": "7d4"},
        "managedFields": [{"a": "b"}],
        "ownerReferences": [{"kind": "ReplicaSet", "name": "web-7d4", "controller": true}]},
       "spec": {"nodeName": "n1", "containers": [
        {"name": "web", "image": "web"}, {"name": "istio-proxy", "image": "proxy"}]},
       "status": {"phase": "Running"}}""";
  private static final String REPLICA_SET =
      """
      {"apiVersion": "apps/v1", "kind": "ReplicaSet",
       "metadata": {"name": "web-7d4", "namespace": "shop", "uid": "2",
        "ownerReferences": [{"kind": "Deployment", "name": "web", "controller": true}]},
       "spec": {"template": {"metadata": {"labels": {"app": "web", "pod-template-hash": "7d4"}},
        "spec": {"containers": [{"name": "web", "image": "web"}]}}}}""";
  private static final String DEPLOYMENT =
      """
      {"apiVersion": "apps/v1", "kind": "Deployment",
       "metadata": {"name": "web", "namespace": "shop", "uid": "1"},
       "spec": {"template": {"metadata": {"labels": {"app": "web"}},
        "spec": {"containers": [{"name": "web", "image": "web"}]}}}}""";

  @TempDir Path folder;

  private static String list(String... objects) {
    return "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\n"
        + String.join(",\n", objects)
        + "]}\n";
  }

  @Test
  void topmostControllerStandsForItsPods() throws IOException {
    Scan scan = new Scan(folder).file("all.json", list(POD, REPLICA_SET, DEPLOYMENT));
    assertThat(scan.facts("runs_as_account"))
        .singleElement()
        .asString()
        .startsWith("shop/deployment/web shop/serviceaccount/default @ all.json:");
    assertThat(scan.facts("runs_on"))
        .containsExactly("shop/deployment/web node/n1 seen @ all.json:7");
    assertThat(scan.facts("label")).containsExactly("shop/deployment/web app web @ all.json:17");
    assertThat(scan.facts("image")).hasSize(2);
  }

  @Test
  void controllerThatIsNotInTheDumpIsNamedByItsPods() throws IOException {
    Scan scan = new Scan(folder).file("pods.json", list(POD));
    assertThat(scan.facts("runs_on"))
        .containsExactly("shop/deployment/web node/n1 seen @ pods.json:7");
    assertThat(scan.facts("label")).containsExactly("shop/deployment/web app web @ pods.json:4");
  }

  @Test
  void dumpCoversTheKindsThatItHas() throws IOException {
    String policy =
        """
        {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
         "metadata": {"name": "p", "namespace": "far", "uid": "9"}, "spec": {"podSelector": {}}}""";
    String binding =
        """
        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "%s",
         "metadata": {"name": "b", "namespace": "shop", "uid": "5"},
         "roleRef": {"kind": "ClusterRole", "name": "view"}}""";
    assertThat(new Scan(folder).file("a.json", list(POD)).facts("covered")).isEmpty();
    assertThat(
            new Scan(folder)
                .file(
                    "a.json",
                    list(
                        POD,
                        policy,
                        binding.formatted("RoleBinding"),
                        binding.formatted("ClusterRoleBinding")))
                .facts("covered"))
        .containsExactly("k8s/main rbac_binding @ a.json:15", "shop network_policy @ a.json:2");
  }

  @Test
  void typedListsAndYamlAreReadAsWell() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "pods.yaml",
                """
                apiVersion: v1
                items:
                - metadata:
                    name: a
                    namespace: shop
                    ownerReferences: [{kind: Job, name: run-1, controller: true}]
                  spec:
                    nodeName: n1
                    containers: [{name: a, image: a}]
                kind: PodList
                ---
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: run-1
                  namespace: shop
                  ownerReferences: [{kind: CronJob, name: run, controller: true}]
                spec: {template: {spec: {containers: [{name: a, image: a}]}}}
                ---
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: run, namespace: shop}
                spec:
                  jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}
                """);
    assertThat(scan.facts("runs_on"))
        .containsExactly("shop/cronjob/run node/n1 seen @ pods.yaml:8");
    assertThat(scan.facts("runs_as_account"))
        .allMatch(fact -> fact.startsWith("shop/cronjob/run "))
        .hasSize(1);
  }
}
