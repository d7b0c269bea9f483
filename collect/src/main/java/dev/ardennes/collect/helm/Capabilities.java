package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `.Capabilities`: the cluster that is supposed. It serves the groups of Kubernetes itself, and
/// what the options name.
final class Capabilities {
  private static final List<String> OWN =
      List.of(
          "v1",
          "admissionregistration.k8s.io/v1",
          "apiextensions.k8s.io/v1",
          "apiregistration.k8s.io/v1",
          "apps/v1",
          "authentication.k8s.io/v1",
          "authorization.k8s.io/v1",
          "autoscaling/v1",
          "autoscaling/v2",
          "batch/v1",
          "certificates.k8s.io/v1",
          "coordination.k8s.io/v1",
          "discovery.k8s.io/v1",
          "events.k8s.io/v1",
          "flowcontrol.apiserver.k8s.io/v1",
          "networking.k8s.io/v1",
          "node.k8s.io/v1",
          "policy/v1",
          "rbac.authorization.k8s.io/v1",
          "scheduling.k8s.io/v1",
          "storage.k8s.io/v1");

  private Capabilities() {}

  static Value of(RenderOptions options) {
    List<String> apis = new ArrayList<>(OWN);
    apis.addAll(options.apis());
    String helm = "v3.18.0";
    return new Value.Dict()
        .with("KubeVersion", new KubernetesVersion(options.kubernetes()))
        .with("APIVersions", new Apis(List.copyOf(apis)))
        .with("HelmVersion", new Value.Dict().with("Version", Value.text(helm)));
  }

  /// `.Capabilities.KubeVersion`, which is printed as its version.
  private record KubernetesVersion(String version) implements Value.Opaque {
    @Override
    public String type() {
      return "chartutil.KubeVersion";
    }

    @Override
    public String print() {
      return version;
    }

    @Override
    public @Nullable Value member(String name, List<Value> arguments) {
      String[] parts = version.replaceFirst("^v", "").split("[.+-]");
      return switch (name) {
        case "Version", "GitVersion", "String" -> Value.text(version);
        case "Major" -> Value.text(parts[0]);
        case "Minor" -> Value.text(parts.length > 1 ? parts[1] : "0");
        default -> null;
      };
    }
  }

  /// `.Capabilities.APIVersions`; a kind of a group that is served counts as served.
  private record Apis(List<String> versions) implements Value.Opaque {
    @Override
    public String type() {
      return "chartutil.VersionSet";
    }

    @Override
    public String print() {
      return "[" + String.join(" ", versions) + "]";
    }

    @Override
    public Map<String, Value> entries() {
      Map<String, Value> entries = new TreeMap<>();
      for (String version : versions) {
        entries.put(version, Value.text(version));
      }
      return entries;
    }

    @Override
    public @Nullable Value member(String name, List<Value> arguments) {
      if (!name.equals("Has") || arguments.size() != 1) {
        return null;
      }
      if (!(arguments.getFirst() instanceof Value.Text text)) {
        return arguments.getFirst() instanceof Value.UnknownValue
            ? arguments.getFirst()
            : Value.FALSE;
      }
      String asked = text.text();
      String group = asked.contains("/") ? asked.substring(0, asked.lastIndexOf('/')) : "";
      boolean kind = !group.isEmpty() && (group.contains("/") || group.equals("v1"));
      return Value.bool(versions.contains(asked) || (kind && versions.contains(group)));
    }
  }
}
