package dev.ardennes.policy.kubernetes.network;

/// One question: may this connect to that?
///
/// @param ports of the target, behind a service where there is one; where there are several, it is
///   asked which of them are allowed
/// @param amongReplicas where source and target are one class, whether two different pods are
///   meant; a pod can always connect to itself
public record NetworkRequest(
    Endpoint source, Endpoint target, Protocol protocol, PortSet ports, boolean amongReplicas) {

  /// A question about one TCP port.
  public static NetworkRequest of(Endpoint source, Endpoint target, int port) {
    return of(source, target, Protocol.TCP, PortSet.of(port));
  }

  public static NetworkRequest of(
      Endpoint source, Endpoint target, Protocol protocol, PortSet ports) {
    return new NetworkRequest(source, target, protocol, ports, false);
  }

  /// The same between two different pods of a class.
  public NetworkRequest betweenReplicas() {
    return new NetworkRequest(source, target, protocol, ports, true);
  }
}
