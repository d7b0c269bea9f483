package dev.ardennes.graph;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// An entry of the queue of [ProofSearch].
sealed interface SearchState {
  /// Lower bound of the cost of every proof behind the entry.
  double bound();

  /// What the cheapest proof behind the entry is thought to cost.
  double estimate();

  /// Steps taken so far; among equals the entry with more is nearer to a proof.
  int length();

  /// Entries made earlier have smaller numbers.
  long number();

  /// By `key`, then finished proofs, then longer ones, then older ones.
  static Comparator<SearchState> by(Comparator<SearchState> key) {
    return key.thenComparingInt(state -> state instanceof Finished ? 0 : 1)
        .thenComparing(Comparator.comparingInt(SearchState::length).reversed())
        .thenComparingLong(SearchState::number);
  }

  /// A partial proof: what was chosen after `parent`.
  final class Partial implements SearchState {
    final @Nullable Partial parent;
    final int[] steps;
    final int depth;
    private final int length;
    private final double estimate;
    private final long number;
    private double bound;
    boolean isBoundExact;
    int goal = -1;
    double goalBound;

    Partial(@Nullable Partial parent, int[] steps, double bound, double estimate, long number) {
      this.parent = parent;
      this.steps = steps;
      this.depth = parent == null ? 0 : parent.depth + 1;
      this.length = steps.length + (parent == null ? 0 : parent.length);
      this.bound = bound;
      this.estimate = estimate;
      this.number = number;
    }

    void raiseBound(double newBound) {
      bound = Math.max(bound, newBound);
    }

    @Override
    public double bound() {
      return bound;
    }

    @Override
    public double estimate() {
      return estimate;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public long number() {
      return number;
    }
  }

  /// The AND nodes for the goal of `parent`, from place `option` on.
  record Options(Partial parent, int option, double bound, double estimate, long number)
      implements SearchState {
    @Override
    public int length() {
      return parent.length;
    }
  }

  /// A minimal proof that waits for its turn.
  record Finished(MinimalProof proof, double bound, int length, long number)
      implements SearchState {
    @Override
    public double estimate() {
      return bound;
    }
  }
}
