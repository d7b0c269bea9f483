package dev.ardennes.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TagsAskedTest {
  private static final long SEED = 20261129;
  private static final Pattern KEY =
      Pattern.compile("(?i)(?<=resourcetag/|principaltag/)[^\"}/]{1,128}");
  private static final List<String> PIECES =
      List.of(
          "aws:ResourceTag/",
          "iam:resourcetag/",
          "aws:PRINCIPALTAG/",
          "aws:RequestTag/",
          "Tag/",
          "team",
          "Cost Center",
          "arn:aws:s3:::b/*",
          "\"",
          "}",
          "${",
          "e");

  @Test
  void keysOfTagsAreThoseAfterTheirConditionKeys() {
    SplittableRandom random = new SplittableRandom(SEED);
    int found = 0;
    for (int run = 0; run < 5_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(9); piece > 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      Set<String> expected = new TreeSet<>();
      Matcher matcher = KEY.matcher(text);
      while (matcher.find()) {
        expected.add(matcher.group().toLowerCase(Locale.ROOT));
      }
      Set<String> keys = new TreeSet<>();
      TagsAsked.keys(text.toString()).forEach(key -> keys.add(key.replaceFirst("/.*", "")));
      keys.remove("");
      assertThat(keys).as("%s, seed %d", text, SEED).isEqualTo(expected);
      found += expected.size();
    }
    assertThat(found).isGreaterThan(1_000);
  }

  @Test
  void aKeyMayHaveSlashesAndEndsWhereTheTextOrTheVariableDoes() {
    assertThat(TagsAsked.keys("{\"aws:ResourceTag/Team/Name\":\"${aws:PrincipalTag/unit}\"}"))
        .containsExactly("team/name", "unit");
  }
}
