package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whether conditions on one key can hold together is judged by trying every value of a domain that
/// is large enough for them. `-Dardennes.conditions.seed=N` asks for other conditions.
final class KeyChoicesTest {
  private static final long SEED = Long.getLong("ardennes.conditions.seed", 20_261_128);
  private static final int CASES = 3_000;

  private final Random random = new Random(SEED);

  /// Compares a value of the domain with a text of a policy, without the engine.
  private interface Compare {
    boolean holds(ConditionOperator operator, String actual, String wanted);
  }

  private record Kind(
      List<ConditionOperator> operators,
      List<String> wanted,
      List<String> domain,
      Compare compare,
      boolean several) {}

  private static final List<String> WORDS = words();

  private static List<String> words() {
    List<String> all = new ArrayList<>(List.of(""));
    for (int at = 0; at < all.size() && all.get(at).length() < 4; at++) {
      for (String letter : List.of("a", "b", "c")) {
        all.add(all.get(at) + letter);
      }
    }
    all.addAll(List.of("a*", "?b", "*b*", "*", "b?a"));
    return all;
  }

  private static final Kind TEXTS =
      new Kind(
          List.of(ConditionOperator.STRING_EQUALS, ConditionOperator.STRING_LIKE),
          List.of("a", "ab", "a*", "?b", "*b*", "*", "b?a"),
          WORDS,
          (operator, actual, wanted) ->
              operator == ConditionOperator.STRING_EQUALS
                  ? actual.equals(wanted)
                  : actual.matches(wanted.replace("*", ".*").replace("?", ".")),
          true);

  private static final Kind NUMBERS =
      new Kind(
          List.of(
              ConditionOperator.NUMERIC_EQUALS,
              ConditionOperator.NUMERIC_LESS_THAN,
              ConditionOperator.NUMERIC_LESS_THAN_EQUALS,
              ConditionOperator.NUMERIC_GREATER_THAN,
              ConditionOperator.NUMERIC_GREATER_THAN_EQUALS),
          List.of("0", "1", "2.0", "3"),
          IntStream.range(-2, 9).mapToObj(i -> String.valueOf(i / 2.0)).toList(),
          (operator, actual, wanted) ->
              ordered(operator.name(), new BigDecimal(actual).compareTo(new BigDecimal(wanted))),
          false);

  private static final Kind TIMES =
      new Kind(
          List.of(
              ConditionOperator.DATE_EQUALS,
              ConditionOperator.DATE_LESS_THAN,
              ConditionOperator.DATE_LESS_THAN_EQUALS,
              ConditionOperator.DATE_GREATER_THAN,
              ConditionOperator.DATE_GREATER_THAN_EQUALS),
          List.of("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z"),
          IntStream.range(0, 7)
              .mapToObj(day -> "2026-01-0" + (day == 0 ? "0" : day))
              .map(day -> day.endsWith("00") ? "2025-12-31T00:00:00Z" : day + "T00:00:00Z")
              .toList(),
          (operator, actual, wanted) -> ordered(operator.name(), actual.compareTo(wanted)),
          false);

  private static final Kind ADDRESSES =
      new Kind(
          List.of(ConditionOperator.IP_ADDRESS),
          List.of("10.0.0.0/29", "10.0.0.4/30", "10.0.0.8/31", "10.0.0.5", "0.0.0.0/0", "::/0"),
          Stream.concat(
                  IntStream.range(0, 12).mapToObj(i -> "10.0.0." + i),
                  Stream.of("192.0.2.1", "2001:db8::1"))
              .toList(),
          (operator, actual, wanted) -> inside(actual, wanted),
          false);

  private static boolean ordered(String operator, int order) {
    boolean equal = order == 0;
    if (operator.endsWith("LESS_THAN")) {
      return order < 0;
    }
    if (operator.endsWith("GREATER_THAN")) {
      return order > 0;
    }
    if (operator.endsWith("LESS_THAN_EQUALS")) {
      return order <= 0;
    }
    return operator.endsWith("GREATER_THAN_EQUALS") ? order >= 0 : equal;
  }

  private static boolean inside(String actual, String wanted) {
    if (actual.contains(":") || wanted.contains(":")) {
      return actual.contains(":") && wanted.contains(":");
    }
    String[] block = wanted.split("/");
    int free = block.length == 1 ? 0 : 32 - Integer.parseInt(block[1]);
    return number(actual) >> free == number(block[0]) >> free;
  }

