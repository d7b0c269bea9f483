package dev.ardennes.policy.aws;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One comparison of a condition key with its values, which are alternatives.
///
/// Negated operators are the opposite of a test: `StringNotEquals` of `StringEquals`,
/// `ForAllValues:StringNotEquals` of `ForAnyValue:StringEquals`, and so on; that holds for missing
/// keys too.
///
/// @param values for texts and patterns; policy variables are replaced
record ConditionTest(
    String key,
    ConditionOperator operator,
    Quantifier quantifier,
    boolean ifExists,
    List<Glob> values) {

  /// How several values of the key count.
  enum Quantifier {
    NONE(""),
    ANY("some value of "),
    ALL("every value of ");

    private final String words;

    Quantifier(String words) {
      this.words = words;
    }
  }

  ConditionTest {
    values = List.copyOf(values);
  }

  String lowerKey() {
    return key.toLowerCase(Locale.ROOT);
  }

  /// Whether a request without the key passes.
  boolean passesWhenAbsent() {
    if (operator == ConditionOperator.NULL) {
      return wantsAbsent();
    }
    return switch (quantifier) {
      case NONE -> ifExists;
      case ANY -> false;
      case ALL -> true;
    };
  }

  /// Whether values that must be ARNs have the six segments of one.
  boolean wellFormed() {
    return operator != ConditionOperator.ARN_LIKE
        || values.stream().allMatch(v -> v.hasSymbols() || Arns.segments(v.toString()).size() > 1);
  }

  /// For [ConditionOperator#NULL]: whether the key must be absent.
  boolean wantsAbsent() {
    return values.stream().anyMatch(value -> value.toString().equalsIgnoreCase("true"));
  }

  /// In words, such as "`aws:SourceIp` is in `10.0.0.0/8`".
  String says(boolean holds) {
    String subject = quantifier.words + "`" + key + "`";
    if (operator == ConditionOperator.NULL) {
      return subject + " " + operator.words(holds == wantsAbsent());
    }
    String list =
        values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(" or "));
    String absent = "";
    if (ifExists) {
      absent = holds ? ", or is absent" : " and is present";
    }
    return subject
        + " "
        + operator.words(holds)
        + " "
        + (list.isEmpty() ? "nothing" : list)
        + absent;
  }
}
