package dev.ardennes.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Decides each question once. Beyond some millions of questions further ones are decided whenever
/// they are asked. Not safe for several threads.
public final class Remembered {
  private static final int MOST = 4_000_000;

  private final BiFunction<String, List<String>, Decision> anew;
  private final Map<List<Object>, Decision> decided = new HashMap<>();

  /// @param anew decides; it may ask here about other questions
  public Remembered(BiFunction<String, List<String>, Decision> anew) {
    this.anew = anew;
  }

  /// The decision about a fact of the relation.
  public Decision decide(String relation, List<String> args) {
    List<Object> key = List.of(relation, args);
    Decision known = decided.get(key);
    if (known == null) {
      known = anew.apply(relation, args);
      if (decided.size() < MOST) {
        decided.put(key, known);
      }
    }
    return known;
  }
}
