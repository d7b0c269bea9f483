package dev.ardennes.collect.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A pattern on paths: `*` and `?` within a folder, `**` across folders, `[a-c]`, `{a,b}`. Matching
/// takes the length of the path times that of the pattern.
final class Glob {
  private static final int LONGEST = 200;
  private static final int MOST_ALTERNATIVES = 32;

  /// A character of a path, or any number of them.
  private record Token(IntPredicate accepts, boolean repeats) {}

  private final List<List<Token>> alternatives;

  private Glob(List<List<Token>> alternatives) {
    this.alternatives = alternatives;
  }

  /// Answers null for a pattern that is too long or not well-formed.
  static @Nullable Glob of(String glob) {
    List<String> expanded = new ArrayList<>();
    if (glob.length() > LONGEST || !expand(glob, expanded)) {
      return null;
    }
    List<List<Token>> alternatives = new ArrayList<>();
    for (String alternative : expanded) {
      List<Token> tokens = tokens(alternative);
      if (tokens == null) {
        return null;
      }
      alternatives.add(tokens);
    }
    return new Glob(alternatives);
  }

  /// Writes out braces, innermost last; false where there are too many or one is not closed.
  private static boolean expand(String glob, List<String> expanded) {
    int open = glob.lastIndexOf('{');
    if (open < 0) {
      expanded.add(glob);
      return expanded.size() <= MOST_ALTERNATIVES;
    }
    int close = glob.indexOf('}', open);
    if (close < 0) {
      return false;
    }
    for (String choice : glob.substring(open + 1, close).split(",", -1)) {
      if (!expand(glob.substring(0, open) + choice + glob.substring(close + 1), expanded)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable List<Token> tokens(String glob) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (c == '[') {
        int close = glob.indexOf(']', at + 1);
        if (close <= at + 1) {
          return null;
        }
        tokens.add(new Token(set(glob.substring(at + 1, close)), false));
        at = close;
      } else if (c == '*') {
        boolean across = glob.startsWith("**", at);
        tokens.add(new Token(across ? any -> true : any -> any != '/', true));
        at += across ? 1 : 0;
      } else {
        tokens.add(new Token(c == '?' ? any -> any != '/' : only -> only == c, false));
      }
      at++;
    }
    return tokens;
  }

  private static IntPredicate set(String text) {
    boolean negated = text.startsWith("!") || text.startsWith("^");
    String members = negated ? text.substring(1) : text;
    IntPredicate in =
        c -> {
          for (int at = 0; at < members.length(); at++) {
            boolean range = at + 2 < members.length() && members.charAt(at + 1) == '-';
            char last = range ? members.charAt(at + 2) : members.charAt(at);
            if (c >= members.charAt(at) && c <= last) {
              return true;
            }
            at += range ? 2 : 0;
          }
          return false;
        };
    return negated ? in.negate() : in;
  }

  boolean matches(String path) {
    return alternatives.stream().anyMatch(tokens -> matches(tokens, path));
  }

  private static boolean matches(List<Token> tokens, String path) {
    boolean[] reached = new boolean[tokens.size() + 1];
    reached[0] = true;
    skipRepeated(tokens, reached);
    for (int at = 0; at < path.length(); at++) {
      boolean[] next = new boolean[reached.length];
      for (int index = 0; index < tokens.size(); index++) {
        Token token = tokens.get(index);
        if (reached[index] && token.accepts.test(path.charAt(at))) {
          next[token.repeats ? index : index + 1] = true;
        }
      }
      skipRepeated(tokens, next);
      reached = next;
    }
    return reached[tokens.size()];
  }

  private static void skipRepeated(List<Token> tokens, boolean[] reached) {
    for (int index = 0; index < tokens.size(); index++) {
      reached[index + 1] |= reached[index] && tokens.get(index).repeats;
    }
  }
}
