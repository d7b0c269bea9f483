package dev.ardennes.policy.kubernetes.network;

import java.util.List;

/// All pods of one workload.
///
/// @param id of the workload
/// @param namespace the id of its namespace
/// @param ports the named ports of its containers
/// @param hostNetwork whether the pods share the network of their node
/// @param addresses single addresses or blocks that hold all addresses of these pods; empty where
///   they are not known
public record PodClass(
    String id,
    String namespace,
    Labels labels,
    List<NamedPort> ports,
    boolean hostNetwork,
    List<String> addresses) {
  public PodClass {
    ports = List.copyOf(ports);
    addresses = List.copyOf(addresses);
  }

  /// A port of a container that has a name.
  ///
  /// @param number a decimal number, or a text with unknown parts
  public record NamedPort(String name, Protocol protocol, String number) {
    public static NamedPort of(String name, Protocol protocol, int number) {
      return new NamedPort(name, protocol, String.valueOf(number));
    }
  }

  /// Pods in the cluster's own network, without named ports, their addresses not known.
  public static PodClass of(String id, String namespace, Labels labels) {
    return new PodClass(id, namespace, labels, List.of(), false, List.of());
  }

  public PodClass withPorts(List<NamedPort> other) {
    return new PodClass(id, namespace, labels, other, hostNetwork, addresses);
  }

  public PodClass inHostNetwork() {
    return new PodClass(id, namespace, labels, ports, true, addresses);
  }

  public PodClass withAddresses(List<String> other) {
    return new PodClass(id, namespace, labels, ports, hostNetwork, other);
  }
}
