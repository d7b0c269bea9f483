package dev.ardennes.policy.aws;

import static dev.ardennes.policy.aws.NameSet.matching;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NameSetTest {
  private static final String ALPHABET = "ab/";
  private static final int LENGTH = 5;

  @Test
  void overlappingPatternsHaveAWitnessInBoth() {
    NameSet both =
        matching("arn:aws:lambda:*:1:function:app-*").intersect(matching("*:function:*-prod"));
    assertThat(both.isEmpty()).isFalse();
    String witness = both.witness().orElseThrow();
    assertThat(both.contains(witness)).isTrue();
    assertThat(witness).startsWith("arn:aws:lambda:").endsWith("-prod");
  }

  @Test
  void disjointPatternsAreEmpty() {
    assertThat(matching("fn-a*").intersect(matching("fn-b*")).isEmpty()).isTrue();
    assertThat(matching("a?").intersect(matching("a")).isEmpty()).isTrue();
    assertThat(matching("*-dev", "*-test").minus("*-*").isEmpty()).isTrue();
  }

  @Test
  void whatIsTakenAwayIsGone() {
    NameSet set = matching("app-*").minus("app-prod*", "*x");
    assertThat(set.contains("app-dev")).isTrue();
    assertThat(set.contains("app-prod-1")).isFalse();
    assertThat(set.contains("app-x")).isFalse();
    assertThat(set.contains(set.witness().orElseThrow())).isTrue();
  }

  @Test
  void theOrderOfIntersectionDoesNotMatter() {
    NameSet one = matching("a*").intersect(matching("*b")).minus("*c*");
    NameSet other = matching("*b").minus("*c*").intersect(matching("a*"));
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
    assertThat(one.intersect(NameSet.all())).isEqualTo(one);
  }

  @Test
  void unknownPartsStandForThemselves() {
    NameSet prefix = matching("⟨p⟩-*");
    assertThat(prefix.intersect(matching("⟨p⟩-a*")).emptiness())
        .isEqualTo(NameSet.Emptiness.NOT_EMPTY);
    NameSet depends = prefix.intersect(matching("⟨q⟩-x"));
    assertThat(depends.emptiness()).isEqualTo(NameSet.Emptiness.DEPENDS);
    assertThat(depends.assumption().orElseThrow().says())
        .isEqualTo("some name matches `⟨p⟩-*` and `⟨q⟩-x`");
    assertThat(matching("a⟨p⟩").intersect(matching("b*")).isEmpty()).isTrue();
  }

  @Test
  void aDenyWithAnUnknownPartLeavesNamesThatItCannotMeet() {
    assertThat(matching("app-*").minus("prod-⟨x⟩").emptiness())
        .isEqualTo(NameSet.Emptiness.NOT_EMPTY);
    assertThat(matching("app-1").minus("app-⟨x⟩").emptiness()).isEqualTo(NameSet.Emptiness.DEPENDS);
  }

  @Test
  void algebraAgreesWithBruteForceOverAllShortNames() {
    List<String> names = names();
    Random random = new Random(42);
    int empty = 0;
    for (int round = 0; round < 3_000; round++) {
      NameSet set = random(random);
      List<String> members = names.stream().filter(name -> brute(set, name)).toList();
      boolean longerOnly = members.isEmpty() && !set.isEmpty();
      assertThat(set.decided()).isTrue();
      if (longerOnly) {
        assertThat(set.witness().orElseThrow().length())
            .as(set.toString())
            .satisfiesAnyOf(
                length -> assertThat(length).isGreaterThan(LENGTH),
                length -> assertThat(set.witness().orElseThrow()).matches(".*[^ab/].*"));
      }
      if (!members.isEmpty()) {
        assertThat(set.isEmpty()).as(set.toString()).isFalse();
        assertThat(set.witness().orElseThrow().length())
            .isLessThanOrEqualTo(members.getFirst().length());
      }
      set.witness()
          .ifPresent(
              witness -> assertThat(brute(set, witness)).as(set + " has " + witness).isTrue());
      empty += set.isEmpty() ? 1 : 0;
    }
    assertThat(empty).as("both outcomes occur").isBetween(300, 2_700);
  }

  private final List<List<String>> inside = new ArrayList<>();
  private final List<List<String>> outside = new ArrayList<>();

  private NameSet random(Random random) {
    inside.clear();
    outside.clear();
    NameSet set = NameSet.all();
    int unions = 1 + random.nextInt(3);
    for (int i = 0; i < unions; i++) {
      List<String> union = patterns(random);
      inside.add(union);
      set = set.intersect(matching(union.toArray(String[]::new)));
    }
    if (random.nextBoolean()) {
      List<String> union = patterns(random);
      outside.add(union);
      set = set.minus(union.toArray(String[]::new));
    }
    return set;
  }

  private static List<String> patterns(Random random) {
    List<String> patterns = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      StringBuilder pattern = new StringBuilder();
      int length = random.nextInt(5);
      for (int j = 0; j < length; j++) {
        pattern.append("ab/*?*".charAt(random.nextInt(6)));
      }
      patterns.add(pattern.toString());
    }
    return patterns;
  }

  private boolean brute(NameSet set, String name) {
    boolean member =
        inside.stream().allMatch(union -> union.stream().anyMatch(p -> matches(p, name)))
            && outside.stream().noneMatch(union -> union.stream().anyMatch(p -> matches(p, name)));
    assertThat(set.contains(name)).as(set + " contains " + name).isEqualTo(member);
    return member;
  }

  private static boolean matches(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return matches(pattern.substring(1), name)
          || (!name.isEmpty() && matches(pattern, name.substring(1)));
    }
    return !name.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == name.charAt(0))
        && matches(pattern.substring(1), name.substring(1));
  }

  /// All names over the alphabet up to a length, the shortest first.
  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(""));
    int from = 0;
    for (int length = 1; length <= LENGTH; length++) {
      int to = names.size();
      for (int i = from; i < to; i++) {
        for (int c = 0; c < ALPHABET.length(); c++) {
          names.add(names.get(i) + ALPHABET.charAt(c));
        }
      }
      from = to;
    }
    return names;
  }
}
