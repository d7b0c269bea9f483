package dev.ardennes.app;

import static dev.ardennes.app.GeneratedManifest.map;
import static dev.ardennes.app.GeneratedManifest.named;

import java.util.List;
import java.util.Map;

/// Accounts, roles and bindings of a generated cluster.
final class GeneratedAccess {
  private static final String RBAC = "rbac.authorization.k8s.io/v1";
  private static final String RBAC_GROUP = "rbac.authorization.k8s.io";

  private GeneratedAccess() {}

  static void accounts(int n, List<Map<String, Object>> objects) {
    for (int account = 0; account < 6; account++) {
      objects.add(named("v1", "ServiceAccount", "team" + n, "sa" + account, map()));
    }
    for (int secret = 0; secret < 8; secret++) {
      objects.add(
          named(
              "v1",
              "Secret",
              "team" + n,
              "secret" + secret,
              map("type", "Opaque", "data", map("password", "aHVudGVyMg=="))));
    }
  }

  static List<Object> rules(String resource, List<String> verbs) {
    String group = resource.equals("deployments") ? "apps" : "";
    return List.of(
        map("apiGroups", List.of(group), "resources", List.of(resource), "verbs", verbs));
  }

  static void grant(
      int n,
      String account,
      String role,
      String resource,
      List<String> verbs,
      List<Map<String, Object>> out) {
    String team = "team" + n;
    out.add(named(RBAC, "Role", team, role, map("rules", rules(resource, verbs))));
    out.add(
        named(
            RBAC,
            "RoleBinding",
            team,
            role,
            map(
                "roleRef", map("apiGroup", RBAC_GROUP, "kind", "Role", "name", role),
                "subjects", subject(team, account))));
  }

  static Map<String, Object> clusterBinding(int n, String account, String role) {
    return named(
        RBAC,
        "ClusterRoleBinding",
        "",
        role + "-" + n,
        map(
            "roleRef", map("apiGroup", RBAC_GROUP, "kind", "ClusterRole", "name", role),
            "subjects", subject("team" + n, account)));
  }

  static List<Object> subject(String namespace, String account) {
    return List.of(map("kind", "ServiceAccount", "namespace", namespace, "name", account));
  }
}
