package dev.ardennes.collect.kubernetes.manifest;

import dev.ardennes.collect.json.Json;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A Kubernetes object.
///
/// @param apiVersion `apps/v1`
/// @param kind `Deployment`
/// @param namespace empty for objects of the whole cluster; `default` where none is written
/// @param name empty where it has none
public record Manifest(String apiVersion, String kind, String namespace, String name, Json.Obj body)
    implements Comparable<Manifest> {
  private static final Comparator<Json.Place> PLACES =
      Comparator.comparing(Json.Place::file)
          .thenComparingInt(Json.Place::line)
          .thenComparingInt(Json.Place::column)
          .thenComparing(Json.Place::pointer);
  private static final Comparator<Manifest> ORDER =
      Comparator.comparing(Manifest::kind)
          .thenComparing(Manifest::namespace)
          .thenComparing(Manifest::name)
          .thenComparing(Manifest::apiVersion)
          .thenComparing(manifest -> manifest.body.place(), PLACES);

  private static final Set<String> OF_THE_CLUSTER =
      Set.of(
          "Namespace",
          "Node",
          "PersistentVolume",
          "ClusterRole",
          "ClusterRoleBinding",
          "IngressClass",
          "GatewayClass",
          "StorageClass",
          "CustomResourceDefinition",
          "PriorityClass",
          "APIService",
          "MutatingWebhookConfiguration",
          "ValidatingWebhookConfiguration",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "RuntimeClass",
          "CSIDriver",
          "CSINode",
          "VolumeAttachment",
          "ClusterPolicy",
          "ValidatingPolicy",
          "ClusterIssuer",
          "IngressClassParams",
          "CertificateSigningRequest",
          "FlowSchema",
          "PriorityLevelConfiguration");

  /// The object of a body.
  ///
  /// @return null where it has no `apiVersion` or no `kind`
  public static @Nullable Manifest of(Json.Obj body) {
    String apiVersion = Nodes.text(body, "apiVersion");
    String kind = Nodes.text(body, "kind");
    return apiVersion.isEmpty() || kind.isEmpty() ? null : of(apiVersion, kind, body);
  }

  static Manifest of(String apiVersion, String kind, Json.Obj body) {
    String name = Nodes.text(body, "metadata", "name");
    if (name.isEmpty()) {
      String generated = Nodes.text(body, "metadata", "generateName");
      name = generated.endsWith("-") ? generated.substring(0, generated.length() - 1) : generated;
    }
    String namespace = Nodes.text(body, "metadata", "namespace");
    if (isOfTheCluster(kind) || apiVersion.startsWith("constraints.gatekeeper.sh/")) {
      namespace = "";
    } else if (namespace.isEmpty()) {
      namespace = "default";
    }
    return new Manifest(apiVersion, kind, namespace, name, body);
  }

  /// Whether objects of the kind lie in no namespace.
  public static boolean isOfTheCluster(String kind) {
    return OF_THE_CLUSTER.contains(kind);
  }

  /// The API group: `apps`; empty for the core.
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  public @Nullable Json spec() {
    return Nodes.at(body, "spec");
  }

  public Map<String, Json> labels() {
    return Nodes.members(body, "metadata", "labels");
  }

  /// The annotation's text; empty where it is not there.
  public String annotation(String key) {
    return Nodes.text(body, "metadata", "annotations", key);
  }

  /// Where the annotation stands; the object's place where it is not there.
  public Json annotationAt(String key) {
    Json value = Nodes.at(body, "metadata", "annotations", key);
    return value == null ? body : value;
  }

  /// Whether a cluster wrote this, and not a person.
  public boolean isDumped() {
    return Nodes.at(body, "metadata", "uid") != null;
  }

  /// What makes two objects one.
  public String key() {
    return group() + "/" + kind + "/" + namespace + "/" + name;
  }

  @Override
  public int compareTo(Manifest other) {
    return ORDER.compare(this, other);
  }
}
