package dev.ardennes.engine.decisions;

import dev.ardennes.engine.datalog.NameSets;
import dev.ardennes.policy.aws.NameSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sets of names as ints: equal sets have one number, an intersection is worked out once.
final class NameTable implements NameSets {
  private final List<NameSet> sets = new ArrayList<>();
  private final Map<NameSet, Integer> numbers = new HashMap<>();
  private final Map<Long, Integer> intersections = new HashMap<>();

  int number(NameSet set) {
    return numbers.computeIfAbsent(
        set,
        added -> {
          sets.add(added);
          return sets.size() - 1;
        });
  }

  NameSet set(int number) {
    return sets.get(number);
  }

  @Override
  public int intersect(int first, int second) {
    if (first == second) {
      return first;
    }
    if (first == EMPTY || second == EMPTY) {
      return EMPTY;
    }
    long key = (long) Math.min(first, second) << 32 | Math.max(first, second);
    Integer known = intersections.get(key);
    if (known == null) {
      NameSet both = sets.get(first).intersect(sets.get(second));
      known =
          both.emptiness() == NameSet.Emptiness.EMPTY
              ? Integer.valueOf(EMPTY)
              : (Integer) number(both);
      intersections.put(key, known);
    }
    return known;
  }
}
