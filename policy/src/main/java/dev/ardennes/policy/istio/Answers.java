package dev.ardennes.policy.istio;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns routes into a decision.
final class Answers {
  private static final int MOST_ALTERNATIVES = 24;

  private final TextSpaces spaces;
  private final Ways ways = new Ways();
  private final List<Alternative> alternatives = new ArrayList<>();
  private final TreeSet<Control> controls = new TreeSet<>();
  private boolean complete = true;

  Answers(TextSpaces spaces) {
    this.spaces = spaces;
  }

  Decision decide(List<Question> questions, List<Control> refused) {
    controls.addAll(refused);
    for (Question question : questions) {
      Solver solver = new Solver(spaces, question);
      List<Solver.Solution> found = solver.solve();
      complete &= solver.complete();
      ways.add(found);
      if (found.isEmpty()) {
        controls.addAll(solver.controls());
      }
    }
    ways.merged().forEach(way -> alternatives.add(alternative(way)));
    List<Alternative> minimal = minimal();
    if (minimal.isEmpty() && complete) {
      return new Decision(Verdict.NO, List.of(), true, List.copyOf(controls));
    }
    if (minimal.isEmpty()) {
      minimal = List.of(undecided());
    }
    boolean yes = minimal.stream().anyMatch(Alternative::unconditional);
    return new Decision(yes ? Verdict.YES : Verdict.CONDITIONAL, minimal, complete, List.of());
  }

  static Question question(Route route) {
    List<List<Question.Option>> groups = new ArrayList<>();
    List<Question.Refusal> refusals = new ArrayList<>();
    List<Question.Demand> demands = new ArrayList<>();
    for (Stop stop : route.stops()) {
      StopRules rules = new StopRules(stop, route.uncovered());
      Optional<List<Question.Option>> options = rules.options();
      if (options.isPresent()) {
        groups.add(options.get());
        demands.add(rules.demand());
      }
      refusals.addAll(rules.refusals());
    }
    Term unseen = route.uncovered().isEmpty() ? Term.TRUE : Term.of(unseen(route.uncovered()));
    Term base = route.when().and(unseen).orElse(route.when());
    return new Question(base, groups, refusals, demands);
  }

  private static Literal unseen(String namespaces) {
    String what = " policy of " + namespaces + " that was not collected forbids it";
    return new Literal(
        new Literal.Said(Assumption.Kind.NOT_COLLECTED, "no" + what, "a" + what, "", true), true);
  }

  private static Alternative undecided() {
    Assumption assumption =
        Assumption.of(
            Assumption.Kind.CONDITION,
            "some request gets past all DENY policies, which could not be decided in time");
    return new Alternative(
        List.of(), List.of(new Alternative.Assumed(assumption, List.of(), false)), List.of());
  }

  private Alternative alternative(Ways.Way way) {
    Map<Assumption, Alternative.Assumed> assumed = new TreeMap<>();
    for (Literal literal : way.assumed()) {
      Alternative.Assumed one = assumed(literal);
      assumed.put(one.assumption(), one);
    }
    List<Alternative.Choice> choices = new ArrayList<>();
    for (Map.Entry<State.Slot, State.Picks> pick : way.picks().entrySet()) {
      TextSearch.Result result = spaces.witness(pick.getKey(), pick.getValue());
      if (!result.decided()) {
        Assumption open = open(pick.getKey(), pick.getValue());
        assumed.put(open, new Alternative.Assumed(open, List.of(), false));
      } else {
        choices.add(choice(pick.getKey(), pick.getValue(), String.valueOf(result.witness())));
      }
    }
    return new Alternative(way.factIds(), List.copyOf(assumed.values()), choices);
  }

  private static Alternative.Assumed assumed(Literal literal) {
    return switch (literal.content()) {
      case Literal.Said said ->
          new Alternative.Assumed(
              Assumption.of(said.kind(), literal.holds() ? said.says() : said.denies()),
              about(said.about()),
              said.unseenLayer() && literal.holds());
      case Literal.Address address ->
          new Alternative.Assumed(
              Assumption.of(
                  Assumption.Kind.CONDITION,
                  address.subject()
                      + (literal.holds() ? " is in " : " is not in ")
                      + address.blocks()),
              about(address.about()),
              false);
      case Literal.Picked picked -> throw new IllegalStateException("no assumption: " + picked);
    };
  }

  private static List<String> about(String factId) {
    return factId.isEmpty() ? List.of() : List.of(factId);
  }

  private static Assumption open(State.Slot slot, State.Picks picks) {
    return Assumption.of(
        Assumption.Kind.CONDITION, "some " + slot.attribute().word() + wishes(picks));
  }

  private static Alternative.Choice choice(State.Slot slot, State.Picks picks, String witness) {
    boolean header = slot.attribute() == Attribute.HEADER;
    String key = header ? "header " + slot.name() : slot.attribute().word();
    boolean unsent = header && picks.inside().isEmpty();
    return new Alternative.Choice(key, (unsent ? "not sent" : "`" + witness + "`") + wishes(picks));
  }

  private static String wishes(State.Picks picks) {
    List<String> parts = new ArrayList<>();
    picks.inside().forEach(patterns -> parts.add("matches " + Literal.quoted(patterns)));
    if (!picks.outside().isEmpty()) {
      parts.add("does not match " + Literal.quoted(picks.outside()));
    }
    return parts.isEmpty() ? "" : ", as it " + String.join(" and ", parts);
  }

  /// Without those that need a superset of another's assumptions for nothing.
  private List<Alternative> minimal() {
    List<Alternative> distinct = alternatives.stream().distinct().toList();
    List<Alternative> kept = new ArrayList<>();
    for (Alternative candidate : distinct) {
      if (distinct.stream().noneMatch(other -> dominates(other, candidate))) {
        kept.add(candidate);
      }
    }
    kept.sort(
        Comparator.comparingLong(
                (Alternative a) -> a.assumed().stream().filter(x -> !x.unseenLayer()).count())
            .thenComparingInt(a -> a.choices().size())
            .thenComparing(a -> String.join(" ", a.factIds()))
            .thenComparing(a -> a.assumptions().toString())
            .thenComparing(a -> a.choices().toString()));
    if (kept.size() > MOST_ALTERNATIVES) {
      complete = false;
      return List.copyOf(kept.subList(0, MOST_ALTERNATIVES));
    }
    return kept;
  }

  private static boolean dominates(Alternative one, Alternative other) {
    List<Assumption> few = one.assumptions();
    List<Assumption> many = other.assumptions();
    return few.size() < many.size() && many.containsAll(few);
  }
}
