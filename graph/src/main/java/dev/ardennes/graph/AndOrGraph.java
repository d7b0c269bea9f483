package dev.ardennes.graph;

import java.util.Arrays;

/// An immutable AND/OR graph in compressed sparse rows.
///
/// *OR nodes* hold as soon as they are given or any AND node that gains them holds; a given OR node
/// is also called a leaf. An *AND node* holds when all its premises hold, and has one OR node as
/// its gain. OR nodes and AND nodes are numbered from 0, independently of each other, in the order
/// in which they were added. A given node may also have AND nodes that gain it, an AND node may
/// have no premise, and cycles are allowed.
///
/// ```java
/// var builder = AndOrGraph.builder();
/// int key = builder.addGiven(1.0);
/// int door = builder.addOr();
/// builder.addAnd(door, 0.5, key);
/// AndOrGraph graph = builder.build();
/// ```
///
/// Weights are costs: finite and not negative, for example `-log(likelihood)`. Instances may be
/// shared between threads.
public final class AndOrGraph {
  /// The greatest weight allowed, so that no sum over a graph overflows.
  public static final double MAXIMUM_WEIGHT = 1e100;

  private static final double NOT_GIVEN = -1;

  final double[] orWeights;
  final double[] andWeights;
  final int[] gains;
  final int[] premiseStarts;
  final int[] premises;
  final int[] producerStarts;
  final int[] producers;
  final int[] consumerStarts;
  final int[] consumers;

  private AndOrGraph(
      double[] orWeights,
      double[] andWeights,
      int[] gains,
      Rows premises,
      Rows producers,
      Rows consumers) {
    this.orWeights = orWeights;
    this.andWeights = andWeights;
    this.gains = gains;
    this.premiseStarts = premises.starts;
    this.premises = premises.columns;
    this.producerStarts = producers.starts;
    this.producers = producers.columns;
    this.consumerStarts = consumers.starts;
    this.consumers = consumers.columns;
  }

  public static Builder builder() {
    return new Builder();
  }

  public int orCount() {
    return orWeights.length;
  }

  public int andCount() {
    return gains.length;
  }

  /// Whether the OR node holds without any AND node.
  public boolean isGiven(int orNode) {
    return orWeights[orNode] >= 0;
  }

  /// The cost of using the OR node as given; 0 for one that is not given.
  public double orWeight(int orNode) {
    return Math.max(0, orWeights[orNode]);
  }

  public double andWeight(int andNode) {
    return andWeights[andNode];
  }

  /// The OR node that holds when the AND node does.
  public int gain(int andNode) {
    return gains[andNode];
  }

  public int premiseCount(int andNode) {
    return premiseStarts[andNode + 1] - premiseStarts[andNode];
  }

  /// The premise at `index`; premises are distinct and ascending.
  public int premise(int andNode, int index) {
    return premises[premiseStarts[andNode] + index];
  }

  public int producerCount(int orNode) {
    return producerStarts[orNode + 1] - producerStarts[orNode];
  }

  /// The AND node at `index` among those that gain the OR node, ascending.
  public int producer(int orNode, int index) {
    return producers[producerStarts[orNode] + index];
  }

  public int consumerCount(int orNode) {
    return consumerStarts[orNode + 1] - consumerStarts[orNode];
  }

  /// The AND node at `index` among those that have the OR node as a premise, ascending.
  public int consumer(int orNode, int index) {
    return consumers[consumerStarts[orNode] + index];
  }

