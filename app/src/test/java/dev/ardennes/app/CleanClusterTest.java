package dev.ardennes.app;

import static dev.ardennes.app.ClusterGains.CLUSTER;
import static dev.ardennes.app.ClusterGains.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster in which everybody has what they need and no more.
final class CleanClusterTest {
  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: {pod-security.kubernetes.io/enforce: restricted}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
      automountServiceAccountToken: false
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: operator, namespace: shop}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            serviceAccountName: web
            securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
            containers:
              - name: web
                image: shop/web:1
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                ports: [{containerPort: 8080}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: operator, namespace: shop}
      spec:
        selector: {matchLabels: {app: operator}}
        template:
          metadata: {labels: {app: operator}}
          spec:
            serviceAccountName: operator
            securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
            containers:
              - name: operator
                image: shop/operator:1
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: configure, namespace: shop}
      rules:
        - apiGroups: [""]
          resources: [configmaps]
          resourceNames: [settings]
          verbs: [get, patch]
        - apiGroups: [""]
          resources: [pods, services, endpoints]
          verbs: [get, list, watch]
        - apiGroups: [coordination.k8s.io]
          resources: [leases]
          verbs: [get, create, update]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: configure, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: configure}
      subjects: [{kind: ServiceAccount, name: operator, namespace: shop}]
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: database, namespace: shop}
      type: Opaque
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec:
        selector: {app: web}
        ports: [{port: 80, targetPort: 8080}]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: nothing-by-default, namespace: shop}
      spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
      """;

  @TempDir Path folder;

  private ClusterGains gains() throws IOException {
    Files.writeString(folder.resolve("shop.yaml"), MANIFESTS);
    return ClusterGains.of(folder);
  }

  @Test
  void codeOnAPodWithoutATokenGainsNothing() throws IOException {
    assertThat(gains().all(code(CLUSTER + "/shop/deployment/web"))).isEmpty();
  }

  @Test
  void narrowPermissionsGainNothingBeyondTheAccount() throws IOException {
    assertThat(gains().all(code(CLUSTER + "/shop/deployment/operator")))
        .containsExactly("controls(" + CLUSTER + "/shop/serviceaccount/operator)");
  }

  @Test
  void aRoleThatNamesASecretReadsThatOneAlone() throws IOException {
    Files.writeString(
        folder.resolve("more.yaml"),
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: other, namespace: shop}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: read-one, namespace: shop}
        rules:
          - {apiGroups: [""], resources: [secrets], resourceNames: [database], verbs: [get]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: read-one, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: read-one}
        subjects: [{kind: ServiceAccount, name: operator, namespace: shop}]
        """);
    assertThat(gains().all(code(CLUSTER + "/shop/deployment/operator")))
        .containsExactly(
            "controls(" + CLUSTER + "/shop/serviceaccount/operator)",
            "reads(" + CLUSTER + "/shop/secret/database)");
  }
}
