package dev.ardennes.policy.facts.kubernetes;

import static dev.ardennes.policy.facts.kubernetes.ListedFactsDecideTest.pick;

import java.util.List;
import java.util.Random;

/// Random clusters, small enough that their policies meet.
final class RandomEstate {
  private static final List<String> NAMESPACES = List.of("shop", "pay", "istio-system");
  private static final List<String> NAMES = List.of("web", "db", "api");
  private static final List<String> SELECTORS =
      List.of(
          "{}",
          "{\"matchLabels\":{\"app\":\"web\"}}",
          "{\"matchLabels\":{\"app\":\"db\",\"tier\":\"back\"}}",
          "{\"matchLabels\":{\"tier\":\"⟨chart.tier⟩\"}}",
          "{\"matchExpressions\":[{\"key\":\"tier\",\"operator\":\"DoesNotExist\"}]}",
          "{\"matchExpressions\":[{\"key\":\"app\",\"operator\":\"NotIn\",\"values\":[\"web\"]}]}");
  private static final List<String> PEERS =
      List.of(
          "{\"podSelector\":{}}",
          "{\"podSelector\":{\"matchLabels\":{\"app\":\"web\"}}}",
          "{\"namespaceSelector\":{\"matchLabels\":{\"team\":\"a\"}}}",
          "{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"shop\"}}}",
          "{\"namespaceSelector\":{},\"podSelector\":{\"matchLabels\":{\"tier\":\"back\"}}}",
          "{\"ipBlock\":{\"cidr\":\"10.0.0.0/8\"}}",
          "{\"ipBlock\":{\"cidr\":\"0.0.0.0/0\"}}");
  private static final List<String> PORTS =
      List.of(
          "",
          ",\"ports\":[{\"port\":80}]",
          ",\"ports\":[{\"port\":\"http\"}]",
          ",\"ports\":[{\"port\":8000,\"endPort\":9000,\"protocol\":\"TCP\"}]");

  private RandomEstate() {}

  private static Estate workloads(Random random, String... covered) {
    Estate estate = new Estate();
    for (String namespace : NAMESPACES) {
      if (random.nextInt(4) > 0) {
        estate.namespace(namespace, random.nextBoolean() ? "team=a" : "team=b", "stage=x");
      }
      if (random.nextInt(3) > 0) {
        estate.covered(namespace, covered);
      }
      for (String name : NAMES) {
        if (random.nextInt(6) > 0) {
          estate.pods(namespace, name, "app=" + name, "version=1");
          String id = Estate.pods(namespace + "/" + name);
          if (random.nextBoolean()) {
            estate.label(id, random.nextBoolean() ? "tier=back" : "tier=front");
          }
          estate.state("container_port", id, "8080", "TCP", random.nextBoolean() ? "http" : "");
        }
      }
    }
    return estate;
  }

  static Estate network(Random random) {
    Estate estate = workloads(random, "network_policy");
    for (String namespace : NAMESPACES) {
      for (int i = 0; i < random.nextInt(4); i++) {
        String types = pick(List.of("", ",\"policyTypes\":[\"Egress\",\"Ingress\"]"), random);
        String spec = "{\"podSelector\":" + pick(SELECTORS, random) + types + "}";
        estate.networkPolicy(namespace, "p" + i, spec);
        for (int rule = 0; rule < random.nextInt(3); rule++) {
          boolean in = random.nextBoolean();
          String peers = "\"" + (in ? "from" : "to") + "\":[" + pick(PEERS, random) + "]";
          String json = "{" + peers + pick(PORTS, random) + "}";
          estate.networkRule(namespace, "p" + i, in ? "ingress" : "egress", rule, json);
        }
      }
    }
    String pods = Estate.pods(pick(NAMESPACES, random) + "/" + pick(NAMES, random));
    if (random.nextInt(3) == 0) {
      estate.state("host_namespace", pods, "network");
      estate.state("runs_on", pods, "k8s/main/node/a", pick(List.of("seen", "every node"), random));
    }
    if (random.nextInt(4) == 0) {
      String how = random.nextBoolean() ? "enforced" : "not enforced";
      estate.state("enforces_policies", Estate.CLUSTER, how);
    }
    return estate;
  }

