package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.NODE;
import static dev.ardennes.app.ClusterGains.credential;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever starts pods takes a node, if admission lets the pod in: what a policy asks is no silent
/// yes and no silent no.
final class AdmissionPoliciesTest {
  private static final String BUILDER = CLUSTER + "/shop/serviceaccount/builder";

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: builder, namespace: shop}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, containers: [{name: a, image: a}]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: starts, namespace: shop}
      rules: [{apiGroups: [""], resources: [pods], verbs: [create]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: starts, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: starts}
      subjects: [{kind: ServiceAccount, name: builder}]
      """;

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: no-privileges}
      spec:
        validationFailureAction: %s
        rules:
          - name: privileges
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {pattern: {spec: {}}}
      """;

  @TempDir private Path folder = Path.of("");

  private ClusterGains gains(String policy) throws IOException {
    Files.writeString(folder.resolve("shop.yaml"), MANIFESTS);
    Files.writeString(folder.resolve("policy.yaml"), policy);
    return ClusterGains.of(folder);
  }

  private static List<Assumption> assumed(ClusterGains gains) {
    Decision decision =
        gains.decisions().decide("admits", List.of(CLUSTER + "/shop", "privileged"));
    return decision.alternatives().getFirst().assumptions();
  }

  @Test
  void aPolicyThatMayRefuseLeavesAnAssumptionThatNamesItAndItsPlace() throws IOException {
    ClusterGains gains = gains(POLICY.formatted("Enforce"));
    assertThat(gains.gains(credential(BUILDER), "runs_code_on", NODE)).isTrue();
    Assumption assumption = assumed(gains).getFirst();
    assertThat(assumption.says())
        .isEqualTo(
            "admission by `no-privileges` (Kyverno) does not refuse a pod with a privileged"
                + " container in namespace `shop`");
    assertThat(assumption.evidence()).map(place -> place.file()).containsExactly("policy.yaml");
  }

  @Test
  void aPolicyThatOnlyAuditsLeavesNone() throws IOException {
    ClusterGains gains = gains(POLICY.formatted("Audit"));
    assertThat(gains.gains(credential(BUILDER), "runs_code_on", NODE)).isTrue();
    assertThat(assumed(gains)).map(Assumption::says).noneMatch(says -> says.contains("Kyverno"));
  }
}
