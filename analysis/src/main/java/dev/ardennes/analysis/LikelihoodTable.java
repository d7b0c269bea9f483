package dev.ardennes.analysis;

import dev.ardennes.analysis.Report.Likelihood;
import dev.ardennes.engine.attack.StepKind;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.CrownJewel.Impact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The published table of step, assumption and impact values: the data of `likelihood.yaml`.
public final class LikelihoodTable {
  private final Map<String, Likelihood> skill;
  private final Map<String, Likelihood> effort;
  private final Map<Assumption.Kind, Likelihood> assumptions = new EnumMap<>(Assumption.Kind.class);
  private final Map<Impact, Double> impacts = new EnumMap<>(Impact.class);

  private LikelihoodTable(JsonNode root) {
    this.skill = likelihoods(root.get("skill"));
    this.effort = likelihoods(root.get("effort"));
    likelihoods(root.get("assumption"))
        .forEach((word, value) -> assumptions.put(Assumption.Kind.of(word), value));
    for (var entry : root.get("impact").properties()) {
      impacts.put(Impact.of(entry.getKey()), entry.getValue().asDouble());
    }
  }

  /// The product's own table.
  public static LikelihoodTable standard() {
    try (InputStream in = LikelihoodTable.class.getResourceAsStream("likelihood.yaml")) {
      return new LikelihoodTable(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Likelihood> likelihoods(JsonNode node) {
    Map<String, Likelihood> values = new HashMap<>();
    for (var entry : node.properties()) {
      JsonNode row = entry.getValue();
      values.put(
          entry.getKey(),
          new Likelihood(row.get(0).asDouble(), row.get(1).asDouble(), row.get(2).asDouble()));
    }
    return values;
  }

  /// How likely an attacker who has the premises succeeds with a step of this kind.
  public Likelihood of(StepKind kind) {
    return times(value(skill, kind.skill()), value(effort, kind.effort()));
  }

  /// How likely an open assumption of this kind is true.
  public Likelihood of(Assumption.Kind kind) {
    return Objects.requireNonNull(assumptions.get(kind));
  }

  /// The weight of an impact, 0 to 1.
  public double weight(Impact impact) {
    return Objects.requireNonNull(impacts.get(impact));
  }

  private static Likelihood value(Map<String, Likelihood> row, String key) {
    Likelihood value = row.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no likelihood for " + key);
    }
    return value;
  }

  /// The product of two independent likelihoods, end by end.
  static Likelihood times(Likelihood one, Likelihood other) {
    return new Likelihood(
        one.low() * other.low(), one.best() * other.best(), one.high() * other.high());
  }

  /// A likelihood as a cost that adds up: 0 for certain.
  static double cost(Likelihood likelihood) {
    return Math.max(0, -Math.log(likelihood.best()));
  }
}