  static Estate mesh(Random random) {
    Estate estate = workloads(random, "authorization_policy", "peer_authentication");
    for (String namespace : NAMESPACES) {
      for (String name : NAMES) {
        if (random.nextInt(5) > 0) {
          String mode = pick(List.of("sidecar", "sidecar", "ambient", "none", "unknown"), random);
          estate.state("mesh_mode", Estate.pods(namespace + "/" + name), mode);
        }
      }
      for (int i = 0; i < random.nextInt(3); i++) {
        String action = pick(List.of("ALLOW", "ALLOW", "DENY"), random);
        String selector =
            pick(List.of("", ",\"selector\":{\"matchLabels\":{\"app\":\"web\"}}"), random);
        String[] rules = new String[random.nextInt(3)];
        for (int r = 0; r < rules.length; r++) {
          rules[r] = meshRule(random);
        }
        estate.authorizationPolicy(
            namespace, "p" + i, "{\"action\":\"" + action + "\"" + selector + "}", rules);
      }
      if (random.nextInt(3) == 0) {
        String id = Estate.namespaceId(namespace) + "/peerauthentication/default";
        estate.object(namespace, "peerauthentication", "default");
        estate.state("peer_authentication", id, "{\"mtls\":{\"mode\":\"STRICT\"}}");
      }
    }
    estate.state("excluded_port", Estate.pods("shop/web"), "8080");
    if (random.nextInt(3) == 0) {
      estate.state("mesh_setting", Estate.CLUSTER, "trustDomain", "example.org");
    }
    estate.state("backs", "k8s/main/shop/service/web", "80", Estate.pods("shop/web"), "80", "TCP");
    estate.state("exposed_service", "k8s/main/shop/service/web", "load-balancer", "0.0.0.0/0");
    estate.state("endpoint_path", "endpoint/1", "GET", "/orders/{id}");
    estate.state("endpoint_path", "endpoint/2", "ANY", "/{rest*}");
    estate.state("endpoint_path", "endpoint/3", "POST", "/login");
    waypoint(estate, random);
    rewriting(estate, random);
    return estate;
  }

