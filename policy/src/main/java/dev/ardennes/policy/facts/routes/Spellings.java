package dev.ardennes.policy.facts.routes;

import java.util.Locale;

/// Other spellings of a path that a program answers like it.
public final class Spellings {
  /// A text that no policy is likely to name.
  public static final String NEUTRAL = "any-value";

  private Spellings() {}

  /// The template in another spelling; only its last segment changes, so that a route that is told
  /// from the beginning still leads there.
  ///
  /// @param spelling as `answers_spelling` has it
  public static String spelled(String template, String spelling) {
    int last = template.lastIndexOf('/') + 1;
    if (last == template.length()) {
      return template;
    }
    return switch (spelling) {
      case "case" -> template.substring(0, last) + otherCase(template.substring(last));
      case "trailing-slash" -> template + "/";
      case "path-parameter" -> template + ";" + NEUTRAL;
      default -> template;
    };
  }

  private static String otherCase(String segment) {
    String upper = segment.toUpperCase(Locale.ROOT);
    String lower = segment.toLowerCase(Locale.ROOT);
    boolean parameter = segment.contains("{") && segment.contains("}");
    return parameter ? segment : segment.equals(upper) ? lower : upper;
  }
}
