package dev.ardennes.collect.kubernetes;

import java.util.LinkedHashSet;
import java.util.Set;

/// What a rule of a route makes of a request before it is sent on.
///
/// @param host that it is sent to; empty where it stays
record Rewriting(String host, Kind kind, String text) {
  /// A path that starts so is what an expression makes of the one that was asked for.
  private static final String MADE = "?";

  static final Rewriting NONE = new Rewriting("", Kind.NONE, "");

  /// What becomes of the path.
  enum Kind {
    NONE,
    /// All of it is replaced.
    PATH,
    /// The prefix that was matched is replaced, as characters; all of it where none was.
    PREFIX,
    /// The prefix that was matched is replaced, as whole parts of the path.
    PARTS,
    /// An expression makes another one.
    EXPRESSION
  }

  /// How requests for this path, or paths of this pattern, arrive.
  Set<String> arrivals(String asked) {
    return switch (kind) {
      case NONE -> Set.of(asked);
      case PATH -> Set.of(text);
      case PREFIX -> Set.of(isPrefix(asked) ? text + "*" : text);
      case PARTS -> parts(asked);
      case EXPRESSION -> Set.of(MADE + text);
    };
  }

  private static boolean isPrefix(String path) {
    return path.endsWith("*") && !path.startsWith(RouteFacts.PATTERN);
  }

  private Set<String> parts(String asked) {
    String start = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    Set<String> arrivals = new LinkedHashSet<>();
    if (isPrefix(asked)) {
      arrivals.add(start + "/*");
    }
    if (!isPrefix(asked) || (asked.equals(RouteFacts.ANY_PATH) && !start.isEmpty())) {
      arrivals.add(start.isEmpty() ? "/" : start);
    }
    return arrivals;
  }
}
