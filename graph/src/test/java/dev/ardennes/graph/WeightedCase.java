package dev.ardennes.graph;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// A published case of the MaxSAT Evaluation 2019: an AND/OR graph as clauses, what it costs to
/// take each node out, and the least cost that takes the target down.
///
/// Each node of the graph is a variable; each gate `g = a and b` is `{-a,-b,g} {-g,a} {-g,b}` and
/// each gate `g = a or b` is `{-g,a,b} {g,-a} {g,-b}`. A single clause of one literal demands the
/// negation of the last gate.
final class WeightedCase {
  private final String name;
  private final AndOrGraph graph;
  private final int target;
  private final double[] removalCosts;
  private final double optimum;

  private WeightedCase(
      String name, AndOrGraph graph, int target, double[] removalCosts, double optimum) {
    this.name = name;
    this.graph = graph;
    this.target = target;
    this.removalCosts = removalCosts;
    this.optimum = optimum;
  }

  AndOrGraph graph() {
    return graph;
  }

  int target() {
    return target;
  }

  double[] removalCosts() {
    return removalCosts.clone();
  }

  double optimum() {
    return optimum;
  }

  static WeightedCase read(Path file) {
    Map<String, String> parts = new HashMap<>();
    for (String line : text(file).split("\n")) {
      int equals = line.indexOf('=');
      parts.put(line.substring(0, equals), line.substring(equals + 1).strip());
    }
    int[][] clauses = clauses(part(parts, "clauses"));
    double[] costs = costs(part(parts, "costs"));
    String optimum = part(parts, "total_cost");
    return new WeightedCase(
        String.valueOf(file.getFileName()),
        graph(clauses, costs, part(parts, "map")),
        target(clauses),
        costs,
        Double.parseDouble(optimum.substring(1, optimum.length() - 1)));
  }

  private static String part(Map<String, String> parts, String key) {
    return parts.getOrDefault(key, "");
  }

  private static AndOrGraph graph(int[][] clauses, double[] costs, String names) {
    var builder = AndOrGraph.builder();
    boolean[] isNode = new boolean[costs.length];
    for (String entry : inner(names).split(",")) {
      isNode[Integer.parseInt(entry.substring(0, entry.indexOf(':')))] = true;
    }
    for (int variable = 0; variable < costs.length; variable++) {
      if (isNode[variable]) {
        builder.addGiven(0);
      } else {
        builder.addOr();
      }
    }
    Arrays.stream(clauses).filter(c -> c.length == 3).forEach(c -> addGate(builder, c));
    return builder.build();
  }

  private static void addGate(AndOrGraph.Builder builder, int[] clause) {
    int[] positive = Arrays.stream(clause).filter(literal -> literal > 0).toArray();
    int[] negative = Arrays.stream(clause).filter(literal -> literal < 0).map(l -> -l).toArray();
    if (positive.length == 1) {
      builder.addAnd(positive[0], 0, negative);
    } else {
      builder.addAnd(negative[0], 0, positive[0]);
      builder.addAnd(negative[0], 0, positive[1]);
    }
  }

  private static int target(int[][] clauses) {
    int demanded = Arrays.stream(clauses).filter(c -> c.length == 1).findFirst().orElseThrow()[0];
    return Arrays.stream(clauses)
        .filter(c -> c.length == 2 && Arrays.stream(c).allMatch(literal -> literal < 0))
        .filter(c -> -c[0] == demanded || -c[1] == demanded)
        .mapToInt(c -> -c[0] == demanded ? -c[1] : -c[0])
        .findFirst()
        .orElseThrow();
  }

  private static int[][] clauses(String text) {
    return Arrays.stream(inner(inner(text)).split("\\],\\["))
        .map(clause -> Arrays.stream(clause.split(",")).mapToInt(Integer::parseInt).toArray())
        .toArray(int[][]::new);
  }

  private static double[] costs(String text) {
    String[] entries = inner(text).split(",");
    double[] costs = new double[entries.length + 1];
    costs[0] = Double.POSITIVE_INFINITY;
    for (String entry : entries) {
      String cost = entry.substring(entry.indexOf(':') + 1);
      costs[Integer.parseInt(entry.substring(0, entry.indexOf(':')))] =
          cost.equals("'inf'") ? Double.POSITIVE_INFINITY : Double.parseDouble(cost);
    }
    return costs;
  }

  private static String inner(String text) {
    return text.substring(1, text.length() - 1);
  }

  private static String text(Path file) {
    try (Reader reader =
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII)) {
      var text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
