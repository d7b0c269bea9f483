package dev.ardennes.collect;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// One line of an ignore file, with the meaning that Git documents in `gitignore`.
///
/// @param text the line, for messages
/// @param line 1-based
/// @param negated whether it takes back an earlier line
/// @param folderOnly whether it holds for folders only
/// @param anchored whether it is compared with the whole path below the ignore file, else with the
///   last name
record IgnoreRule(
    String text, int line, boolean negated, boolean folderOnly, boolean anchored, Pattern pattern) {

  /// The rule of a line; null for blank lines, comments and patterns that can match nothing.
  static @Nullable IgnoreRule parse(String raw, int line) {
    String text = withoutTrailingSpaces(raw);
    if (text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    boolean negated = text.startsWith("!");
    String body = negated ? text.substring(1) : text;
    boolean folderOnly = body.endsWith("/");
    if (folderOnly) {
      body = body.substring(0, body.length() - 1);
    }
    boolean anchored = body.indexOf('/') >= 0;
    if (body.startsWith("/")) {
      body = body.substring(1);
    }
    if (body.isEmpty()) {
      return null;
    }
    try {
      return new IgnoreRule(
          text, line, negated, folderOnly, anchored, Pattern.compile(expression(body)));
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  /// @param path below the folder of the ignore file, with `/`
  boolean matches(String path, String name, boolean folder) {
    return (folder || !folderOnly) && pattern.matcher(anchored ? path : name).matches();
  }

  private static String withoutTrailingSpaces(String raw) {
    int end = raw.length();
    while (end > 0 && raw.charAt(end - 1) == ' ' && !escaped(raw, end - 1)) {
      end--;
    }
    return raw.substring(0, end);
  }

  private static boolean escaped(String text, int at) {
    int slashes = 0;
    while (at - 1 - slashes >= 0 && text.charAt(at - 1 - slashes) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private static String expression(String glob) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (c == '*') {
        at = stars(glob, at, out);
      } else if (c == '[') {
        at = characterClass(glob, at, out);
      } else if (c == '\\' && at + 1 < glob.length()) {
        literal(glob.charAt(at + 1), out);
        at += 2;
      } else {
        if (c == '?') {
          out.append("[^/]");
        } else {
          literal(c, out);
        }
        at++;
      }
    }
    return out.toString();
  }

  /// A run of two stars spans folders only where it fills the whole space between two slashes.
  private static int stars(String glob, int at, StringBuilder out) {
    int end = at;
    while (end < glob.length() && glob.charAt(end) == '*') {
      end++;
    }
    boolean opens = at == 0 || glob.charAt(at - 1) == '/';
    boolean closes = end == glob.length() || glob.charAt(end) == '/';
    if (end - at < 2 || !opens || !closes) {
      out.append("[^/]*");
      return end;
    }
    if (end == glob.length()) {
      out.append(at == 0 ? ".*" : ".+");
      return end;
    }
    out.append("(?:.*/)?");
    return end + 1;
  }

  private static int characterClass(String glob, int at, StringBuilder out) {
    int from = at + 1;
    boolean not = from < glob.length() && (glob.charAt(from) == '!' || glob.charAt(from) == '^');
    if (not) {
      from++;
    }
    int end = from < glob.length() && glob.charAt(from) == ']' ? from + 1 : from;
    while (end < glob.length() && glob.charAt(end) != ']') {
      end += glob.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= glob.length()) {
      throw new PatternSyntaxException("class without end", glob, at);
    }
    out.append("(?!/)[").append(not ? "^" : "");
    for (int i = from; i < end; i++) {
      char c = glob.charAt(i);
      if (c == '\\' && i + 1 < end) {
        out.append('\\').append(glob.charAt(++i));
      } else if ("[]&^\\".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    out.append(']');
    return end + 1;
  }

  private static void literal(char c, StringBuilder out) {
    if ("\\^$.|?*+()[]{}".indexOf(c) >= 0) {
      out.append('\\');
    }
    out.append(c);
  }
}
