package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RbacFactsTest {
  @TempDir Path folder;

  @Test
  void ruleAndBindingAreFactsOfTheirLines() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "rbac.yaml",
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: read, namespace: shop}
                rules:
                  - apiGroups: [""]
                    resources: [secrets]
                    verbs: [get]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: read, namespace: shop}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: read}
                subjects:
                  - {kind: ServiceAccount, name: web}
                  - {kind: User, name: "system:serviceaccount:far:web"}
                  - {kind: Group, name: "idp/ops"}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: all}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                subjects: [{kind: User, name: eve}]
                """);
    assertThat(scan.facts("rbac_rule"))
        .containsExactly(
            "shop/role/read 0 {\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\"]}"
                + " @ rbac.yaml:5");
    assertThat(scan.facts("rbac_binding"))
        .containsExactly(
            "clusterrolebinding/all k8s/main clusterrole/view user/eve @ rbac.yaml:22",
            "shop/rolebinding/read shop shop/role/read far/serviceaccount/web @ rbac.yaml:15",
            "shop/rolebinding/read shop shop/role/read group/idp%2Fops @ rbac.yaml:16",
            "shop/rolebinding/read shop shop/role/read shop/serviceaccount/web @ rbac.yaml:14");
    assertThat(scan.facts("kind"))
        .contains(
            "user/eve k8s.user @ rbac.yaml:22",
            "group/idp%2Fops k8s.group @ rbac.yaml:16",
            "shop/role/read k8s.role @ rbac.yaml:1")
        .as("a role that no object shows would count as one without rules")
        .noneMatch(fact -> fact.startsWith("clusterrole/view"));
    assertThat(scan.facts("covered")).isEmpty();
  }

  @Test
  void clusterRolesHaveLabelsAndTakeRules() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "role.yaml",
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata:
                  name: all
                  labels:
                    team: ops
                aggregationRule:
                  clusterRoleSelectors:
                    - matchLabels: {give: "yes"}
                rules: []
                """);
    assertThat(scan.facts("label")).containsExactly("clusterrole/all team ops @ role.yaml:6");
    assertThat(scan.facts("aggregates"))
        .containsExactly(
            "clusterrole/all {\"clusterRoleSelectors\":[{\"matchLabels\":{\"give\":\"yes\"}}]}"
                + " @ role.yaml:7");
  }

  @Test
  void identitiesOfAwsAreUsersAndGroups() throws IOException {
    Scan scan =
        new Scan(folder)
            .file(
                "auth.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: aws-auth, namespace: kube-system}
                data:
                  mapRoles: |
                    - rolearn: arn:aws:iam::111122223333:role/node
                      username: system:node:{{EC2PrivateDNSName}}
                      groups: [system:nodes]
                    - rolearn: arn:aws:iam::111122223333:role/ops
                      username: ops
                      groups:
                        - system:masters
                  mapUsers: |
                    - {userarn: "arn:aws:iam::111122223333:user/eve", groups: [audit]}
                """);
    assertThat(scan.facts("maps_identity"))
        .containsExactly(
            "arn:aws:iam::111122223333:role/node group/system:nodes k8s/main @ auth.yaml:6",
            "arn:aws:iam::111122223333:role/ops group/system:masters k8s/main @ auth.yaml:9",
            "arn:aws:iam::111122223333:role/ops user/ops k8s/main @ auth.yaml:9",
            "arn:aws:iam::111122223333:user/eve group/audit k8s/main @ auth.yaml:14");
  }
}
