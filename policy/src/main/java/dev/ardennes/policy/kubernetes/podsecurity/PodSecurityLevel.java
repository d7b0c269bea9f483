package dev.ardennes.policy.kubernetes.podsecurity;

import java.util.Locale;
import java.util.Optional;

/// How strict a policy is; each level includes the ones before it.
public enum PodSecurityLevel {
  PRIVILEGED,
  BASELINE,
  RESTRICTED;

  /// The level of a namespace label; empty for any other text.
  public static Optional<PodSecurityLevel> of(String word) {
    for (PodSecurityLevel level : values()) {
      if (level.word().equals(word)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /// As labels write it, such as `baseline`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
