package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.policy.istio.IstioModel;
import dev.ardennes.policy.istio.Mesh;
import dev.ardennes.policy.istio.MeshMode;
import dev.ardennes.policy.istio.MutualTls;
import dev.ardennes.policy.istio.PathNormalization;
import dev.ardennes.policy.istio.WorkloadClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the facts say of one cluster's mesh, as its decision engine takes it.
final class MeshModel {
  static final String GATEWAY_LABEL = "gateway.networking.k8s.io/gateway-name";
  static final String MUTUAL_TLS = "mtls";
  private static final String WITH_GATEWAYS = "gateways too";
  static final List<String> COVERED = List.of("authorization_policy", "peer_authentication");

  private final ClusterFacts facts;
  private final String cluster;
  private final IstioModel.Builder builder = IstioModel.builder();
  private final Mesh mesh;
  private @Nullable Map<String, Set<String>> services;

  MeshModel(ClusterFacts facts, String cluster) {
    this.facts = facts;
    this.cluster = cluster;
    this.mesh = settings();
  }

  String rootNamespace() {
    return mesh.rootNamespace();
  }

  IstioModel build() {
    builder.mesh(mesh);
    for (String namespace : facts.namespaces(cluster)) {
      if (facts.covers(namespace, COVERED)) {
        builder.covers(ObjectId.namespaceName(namespace));
      }
    }
    facts.workloads(cluster).forEach(this::outside);
    facts.of(cluster, "mesh_mode").forEach(this::workload);
    for (Fact policy : facts.of(cluster, "authorization_policy")) {
      String id = policy.args().getFirst();
      builder.authorizationPolicy(id, namespace(id), policy.id(), policy.args().get(1));
      facts
          .pieces("authorization_rule", id)
          .forEach(rule -> builder.authorizationRule(id, rule.id(), rule.args().get(2)));
    }
    for (Fact policy : facts.of(cluster, "peer_authentication")) {
      String id = policy.args().getFirst();
      builder.peerAuthentication(id, namespace(id), policy.id(), policy.args().get(1));
    }
    for (Fact policy : facts.of(cluster, "request_authentication")) {
      String id = policy.args().getFirst();
      builder.requestAuthentication(id, namespace(id), policy.id(), policy.args().get(1));
    }
    return builder.build();
  }

  private String namespace(String object) {
    return facts.object(object).namespaceName();
  }

  private Mesh settings() {
    Mesh settings = Mesh.DEFAULT;
    for (Fact setting : facts.all().relation("mesh_setting", cluster)) {
      String value = setting.args().get(2);
      settings =
          switch (setting.args().get(1)) {
            case "rootNamespace" -> settings.withRootNamespace(value);
            case "trustDomain" -> settings.withTrustDomain(value, List.of());
            case "pathNormalization" ->
                settings.withPathNormalization(
                    named(PathNormalization.values(), value, settings.pathNormalization()));
            case MUTUAL_TLS ->
                settings.withDefaultMode(named(MutualTls.values(), value, settings.defaultMode()));
            default -> settings;
          };
    }
    return settings;
  }

  private static <E extends Enum<E>> E named(E[] all, String name, E otherwise) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(all).filter(one -> one.name().equals(upper)).findFirst().orElse(otherwise);
  }

  /// A workload of which nothing says that it is in the mesh.
  private void outside(String id) {
    if (facts.all().relation("mesh_mode", id).isEmpty()) {
      builder.workload(
          WorkloadClass.of(id, namespace(id), facts.labels(id), "default", MeshMode.NONE));
    }
  }

  private void workload(Fact mode) {
    String id = mode.args().getFirst();
    String account = Objects.requireNonNullElse(facts.all().second("runs_as_account", id), "");
    Set<Integer> excluded = new HashSet<>();
    for (Fact port : facts.all().relation("excluded_port", id)) {
      if (port.args().get(1).matches("[0-9]{1,5}")) {
        excluded.add(Integer.parseInt(port.args().get(1)));
      }
    }
    WorkloadClass workload =
        WorkloadClass.of(
                id,
                namespace(id),
                facts.labels(id),
                account.isEmpty() ? "default" : facts.object(account).name(),
                named(MeshMode.values(), mode.args().get(1), MeshMode.UNKNOWN))
            .withExcludedPorts(excluded)
            .withServices(services().getOrDefault(id, Set.of()))
            .withModeFact(mode.id());
    List<Fact> waypoints = facts.all().relation("waypoint", id);
    builder.workload(
        waypoints.isEmpty() ? workload : workload.withWaypoint(waypoint(waypoints.getFirst())));
  }

  /// A waypoint's pods have an account that is called like its gateway.
  private WorkloadClass.Waypoint waypoint(Fact waypoint) {
    ObjectId gateway = facts.object(waypoint.args().get(1));
    return new WorkloadClass.Waypoint(
        gateway.name(),
        gateway.namespaceName(),
        gateway.name(),
        named(
            WorkloadClass.Waypoint.Traffic.values(),
            waypoint.args().get(2),
            WorkloadClass.Waypoint.Traffic.SERVICE),
        waypoint.args().get(3).equals(WITH_GATEWAYS));
  }

  /// The names of the services that lead to each workload.
  private Map<String, Set<String>> services() {
    Map<String, Set<String>> known = services;
    if (known == null) {
      known = new HashMap<>();
      for (Fact backs : facts.of(cluster, "backs")) {
        known
            .computeIfAbsent(backs.args().get(2), key -> new TreeSet<>())
            .add(facts.object(backs.args().getFirst()).name());
      }
      services = known;
    }
    return known;
  }
}
