package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.policy.Verdict;

/// One line of a list of connections.
///
/// @param pods the class at the other end
/// @param certain the ports that are allowed; not empty where the verdict is yes
/// @param possible the ports that are allowed at all, perhaps with assumptions; not empty
public record Connection(String pods, PortSet certain, PortSet possible) {
  /// Yes or conditional; what is not allowed is not listed.
  public Verdict verdict() {
    return certain.isEmpty() ? Verdict.CONDITIONAL : Verdict.YES;
  }
}
