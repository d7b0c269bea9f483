package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Compares known values of condition keys.
final class ConditionValues {
  private ConditionValues() {}

  /// When the test holds for these values of its key, of which there is at least one.
  static Formula holds(ConditionTest test, List<Glob> actual, Names names, String about) {
    Formula result = Formula.of(test.quantifier() == ConditionTest.Quantifier.ALL);
    for (Glob value : actual) {
      Formula one = Formula.FALSE;
      for (Glob wanted : test.values()) {
        one = one.or(compare(test.operator(), value, wanted, names, about));
      }
      result = test.quantifier() == ConditionTest.Quantifier.ALL ? result.and(one) : result.or(one);
    }
    return result;
  }

  private static Formula compare(
      ConditionOperator operator, Glob actual, Glob wanted, Names names, String about) {
    return switch (operator) {
      case STRING_EQUALS, STRING_LIKE, BINARY_EQUALS -> names.match(actual, wanted, about);
      case STRING_EQUALS_IGNORE_CASE, BOOL -> names.match(lower(actual), lower(wanted), about);
      case ARN_LIKE -> arn(actual, wanted, names, about);
      case NULL -> Formula.FALSE;
      case NUMERIC_EQUALS,
          NUMERIC_LESS_THAN,
          NUMERIC_LESS_THAN_EQUALS,
          NUMERIC_GREATER_THAN,
          NUMERIC_GREATER_THAN_EQUALS,
          DATE_EQUALS,
          DATE_LESS_THAN,
          DATE_LESS_THAN_EQUALS,
          DATE_GREATER_THAN,
          DATE_GREATER_THAN_EQUALS,
          IP_ADDRESS ->
          actual.hasSymbols() || wanted.hasSymbols()
              ? unknown(operator, actual, wanted, about)
              : Formula.of(plain(operator, actual.toString(), wanted.toString()));
    };
  }

  private static Formula unknown(
      ConditionOperator operator, Glob actual, Glob wanted, String about) {
    String start = "`" + actual + "` ";
    String end = " `" + wanted + "`";
    return Formula.of(
        Literal.assumed(
            Assumption.Kind.CONDITION,
            start + operator.words(true) + end,
            start + operator.words(false) + end,
            about));
  }

  private static Formula arn(Glob actual, Glob wanted, Names names, String about) {
    if (actual.hasSymbols() || wanted.hasSymbols()) {
      return names.match(actual, wanted, about);
    }
    List<String> left = Arns.segments(actual.toString());
    List<String> right = Arns.segments(wanted.toString());
    if (left.size() != right.size() || left.size() == 1) {
      // wildcards do not reach over segments, and an ARN has six of them
      return Formula.FALSE;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!Glob.parse(right.get(i)).matches(left.get(i))) {
        return Formula.FALSE;
      }
    }
    return Formula.TRUE;
  }

  private static Glob lower(Glob glob) {
    Glob.Builder builder = new Glob.Builder();
    for (int i = 0; i < glob.length(); i++) {
      if (Glob.isChar(glob.token(i))) {
        builder.literal(String.valueOf((char) glob.token(i)).toLowerCase(Locale.ROOT));
      } else {
        builder.copy(glob, i);
      }
    }
    return builder.build();
  }

  static boolean plain(ConditionOperator operator, String actual, String wanted) {
    if (operator == ConditionOperator.IP_ADDRESS) {
      return AddressRange.parse(wanted)
          .flatMap(range -> AddressRange.parse(actual).map(range::contains))
          .orElse(false);
    }
    boolean number = operator.name().startsWith("NUMERIC");
    Optional<BigDecimal> left = number ? number(actual) : time(actual);
    Optional<BigDecimal> right = number ? number(wanted) : time(wanted);
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    int order = left.get().compareTo(right.get());
    return switch (operator) {
      case NUMERIC_EQUALS, DATE_EQUALS -> order == 0;
      case NUMERIC_LESS_THAN, DATE_LESS_THAN -> order < 0;
      case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS -> order <= 0;
      case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> order > 0;
      case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS -> order >= 0;
      case STRING_EQUALS,
          STRING_EQUALS_IGNORE_CASE,
          STRING_LIKE,
          ARN_LIKE,
          BOOL,
          BINARY_EQUALS,
          IP_ADDRESS,
          NULL ->
          throw new IllegalArgumentException("not ordered: " + operator);
    };
  }

  static Optional<BigDecimal> number(String text) {
    try {
      return text.length() > 64 ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Seconds since 1970, from ISO 8601 or from a number of seconds.
  static Optional<BigDecimal> time(String text) {
    Optional<BigDecimal> seconds = number(text);
    if (seconds.isPresent()) {
      return seconds;
    }
    try {
      Instant instant =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      return Optional.of(
          BigDecimal.valueOf(instant.getEpochSecond())
              .add(BigDecimal.valueOf(instant.getNano(), 9)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
