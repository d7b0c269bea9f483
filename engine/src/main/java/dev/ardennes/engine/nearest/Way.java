package dev.ardennes.engine.nearest;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Attempts that together lead from what the attacker holds to a gain, one for each gain between,
/// in the order in which they would be made.
record Way(Map<Ground, Attempt> attempts) implements Comparable<Way> {
  /// The attempt after the ways to what it wants; without attempts where that would be a circle.
  static Way of(Attempt attempt, Collection<Way> before) {
    Map<Ground, Attempt> all = new LinkedHashMap<>();
    for (Way way : before) {
      if (way.attempts().containsKey(attempt.gain())) {
        return new Way(Map.of());
      }
      way.attempts().forEach(all::putIfAbsent);
    }
    all.put(attempt.gain(), attempt);
    return new Way(all);
  }

  /// What is missing on it, each once.
  Set<Lacking> lacking() {
    Set<Lacking> lacking = new LinkedHashSet<>();
    attempts.values().forEach(attempt -> lacking.addAll(attempt.lacking()));
    return lacking;
  }

  Set<Ground> held() {
    Set<Ground> held = new LinkedHashSet<>();
    attempts.values().forEach(attempt -> held.addAll(attempt.held()));
    return held;
  }

  int weight() {
    return lacking().stream().mapToInt(Lacking::weight).sum();
  }

  /// First what weighs least, then what has the fewest steps left, then the nearer attempts.
  @Override
  public int compareTo(Way other) {
    int byWeight = Integer.compare(weight(), other.weight());
    int byLength = Integer.compare(attempts.size(), other.attempts.size());
    if (byWeight != 0 || byLength != 0) {
      return byWeight != 0 ? byWeight : byLength;
    }
    Iterator<Attempt> others = other.attempts.values().iterator();
    for (Attempt attempt : attempts.values()) {
      int byAttempt = attempt.compareTo(others.next());
      if (byAttempt != 0) {
        return byAttempt;
      }
    }
    return 0;
  }
}
