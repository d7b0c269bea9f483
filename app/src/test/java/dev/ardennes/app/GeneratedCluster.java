package dev.ardennes.app;

import static dev.ardennes.app.GeneratedAccess.accounts;
import static dev.ardennes.app.GeneratedAccess.clusterBinding;
import static dev.ardennes.app.GeneratedAccess.grant;
import static dev.ardennes.app.GeneratedAccess.rules;
import static dev.ardennes.app.GeneratedManifest.at;
import static dev.ardennes.app.GeneratedManifest.json;
import static dev.ardennes.app.GeneratedManifest.map;
import static dev.ardennes.app.GeneratedManifest.named;
import static dev.ardennes.app.GeneratedManifest.namespaceOf;
import static dev.ardennes.app.GeneratedManifest.object;
import static dev.ardennes.app.GeneratedManifest.yaml;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A cluster as companies have them, made from a seed: workloads of several teams with accounts,
/// permissions, secrets, services, policies of network and mesh, a gateway, and their code.
///
/// @param nodes how many nodes the pods are placed on; 0 to say nothing of nodes
record GeneratedCluster(
    long seed, int namespaces, int workloads, int pods, int policies, int nodes) {
  private static final int COMPONENTS = 60;
  private static final List<String> TIERS = List.of("web", "api", "worker", "data");
  private static final String RBAC = "rbac.authorization.k8s.io/v1";

  // --- what a cluster is written as

  /// Manifests in YAML, one file for each namespace and each workload, beside the code.
  void manifests(Path folder) throws IOException {
    for (Map<String, Object> object : surroundings()) {
      append(folder.resolve("deploy/" + namespaceOf(object) + ".yaml"), object);
    }
    for (int i = 0; i < workloads; i++) {
      append(folder.resolve("deploy/" + namespace(i) + "/app" + i + ".yaml"), workload(i));
    }
    code(folder);
  }

  /// What `kubectl get -o json` prints: pods that replica sets own, which deployments own.
  void dump(Path folder) throws IOException {
    List<Map<String, Object>> objects = new ArrayList<>(surroundings());
    for (int i = 0; i < workloads; i++) {
      Map<String, Object> deployment = workload(i);
      objects.add(deployment);
      objects.add(replicaSet(i));
      for (int pod = 0; pod < replicas(i); pod++) {
        Map<String, Object> made = pod(i, pod);
        at(made, "metadata").put("ownerReferences", owner("ReplicaSet", "app" + i + "-7d9f"));
        objects.add(made);
      }
    }
    list(folder, objects);
    code(folder);
  }

  /// The same pods, each started by nobody: what there is without classes.
  void singlePods(Path folder) throws IOException {
    List<Map<String, Object>> objects = new ArrayList<>(surroundings());
    for (int i = 0; i < workloads; i++) {
      for (int pod = 0; pod < replicas(i); pod++) {
        objects.add(pod(i, pod));
      }
    }
    list(folder, objects);
    code(folder);
  }

  private static void list(Path folder, List<Map<String, Object>> objects) throws IOException {
    Files.createDirectories(folder);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("cluster.json"))) {
      json(object("v1", "List", Map.of("items", objects)), out);
    }
  }

  private static void append(Path file, Map<String, Object> object) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    StringBuilder text = new StringBuilder("---\n");
    yaml(object, "", text);
    Files.writeString(
        file,
        text,
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
  }

  // --- workloads

  /// A workload whose account has every permission in the cluster, by id.
  String workloadOfAdministrator() {
    int workload = 5 + namespaces * 3;
    return "k8s/main/" + namespace(workload) + "/deployment/app" + workload;
  }

  private String namespace(int workload) {
    return "team" + workload % namespaces;
  }

  /// At least one each; the rest falls to some by chance.
  int replicas(int workload) {
    int spare = pods - workloads;
    int share = spare / workloads;
    return 1 + share + (workload < spare % workloads ? 1 : 0);
  }

  private Random chance(int workload) {
    return new Random((seed << 32) + workload * 0x9E3779B97F4A7C15L);
  }

  private Map<String, Object> labels(int workload) {
    return map("app", "app" + workload, "tier", TIERS.get(workload / namespaces % TIERS.size()));
  }

  private Map<String, Object> podSpec(int workload) {
    Random random = chance(workload);
    Map<String, Object> container =
        map(
            "name",
            "main",
            "image",
            "registry.example/service" + workload % COMPONENTS + ":1.4",
            "ports",
            List.of(map("containerPort", 8080, "name", "http")));
    List<Object> volumes = new ArrayList<>();
    List<Object> mounts = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      volumes.add(map("name", "keys", "secret", map("secretName", "secret" + workload % 8)));
      mounts.add(map("name", "keys", "mountPath", "/keys"));
    }
    if (random.nextInt(150) == 0) {
      volumes.add(map("name", "run", "hostPath", map("path", "/var/run/docker.sock")));
      mounts.add(map("name", "run", "mountPath", "/var/run/docker.sock"));
    }
    if (random.nextInt(100) == 0) {
      container.put("securityContext", map("privileged", true));
    }
    if (!mounts.isEmpty()) {
      container.put("volumeMounts", mounts);
    }
    Map<String, Object> spec =
        map(
            "serviceAccountName",
            "sa" + workload / namespaces % 6,
            "containers",
            List.of(container));
    if (!volumes.isEmpty()) {
      spec.put("volumes", volumes);
    }
    return spec;
  }

  private Map<String, Object> workload(int i) {
    Map<String, Object> spec =
        map(
            "replicas", replicas(i),
            "selector", map("matchLabels", map("app", "app" + i)),
            "template", map("metadata", map("labels", labels(i)), "spec", podSpec(i)));
    return named("apps/v1", "Deployment", namespace(i), "app" + i, map("spec", spec));
  }

  private Map<String, Object> replicaSet(int i) {
    Map<String, Object> set = workload(i);
    set.put("kind", "ReplicaSet");
    Map<String, Object> metadata = at(set, "metadata");
    metadata.put("name", "app" + i + "-7d9f");
    metadata.put("ownerReferences", owner("Deployment", "app" + i));
    return set;
  }

  private Map<String, Object> pod(int i, int number) {
    Map<String, Object> spec = podSpec(i);
    if (nodes > 0) {
      spec.put("nodeName", "node" + (i * 7 + number * 13) % nodes);
    }
    Map<String, Object> pod =
        named("v1", "Pod", namespace(i), "app" + i + "-7d9f-" + number, map("spec", spec));
    at(pod, "metadata").put("labels", labels(i));
    return pod;
  }

  private static List<Object> owner(String kind, String name) {
    return List.of(
        map("apiVersion", "apps/v1", "kind", kind, "name", name, "controller", true, "uid", name));
  }

  // --- what is around them

  private List<Map<String, Object>> surroundings() {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (int n = 0; n < namespaces; n++) {
      Map<String, Object> namespace = named("v1", "Namespace", "", "team" + n, map());
      Map<String, Object> labels = map("team", "t" + n % 7);
      if (n % 3 == 0) {
        labels.put("istio-injection", "enabled");
      }
      if (n % 2 == 0) {
        labels.put("pod-security.kubernetes.io/enforce", "baseline");
      }
      at(namespace, "metadata").put("labels", labels);
      objects.add(namespace);
      accounts(n, objects);
      permissions(n, objects);
      mesh(n, objects);
    }
    for (int node = 0; node < nodes; node++) {
      objects.add(named("v1", "Node", "", "node" + node, map()));
    }
    for (int i = 0; i < policies; i++) {
      objects.add(policy(i));
    }
    services(objects);
    gateway(objects);
    return objects;
  }

  /// Each team's first account reads settings; one in ten may execute, start or read secrets.
  private void permissions(int n, List<Map<String, Object>> objects) {
    grant(n, "sa0", "settings", "configmaps", List.of("get", "list"), objects);
    switch (n % 10) {
      case 0 -> grant(n, "sa0", "debug", "pods/exec", List.of("create"), objects);
      case 1 -> grant(n, "sa1", "debug", "pods/exec", List.of("create"), objects);
      case 2 -> grant(n, "sa1", "start", "pods", List.of("create"), objects);
      case 3 -> grant(n, "sa1", "secrets", "secrets", List.of("get"), objects);
      case 4 -> grant(n, "sa2", "deploy", "deployments", List.of("patch"), objects);
      default -> {
        // nothing more
      }
    }
    if (n == 5 || n == namespaces - 3) {
      objects.add(clusterBinding(n, "sa3", "cluster-admin"));
    }
    if (n == 7) {
      objects.add(
          named(
              RBAC,
              "ClusterRole",
              "",
              "operator",
              map("rules", rules("secrets", List.of("get", "list")))));
      objects.add(clusterBinding(n, "sa4", "operator"));
    }
  }

  /// Namespaces with sidecars let their neighbours' accounts call the API, and anybody its health.
  private void mesh(int n, List<Map<String, Object>> objects) {
    if (n % 3 != 0) {
      return;
    }
    String caller = "cluster.local/ns/team" + (n + 1) % namespaces + "/sa/sa1";
    Map<String, Object> rule =
        map(
            "from", List.of(map("source", map("principals", List.of(caller)))),
            "to", List.of(map("operation", map("paths", List.of("/fetch", "/health")))));
    Map<String, Object> inside =
        map("from", List.of(map("source", map("namespaces", List.of("team" + n, "ingress")))));
    objects.add(
        named(
            "security.istio.io/v1",
            "AuthorizationPolicy",
            "team" + n,
            "api",
            map(
                "spec",
                map(
                    "selector", map("matchLabels", map("tier", "api")),
                    "action", "ALLOW",
                    "rules", List.of(rule, inside)))));
  }

  private Map<String, Object> policy(int i) {
    String namespace = "team" + i % namespaces;
    int which = i / namespaces;
    Map<String, Object> spec =
        switch (which % 5) {
          case 0 ->
              i % 2 == 0
                  ? ingress(map(), List.of())
                  : ingress(map(), List.of(from(map("podSelector", map()))));
          case 1 -> ingress(tier("api"), List.of(from(map("podSelector", tier("web")))));
          case 2 ->
              ingress(tier("web"), List.of(from(team("t" + i % 7)), from(ingressNamespace())));
          case 3 -> ingress(tier("worker"), List.of(from(team("t" + (i + 1) % 7))));
          default ->
              map(
                  "podSelector", tier("data"),
                  "policyTypes", List.of("Egress"),
                  "egress", List.of(map("to", List.of(map("podSelector", map())))));
        };
    return named(
        "networking.k8s.io/v1", "NetworkPolicy", namespace, "policy" + which, map("spec", spec));
  }

  private static Map<String, Object> tier(String tier) {
    return map("matchLabels", map("tier", tier));
  }

  private static Map<String, Object> team(String team) {
    return map("namespaceSelector", map("matchLabels", map("team", team)));
  }

  private static Map<String, Object> ingressNamespace() {
    return map(
        "namespaceSelector", map("matchLabels", map("kubernetes.io/metadata.name", "ingress")));
  }

  private static Map<String, Object> from(Map<String, Object> peer) {
    return map("from", List.of(peer), "ports", List.of(map("protocol", "TCP", "port", 8080)));
  }

  private static Map<String, Object> ingress(Map<String, Object> selector, List<Object> rules) {
    return map("podSelector", selector, "policyTypes", List.of("Ingress"), "ingress", rules);
  }

  private void services(List<Map<String, Object>> objects) {
    for (int i = 0; i < workloads; i += 2) {
      objects.add(service(namespace(i), "app" + i, map("app", "app" + i), i % 94 == 0, 80));
    }
  }

  private static Map<String, Object> service(
      String namespace, String name, Map<String, Object> selector, boolean exposed, int port) {
    return named(
        "v1",
        "Service",
        namespace,
        name,
        map(
            "spec",
            map(
                "type",
                exposed ? "LoadBalancer" : "ClusterIP",
                "selector",
                selector,
                "ports",
                List.of(map("port", port, "targetPort", 8080)))));
  }

  private void gateway(List<Map<String, Object>> objects) {
    objects.add(named("v1", "Namespace", "", "ingress", map()));
    objects.add(named("v1", "ServiceAccount", "ingress", "gateway", map()));
    Map<String, Object> labels = map("istio", "ingressgateway");
    Map<String, Object> container =
        map(
            "name", "istio-proxy",
            "image", "docker.io/istio/proxyv2:1.27.0",
            "ports", List.of(map("containerPort", 8080)));
    Map<String, Object> spec =
        map("serviceAccountName", "gateway", "containers", List.of(container));
    objects.add(
        named(
            "apps/v1",
            "Deployment",
            "ingress",
            "gateway",
            map(
                "spec",
                map(
                    "selector", map("matchLabels", labels),
                    "template", map("metadata", map("labels", labels), "spec", spec)))));
    objects.add(service("ingress", "gateway", labels, true, 80));
    Map<String, Object> server =
        map("port", map("number", 80, "protocol", "HTTP", "name", "http"), "hosts", List.of("*"));
    objects.add(
        named(
            "networking.istio.io/v1",
            "Gateway",
            "ingress",
            "front",
            map("spec", map("selector", labels, "servers", List.of(server)))));
    for (int i = 0; i < workloads; i += 50) {
      objects.add(route(i));
    }
  }

  private Map<String, Object> route(int i) {
    String host = "app" + i + "." + namespace(i) + ".svc.cluster.local";
    Map<String, Object> to = map("destination", map("host", host, "port", map("number", 80)));
    return named(
        "networking.istio.io/v1",
        "VirtualService",
        namespace(i),
        "app" + i,
        map(
            "spec",
            map(
                "hosts", List.of("app" + i + ".shop.example"),
                "gateways", List.of("ingress/front"),
                "http", List.of(map("route", List.of(to))))));
  }

  // --- code

  /// Every tenth component fetches what its caller asks for, every twentieth runs it too.
  private static void code(Path folder) throws IOException {
    for (int i = 0; i < COMPONENTS; i++) {
      Path file = folder.resolve("services/service" + i + "/app.py");
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file.resolveSibling("requirements.txt"), "flask\nrequests\n");
      Files.writeString(file.resolveSibling("Dockerfile"), "FROM python:3.13\nCOPY . .\n");
      Files.writeString(file, component(i));
    }
  }

  private static String component(int i) {
    String head =
        """
        import subprocess

        import requests
        from flask import Flask, request

        app = Flask(__name__)


        @app.get("/health")
        def health():
            return "ok"
        """;
    String fetch =
        """


        @app.get("/fetch")
        def fetch():
            return requests.get(request.args["url"], timeout=5).text
        """;
    String run =
        """


        @app.get("/run")
        def run():
            return subprocess.check_output(request.args["command"], shell=True)
        """;
    return head + (i % 10 == 0 ? fetch : "") + (i % 20 == 0 ? run : "");
  }

  // --- objects and their text
}
