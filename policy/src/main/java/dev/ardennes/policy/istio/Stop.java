package dev.ardennes.policy.istio;

import org.jspecify.annotations.Nullable;

/// One proxy that a request passes, what it sees of the request and the policies it enforces.
///
/// @param sender the identity presented over mutual TLS; null where there is none
/// @param address of the sender as the proxy sees it; empty where not known
/// @param addressOf whose address that is, in words
/// @param remoteAddress the original client's; empty where not known
/// @param request without caller, target and token, so that equal stops are equal
/// @param token as it is after validation
record Stop(
    Proxy proxy,
    PolicySet policies,
    @Nullable Identity sender,
    String address,
    String addressOf,
    String remoteAddress,
    int port,
    IstioRequest request,
    Token token) {

  /// The sort of proxy.
  enum Proxy {
    /// Beside the workload, or a gateway.
    SIDECAR,
    ZTUNNEL,
    WAYPOINT
  }

  Protocol protocol() {
    return request.protocol();
  }
}
