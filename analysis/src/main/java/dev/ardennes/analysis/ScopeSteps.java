package dev.ardennes.analysis;

import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.Assumption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The two halves of steps to members of scopes, sorted by what they have in common, so that a
/// graph needs a node for those who can take the same steps and one for the things to which the
/// same steps lead, and no edge for each pair of them.
///
/// The order is that of the steps.
final class ScopeSteps {
  private final Support support;
  private final Map<List<Object>, Half> ways = new LinkedHashMap<>();
  private final Map<List<Object>, Half> leads = new LinkedHashMap<>();
  private final Map<List<Integer>, List<Half>> waysOf = new HashMap<>();
  private final Map<Gain, List<Half>> leadsTo = new HashMap<>();

  ScopeSteps(Support support) {
    this.support = support;
  }

  /// What is known of one half: the steps by the scope that joins them to the other half.
  ///
  /// @param gain what it gives; for a way to a scope, any of the scopes
  /// @param held the gains that it needs, ascending
  record Half(
      Gain gain,
      List<Integer> held,
      Set<Assumption> assumptions,
      Map<Integer, List<Support.Chosen>> byScope) {
    /// The least cost of a step by way of the scope, its assumptions aside.
    double cost(int scope, Support support) {
      double least = Double.POSITIVE_INFINITY;
      for (Support.Chosen chosen : Objects.requireNonNull(byScope.get(scope))) {
        least = Math.min(least, chosen.cost());
      }
      for (Assumption assumption : assumptions) {
        least -= support.cost(assumption);
      }
      return Math.max(0, least);
    }
  }

  /// Halves that nothing tells apart.
  record Alike(List<Half> halves, Map<Integer, Double> costs) {}

  /// Takes a step that is a half; false for all others.
  boolean take(Step step, Support.Chosen chosen) {
    if (step.gain().kind() == Gain.Kind.SCOPE) {
      List<Integer> held = held(step, step.gain());
      add(ways, List.of(held, chosen.assumptions()), waysOf, held, chosen, step.gain());
      return true;
    }
    Gain scope = step.scope();
    if (scope == null) {
      return false;
    }
    List<Object> key = List.of(step.gain(), held(step, scope), chosen.assumptions());
    add(leads, key, leadsTo, step.gain(), chosen, scope);
    return true;
  }

  private static <K> void add(
      Map<List<Object>, Half> halves,
      List<Object> key,
      Map<K, List<Half>> index,
      K entry,
      Support.Chosen chosen,
      Gain scope) {
    Half half = halves.get(key);
    if (half == null) {
      Step step = chosen.step();
      half = new Half(step.gain(), held(step, scope), chosen.assumptions(), new TreeMap<>());
      halves.put(key, half);
      index.computeIfAbsent(entry, added -> new ArrayList<>()).add(half);
    }
    half.byScope.computeIfAbsent(scope.number(), added -> new ArrayList<>()).add(chosen);
  }

  private static List<Integer> held(Step step, Gain scope) {
    Set<Integer> held = new TreeSet<>();
    for (Premise premise : step.premises()) {
      if (premise instanceof Premise.Gained gained && !gained.gain().equals(scope)) {
        held.add(gained.gain().number());
      }
    }
    return List.copyOf(held);
  }

  /// The assumptions of each half.
  List<Set<Assumption>> assumptions() {
    return Stream.concat(ways.values().stream(), leads.values().stream())
        .map(Half::assumptions)
        .toList();
  }

  /// Those who can take steps towards the same scopes.
  List<Alike> ways() {
    return alike(ways);
  }

  /// The things to which steps lead from the same scopes.
  List<Alike> leads() {
    return alike(leads);
  }

  private List<Alike> alike(Map<List<Object>, Half> halves) {
    Map<Map<Integer, Double>, Alike> alike = new LinkedHashMap<>();
    for (Half half : halves.values()) {
      Map<Integer, Double> costs = new TreeMap<>();
      half.byScope.keySet().forEach(scope -> costs.put(scope, half.cost(scope, support)));
      alike.computeIfAbsent(costs, key -> new Alike(new ArrayList<>(), key)).halves.add(half);
    }
    return List.copyOf(alike.values());
  }

  /// The least cost of a step from the ones to the others; infinite where there is none.
  static double cost(Alike ways, Alike leads) {
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<Integer, Double> way : ways.costs.entrySet()) {
      Double lead = leads.costs.get(way.getKey());
      if (lead != null) {
        least = Math.min(least, way.getValue() + lead);
      }
    }
    return least;
  }

  /// The whole steps that need exactly these gains and give that one, in any order. None that a
  /// stance rejects.
  List<Support.Chosen> between(Set<Integer> held, Gain gain) {
    List<Support.Chosen> whole = new ArrayList<>();
    for (Half lead : leadsTo.getOrDefault(gain, List.of())) {
      if (held.containsAll(lead.held)) {
        for (Half way : waysOf.getOrDefault(List.copyOf(held), List.of())) {
          join(way, lead, whole);
        }
        List<Integer> others = new ArrayList<>(held);
        others.removeAll(lead.held);
        if (others.size() < held.size()) {
          waysOf.getOrDefault(others, List.of()).forEach(way -> join(way, lead, whole));
        }
      }
    }
    return whole;
  }

  private void join(Half way, Half lead, List<Support.Chosen> whole) {
    way.byScope.forEach(
        (scope, starts) -> {
          for (Support.Chosen end : lead.byScope.getOrDefault(scope, List.of())) {
            for (Support.Chosen start : starts) {
              Support.Chosen chosen = support.choose(end.step().taken(start.step()));
              if (chosen != null) {
                whole.add(chosen);
              }
            }
          }
        });
  }
}
