package dev.ardennes.model;

import java.util.Collection;
import java.util.Optional;

/// The word that somebody probably meant.
public final class Suggestion {
  private static final int MAX_LENGTH = 64;

  private Suggestion() {}

  /// The nearest of `known` by edit distance, the first of equally near ones; empty if none is
  /// near.
  public static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int best = Math.max(2, word.length() / 3) + 1;
    Optional<String> found = Optional.empty();
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < best) {
        best = distance;
        found = Optional.of(candidate);
      }
    }
    return found;
  }

  /// `did you mean ...?` where something is near, else all that is known.
  public static String help(String word, Collection<String> known) {
    return nearest(word, known)
        .map(candidate -> "did you mean `" + candidate + "`?")
        .orElseGet(() -> "use one of: " + String.join(", ", known));
  }

  /// Levenshtein's distance, with two rows.
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[right.length()];
  }
}
