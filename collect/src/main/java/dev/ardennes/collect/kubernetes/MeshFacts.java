package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.YamlText;
import dev.ardennes.collect.kubernetes.manifest.Canonical;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The mesh: its settings, its policies, and which workloads are in it.
final class MeshFacts {
  private static final String DRY_RUN = "istio.io/dry-run";
  private static final String INJECT = "sidecar.istio.io/inject";
  private static final String AMBIENT = "istio.io/dataplane-mode";

  private final Cluster cluster;
  private final Statements out;
  private String rootNamespace = "istio-system";

  MeshFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    cluster.ofKind("AuthorizationPolicy").forEach(this::authorization);
    cluster.ofKind("PeerAuthentication").forEach(p -> policy(p, "peer_authentication"));
    cluster.ofKind("RequestAuthentication").forEach(p -> policy(p, "request_authentication"));
    settings();
    if (cluster.hasMesh()) {
      WaypointFacts waypoints = new WaypointFacts(cluster, out);
      for (Workload workload : cluster.workloads()) {
        if (mode(workload).equals("ambient")) {
          waypoints.state(workload);
        }
      }
    }
  }

  /// The namespace whose policies hold for the whole mesh.
  String rootNamespace() {
    return rootNamespace;
  }

  private static Json specOf(Manifest policy) {
    Json spec = policy.spec();
    return spec == null ? new Json.Obj(Map.of(), policy.body().place()) : spec;
  }

  private void policy(Manifest policy, String relation) {
    Json spec = specOf(policy);
    out.fact(spec, relation, out.object(policy), Canonical.json(spec));
  }

  private void authorization(Manifest policy) {
    Json spec = specOf(policy);
    String id = out.object(policy);
    Map<String, Json> members = new LinkedHashMap<>(Nodes.members(spec));
    members.remove("rules");
    String dryRun = policy.annotation(DRY_RUN);
    if (!dryRun.isEmpty()) {
      members.put("dryRun", new Json.Text(dryRun, spec.place()));
    }
    Json.Obj withoutRules = new Json.Obj(members, spec.place());
    out.fact(spec, "authorization_policy", id, Canonical.json(withoutRules));
    List<Json> rules = Nodes.list(spec, "rules");
    for (int i = 0; i < rules.size(); i++) {
      Json rule = rules.get(i);
      String json = rule instanceof Json.Null ? "{}" : Canonical.json(rule);
      out.fact(rule, "authorization_rule", id, String.valueOf(i), json);
    }
  }

  private void settings() {
    for (Manifest map : cluster.ofKind("ConfigMap")) {
      Json written = Nodes.at(map.body(), "data", "mesh");
      if (written != null && (map.name().equals("istio") || map.name().startsWith("istio-"))) {
        YamlText.Result result = YamlText.read(Nodes.text(written), "");
        result.documents().forEach(document -> settings(document, written));
      }
    }
    for (Manifest operator : cluster.ofKind("IstioOperator")) {
      settings(Nodes.at(operator.spec(), "meshConfig"), null);
      Json global = Nodes.at(operator.spec(), "values", "global");
      setting("trustDomain", Nodes.at(global, "trustDomain"), null);
      setting("rootNamespace", Nodes.at(global, "istioNamespace"), null);
    }
  }

  /// @param at where all of it stands; null where each value has a place of its own
  private void settings(@Nullable Json config, @Nullable Json at) {
    setting("rootNamespace", Nodes.at(config, "rootNamespace"), at);
    setting("trustDomain", Nodes.at(config, "trustDomain"), at);
    setting("pathNormalization", Nodes.at(config, "pathNormalization", "normalization"), at);
    for (Json alias : Nodes.list(config, "trustDomainAliases")) {
      setting("trustDomainAlias", alias, at);
    }
  }

  private void setting(String key, @Nullable Json value, @Nullable Json at) {
    String text = Nodes.text(value);
    if (value != null && !text.isEmpty()) {
      rootNamespace = key.equals("rootNamespace") ? text : rootNamespace;
      Json place = at == null ? value : at;
      out.fact(place, "mesh_setting", out.cluster(place), key, text);
    }
  }

  /// A mode, and what settles it.
  private record Mode(String mode, Json at) {}

  private String mode(Workload workload) {
    Mode mode = modeOf(workload);
    out.fact(mode.at, "mesh_mode", out.workload(workload), mode.mode);
    return mode.mode;
  }

  private Mode modeOf(Workload workload) {
    Pod pod = workload.template();
    for (Pod seen : workload.pods()) {
      for (Json container : seen.containers()) {
        if (Nodes.text(container, "name").equals("istio-proxy")) {
          return new Mode("sidecar", container);
        }
      }
    }
    if (pod.onHostNetwork()) {
      return new Mode("none", pod.spec());
    }
    Mode said = saidByPod(pod);
    return said == null ? saidByNamespace(workload) : said;
  }

  private static @Nullable Mode saidByPod(Pod pod) {
    if (pod.annotation("inject.istio.io/templates").contains("gateway")) {
      return new Mode("sidecar", pod.written());
    }
    for (Map<String, Json> where : List.of(pod.labels(), pod.annotations())) {
      Json inject = where.get(INJECT);
      if (inject != null) {
        return new Mode(Nodes.isTrue(inject) ? "sidecar" : "none", inject);
      }
    }
    Json plane = pod.labels().get(AMBIENT);
    if (plane != null) {
      return new Mode(Nodes.text(plane).equals("ambient") ? "ambient" : "none", plane);
    }
    Json revision = pod.labels().get("istio.io/rev");
    return revision == null ? null : new Mode("sidecar", revision);
  }

  /// Where the namespace itself is not seen, its labels are not known.
  private Mode saidByNamespace(Workload workload) {
    Manifest namespace = cluster.find("Namespace", "", workload.namespace());
    if (namespace == null) {
      return new Mode("unknown", workload.template().spec());
    }
    Map<String, Json> labels = namespace.labels();
    Json injection = labels.get("istio-injection");
    if (injection != null) {
      return new Mode(Nodes.text(injection).equals("enabled") ? "sidecar" : "none", injection);
    }
    Json revision = labels.get("istio.io/rev");
    if (revision != null) {
      return new Mode("sidecar", revision);
    }
    Json plane = labels.get(AMBIENT);
    boolean ambient = plane != null && Nodes.text(plane).equals("ambient");
    return plane == null
        ? new Mode("none", namespace.body())
        : new Mode(ambient ? "ambient" : "none", plane);
  }
}
