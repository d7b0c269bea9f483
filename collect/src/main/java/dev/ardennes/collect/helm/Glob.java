package dev.ardennes.collect.helm;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Patterns on paths: `*` and `?` within a folder, `**` across folders, `[a-c]`, `{a,b}`.
final class Glob {
  private static final int LONGEST = 200;
  private static final int MOST_WILDCARDS = 6;

  private Glob() {}

  /// Answers null for a pattern that is too costly or not well-formed.
  static @Nullable Pattern pattern(String glob) {
    long wildcards = glob.chars().filter(c -> c == '*' || c == '{').count();
    if (glob.length() > LONGEST || wildcards > MOST_WILDCARDS) {
      return null;
    }
    StringBuilder regex = new StringBuilder();
    int groups = 0;
    for (int at = 0; at < glob.length(); at++) {
      char c = glob.charAt(at);
      switch (c) {
        case '*' -> {
          boolean across = glob.startsWith("**", at);
          regex.append(across ? ".*" : "[^/]*");
          at += across ? 1 : 0;
        }
        case '?' -> regex.append("[^/]");
        case '{' -> {
          regex.append("(?:");
          groups++;
        }
        case '}' -> {
          regex.append(groups > 0 ? ")" : "\\}");
          groups = Math.max(0, groups - 1);
        }
        case ',' -> regex.append(groups > 0 ? "|" : ",");
        case '[' -> {
          int close = glob.indexOf(']', at);
          if (close < 0) {
            return null;
          }
          String set = glob.substring(at + 1, close).replaceAll("[\\\\\\[&]", "");
          if (set.isEmpty() || !set.matches("!?[\\w.-]+")) {
            return null;
          }
          regex.append('[').append(set.replace('!', '^')).append(']');
          at = close;
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return groups > 0 ? null : Pattern.compile(regex.toString());
    } catch (java.util.regex.PatternSyntaxException invalid) {
      return null;
    }
  }
}
