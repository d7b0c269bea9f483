package dev.ardennes.policy.aws;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether all conditions on one key can hold together, for some value of the key or without it.
///
/// Exact for texts and patterns (by their automata), booleans, and numbers; for the rest, and for
/// keys with several values, it says that they can.
final class KeyChoices {
  private KeyChoices() {}

  /// @param literals conditions on one key, each with whether it must hold
  static boolean satisfiable(List<Literal> literals) {
    return absentWorks(literals) || presentWorks(literals);
  }

  private static ConditionTest test(Literal literal) {
    if (literal.content() instanceof Literal.Tested tested) {
      return tested.test();
    }
    throw new IllegalArgumentException("no condition: " + literal);
  }

  private static boolean absentWorks(List<Literal> literals) {
    return literals.stream().allMatch(l -> test(l).passesWhenAbsent() == l.holds());
  }

  private static boolean presentWorks(List<Literal> literals) {
    boolean nulls =
        literals.stream()
            .filter(l -> test(l).operator() == ConditionOperator.NULL)
            .allMatch(l -> test(l).wantsAbsent() != l.holds());
    if (!nulls) {
      return false;
    }
    boolean several =
        literals.stream().anyMatch(l -> test(l).quantifier() != ConditionTest.Quantifier.NONE);
    return several || (texts(literals) && numbers(literals));
  }

  private static boolean texts(List<Literal> literals) {
    List<Literal> exact = new ArrayList<>();
    List<Literal> folded = new ArrayList<>();
    for (Literal literal : literals) {
      switch (test(literal).operator()) {
        case STRING_EQUALS, STRING_LIKE, ARN_LIKE, BINARY_EQUALS -> exact.add(literal);
        case BOOL, STRING_EQUALS_IGNORE_CASE -> folded.add(literal);
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
            IP_ADDRESS,
            NULL -> {}
      }
    }
    return meet(exact, false) && meet(folded, true);
  }

  private static boolean meet(List<Literal> literals, boolean fold) {
    NameSet values = NameSet.all();
    for (Literal literal : literals) {
      ConditionTest test = test(literal);
      List<Glob> globs =
          fold ? test.values().stream().map(KeyChoices::lower).toList() : test.values();
      values = values.intersect(NameSet.of(globs, literal.holds()));
      if (test.operator() == ConditionOperator.BOOL) {
        values = values.intersect(NameSet.matching("true", "false"));
      }
    }
    return !values.isEmpty();
  }

  private static Glob lower(Glob glob) {
    return glob.hasSymbols() ? glob : Glob.parse(glob.toString().toLowerCase(Locale.ROOT));
  }

  /// The interval that the numeric comparisons which must hold leave open.
  private static boolean numbers(List<Literal> literals) {
    BigDecimal low = null;
    BigDecimal high = null;
    boolean open = false;
    for (Literal literal : literals) {
      ConditionTest test = test(literal);
      if (!literal.holds() || test.values().size() != 1) {
        continue;
      }
      BigDecimal bound = number(test.values().getFirst().toString());
      if (bound == null) {
        continue;
      }
      boolean below =
          switch (test.operator()) {
            case NUMERIC_LESS_THAN, NUMERIC_LESS_THAN_EQUALS, NUMERIC_EQUALS -> true;
            default -> false;
          };
      boolean above =
          switch (test.operator()) {
            case NUMERIC_GREATER_THAN, NUMERIC_GREATER_THAN_EQUALS, NUMERIC_EQUALS -> true;
            default -> false;
          };
      open |=
          test.operator() == ConditionOperator.NUMERIC_LESS_THAN
              || test.operator() == ConditionOperator.NUMERIC_GREATER_THAN;
      high = below && (high == null || bound.compareTo(high) < 0) ? bound : high;
      low = above && (low == null || bound.compareTo(low) > 0) ? bound : low;
    }
    if (low == null || high == null) {
      return true;
    }
    int order = low.compareTo(high);
    return order < 0 || (order == 0 && !open);
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return text.length() > 64 ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
