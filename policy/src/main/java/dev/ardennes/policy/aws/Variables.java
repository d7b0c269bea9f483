package dev.ardennes.policy.aws;

import java.util.Optional;

/// Replaces policy variables, `${aws:username}`, in patterns.
final class Variables {
  private static final int MAX_VARIABLES = 50;

  private final ContextKeys keys;

  Variables(ContextKeys keys) {
    this.keys = keys;
  }

  static boolean in(String text) {
    return text.indexOf("${") >= 0;
  }

  /// The pattern with its variables replaced by what they stand for; a value that is not known
  /// becomes an unknown part. Empty where a variable has no value: then nothing matches the
  /// pattern.
  ///
  /// @param wildcards whether `*` and `?` outside variables are wildcards
  Optional<Glob> replace(String text, boolean wildcards) {
    Glob.Builder builder = new Glob.Builder();
    int from = 0;
    for (int count = 0; count < MAX_VARIABLES; count++) {
      int open = text.indexOf("${", from);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      append(builder, text.substring(from, open), wildcards);
      if (!appendValue(builder, text.substring(open + 2, close))) {
        return Optional.empty();
      }
      from = close + 1;
    }
    append(builder, text.substring(from), wildcards);
    return Optional.of(builder.build());
  }

  /// The pattern with every ARN segment that has a variable as `*`.
  static Glob blank(String text) {
    StringBuilder blank = new StringBuilder();
    for (String segment : Arns.segments(text)) {
      blank.append(blank.isEmpty() ? "" : ":").append(in(segment) ? "*" : segment);
    }
    return Glob.parse(blank.toString());
  }

  private static void append(Glob.Builder builder, String text, boolean wildcards) {
    if (wildcards) {
      builder.pattern(text);
    } else {
      builder.literal(text);
    }
  }

  private boolean appendValue(Glob.Builder builder, String variable) {
    if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
      builder.literal(variable);
      return true;
    }
    int comma = variable.indexOf(',');
    String key = (comma < 0 ? variable : variable.substring(0, comma)).strip();
    switch (keys.lookup(key)) {
      case ContextKeys.Known known -> {
        if (known.values().size() != 1) {
          return false;
        }
        builder.all(known.values().getFirst());
      }
      case ContextKeys.Absent absent -> {
        if (comma < 0) {
          return false;
        }
        builder.literal(unquoted(variable.substring(comma + 1).strip()));
      }
      case ContextKeys.Among among -> builder.symbol(Names.VALUE_OF + key);
      case ContextKeys.Chosen chosen -> builder.symbol(Names.VALUE_OF + key);
      case ContextKeys.Open open -> builder.symbol(Names.VALUE_OF + key);
    }
    return true;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
