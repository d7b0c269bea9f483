package dev.ardennes.graph;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// An entry of the queue of [ProofSearch].
sealed interface SearchState {
  /// Lower bound of the cost of every proof behind the entry.
  double bound();

  /// How many AND nodes the proofs behind the entry are thought to have.
  double size();

  /// AND nodes chosen so far; among equals the entry with more is nearer to a proof.
  int length();

  /// Entries made earlier have smaller numbers.
  long number();

  /// By bound; among equals finished proofs, then small ones, long ones and old ones first.
  static Comparator<SearchState> order() {
    return Comparator.comparingDouble(SearchState::bound)
        .thenComparingInt(state -> state instanceof Finished ? 0 : 1)
        .thenComparingDouble(SearchState::size)
        .thenComparing(Comparator.comparingInt(SearchState::length).reversed())
        .thenComparingLong(SearchState::number);
  }

  /// A partial proof: what was chosen after `parent`.
  final class Partial implements SearchState {
    final @Nullable Partial parent;
    final int[] steps;
    final int depth;
    private final int length;
    private final double size;
    private final long number;
    private double bound;
    boolean isBoundExact;
    int goal = -1;
    double goalBound;

    Partial(@Nullable Partial parent, int[] steps, double bound, double size, long number) {
      this.parent = parent;
      this.steps = steps;
      this.depth = parent == null ? 0 : parent.depth + 1;
      this.length = steps.length + (parent == null ? 0 : parent.length);
      this.bound = bound;
      this.size = size;
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
    public double size() {
      return size;
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
  record Options(Partial parent, int option, double bound, double size, long number)
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
    public double size() {
      return bound;
    }
  }
}
