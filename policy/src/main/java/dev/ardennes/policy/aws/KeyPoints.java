package dev.ardennes.policy.aws;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// Whether comparisons of one key with numbers, times or addresses can hold together. Their bounds
/// cut the values into intervals within which all comparisons come out alike, so that one point of
/// each decides. O(comparisons squared).
final class KeyPoints {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private KeyPoints() {}

  static boolean numbers(List<Literal> literals) {
    return ordered(of(literals, "NUMERIC"), ConditionValues::number);
  }

  static boolean times(List<Literal> literals) {
    return ordered(of(literals, "DATE"), ConditionValues::time);
  }

  static boolean addresses(List<Literal> literals) {
    List<Literal> about = of(literals, "IP_");
    TreeSet<String> points = new TreeSet<>(List.of("0.0.0.0", "::"));
    for (String value : values(about)) {
      AddressRange.parse(value)
          .ifPresent(
              range -> {
                points.add(range.first());
                range.after().ifPresent(points::add);
              });
    }
    return about.isEmpty() || points.stream().anyMatch(point -> allHold(about, point));
  }

  private static boolean ordered(
      List<Literal> about, Function<String, Optional<BigDecimal>> parsed) {
    TreeSet<BigDecimal> bounds = new TreeSet<>();
    values(about).forEach(value -> parsed.apply(value).ifPresent(bounds::add));
    if (bounds.isEmpty()) {
      return about.stream().noneMatch(Literal::holds);
    }
    List<BigDecimal> points = new ArrayList<>();
    BigDecimal before = bounds.first().subtract(BigDecimal.ONE);
    points.add(before);
    for (BigDecimal bound : bounds) {
      points.add(before.add(bound).divide(TWO));
      points.add(bound);
      before = bound;
    }
    points.add(before.add(BigDecimal.ONE));
    return points.stream().anyMatch(point -> allHold(about, point.toPlainString()));
  }

  private static List<Literal> of(List<Literal> literals, String operators) {
    return literals.stream()
        .filter(literal -> KeyChoices.test(literal).operator().name().startsWith(operators))
        .filter(literal -> KeyChoices.test(literal).values().stream().noneMatch(Glob::hasSymbols))
        .toList();
  }

  private static List<String> values(List<Literal> literals) {
    return literals.stream()
        .flatMap(literal -> KeyChoices.test(literal).values().stream())
        .map(Glob::toString)
        .toList();
  }

  private static boolean allHold(List<Literal> literals, String point) {
    return literals.stream()
        .allMatch(
            literal -> {
              ConditionTest test = KeyChoices.test(literal);
              boolean holds =
                  test.values().stream()
                      .anyMatch(
                          value -> ConditionValues.plain(test.operator(), point, value.toString()));
              return holds == literal.holds();
            });
  }
}
