package dev.ardennes.collect.helm;

import java.util.List;

/// What a chart is rendered with. What is not given is as `helm template` has it.
///
/// @param values later files win
/// @param release name of the release; empty where it is not known, which makes it an unknown value
/// @param namespace of the release; empty where it is not known, which makes it an unknown value
/// @param kubernetes version of the cluster, such as `v1.33.0`
/// @param apis what the cluster serves beyond the groups of Kubernetes itself, such as
///   `security.istio.io/v1`
public record RenderOptions(
    List<ValueFile> values,
    String release,
    String namespace,
    String kubernetes,
    List<String> apis) {
  private static final RenderOptions STANDARD =
      new RenderOptions(List.of(), "release-name", "default", "v1.33.0", List.of());

  public RenderOptions {
    values = List.copyOf(values);
    apis = List.copyOf(apis);
  }

  /// No values but the chart's; release `release-name` in namespace `default`.
  public static RenderOptions standard() {
    return STANDARD;
  }

  public RenderOptions withValues(List<ValueFile> files) {
    return new RenderOptions(files, release, namespace, kubernetes, apis);
  }

  public RenderOptions withRelease(String name, String inNamespace) {
    return new RenderOptions(values, name, inNamespace, kubernetes, apis);
  }
}