  private static long number(String address) {
    long number = 0;
    for (String part : address.split("\\.")) {
      number = (number << 8) | Long.parseLong(part);
    }
    return number;
  }

  private Literal literal(Kind kind, ConditionTest.Quantifier quantifier) {
    ConditionOperator operator = kind.operators().get(random.nextInt(kind.operators().size()));
    List<Glob> values = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      String text = kind.wanted().get(random.nextInt(kind.wanted().size()));
      values.add(operator.hasPatterns() ? Glob.parse(text) : Glob.literal(text));
    }
    boolean ifExists = quantifier == ConditionTest.Quantifier.NONE && random.nextInt(4) == 0;
    return Literal.tested(
        new ConditionTest("k", operator, quantifier, ifExists, values),
        true,
        random.nextInt(3) > 0,
        "");
  }

  private static boolean one(Kind kind, ConditionTest test, String actual) {
    return test.values().stream()
        .anyMatch(wanted -> kind.compare().holds(test.operator(), actual, wanted.toString()));
  }

  private static ConditionTest test(Literal literal) {
    return KeyChoices.test(literal);
  }

  private static boolean absent(List<Literal> literals) {
    return literals.stream()
        .allMatch(
            literal ->
                switch (test(literal).quantifier()) {
                  case NONE -> test(literal).ifExists() == literal.holds();
                  case ANY -> !literal.holds();
                  case ALL -> literal.holds();
                });
  }

  private static boolean judged(Kind kind, List<Literal> literals) {
    return absent(literals)
        || kind.domain().stream()
            .anyMatch(
                value -> literals.stream().allMatch(l -> one(kind, test(l), value) == l.holds()));
  }

  /// Some set of values: every value that no literal forbids serves all that ask for one.
  private static boolean judgedOfSeveral(Kind kind, List<Literal> literals) {
    List<String> allowed =
        kind.domain().stream()
            .filter(
                value ->
                    literals.stream()
                        .filter(l -> (test(l).quantifier() == all()) == l.holds())
                        .allMatch(l -> one(kind, test(l), value) == l.holds()))
            .toList();
    boolean asked =
        literals.stream()
            .filter(l -> (test(l).quantifier() == all()) != l.holds())
            .allMatch(l -> allowed.stream().anyMatch(v -> one(kind, test(l), v) == l.holds()));
    return absent(literals) || (!allowed.isEmpty() && asked);
  }

  private static ConditionTest.Quantifier all() {
    return ConditionTest.Quantifier.ALL;
  }

  @Test
  void conditionsOnOneValueHoldTogetherExactlyWhereSomeValueFits() {
    for (Kind kind : List.of(TEXTS, NUMBERS, TIMES, ADDRESSES)) {
      int impossible = 0;
      for (int i = 0; i < CASES; i++) {
        List<Literal> literals = literals(kind, false);
        boolean judged = judged(kind, literals);
        impossible += judged ? 0 : 1;
        assertThat(KeyChoices.satisfiable(literals))
            .as("seed %d: %s", SEED, literals)
            .isEqualTo(judged);
      }
      assertThat(impossible).isGreaterThan(CASES / 20);
    }
  }

  @Test
  void conditionsOnSeveralValuesHoldTogetherExactlyWhereSomeValuesFit() {
    int impossible = 0;
    for (int i = 0; i < CASES; i++) {
      List<Literal> literals = literals(TEXTS, true);
      boolean judged = judgedOfSeveral(TEXTS, literals);
      impossible += judged ? 0 : 1;
      assertThat(KeyChoices.satisfiable(literals))
          .as("seed %d: %s", SEED, literals)
          .isEqualTo(judged);
    }
    assertThat(impossible).isGreaterThan(CASES / 20);
  }

  private List<Literal> literals(Kind kind, boolean several) {
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      ConditionTest.Quantifier quantifier =
          several
              ? random.nextBoolean() ? ConditionTest.Quantifier.ANY : all()
              : ConditionTest.Quantifier.NONE;
      literals.add(literal(kind, quantifier));
    }
    return literals;
  }

  @Test
  void twoAddressBlocksApartAreANo() {
    Scene scene =
        Scene.account()
            .policy(
                Scene.DEV,
                "p",
                Scene.allowIf("sqs:*", "*", "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"))
            .boundary(
                Scene.DEV,
                "b",
                Scene.allowIf("sqs:*", "*", "'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}"));
    assertThat(scene.may(Scene.DEV, "sqs:ListQueues", "*").verdict()).isEqualTo(Verdict.NO);
  }
}
