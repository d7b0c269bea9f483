package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.kubernetes.manifest.Manifest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which kinds of objects are understood, and how they are called in facts.
final class Kinds {
  static final String NETWORK = "networking.k8s.io";
  static final String GATEWAYS = "gateway.networking.k8s.io";
  static final String ISTIO = "istio.io";
  private static final String ADMISSION = "admissionregistration.k8s.io";
  private static final String RBAC = "rbac.authorization.k8s.io";

  private static final Map<String, Set<String>> UNDERSTOOD =
      Map.ofEntries(
          Map.entry("Namespace", Set.of("")),
          Map.entry("Node", Set.of("")),
          Map.entry("Pod", Set.of("")),
          Map.entry("ReplicationController", Set.of("")),
          Map.entry("Deployment", Set.of("apps", "extensions")),
          Map.entry("ReplicaSet", Set.of("apps", "extensions")),
          Map.entry("DaemonSet", Set.of("apps", "extensions")),
          Map.entry("StatefulSet", Set.of("apps")),
          Map.entry("Job", Set.of("batch")),
          Map.entry("CronJob", Set.of("batch")),
          Map.entry("Service", Set.of("")),
          Map.entry("ServiceAccount", Set.of("")),
          Map.entry("ConfigMap", Set.of("")),
          Map.entry("Secret", Set.of("")),
          Map.entry("PersistentVolume", Set.of("")),
          Map.entry("PersistentVolumeClaim", Set.of("")),
          Map.entry("Ingress", Set.of(NETWORK, "extensions")),
          Map.entry("IngressClass", Set.of(NETWORK)),
          Map.entry("NetworkPolicy", Set.of(NETWORK, "extensions")),
          Map.entry("Gateway", Set.of(GATEWAYS)),
          Map.entry("GatewayClass", Set.of(GATEWAYS)),
          Map.entry("HTTPRoute", Set.of(GATEWAYS)),
          Map.entry("GRPCRoute", Set.of(GATEWAYS)),
          Map.entry("TCPRoute", Set.of(GATEWAYS)),
          Map.entry("TLSRoute", Set.of(GATEWAYS)),
          Map.entry("Role", Set.of(RBAC)),
          Map.entry("ClusterRole", Set.of(RBAC)),
          Map.entry("RoleBinding", Set.of(RBAC)),
          Map.entry("ClusterRoleBinding", Set.of(RBAC)),
          Map.entry("VirtualService", Set.of("networking.istio.io")),
          Map.entry("AuthorizationPolicy", Set.of("security.istio.io")),
          Map.entry("PeerAuthentication", Set.of("security.istio.io")),
          Map.entry("RequestAuthentication", Set.of("security.istio.io")),
          Map.entry("ValidatingAdmissionPolicy", Set.of(ADMISSION)),
          Map.entry("ValidatingAdmissionPolicyBinding", Set.of(ADMISSION)),
          Map.entry("ValidatingWebhookConfiguration", Set.of(ADMISSION)),
          Map.entry("ClusterPolicy", Set.of("kyverno.io")),
          Map.entry("Policy", Set.of("kyverno.io")),
          Map.entry("ValidatingPolicy", Set.of("policies.kyverno.io")),
          Map.entry("IstioOperator", Set.of("install.istio.io")));

  /// Istio's gateway has the kind of that of the Gateway API.
  static final String ISTIO_GATEWAY = "IstioGateway";

  /// Constraints of Gatekeeper have the kind that their template says.
  static final String CONSTRAINT = "GatekeeperConstraint";

  private Kinds() {}

  /// The kind under which the object is looked up; empty where it is none that is understood.
  static String of(Manifest manifest) {
    String group = manifest.group();
    if (manifest.kind().equals("Gateway") && group.equals("networking.istio.io")) {
      return ISTIO_GATEWAY;
    }
    if (group.equals("constraints.gatekeeper.sh")) {
      return CONSTRAINT;
    }
    Set<String> groups = UNDERSTOOD.get(manifest.kind());
    return groups != null && groups.contains(group) ? manifest.kind() : "";
  }

  /// Whether the object belongs to Kubernetes or Istio themselves, so that it is known what it
  /// does, even where no fact says so.
  static boolean isCommon(Manifest manifest) {
    String group = manifest.group();
    return !group.contains(".")
        || group.endsWith(".k8s.io")
        || isOfIstio(manifest)
        || group.equals("aquasecurity.github.io");
  }

  static boolean isOfIstio(Manifest manifest) {
    return manifest.group().endsWith("." + ISTIO);
  }

  /// `k8s.network-policy` for `NetworkPolicy`.
  static String entityKind(String kind) {
    String words =
        kind.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("([A-Z])([A-Z][a-z])", "$1-$2");
    return "k8s." + words.toLowerCase(Locale.ROOT);
  }

  /// A name as a part of an id: `/` would look like another part.
  static String part(String name) {
    return name.indexOf('/') < 0 && name.indexOf('%') < 0
        ? name
        : name.replace("%", "%25").replace("/", "%2F");
  }
}
