package dev.ardennes.collect.helm.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A condition on versions as in `>=1.19-0 <1.22 || ~2.1`, after the library that Sprig uses: a
/// version before its release fits only where the condition names one, too.
record VersionConstraint(List<List<Part>> alternatives) {
  private static final Pattern PART =
      Pattern.compile(
          "\\s*(=>|=<|>=|<=|!=|=|>|<|~>|~|\\^)?\\s*(v?[0-9xX*][0-9A-Za-z.*+-]{0,200})\\s*,?");
  private static final Pattern WILDCARD =
      Pattern.compile(
          "v?([0-9]{1,18}|[xX*])(?:\\.([0-9]{1,18}|[xX*]))?(?:\\.([0-9]{1,18}|[xX*]))?(-[^+]*)?(?:\\+.*)?");
  private static final Pattern HYPHEN = Pattern.compile("\\s*(\\S+)\\s+-\\s+(\\S+)\\s*");

  /// One comparison.
  ///
  /// @param given how many of major, minor and patch are given
  record Part(String operator, Version version, int given) {}

  VersionConstraint {
    alternatives = List.copyOf(alternatives);
  }

  /// Answers null for what is no condition.
  static @Nullable VersionConstraint parse(String text) {
    List<List<Part>> alternatives = new ArrayList<>();
    for (String alternative : text.split("\\|\\|", -1)) {
      List<Part> parts = parts(alternative);
      if (parts == null) {
        return null;
      }
      alternatives.add(parts);
    }
    return new VersionConstraint(alternatives);
  }

  private static @Nullable List<Part> parts(String text) {
    Matcher hyphen = HYPHEN.matcher(text);
    String plain = hyphen.matches() ? ">=" + hyphen.group(1) + " <=" + hyphen.group(2) : text;
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(plain);
    int at = 0;
    while (at < plain.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        return plain.substring(at).isBlank() && !parts.isEmpty() ? parts : null;
      }
      Part part = part(matcher.group(1) == null ? "" : matcher.group(1), matcher.group(2));
      if (part == null) {
        return null;
      }
      parts.add(part);
      at = matcher.end();
    }
    return parts.isEmpty() ? null : parts;
  }

  private static @Nullable Part part(String operator, String text) {
    Matcher matcher = WILDCARD.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    StringBuilder version = new StringBuilder();
    int given = 0;
    for (int group = 1; group <= 3; group++) {
      String number = matcher.group(group);
      boolean isNumber = number != null && Character.isDigit(number.charAt(0));
      if (isNumber && given == group - 1) {
        given = group;
      }
      version.append(group > 1 ? "." : "").append(given == group ? number : "0");
    }
    version.append(matcher.group(4) == null ? "" : matcher.group(4));
    Version parsed = Version.parse(version.toString());
    return parsed == null ? null : new Part(operator, parsed, given);
  }

  /// Whether the version fits one of the alternatives.
  boolean allows(Version version) {
    return alternatives.stream()
        .anyMatch(parts -> parts.stream().allMatch(part -> fits(part, version)));
  }

  private static boolean fits(Part part, Version version) {
    Version wanted = part.version;
    if (!version.prerelease().isEmpty()
        && wanted.prerelease().isEmpty()
        && !part.operator.equals("!=")) {
      return false;
    }
    int order = version.compareTo(wanted);
    return switch (part.operator) {
      case "", "=" -> part.given < 3 ? tilde(part, version) : order == 0;
      case "!=" -> part.given < 3 ? !tilde(part, version) : order != 0;
      case ">" -> part.given < 3 ? order > 0 && !tilde(part, version) : order > 0;
      case ">=", "=>" -> order >= 0;
      case "<" -> order < 0;
      case "<=", "=<" -> part.given < 3 ? order <= 0 || tilde(part, version) : order <= 0;
      case "~", "~>" -> tilde(part, version);
      default -> order >= 0 && caret(part, version);
    };
  }

  /// The same minor version, or the same major version where only that is given.
  private static boolean tilde(Part part, Version version) {
    return version.compareTo(part.version) >= 0
        && (part.given == 0 || version.major() == part.version.major())
        && (part.given < 2 || version.minor() == part.version.minor());
  }

  /// The same leftmost number that is not zero.
  private static boolean caret(Part part, Version version) {
    if (part.version.major() > 0 || part.given < 2) {
      return part.given == 0 || version.major() == part.version.major();
    }
    if (version.major() != 0) {
      return false;
    }
    if (part.version.minor() > 0 || part.given < 3) {
      return version.minor() == part.version.minor();
    }
    return version.minor() == 0 && version.patch() == part.version.patch();
  }
}
