package dev.ardennes.engine.attack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ways in some order, to find the first that needs nothing but given gains: many steps ask, and
/// there is a way for each identity that can take it.
final class WaysByGains<W> {
  private final List<W> ways = new ArrayList<>();
  private final List<Set<Gain>> needs = new ArrayList<>();

  /// The ways by one of the gains that they need.
  private final Map<Gain, List<Integer>> byGain = new HashMap<>();

  private final List<Integer> needingNothing = new ArrayList<>();

  void add(W way, Set<Gain> needed) {
    int number = ways.size();
    ways.add(way);
    needs.add(needed);
    List<Integer> list =
        needed.isEmpty()
            ? needingNothing
            : byGain.computeIfAbsent(needed.iterator().next(), added -> new ArrayList<>());
    list.add(number);
  }

  /// The first way that needs only some of the gains; null where there is none. Cost: the ways that
  /// need one of them.
  @Nullable W firstWithin(Set<Gain> gains) {
    int first = needingNothing.isEmpty() ? Integer.MAX_VALUE : needingNothing.getFirst();
    for (Gain gain : gains) {
      for (int number : byGain.getOrDefault(gain, List.of())) {
        if (number >= first) {
          break;
        }
        if (gains.containsAll(needs.get(number))) {
          first = number;
        }
      }
    }
    return first == Integer.MAX_VALUE ? null : ways.get(first);
  }
}
