package dev.ardennes.policy.istio;

import java.util.List;

/// The settings of a mesh that policies depend on.
///
/// @param rootNamespace policies there apply to the whole mesh
/// @param trustDomain of every workload's identity
/// @param trustDomainAliases other names of the trust domain; a policy that names one names all
/// @param defaultMode what holds where no PeerAuthentication says anything
public record Mesh(
    String rootNamespace,
    String trustDomain,
    List<String> trustDomainAliases,
    MutualTls defaultMode,
    PathNormalization pathNormalization) {
  /// What Istio does where nobody sets anything.
  public static final Mesh DEFAULT =
      new Mesh(
          "istio-system", "cluster.local", List.of(), MutualTls.PERMISSIVE, PathNormalization.BASE);

  public Mesh {
    trustDomainAliases = List.copyOf(trustDomainAliases);
  }

  public Mesh withRootNamespace(String namespace) {
    return new Mesh(namespace, trustDomain, trustDomainAliases, defaultMode, pathNormalization);
  }

  public Mesh withTrustDomain(String domain, List<String> aliases) {
    return new Mesh(rootNamespace, domain, aliases, defaultMode, pathNormalization);
  }

  public Mesh withDefaultMode(MutualTls mode) {
    return new Mesh(rootNamespace, trustDomain, trustDomainAliases, mode, pathNormalization);
  }

  public Mesh withPathNormalization(PathNormalization normalization) {
    return new Mesh(rootNamespace, trustDomain, trustDomainAliases, defaultMode, normalization);
  }
}
