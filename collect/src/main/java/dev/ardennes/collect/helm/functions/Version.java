package dev.ardennes.collect.helm.functions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A semantic version; minor and patch may be missing and count as zero.
record Version(long major, long minor, long patch, String prerelease, String metadata)
    implements Comparable<Version> {
  private static final Pattern TEXT =
      Pattern.compile(
          "v?(\\d{1,18})(?:\\.(\\d{1,18}))?(?:\\.(\\d{1,18}))?"
              + "(?:-([0-9A-Za-z.-]{1,200}))?(?:\\+([0-9A-Za-z.-]{1,200}))?");

  /// Answers null for what is no version.
  static @Nullable Version parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    return new Version(
        number(parts.group(1)),
        number(parts.group(2)),
        number(parts.group(3)),
        parts.group(4) == null ? "" : parts.group(4),
        parts.group(5) == null ? "" : parts.group(5));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /// By precedence: a version before its release is less than the release; metadata do not count.
  @Override
  public int compareTo(Version other) {
    int order = Long.compare(major, other.major);
    order = order != 0 ? order : Long.compare(minor, other.minor);
    order = order != 0 ? order : Long.compare(patch, other.patch);
    if (order != 0 || prerelease.equals(other.prerelease)) {
      return order;
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return prerelease.isEmpty() ? 1 : -1;
    }
    return comparePrerelease(prerelease.split("\\."), other.prerelease.split("\\."));
  }

  private static int comparePrerelease(String[] left, String[] right) {
    for (int at = 0; at < Math.min(left.length, right.length); at++) {
      boolean leftNumber = left[at].matches("\\d{1,18}");
      boolean rightNumber = right[at].matches("\\d{1,18}");
      int order =
          leftNumber && rightNumber
              ? Long.compare(Long.parseLong(left[at]), Long.parseLong(right[at]))
              : leftNumber != rightNumber ? (leftNumber ? -1 : 1) : left[at].compareTo(right[at]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
