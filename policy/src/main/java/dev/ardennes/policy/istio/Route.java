package dev.ardennes.policy.istio;

import java.util.List;

/// A way that a request can take to its target.
///
/// @param when what must hold for it
/// @param stops the proxies on it that enforce something
/// @param uncovered namespaces whose policies are not all known, in words; empty where there are
///   none
record Route(Term when, List<Stop> stops, String uncovered) {
  Route {
    stops = List.copyOf(stops);
  }
}
