package dev.ardennes.policy.aws;

import dev.ardennes.model.TokenIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether all conditions on one key can hold together, for some value of the key or without it.
///
/// Exact for texts and patterns (by their automata), booleans, numbers, times and addresses (by a
/// point of every interval that their bounds make), and for keys with several texts. Where a key is
/// compared in several of these ways, or as one value and as several, each way is looked at alone;
/// what has unknown parts is taken to hold.
final class KeyChoices {
  private KeyChoices() {}

  /// @param literals conditions on one key, each with whether it must hold
  static boolean satisfiable(List<Literal> literals) {
    return absentWorks(literals) || presentWorks(literals);
  }

  static ConditionTest test(Literal literal) {
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
    List<Literal> several = new ArrayList<>();
    List<Literal> single = new ArrayList<>();
    for (Literal literal : literals) {
      boolean one = test(literal).quantifier() == ConditionTest.Quantifier.NONE;
      (one ? single : several).add(literal);
    }
    return SeveralValues.satisfiable(several)
        && texts(single)
        && KeyPoints.numbers(single)
        && KeyPoints.times(single)
        && KeyPoints.addresses(single);
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
    return mayBe(values, literals);
  }

  /// Whether there may be such a value. Claims of tokens and sources of services name somebody: a
  /// name that is not known is a name like any other, and nobody else's.
  static boolean mayBe(NameSet values, List<Literal> literals) {
    String key = literals.isEmpty() ? "" : test(literals.getFirst()).lowerKey();
    boolean names = ServiceDeputies.isSource(key) || TokenIssuer.ofKey(key).isPresent();
    return names ? values.emptiness() == NameSet.Emptiness.NOT_EMPTY : !values.isEmpty();
  }

  static Glob lower(Glob glob) {
    return glob.hasSymbols() ? glob : Glob.parse(glob.toString().toLowerCase(Locale.ROOT));
  }
}
