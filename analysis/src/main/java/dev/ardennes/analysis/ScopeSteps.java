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
  private final List<Half> ways;
  private final List<Half> leads;
  private final Map<List<Integer>, List<Half>> waysOf = new HashMap<>();
  private final Map<Gain, List<Half>> leadsTo = new HashMap<>();

  private ScopeSteps(Support support, List<Half> ways, List<Half> leads) {
    this.support = support;
    this.ways = List.copyOf(ways);
    this.leads = List.copyOf(leads);
    ways.forEach(way -> list(waysOf, way.held).add(way));
    leads.forEach(lead -> list(leadsTo, lead.gain).add(lead));
  }

  private static <K> List<Half> list(Map<K, List<Half>> lists, K key) {
    return lists.computeIfAbsent(key, added -> new ArrayList<>());
  }

  /// What is known of one half: the steps by the scope that joins them to the other half, the
  /// cheapest to believe first.
  ///
  /// @param gain what it gives; for a way to a scope, any of the scopes
  /// @param held the gains that it needs, ascending
  /// @param assumptions those of the cheapest step of each scope, which stands for the others
  record Half(
      Gain gain,
      List<Integer> held,
      Set<Assumption> assumptions,
      Map<Integer, List<Support.Chosen>> byScope) {
    /// The least cost of a step by way of the scope, its assumptions aside.
    double cost(int scope, Support support) {
      double least = Objects.requireNonNull(byScope.get(scope)).getFirst().cost();
      for (Assumption assumption : assumptions) {
        least -= support.cost(assumption);
      }
      return Math.max(0, least);
    }
  }

  /// Halves that nothing tells apart.
  record Alike(List<Half> halves, Map<Integer, Double> costs) {}

  /// Sorts steps into halves.
  static final class Builder {
    private final Support support;
    private final Map<List<Object>, Map<Integer, List<Support.Chosen>>> ways =
        new LinkedHashMap<>();
    private final Map<List<Object>, Map<Integer, List<Support.Chosen>>> leads =
        new LinkedHashMap<>();

    Builder(Support support) {
      this.support = support;
    }

    /// Takes a step that is a half; false for all others.
    boolean take(Step step, Support.Chosen chosen) {
      if (step.gain().kind() == Gain.Kind.SCOPE) {
        add(ways, List.of(held(step, step.gain())), step.gain(), chosen);
        return true;
      }
      Gain scope = step.scope();
      if (scope == null) {
        return false;
      }
      add(leads, List.of(held(step, scope), step.gain()), scope, chosen);
      return true;
    }

    private static void add(
        Map<List<Object>, Map<Integer, List<Support.Chosen>>> sorted,
        List<Object> key,
        Gain scope,
        Support.Chosen chosen) {
      sorted
          .computeIfAbsent(key, added -> new TreeMap<>())
          .computeIfAbsent(scope.number(), added -> new ArrayList<>())
          .add(chosen);
    }

    ScopeSteps build() {
      return new ScopeSteps(support, halves(ways), halves(leads));
    }

    /// Steps that need and give the same are one, whatever else they rest on: the cheapest to
    /// believe stands for the others.
    private static List<Half> halves(Map<List<Object>, Map<Integer, List<Support.Chosen>>> sorted) {
      List<Half> halves = new ArrayList<>();
      for (Map<Integer, List<Support.Chosen>> byScope : sorted.values()) {
        Map<Set<Assumption>, Half> byAssumptions = new LinkedHashMap<>();
        byScope.forEach(
            (scope, steps) -> {
              steps.sort(PathGraph::byBelief);
              byAssumptions
                  .computeIfAbsent(steps.getFirst().assumptions(), key -> half(scope, steps))
                  .byScope
                  .put(scope, steps);
            });
        halves.addAll(byAssumptions.values());
      }
      return halves;
    }

    private static Half half(int scope, List<Support.Chosen> steps) {
      Support.Chosen best = steps.getFirst();
      Step step = best.step();
      boolean way = step.gain().number() == scope;
      Gain joining = way ? step.gain() : Objects.requireNonNull(step.scope());
      return new Half(step.gain(), held(step, joining), best.assumptions(), new TreeMap<>());
    }
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
    return Stream.concat(ways.stream(), leads.stream()).map(Half::assumptions).toList();
  }

  /// Those who can take steps towards the same scopes.
  List<Alike> ways() {
    return alike(ways);
  }

  /// The things to which steps lead from the same scopes.
  List<Alike> leads() {
    return alike(leads);
  }

  private List<Alike> alike(List<Half> halves) {
    Map<Map<Integer, Double>, Alike> alike = new LinkedHashMap<>();
    for (Half half : halves) {
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
