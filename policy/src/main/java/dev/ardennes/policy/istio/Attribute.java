package dev.ardennes.policy.istio;

/// What a rule can ask about, and who sees it.
enum Attribute {
  PRINCIPAL("identity", Seen.BY_ALL),
  NAMESPACE("namespace", Seen.BY_ALL),
  SERVICE_ACCOUNT("service account", Seen.BY_ALL),
  SOURCE_ADDRESS("address", Seen.BY_ALL),
  PORT("port", Seen.BY_ALL),
  TARGET_ADDRESS("target's address", Seen.BY_ALL),
  REMOTE_ADDRESS("original address", Seen.BY_PROXIES),
  SERVER_NAME("server name (SNI)", Seen.BY_PROXIES),
  FILTER("filter metadata", Seen.BY_PROXIES),
  REQUEST_PRINCIPAL("token", Seen.ON_HTTP),
  AUDIENCE("token's audience", Seen.ON_HTTP),
  PRESENTER("token's presenter", Seen.ON_HTTP),
  CLAIM("token's claim", Seen.ON_HTTP),
  HOST("host", Seen.ON_HTTP),
  METHOD("method", Seen.ON_HTTP),
  PATH("path", Seen.ON_HTTP),
  HEADER("header", Seen.ON_HTTP);

  /// Where the attribute exists.
  enum Seen {
    /// For every connection, ztunnel's too.
    BY_ALL,
    /// For every connection, but not by ztunnel.
    BY_PROXIES,
    ON_HTTP
  }

  private final String word;
  private final Seen seen;

  Attribute(String word, Seen seen) {
    this.word = word;
    this.seen = seen;
  }

  String word() {
    return word;
  }

  boolean isAddress() {
    return this == SOURCE_ADDRESS || this == REMOTE_ADDRESS || this == TARGET_ADDRESS;
  }

  /// Whether it comes from a validated token.
  boolean isOfToken() {
    return this == REQUEST_PRINCIPAL || this == AUDIENCE || this == PRESENTER || this == CLAIM;
  }

  /// Whether the proxy can tell it.
  boolean seenBy(Stop.Proxy proxy, Protocol protocol) {
    return switch (seen) {
      case BY_ALL -> true;
      case BY_PROXIES -> proxy != Stop.Proxy.ZTUNNEL;
      case ON_HTTP -> proxy != Stop.Proxy.ZTUNNEL && protocol == Protocol.HTTP;
    };
  }
}
