package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GlobTest {
  @Test
  void aStarStandsForAnyTextAlsoTheEmptyOne() {
    assertThat(Glob.matches("arn:*:role/app", "arn:aws:iam::1:role/app")).isTrue();
    assertThat(Glob.matches("app*", "app")).isTrue();
    assertThat(Glob.matches("app", "application")).isFalse();
    assertThat(Glob.matches("", "")).isTrue();
    assertThat(Glob.matches("*a*b", "xaxbxab")).isTrue();
  }

  /// The meaning: two globs overlap if some text is matched by both.
  @Test
  void overlapAgreesWithTryingEveryShortText() {
    List<String> globs = words("ab*", 4);
    List<String> texts = words("ab", 6);
    for (String one : globs) {
      for (String other : globs) {
        boolean meant =
            texts.stream().anyMatch(t -> Glob.matches(one, t) && Glob.matches(other, t));
        assertThat(Glob.overlap(one, other)).as(one + " ~ " + other).isEqualTo(meant);
      }
    }
  }

  private static List<String> words(String alphabet, int longest) {
    List<String> words = new ArrayList<>(List.of(""));
    for (int from = 0, length = 0; length < longest; length++) {
      int to = words.size();
      for (int i = from; i < to; i++) {
        for (int c = 0; c < alphabet.length(); c++) {
          words.add(words.get(i) + alphabet.charAt(c));
        }
      }
      from = to;
    }
    return words;
  }
}
