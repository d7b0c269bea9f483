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

  /// A stop without what no policy there asks about, so that answers can be shared.
  static Stop of(
      Proxy proxy,
      PolicySet policies,
      @Nullable Identity sender,
      String address,
      String addressOf,
      String remoteAddress,
      int port,
      IstioRequest request,
      Token token) {
    boolean identity =
        policies.asks(
            Attribute.PRINCIPAL,
            Attribute.NAMESPACE,
            Attribute.SERVICE_ACCOUNT,
            Attribute.SERVER_NAME);
    boolean tokens =
        policies.asks(
            Attribute.REQUEST_PRINCIPAL, Attribute.AUDIENCE, Attribute.PRESENTER, Attribute.CLAIM);
    boolean source = policies.asks(Attribute.SOURCE_ADDRESS);
    return new Stop(
        proxy,
        policies,
        identity ? sender : null,
        source ? address : "",
        source ? addressOf : "",
        policies.asks(Attribute.REMOTE_ADDRESS) ? remoteAddress : "",
        policies.asks(Attribute.PORT) ? port : 0,
        policies.relevant(request),
        tokens ? token : Token.none());
  }

  Protocol protocol() {
    return request.protocol();
  }
}
