package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.YamlText;
import dev.ardennes.collect.kubernetes.manifest.Canonical;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Roles, bindings, and which identities of AWS are which groups.
final class RbacFacts {
  private final Cluster cluster;
  private final Statements out;

  RbacFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    cluster.ofKind("Role").forEach(this::role);
    cluster.ofKind("ClusterRole").forEach(this::role);
    cluster.ofKind("RoleBinding").forEach(this::binding);
    cluster.ofKind("ClusterRoleBinding").forEach(this::binding);
    Manifest mapping = cluster.find("ConfigMap", "kube-system", "aws-auth");
    if (mapping != null) {
      mapped(Nodes.at(mapping.body(), "data", "mapRoles"), "rolearn");
      mapped(Nodes.at(mapping.body(), "data", "mapUsers"), "userarn");
    }
  }

  private void role(Manifest role) {
    String id = out.object(role);
    List<Json> rules = Nodes.list(role.body(), "rules");
    for (int i = 0; i < rules.size(); i++) {
      Json rule = rules.get(i);
      out.fact(rule, "rbac_rule", id, String.valueOf(i), Canonical.json(rule));
    }
    if (role.namespace().isEmpty()) {
      role.labels()
          .forEach(
              (key, value) -> {
                String text = Json.scalar(value);
                if (text != null) {
                  out.fact(value, "label", id, key, text);
                }
              });
      Json aggregation = Nodes.at(role.body(), "aggregationRule");
      if (aggregation != null) {
        out.fact(aggregation, "aggregates", id, Canonical.json(aggregation));
      }
    }
  }

  private void binding(Manifest binding) {
    String id = out.object(binding);
    String namespace = binding.namespace();
    Json reference = Nodes.at(binding.body(), "roleRef");
    String name = Nodes.text(reference, "name");
    if (reference == null || name.isEmpty()) {
      return;
    }
    String scope =
        namespace.isEmpty()
            ? out.cluster(binding.body())
            : out.namespace(namespace, binding.body());
    boolean wide = namespace.isEmpty() || Nodes.text(reference, "kind").equals("ClusterRole");
    String role = out.role(wide ? "" : namespace, name, reference);
    for (Json subject : Nodes.list(binding.body(), "subjects")) {
      String who = subject(subject, namespace);
      if (who != null) {
        out.fact(subject, "rbac_binding", id, scope, role, who);
      }
    }
  }

  private @Nullable String subject(Json subject, String namespace) {
    String name = Nodes.text(subject, "name");
    if (name.isEmpty()) {
      return null;
    }
    return switch (Nodes.text(subject, "kind")) {
      case "ServiceAccount" -> {
        String own = Nodes.text(subject, "namespace");
        String in = own.isEmpty() ? namespace : own;
        yield out.object("ServiceAccount", in.isEmpty() ? "default" : in, name, subject);
      }
      case "User" -> userOrAccount(name, subject);
      case "Group" -> out.object("Group", "", name, subject);
      default -> null;
    };
  }

  /// A service account may also be named as the user that it is to the API.
  private String userOrAccount(String name, Json at) {
    String[] parts = name.split(":", -1);
    boolean account =
        parts.length == 4 && parts[0].equals("system") && parts[1].equals("serviceaccount");
    return account
        ? out.object("ServiceAccount", parts[2], parts[3], at)
        : out.object("User", "", name, at);
  }

  private void mapped(@Nullable Json written, String field) {
    String text = Json.scalar(written);
    if (written == null || text == null) {
      return;
    }
    YamlText.Result result = YamlText.read(text, "");
    if (result.problem() != null) {
      out.notices()
          .error(
              "the mapping of AWS identities cannot be read here: " + result.problem(),
              "check indentation and quotes of the text",
              written.place());
      return;
    }
    for (Json document : result.documents()) {
      for (Json entry : document instanceof Json.Arr list ? list.elements() : List.<Json>of()) {
        entry(written, entry, field);
      }
    }
  }

  private void entry(Json written, Json entry, String field) {
    String arn = Nodes.text(entry, field);
    if (arn.isEmpty()) {
      return;
    }
    Json.Place in = written.place();
    int line = in.file().endsWith(".json") ? in.line() : in.line() + entry.place().line();
    Json.Place place = new Json.Place(in.file(), line, 0, in.pointer());
    Json at = new Json.Null(place);
    for (Json group : Nodes.list(entry, "groups")) {
      String subject = out.object("Group", "", Nodes.text(group), at);
      out.fact(at, "maps_identity", arn, subject, out.cluster(at));
    }
    String user = Nodes.text(entry, "username");
    if (!user.isEmpty() && !user.contains("{{")) {
      out.fact(at, "maps_identity", arn, out.object("User", "", user, at), out.cluster(at));
    }
  }
}
