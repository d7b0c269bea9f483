package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Notices;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// States facts of one cluster, and names its objects. An object that something refers to is an
/// entity, whether or not it is seen itself.
final class Statements {
  private static final long MOST_FACTS = 10_000_000;

  private final CollectedBuilder out;
  private final Notices notices;
  private final Cluster cluster;
  private final Gateways gateways = new Gateways();
  private long stated;

  Statements(CollectedBuilder out, Notices notices, Cluster cluster) {
    this.out = out;
    this.notices = notices;
    this.cluster = cluster;
  }

  void fact(Json at, String relation, String... args) {
    if (++stated > MOST_FACTS) {
      return;
    }
    gateways.note(at, relation, args);
    out.fact(notices.at(at.place()), relation, args);
  }

  void labels(String id, Map<String, Json> labels) {
    labels.forEach(
        (key, value) -> {
          String text = Json.scalar(value);
          if (text != null) {
            fact(value, "label", id, key, text);
          }
        });
  }

  /// What no workload was seen to serve, after all routes are stated.
  void unseenGateways() {
    gateways.state(this);
  }

  /// Whether there was too much to state all of it.
  boolean isExhausted() {
    return stated > MOST_FACTS;
  }

  Notices notices() {
    return notices;
  }

  void covers(String sentence) {
    out.covers(sentence);
  }

  String cluster(Json at) {
    return entity(at, cluster.id(), "k8s.cluster", cluster.name(), List.of());
  }

  String namespace(String name, Json at) {
    String id = cluster.id() + "/" + Kinds.part(name);
    List<String> aliases = List.of("Namespace/" + name);
    return inCluster(at, entity(at, id, "k8s.namespace", name, aliases), id);
  }

  /// An object that the cluster shows.
  String object(Manifest object) {
    return object(object.kind(), object.namespace(), object.name(), object.body());
  }

  /// @param namespace empty for an object of the whole cluster
  /// @param at where it stands, or what refers to it
  String object(String kind, String namespace, String name, Json at) {
    String own = kind.toLowerCase(Locale.ROOT) + "/" + Kinds.part(name);
    if (namespace.isEmpty()) {
      String id = cluster.id() + "/" + own;
      boolean known = out.knows(id);
      List<String> aliases = List.of(kind + "/" + name);
      entity(at, id, Kinds.entityKind(kind), name, aliases);
      return known ? id : inCluster(at, id, id);
    }
    String id = cluster.id() + "/" + Kinds.part(namespace) + "/" + own;
    if (out.knows(id)) {
      return id;
    }
    List<String> aliases = new ArrayList<>();
    aliases.add(namespace + "/" + name);
    aliases.add(kind + "/" + namespace + "/" + name);
    entity(at, id, Kinds.entityKind(kind), name, aliases);
    fact(at, "in_namespace", id, namespace(namespace, at));
    return inCluster(at, id, id);
  }

  /// A role that a binding names. Where no object shows it, as those that every cluster has, no
  /// fact says that it is there: it would count as one without rules.
  ///
  /// @param namespace empty for a role of the cluster
  String role(String namespace, String name, Json at) {
    String kind = namespace.isEmpty() ? "ClusterRole" : "Role";
    if (cluster.find(kind, namespace, name) != null) {
      return object(kind, namespace, name, at);
    }
    String place = namespace.isEmpty() ? "" : Kinds.part(namespace) + "/";
    String id = cluster.id() + "/" + place + kind.toLowerCase(Locale.ROOT) + "/" + Kinds.part(name);
    if (!out.knows(id)) {
      String alias = kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
      out.entity(id, Kinds.entityKind(kind), name, List.of(Unknown.asGlob(alias)));
    }
    return id;
  }

  String workload(Workload workload) {
    return object(workload.kind(), workload.namespace(), workload.name(), workload.place());
  }

  /// The node that stands for all that pods may run on.
  String anyNode(Json at) {
    String id = cluster.id() + "/nodes";
    return inCluster(at, entity(at, id, "k8s.node", "a node of " + cluster.name(), List.of()), id);
  }

  private String entity(Json at, String id, String kind, String name, List<String> aliases) {
    if (!out.knows(id)) {
      out.entity(id, kind, name, aliases.stream().map(Unknown::asGlob).toList());
      fact(at, "kind", id, kind);
    }
    return id;
  }

  private String inCluster(Json at, String entity, String id) {
    if (!out.states("in_kubernetes", id, cluster.id())) {
      fact(at, "in_kubernetes", entity, cluster(at));
    }
    return id;
  }
}