  /// The same structure with other weights, without copying the structure.
  ///
  /// @param orWeights one per OR node; read for given nodes only
  /// @param andWeights one per AND node
  public AndOrGraph withWeights(double[] orWeights, double[] andWeights) {
    if (orWeights.length != orCount() || andWeights.length != andCount()) {
      throw new IllegalArgumentException(
          "expected %d and %d weights, not %d and %d"
              .formatted(orCount(), andCount(), orWeights.length, andWeights.length));
    }
    double[] newOrWeights = this.orWeights.clone();
    for (int node = 0; node < newOrWeights.length; node++) {
      if (isGiven(node)) {
        newOrWeights[node] = checkedWeight(orWeights[node]);
      }
    }
    double[] newAndWeights = new double[andWeights.length];
    for (int node = 0; node < newAndWeights.length; node++) {
      newAndWeights[node] = checkedWeight(andWeights[node]);
    }
    return new AndOrGraph(
        newOrWeights,
        newAndWeights,
        gains,
        new Rows(premiseStarts, premises),
        new Rows(producerStarts, producers),
        new Rows(consumerStarts, consumers));
  }

  private static double checkedWeight(double weight) {
    if (!(weight >= 0 && weight <= MAXIMUM_WEIGHT)) {
      throw new IllegalArgumentException(
          "weight `%s` is not between 0 and %s".formatted(weight, MAXIMUM_WEIGHT));
    }
    return weight + 0.0;
  }

  /// Adds nodes in any order as long as every node named exists; not safe for use by several
  /// threads.
  public static final class Builder {
    private final DoubleArray orWeights = new DoubleArray();
    private final DoubleArray andWeights = new DoubleArray();
    private final IntArray gains = new IntArray();
    private final IntArray premiseStarts = new IntArray();
    private final IntArray premises = new IntArray();
    private int orCount;

    private Builder() {
      premiseStarts.add(0);
    }

    /// Adds an OR node that is not given.
    public int addOr() {
      orWeights.add(NOT_GIVEN);
      return orCount++;
    }

    /// Adds an OR node that is given at the cost of `weight`.
    public int addGiven(double weight) {
      orWeights.add(checkedWeight(weight));
      return orCount++;
    }

    /// Adds an AND node; a premise named twice counts once.
    public int addAnd(int gain, double weight, int... premises) {
      double checked = checkedWeight(weight);
      checkOr(gain);
      int[] sorted = premises.clone();
      Arrays.sort(sorted);
      for (int premise : sorted) {
        checkOr(premise);
      }
      for (int i = 0; i < sorted.length; i++) {
        if (i == 0 || sorted[i] != sorted[i - 1]) {
          this.premises.add(sorted[i]);
        }
      }
      premiseStarts.add(this.premises.size());
      andWeights.add(checked);
      gains.add(gain);
      return gains.size() - 1;
    }

    public AndOrGraph build() {
      int[] gains = this.gains.toArray();
      var premises = new Rows(premiseStarts.toArray(), this.premises.toArray());
      var single = new Rows(identity(gains.length + 1), gains);
      return new AndOrGraph(
          orWeights.toArray(),
          andWeights.toArray(),
          gains,
          premises,
          single.transposed(orCount),
          premises.transposed(orCount));
    }

    private void checkOr(int node) {
      if (node < 0 || node >= orCount) {
        throw new IllegalArgumentException("no OR node `%d` among %d".formatted(node, orCount));
      }
    }

    private static int[] identity(int length) {
      int[] result = new int[length];
      Arrays.setAll(result, i -> i);
      return result;
    }
  }

  /// Compressed sparse rows: the columns of row r stand from `starts[r]` to before `starts[r + 1]`.
  private static final class Rows {
    final int[] starts;
    final int[] columns;

    Rows(int[] starts, int[] columns) {
      this.starts = starts;
      this.columns = columns;
    }

    Rows transposed(int columnCount) {
      int[] newStarts = new int[columnCount + 1];
      for (int column : columns) {
        newStarts[column + 1]++;
      }
      for (int column = 0; column < columnCount; column++) {
        newStarts[column + 1] += newStarts[column];
      }
      int[] next = Arrays.copyOf(newStarts, columnCount);
      int[] rows = new int[columns.length];
      for (int row = 0; row + 1 < starts.length; row++) {
        for (int i = starts[row]; i < starts[row + 1]; i++) {
          rows[next[columns[i]]++] = row;
        }
      }
      return new Rows(newStarts, rows);
    }
  }
}
