package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;

/// Whether conditions on a key with several values can hold together, for some values of which
/// there is at least one.
///
/// "Every value is one of" and "no value is one of" bind each value; "some value is one of" and
/// "some value is none of" ask for one value, and different values may serve different ones.
final class SeveralValues {
  private SeveralValues() {}

  static boolean satisfiable(List<Literal> literals) {
    return satisfiable(literals, false) && satisfiable(literals, true);
  }

  /// @param folded whether those that compare in any case are looked at, or the others
  private static boolean satisfiable(List<Literal> literals, boolean folded) {
    NameSet every = NameSet.all();
    List<NameSet> some = new ArrayList<>();
    for (Literal literal : literals) {
      ConditionTest test = KeyChoices.test(literal);
      boolean ignoresCase = test.operator() == ConditionOperator.STRING_EQUALS_IGNORE_CASE;
      if (!isText(test.operator()) || ignoresCase != folded) {
        continue;
      }
      NameSet values = NameSet.of(globs(test, folded), literal.holds());
      boolean all = test.quantifier() == ConditionTest.Quantifier.ALL;
      if (all == literal.holds()) {
        every = every.intersect(values);
      } else {
        some.add(values);
      }
    }
    NameSet each = every;
    return KeyChoices.mayBe(each, literals)
        && some.stream().allMatch(one -> KeyChoices.mayBe(one.intersect(each), literals));
  }

  private static List<Glob> globs(ConditionTest test, boolean folded) {
    return folded ? test.values().stream().map(KeyChoices::lower).toList() : test.values();
  }

  private static boolean isText(ConditionOperator operator) {
    return operator.hasVariables() || operator == ConditionOperator.BINARY_EQUALS;
  }
}