  private static void waypoint(Estate estate, Random random) {
    String gateway = Estate.namespaceId("shop") + "/gateway/way";
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        String traffic = pick(List.of("all", "service", "workload"), random);
        String ingress = pick(List.of("gateways too", "not for gateways"), random);
        estate.state("waypoint", Estate.pods("shop/" + name), gateway, traffic, ingress);
      }
    }
    String target =
        pick(List.of("{'kind':'Gateway','name':'way'}", "{'kind':'Service','name':'web'}"), random);
    if (random.nextBoolean()) {
      String action = pick(List.of("ALLOW", "DENY"), random);
      String spec = "{'action':'" + action + "','targetRefs':[" + target + "]}";
      estate.authorizationPolicy("shop", "way", spec.replace('\'', '"'), meshRule(random));
    }
  }

  private static void rewriting(Estate estate, Random random) {
    String route = Estate.namespaceId("shop") + "/virtualservice/web";
    String service = "k8s/main/shop/service/web";
    for (String name : NAMES) {
      if (random.nextInt(2) == 0) {
        estate.state("serves_route", Estate.pods("pay/" + name), route);
      }
    }
    estate.state("routes", route, "*", "/api/*", service, "80");
    if (random.nextInt(3) > 0) {
      String arrival = pick(List.of("/*", "/login", "?made"), random);
      String host = pick(List.of("*", "shop.inside"), random);
      estate.state("arrives_as", route, "/api/*", service, "80", host, arrival);
    }
    if (random.nextInt(3) == 0) {
      estate.state("routes_method", route, "/api/*", service, "80", "GET");
    }
  }

  private static String meshRule(Random random) {
    String from =
        pick(
            List.of(
                "",
                "\"from\":[{\"source\":{\"principals\":[\"cluster.local/ns/shop/sa/web\"]}}]",
                "\"from\":[{\"source\":{\"namespaces\":[\"pay\"]}}]",
                "\"from\":[{\"source\":{\"notPrincipals\":[\"*\"]}}]"),
            random);
    String to =
        pick(
            List.of(
                "",
                "\"to\":[{\"operation\":{\"methods\":[\"GET\"],\"paths\":[\"/orders/*\"]}}]",
                "\"to\":[{\"operation\":{\"paths\":[\"/orders/7\",\"/login\"]}}]",
                "\"to\":[{\"operation\":{\"ports\":[\"80\"]}}]",
                "\"to\":[{\"operation\":{\"notPaths\":[\"/orders/*\"]}}]"),
            random);
    return "{" + from + (from.isEmpty() || to.isEmpty() ? "" : ",") + to + "}";
  }

  static String principal(Random random) {
    return pick(
        List.of(
            Estate.account("shop/web"),
            Estate.account("pay/db"),
            "k8s/main/user/eve",
            "k8s/main/group/devs",
            "internet",
            "arn:aws:iam::1:role/deployer"),
        random);
  }

  static Estate admission(Random random) {
    Estate estate = workloads(random);
    String level = pick(List.of("privileged", "baseline", "other"), random);
    if (random.nextBoolean()) {
      estate.label(Estate.namespaceId("shop"), "pod-security.kubernetes.io/enforce=" + level);
    }
    for (String policy : List.of("one", "two")) {
      if (random.nextInt(3) == 0) {
        String scope = random.nextBoolean() ? Estate.CLUSTER : Estate.namespaceId("shop");
        estate.state("checks_pods", "k8s/main/clusterpolicy/" + policy, scope, "Kyverno");
      }
    }
    return estate;
  }

  static Estate rbac(Random random) {
    Estate estate = workloads(random);
    for (String role : List.of("a", "b", "c")) {
      String[] rules = new String[1 + random.nextInt(3)];
      for (int i = 0; i < rules.length; i++) {
        rules[i] = rbacRule(random);
      }
      estate.clusterRole(role, rules);
      estate.label(
          Estate.CLUSTER + "/clusterrole/" + role, "extra=1", "wide=" + random.nextBoolean());
      if (random.nextInt(3) == 0) {
        String label = "rbac.authorization.k8s.io/aggregate-to-view=true";
        estate.label(Estate.CLUSTER + "/clusterrole/" + role, label);
      }
    }
    estate.state(
        "aggregates",
        "k8s/main/clusterrole/sum",
        "{\"clusterRoleSelectors\":[{\"matchLabels\":{\"wide\":\"true\"}}]}");
    List<String> subjects =
        List.of(
            "k8s/main/group/system:serviceaccounts",
            "k8s/main/group/system:serviceaccounts:shop",
            "k8s/main/group/system:authenticated",
            "k8s/main/group/system:unauthenticated",
            "k8s/main/group/ops",
            "k8s/main/user/eve",
            "k8s/main/group/devs");
    for (int i = 0; i < 5; i++) {
      String role =
          pick(List.of("a", "b", "c", "sum", "view", "admin", "gone", "cluster-admin"), random);
      String subject = random.nextBoolean() ? principalOf(random) : pick(subjects, random);
      String namespace = random.nextInt(3) == 0 ? "" : pick(NAMESPACES, random);
      estate.bind(namespace, "bind" + i, role, subject);
    }
    estate.state("group_member", "k8s/main/user/eve", "k8s/main/group/ops");
    estate.state(
        "maps_identity", "arn:aws:iam::1:role/deployer", "k8s/main/group/devs", Estate.CLUSTER);
    estate.state(
        "maps_identity", "arn:aws:iam::1:role/deployer", "k8s/main/user/eve", Estate.CLUSTER);
    if (random.nextInt(8) == 0) {
      estate.state(
          "maps_identity",
          "arn:aws:iam::1:role/deployer",
          "k8s/main/group/system:masters",
          Estate.CLUSTER);
    }
    if (random.nextInt(3) == 0) {
      estate.state("covered", Estate.CLUSTER, "rbac_rule");
      estate.state("covered", Estate.CLUSTER, "rbac_binding");
    }
    if (random.nextBoolean()) {
      estate.label(
          Estate.namespaceId("shop"),
          "pod-security.kubernetes.io/enforce=" + pick(List.of("baseline", "privileged"), random));
    }
    return estate;
  }

  private static String principalOf(Random random) {
    String one = principal(random);
    return one.startsWith("k8s/") ? one : "k8s/main/user/alice";
  }

  private static String rbacRule(Random random) {
    return pick(
        List.of(
            "{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\",\"list\"]}",
            "{\"apiGroups\":[\"\"],\"resources\":[\"pods\",\"pods/exec\"],\"verbs\":[\"*\"]}",
            "{\"apiGroups\":[\"\"],\"resourceNames\":[\"key\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\"]}",
            "{\"apiGroups\":[\"\"],\"resources\":[\"users\",\"groups\",\"serviceaccounts\"],\"verbs\":[\"impersonate\"]}",
            "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}",
            "{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"clusterroles\"],\"verbs\":[\"update\",\"escalate\",\"bind\"]}",
            "{\"nonResourceURLs\":[\"*\"],\"verbs\":[\"*\"]}",
            "{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}"),
        random);
  }
}
