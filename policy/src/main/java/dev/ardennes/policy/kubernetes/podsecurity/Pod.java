package dev.ardennes.policy.kubernetes.podsecurity;

import java.util.ArrayList;
import java.util.List;

/// A pod with the places that controls look at.
///
/// @param annotations of the pod; absent where a bare spec was given
record Pod(Place spec, Place annotations) {
  /// Whether something holds of a pod.
  enum Known {
    YES,
    NO,
    UNKNOWN
  }

  /// All containers: those that start first, the usual ones, and those that are added later.
  List<Place> containers() {
    List<Place> containers = new ArrayList<>();
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      containers.addAll(spec.at(list).items());
    }
    return containers;
  }

  Place security() {
    return spec.at("securityContext");
  }

  /// The security contexts of the pod and of all containers.
  List<Place> contexts() {
    List<Place> contexts = new ArrayList<>();
    contexts.add(security());
    containers().forEach(container -> contexts.add(container.at("securityContext")));
    return contexts;
  }

  /// Whether the pod has user ids of its own.
  Known inUserNamespace() {
    Place hostUsers = spec.at("hostUsers");
    if (hostUsers.isAbsent()) {
      return Known.NO;
    }
    if (!hostUsers.node().isBoolean()) {
      return Known.UNKNOWN;
    }
    return hostUsers.node().asBoolean() ? Known.NO : Known.YES;
  }

  /// Whether the pod says that it runs on Windows, so that Linux fields cannot be set.
  Known onWindows() {
    Place name = spec.at("os", "name");
    if (name.isUnknown()) {
      return Known.UNKNOWN;
    }
    return name.text().equals("windows") ? Known.YES : Known.NO;
  }
}
