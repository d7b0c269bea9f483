package dev.ardennes.policy.aws;

import java.util.List;

/// Facts without which a request is not allowed in any way.
///
/// @param factIds sorted
/// @param smallest whether no smaller set does
public record Removal(List<String> factIds, boolean smallest) {
  public Removal {
    factIds = List.copyOf(factIds);
  }
}
