package dev.ardennes.analysis;

import dev.ardennes.engine.attack.Decision;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Stance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Chooses what a step rests on: for each decision the support that is cheapest to believe.
final class Support {
  private final LikelihoodTable table;
  private final Stances stances;
  private final Set<String> removedFacts;

  /// @param removedFacts ids of collected facts that are taken to be gone
  Support(LikelihoodTable table, Stances stances, Set<String> removedFacts) {
    this.table = table;
    this.stances = stances;
    this.removedFacts = Set.copyOf(removedFacts);
  }

  /// Everything a step rests on besides what the attacker has gained.
  ///
  /// @param decisions the chosen support of each decision, in the order of the step's premises
  record Chosen(
      Step step, List<Decision.Support> decisions, Set<Assumption> assumptions, double cost) {}

  /// The cheapest way the step holds; null where it does not, since a fact is gone or an assumption
  /// is rejected.
  @Nullable Chosen choose(Step step) {
    List<Decision.Support> supports = new ArrayList<>();
    Set<Assumption> assumptions = new TreeSet<>();
    for (Premise premise : step.premises()) {
      if (!holds(premise, supports, assumptions)) {
        return null;
      }
    }
    double cost = step.gain().witness() ? 0 : LikelihoodTable.cost(table.of(step.kind()));
    for (Assumption assumption : assumptions) {
      cost += cost(assumption);
    }
    return new Chosen(step, supports, assumptions, cost);
  }

  private boolean holds(
      Premise premise, List<Decision.Support> supports, Set<Assumption> assumptions) {
    return switch (premise) {
      case Premise.Gained gained -> true;
      case Premise.Stated stated -> isThere(stated.fact());
      case Premise.Absent absent -> absent.shown().stream().allMatch(this::isThere);
      case Premise.Assumed assumed -> {
        assumptions.add(assumed.assumption());
        yield !stances.rejects(assumed.assumption());
      }
      case Premise.Decided decided -> {
        Decision.Support best = cheapest(decided.decision());
        if (best == null) {
          yield false;
        }
        supports.add(best);
        assumptions.addAll(best.assumptions());
        yield true;
      }
    };
  }

  private Decision.@Nullable Support cheapest(Decision decision) {
    Decision.Support best = null;
    double bestCost = Double.POSITIVE_INFINITY;
    for (Decision.Support support : decision.supports()) {
      if (!usable(support)) {
        continue;
      }
      double cost = 0;
      for (Assumption assumption : support.assumptions()) {
        cost += cost(assumption);
      }
      if (cost < bestCost) {
        best = support;
        bestCost = cost;
      }
    }
    return best;
  }

  private boolean usable(Decision.Support support) {
    for (Assumption assumption : support.assumptions()) {
      if (stances.rejects(assumption)) {
        return false;
      }
    }
    return removedFacts.isEmpty() || support.facts().stream().allMatch(this::isThere);
  }

  private boolean isThere(Fact fact) {
    return removedFacts.isEmpty() || !removedFacts.contains(fact.id());
  }

  /// The cost of believing an assumption: 0 once it is confirmed.
  double cost(Assumption assumption) {
    return stances.of(assumption) == Stance.CONFIRMED
        ? 0
        : LikelihoodTable.cost(table.of(assumption.kind()));
  }
}
