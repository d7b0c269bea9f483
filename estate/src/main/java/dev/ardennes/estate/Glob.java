package dev.ardennes.estate;

/// Globs with `*` (any text, also empty) and no other special character.
public final class Glob {
  private Glob() {}

  /// Whether the pattern matches the whole text. Linear space, O(pattern x text) at worst.
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /// Whether some text is matched by both globs. O(length x length).
  public static boolean overlap(String one, String other) {
    boolean[] row = new boolean[other.length() + 1];
    row[0] = true;
    for (int j = 1; j <= other.length(); j++) {
      row[j] = row[j - 1] && other.charAt(j - 1) == '*';
    }
    for (int i = 1; i <= one.length(); i++) {
      row = next(row, one.charAt(i - 1), other);
    }
    return row[other.length()];
  }

  private static boolean[] next(boolean[] above, char c, String other) {
    boolean[] row = new boolean[above.length];
    row[0] = above[0] && c == '*';
    for (int j = 1; j < row.length; j++) {
      char d = other.charAt(j - 1);
      if (c == '*' || d == '*') {
        row[j] = above[j] || row[j - 1];
      } else {
        row[j] = c == d && above[j - 1];
      }
    }
    return row;
  }
}
