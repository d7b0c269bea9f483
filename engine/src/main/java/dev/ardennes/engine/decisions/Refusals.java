package dev.ardennes.engine.decisions;

import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.policy.facts.RelationDecisions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Remembers of whom a relation can hold at all, by the rest of the question: a byte for each
/// symbol, so that a question which has no answer costs a look-up.
final class Refusals {
  private static final byte OPEN = 0;
  private static final byte MAY_HOLD = 1;
  private static final byte REFUSED = 2;
  private static final byte[] NOBODY = {};

  private final String relation;
  private final RelationDecisions decisions;
  private final SymbolTable symbols;
  private final int keyColumn;
  private final Map<Integer, byte[]> known = new HashMap<>();
  private int lastKey = -1;
  private byte[] last = NOBODY;

  /// @param keyColumn the column that beside the first tells questions apart; -1 where none does
  Refusals(String relation, RelationDecisions decisions, SymbolTable symbols, int keyColumn) {
    this.relation = relation;
    this.decisions = decisions;
    this.symbols = symbols;
    this.keyColumn = keyColumn;
  }

  boolean mayHold(int[] pattern) {
    int key = keyColumn < 0 ? 0 : pattern[keyColumn];
    int first = pattern[0];
    if (key < 0 || first < 0) {
      return true;
    }
    if (key != lastKey || first >= last.length) {
      last = known.getOrDefault(key, NOBODY);
      if (first >= last.length) {
        last = Arrays.copyOf(last, Math.max(first + 1, symbols.size()));
      }
      known.put(key, last);
      lastKey = key;
    }
    if (last[first] == OPEN) {
      last[first] = decisions.mayHold(relation, symbols.texts(pattern)) ? MAY_HOLD : REFUSED;
    }
    return last[first] == MAY_HOLD;
  }
}
