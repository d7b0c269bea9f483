package dev.ardennes.policy.aws;

import java.util.List;

/// What the value that somebody picks for a key can be. The key has one value, whether policies ask
/// for it as one or as several.
record ChosenKey(String key) {
  /// It matches one of the patterns.
  Formula like(List<Glob> patterns) {
    return tested(ConditionOperator.STRING_LIKE, ConditionTest.Quantifier.NONE, patterns, true)
        .and(tested(ConditionOperator.STRING_LIKE, ConditionTest.Quantifier.ALL, patterns, true));
  }

  /// It matches none of the patterns.
  Formula unlike(List<Glob> patterns) {
    return none(ConditionOperator.STRING_LIKE, patterns);
  }

  /// It is none of the texts.
  Formula isNot(List<Glob> texts) {
    return none(ConditionOperator.STRING_EQUALS, texts);
  }

  Formula present() {
    List<Glob> no = List.of(Glob.literal("false"));
    return tested(ConditionOperator.NULL, ConditionTest.Quantifier.NONE, no, true);
  }

  private Formula none(ConditionOperator operator, List<Glob> values) {
    return values.isEmpty()
        ? Formula.TRUE
        : tested(operator, ConditionTest.Quantifier.NONE, values, false)
            .and(tested(operator, ConditionTest.Quantifier.ANY, values, false));
  }

  private Formula tested(
      ConditionOperator operator,
      ConditionTest.Quantifier quantifier,
      List<Glob> values,
      boolean holds) {
    ConditionTest test = new ConditionTest(key, operator, quantifier, false, values);
    return Formula.of(Literal.tested(test, true, holds, ""));
  }
}
