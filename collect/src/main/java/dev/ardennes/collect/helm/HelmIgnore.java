package dev.ardennes.collect.helm;

import java.util.ArrayList;
import java.util.List;

/// The `.helmignore` of a chart: files that are no part of it.
final class HelmIgnore {
  private record Rule(Glob pattern, boolean negated, boolean rooted, boolean folder) {}

  private static final int MOST_RULES = 200;

  private final List<Rule> rules = new ArrayList<>();

  HelmIgnore(String text) {
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .limit(MOST_RULES)
        .forEach(this::add);
  }

  private void add(String line) {
    boolean negated = line.startsWith("!");
    String rule = negated ? line.substring(1) : line;
    boolean folder = rule.endsWith("/");
    rule = folder ? rule.substring(0, rule.length() - 1) : rule;
    boolean rooted = rule.contains("/");
    Glob pattern = Glob.of(rule.startsWith("/") ? rule.substring(1) : rule);
    if (pattern != null && !rule.contains("**")) {
      rules.add(new Rule(pattern, negated, rooted, folder));
    }
  }

  /// Whether the file, or a folder that it is in, is left out; the last rule that fits decides.
  boolean ignores(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (fits(path.substring(0, slash), true)) {
        return true;
      }
    }
    return fits(path, false);
  }

  private boolean fits(String path, boolean folder) {
    boolean ignored = false;
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (Rule rule : rules) {
      boolean matches = (folder || !rule.folder) && rule.pattern.matches(rule.rooted ? path : name);
      if (matches) {
        ignored = !rule.negated;
      }
    }
    return ignored;
  }
}
