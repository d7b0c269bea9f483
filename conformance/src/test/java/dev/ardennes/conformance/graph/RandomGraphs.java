package dev.ardennes.conformance.graph;

import dev.ardennes.graph.AndOrGraph;
import dev.ardennes.oracle.graph.SmallGraph;
import dev.ardennes.oracle.graph.SmallGraph.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Small random graphs of many shapes: chains and joins, cycles, shared premises, alternatives,
/// zero weights, given nodes that can also be gained, unreachable parts.
final class RandomGraphs {
  private RandomGraphs() {}

  static SmallGraph of(long seed) {
    var random = new Random(seed);
    return random.nextInt(3) == 0 ? layered(random) : tangled(random);
  }

  /// Anything to anything.
  private static SmallGraph tangled(Random random) {
    int size = 3 + random.nextInt(9);
    int leaves = 1 + random.nextInt(Math.max(1, size / 2));
    boolean tied = random.nextInt(3) == 0;
    var given = given(random, leaves, tied);
    var steps = new ArrayList<Step>();
    int stepCount = size + random.nextInt((1 + random.nextInt(4)) * size);
    boolean leafGains = random.nextInt(3) == 0;
    double joins = random.nextDouble() * random.nextDouble();
    for (int i = 0; i < stepCount; i++) {
      int gain = leafGains ? random.nextInt(size) : leaves + random.nextInt(size - leaves);
      steps.add(new Step(gain, premises(random, 0, size, joins), weight(random, tied)));
    }
    return new SmallGraph(size, given, steps);
  }

  /// Mostly from one layer to the next, so that there are many proofs.
  private static SmallGraph layered(Random random) {
    int layers = 2 + random.nextInt(3);
    int width = 2 + random.nextInt(layers == 2 ? 3 : 2);
    int size = Math.min(13, (layers + 1) * width + 1);
    boolean tied = random.nextInt(3) == 0;
    var given = given(random, width, tied);
    var steps = new ArrayList<Step>();
    double joins = random.nextDouble() * 0.6;
    for (int node = width; node < size; node++) {
      int first = Math.max(0, (node == size - 1 ? size - 1 - width : node / width * width - width));
      for (int i = 0; i < 2 + random.nextInt(3); i++) {
        int from = random.nextInt(8) == 0 ? 0 : first;
        int to = random.nextInt(8) == 0 ? size : first + width;
        steps.add(new Step(node, premises(random, from, to, joins), weight(random, tied)));
      }
    }
    return new SmallGraph(size, given, steps);
  }

  private static Map<Integer, Double> given(Random random, int leaves, boolean tied) {
    var given = new HashMap<Integer, Double>();
    for (int leaf = 0; leaf < leaves; leaf++) {
      given.put(leaf, weight(random, tied));
    }
    return given;
  }

  private static Set<Integer> premises(Random random, int from, int to, double joins) {
    var premises = new TreeSet<Integer>();
    if (random.nextInt(25) > 0) {
      premises.add(from + random.nextInt(to - from));
    }
    while (random.nextDouble() < joins && premises.size() < Math.min(3, to - from)) {
      premises.add(from + random.nextInt(to - from));
    }
    return premises;
  }

  /// Tied weights make equal costs and zeros common; the others are eighths, so that sums are
  /// exact.
  private static double weight(Random random, boolean tied) {
    return tied ? random.nextInt(2) : random.nextInt(80) / 8.0;
  }

  static AndOrGraph built(SmallGraph small) {
    var builder = AndOrGraph.builder();
    for (int node = 0; node < small.size(); node++) {
      Double weight = small.given().get(node);
      if (weight == null) {
        builder.addOr();
      } else {
        builder.addGiven(weight);
      }
    }
    for (Step step : small.steps()) {
      builder.addAnd(step.gain(), step.weight(), ints(step.premises()));
    }
    return builder.build();
  }

  static int[] ints(Set<Integer> nodes) {
    return nodes.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /// The graph as code would write it, for the message of a failure.
  static String described(long seed, SmallGraph graph) {
    return "seed %d: given %s%n%s"
        .formatted(
            seed,
            graph.given(),
            graph.steps().stream()
                .map(s -> "  %d <- %s at %s".formatted(s.gain(), s.premises(), s.weight()))
                .collect(Collectors.joining("\n")));
  }
}
