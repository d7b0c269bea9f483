package dev.ardennes.policy.istio;

/// What the proxy takes the port's traffic for.
public enum Protocol {
  /// HTTP, HTTP/2 and gRPC.
  HTTP,
  /// Anything else over TCP; the attributes of HTTP do not exist.
  TCP,
  /// Passes by the mesh: no policy is enforced.
  UDP
}
