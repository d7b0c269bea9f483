package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which resources policies tell apart: two ARNs with the same signature are fitted by the same
/// patterns, themselves and with what lies inside them.
///
/// Cost of a signature: linear in the ARN's length and in the patterns with a wildcard before their
/// end that begin as the ARN does.
public final class ResourcePatterns {
  private final Set<String> named = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();
  private final Map<String, List<String>> complex = new HashMap<>();

  /// @param patterns of resources, as policies write them
  public ResourcePatterns(Collection<String> patterns) {
    patterns.forEach(this::add);
  }

  private void add(String pattern) {
    Beginning beginning = Beginning.of(pattern);
    name(beginning.text());
    if (beginning.whole()) {
      named.add(pattern);
    } else if (pattern.equals(beginning.text() + "*")) {
      prefixes.add(beginning.text());
    } else {
      complex.computeIfAbsent(beginning.text(), text -> new ArrayList<>()).add(pattern);
    }
  }

  /// What is known of a pattern names whatever the rest of it lies inside.
  private void name(String beginning) {
    for (int end = 1; end < beginning.length(); end++) {
      char next = beginning.charAt(end);
      if (next == '/' || next == ':') {
        named.add(beginning.substring(0, end));
      }
    }
  }

  /// What the patterns make of the ARN; empty where they may tell it from every other one.
  public Optional<String> signature(String arn) {
    if (Unknown.in(arn) || named.contains(arn)) {
      return Optional.empty();
    }
    StringBuilder signature = new StringBuilder();
    for (int end = 0; end <= arn.length(); end++) {
      String beginning = arn.substring(0, end);
      if (prefixes.contains(beginning)) {
        signature.append(beginning).append("*\n");
      }
      for (String pattern : complex.getOrDefault(beginning, List.of())) {
        Optional<String> fits = fits(arn, pattern);
        if (fits.isEmpty()) {
          return Optional.empty();
        }
        signature.append(fits.get());
      }
    }
    return Optional.of(signature.toString());
  }

  private static Optional<String> fits(String arn, String pattern) {
    Glob glob = Glob.parse(pattern);
    if (glob.hasSymbols() || pattern.indexOf('$') >= 0) {
      return Optional.empty();
    }
    boolean itself = glob.matches(arn);
    boolean inside = GlobMatch.overlap(Glob.parse(arn + "/*"), glob);
    return Optional.of(itself || inside ? pattern + " " + itself + " " + inside + "\n" : "");
  }
}
