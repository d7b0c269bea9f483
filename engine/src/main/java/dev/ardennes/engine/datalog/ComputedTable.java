package dev.ardennes.engine.datalog;

import java.util.Arrays;
import java.util.Optional;

/// Keeps the answers of a computed relation: each fact once, each pattern with its facts.
final class ComputedTable {

  private final ComputedRelation source;
  private final Relation facts;
  private final Relation patterns;
  private final Budget budget;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] answers = new int[16];
  private int answered;

  /// For each fact, 1 + the last pattern it was told for.
  private int[] toldFor = new int[16];

  ComputedTable(ComputedRelation source, RelationInfo info, Relation facts, Budget budget) {
    this.source = source;
    this.facts = facts;
    this.budget = budget;
    patterns = new Relation(-1, info.name(), info.types(), true);
  }

  Relation facts() {
    return facts;
  }

  /// See [ComputedRelation#guard].
  Optional<String> guard() {
    return source.guard();
  }

  /// See [ComputedRelation#mayAnswer].
  boolean mayAnswer(int[] pattern) {
    return source.mayAnswer(pattern);
  }

  /// The number of the pattern, whose answers are kept from now on.
  int ask(int[] pattern) {
    int known = patterns.size();
    int number = patterns.insert(pattern);
    if (number < known) {
      return number;
    }
    if (number == starts.length) {
      starts = Arrays.copyOf(starts, number * 2);
      ends = Arrays.copyOf(ends, number * 2);
    }
    starts[number] = answered;
    source.answer(pattern.clone(), tuple -> take(tuple, number));
    ends[number] = answered;
    return number;
  }

  private void take(int[] tuple, int number) {
    refuseMismatch(tuple, number);
    int known = facts.size();
    int row = facts.insert(tuple);
    if (row == known) {
      budget.fact();
      if (row == toldFor.length) {
        toldFor = Arrays.copyOf(toldFor, row * 2);
      }
    }
    if (toldFor[row] == number + 1) {
      return;
    }
    toldFor[row] = number + 1;
    if (answered == answers.length) {
      answers = Arrays.copyOf(answers, answered * 2);
    }
    answers[answered++] = row;
  }

  private void refuseMismatch(int[] tuple, int number) {
    boolean fits = tuple.length == facts.arity();
    for (int i = 0; fits && i < tuple.length; i++) {
      int asked = patterns.value(number, i);
      fits = asked < 0 ? tuple[i] >= 0 : tuple[i] == asked;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "`" + facts.name() + "` was told " + Arrays.toString(tuple) + " for another question");
    }
  }

  int start(int number) {
    return starts[number];
  }

  int end(int number) {
    return ends[number];
  }

  /// The rows that [#start] and [#end] point into; parts already answered stay valid.
  int[] answers() {
    return answers;
  }
}
