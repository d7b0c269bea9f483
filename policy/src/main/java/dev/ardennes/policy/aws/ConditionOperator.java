package dev.ardennes.policy.aws;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The comparison of a condition, without its negation, quantifier or `IfExists`.
enum ConditionOperator {
  STRING_EQUALS("equals", "does not equal"),
  STRING_EQUALS_IGNORE_CASE("equals, in any case,", "does not equal, in any case,"),
  STRING_LIKE("matches", "does not match"),
  ARN_LIKE("matches the ARN", "does not match the ARN"),
  NUMERIC_EQUALS("is the number", "is not the number"),
  NUMERIC_LESS_THAN("is less than", "is not less than"),
  NUMERIC_LESS_THAN_EQUALS("is at most", "is not at most"),
  NUMERIC_GREATER_THAN("is greater than", "is not greater than"),
  NUMERIC_GREATER_THAN_EQUALS("is at least", "is not at least"),
  DATE_EQUALS("is the time", "is not the time"),
  DATE_LESS_THAN("is before", "is not before"),
  DATE_LESS_THAN_EQUALS("is not after", "is after"),
  DATE_GREATER_THAN("is after", "is not after"),
  DATE_GREATER_THAN_EQUALS("is not before", "is before"),
  BOOL("is", "is not"),
  BINARY_EQUALS("equals", "does not equal"),
  IP_ADDRESS("is in", "is not in"),
  NULL("is absent", "is present");

  private static final Map<String, Named> NAMES =
      Map.ofEntries(
          Map.entry("stringequals", new Named(STRING_EQUALS, false)),
          Map.entry("stringnotequals", new Named(STRING_EQUALS, true)),
          Map.entry("stringequalsignorecase", new Named(STRING_EQUALS_IGNORE_CASE, false)),
          Map.entry("stringnotequalsignorecase", new Named(STRING_EQUALS_IGNORE_CASE, true)),
          Map.entry("stringlike", new Named(STRING_LIKE, false)),
          Map.entry("stringnotlike", new Named(STRING_LIKE, true)),
          Map.entry("arnequals", new Named(ARN_LIKE, false)),
          Map.entry("arnnotequals", new Named(ARN_LIKE, true)),
          Map.entry("arnlike", new Named(ARN_LIKE, false)),
          Map.entry("arnnotlike", new Named(ARN_LIKE, true)),
          Map.entry("numericequals", new Named(NUMERIC_EQUALS, false)),
          Map.entry("numericnotequals", new Named(NUMERIC_EQUALS, true)),
          Map.entry("numericlessthan", new Named(NUMERIC_LESS_THAN, false)),
          Map.entry("numericlessthanequals", new Named(NUMERIC_LESS_THAN_EQUALS, false)),
          Map.entry("numericgreaterthan", new Named(NUMERIC_GREATER_THAN, false)),
          Map.entry("numericgreaterthanequals", new Named(NUMERIC_GREATER_THAN_EQUALS, false)),
          Map.entry("dateequals", new Named(DATE_EQUALS, false)),
          Map.entry("datenotequals", new Named(DATE_EQUALS, true)),
          Map.entry("datelessthan", new Named(DATE_LESS_THAN, false)),
          Map.entry("datelessthanequals", new Named(DATE_LESS_THAN_EQUALS, false)),
          Map.entry("dategreaterthan", new Named(DATE_GREATER_THAN, false)),
          Map.entry("dategreaterthanequals", new Named(DATE_GREATER_THAN_EQUALS, false)),
          Map.entry("bool", new Named(BOOL, false)),
          Map.entry("binaryequals", new Named(BINARY_EQUALS, false)),
          Map.entry("ipaddress", new Named(IP_ADDRESS, false)),
          Map.entry("notipaddress", new Named(IP_ADDRESS, true)),
          Map.entry("null", new Named(NULL, false)));

  private final String words;
  private final String negated;

  ConditionOperator(String words, String negated) {
    this.words = words;
    this.negated = negated;
  }

  /// An operator as policies name it, taken apart.
  record Named(ConditionOperator operator, boolean negated) {}

  static Optional<Named> named(String name) {
    return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
  }

  String words(boolean holds) {
    return holds ? words : negated;
  }

  /// Whether `*` and `?` in its values are wildcards.
  boolean hasPatterns() {
    return this == STRING_LIKE || this == ARN_LIKE;
  }

  /// Whether its values are texts that may hold policy variables.
  boolean hasVariables() {
    return switch (this) {
      case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, ARN_LIKE -> true;
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
          BOOL,
          BINARY_EQUALS,
          IP_ADDRESS,
          NULL ->
          false;
    };
  }
}
