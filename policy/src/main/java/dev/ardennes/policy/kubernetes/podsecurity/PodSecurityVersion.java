package dev.ardennes.policy.kubernetes.podsecurity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Of which Kubernetes version a policy is.
///
/// @param minor the number after `v1.`; [#LATEST] has the greatest number there is
public record PodSecurityVersion(int minor) implements Comparable<PodSecurityVersion> {
  /// The newest policy known here, which is that of Kubernetes 1.37.
  public static final PodSecurityVersion LATEST = new PodSecurityVersion(Integer.MAX_VALUE);

  private static final Pattern TEXT = Pattern.compile("v1\\.(0|[1-9][0-9]{0,8})");

  /// The version of a namespace label, `latest` or `v1.x`; empty for any other text.
  public static Optional<PodSecurityVersion> of(String text) {
    if (text.equals("latest")) {
      return Optional.of(LATEST);
    }
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new PodSecurityVersion(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  boolean from(int firstMinor) {
    return minor >= firstMinor;
  }

  /// As labels write it.
  public String word() {
    return equals(LATEST) ? "latest" : "v1." + minor;
  }

  @Override
  public int compareTo(PodSecurityVersion other) {
    return Integer.compare(minor, other.minor);
  }
}
