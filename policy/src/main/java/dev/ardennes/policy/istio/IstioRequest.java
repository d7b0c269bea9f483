package dev.ardennes.policy.istio;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A question: may this caller send that to this workload?
///
/// Parts that are empty are the caller's to pick; an answer then says what to pick.
///
/// @param target the id of a workload class
/// @param port of the target's pods, not of a service
/// @param method case counts
/// @param host the authority, case does not count
/// @param headers those that are fixed, by name in lower case
/// @param otherHeadersOpen whether the caller picks all others; otherwise they are not sent
public record IstioRequest(
    Caller caller,
    String target,
    int port,
    Protocol protocol,
    Optional<String> method,
    Optional<String> path,
    Optional<String> host,
    SortedMap<String, String> headers,
    boolean otherHeadersOpen,
    Token token) {
  public IstioRequest {
    headers = headers.isEmpty() ? Collections.emptySortedMap() : lowerCase(headers);
  }

  private static SortedMap<String, String> lowerCase(Map<String, String> headers) {
    SortedMap<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return Collections.unmodifiableSortedMap(lower);
  }

  /// An HTTP request without a token, everything else the caller's to pick.
  public static IstioRequest http(Caller caller, String target, int port) {
    return new IstioRequest(
        caller,
        target,
        port,
        Protocol.HTTP,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Collections.emptySortedMap(),
        true,
        Token.none());
  }

  /// A connection that is not HTTP.
  public static IstioRequest tcp(Caller caller, String target, int port) {
    return http(caller, target, port).withProtocol(Protocol.TCP);
  }

  public IstioRequest withCaller(Caller value) {
    return new IstioRequest(
        value, target, port, protocol, method, path, host, headers, otherHeadersOpen, token);
  }

  public IstioRequest withProtocol(Protocol value) {
    return new IstioRequest(
        caller, target, port, value, method, path, host, headers, otherHeadersOpen, token);
  }

  public IstioRequest withMethod(String value) {
    return new IstioRequest(
        caller,
        target,
        port,
        protocol,
        Optional.of(value),
        path,
        host,
        headers,
        otherHeadersOpen,
        token);
  }

  public IstioRequest withPath(String value) {
    return new IstioRequest(
        caller,
        target,
        port,
        protocol,
        method,
        Optional.of(value),
        host,
        headers,
        otherHeadersOpen,
        token);
  }

  public IstioRequest withHost(String value) {
    return new IstioRequest(
        caller,
        target,
        port,
        protocol,
        method,
        path,
        Optional.of(value),
        headers,
        otherHeadersOpen,
        token);
  }

  /// With exactly these headers.
  public IstioRequest withHeaders(Map<String, String> values) {
    return new IstioRequest(
        caller, target, port, protocol, method, path, host, new TreeMap<>(values), false, token);
  }

  public IstioRequest withToken(Token value) {
    return new IstioRequest(
        caller, target, port, protocol, method, path, host, headers, otherHeadersOpen, value);
  }
}
