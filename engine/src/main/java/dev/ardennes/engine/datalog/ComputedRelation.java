package dev.ardennes.engine.datalog;

import java.util.List;
import java.util.Optional;

/// A relation whose facts are worked out when a rule asks, for the values it asks with.
///
/// Within a run the answers must not change. Each pattern is asked once and its answers are kept.
public interface ComputedRelation {

  /// Marks a column of a pattern that may take any value.
  int FREE = -1;

  /// Marks an open column like [#FREE] where the rule asks the [#guard] about the first column and
  /// this one too: answers that the guard refuses may be left out.
  int GUARDED = -2;

  /// The computed relation of two columns that spares the listing of answers which it refuses.
  default Optional<String> guard() {
    return Optional.empty();
  }

  /// The questions that can be answered: strings with a letter per column, `b` where a value must
  /// be given and `f` where it is left open.
  ///
  /// With modes `bbf` and `bbb`, the relation can list the third column for two given values, and
  /// can also test a whole fact. Columns of type `names` are always left open.
  List<String> modes();

  /// False where the question is known to have no answer, told at less cost than it takes to keep
  /// that: most questions are about what nothing allows.
  ///
  /// @param pattern as for [#answer]
  default boolean mayAnswer(int[] pattern) {
    return true;
  }

  /// About how many answers a question with one open column has, to put premises into an order.
  default int expectedAnswers() {
    return 8;
  }

  /// Tells all facts that match.
  ///
  /// @param pattern a value per column, or [#FREE] or [#GUARDED] where the mode says `f`; not to be
  ///   kept
  /// @param facts takes each fact as a whole tuple that repeats the pattern's values; a fact told
  ///   twice counts once
  void answer(int[] pattern, Sink facts);

  /// Takes the facts of an answer.
  @FunctionalInterface
  interface Sink {

    /// Takes one fact; the array may be reused by the caller afterwards.
    void accept(int... tuple);
  }
}
