package dev.ardennes.policy.istio;

/// How the traffic of a workload meets the mesh.
public enum MeshMode {
  /// A proxy of its own, also that of a gateway: all attributes of HTTP are seen.
  SIDECAR,
  /// The node's ztunnel, which sees connections only, and a waypoint where there is one.
  AMBIENT,
  /// None: no policy is enforced, and no mesh identity is presented.
  NONE,
  /// Nothing collected says which.
  UNKNOWN
}
