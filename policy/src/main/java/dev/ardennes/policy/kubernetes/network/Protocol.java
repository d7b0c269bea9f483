package dev.ardennes.policy.kubernetes.network;

/// The protocols that network policies tell apart.
public enum Protocol {
  TCP,
  UDP,
  SCTP
}
