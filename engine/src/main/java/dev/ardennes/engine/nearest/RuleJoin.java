package dev.ardennes.engine.nearest;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.facts.RelationDecisions;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ways in which a rule would give a wanted fact: every premise holds, or is something the
/// attacker would have to gain first, or is one of few that are missing.
///
/// What the rule leaves open takes its values from facts, from what the attacker holds and from
/// what decisions can list; nothing is made up.
final class RuleJoin {
  static final int MOST_MISSING = 2;
  private static final int MOST_WANTED = 2;
  private static final int MOST_PREMISES = 62;
  private static final int MOST_VALUES = 300;
  private static final Set<String> PLACES = Set.of("in_account", "in_kubernetes", "in_namespace");
  private static final int FEW_LISTED = 30;
  private static final int LAST = 1_000_000;

  private final FactIndex index;
  private final RelationDecisions decisions;
  private final Closeness closeness;
  private final Effort effort;

  RuleJoin(FactIndex index, RelationDecisions decisions, Closeness closeness, Effort effort) {
    this.index = index;
    this.decisions = decisions;
    this.closeness = closeness;
    this.effort = effort;
  }

  /// Whether the things of the goal are of the types that its relation has.
  boolean canBe(Ground goal) {
    Relation relation = Objects.requireNonNull(Catalogue.standard().relation(goal.relation()));
    for (int i = 0; i < relation.arity(); i++) {
      if (!index.is(goal.args().get(i), relation.columns().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  List<Attempt> attempts(SearchedRule rule, Ground goal) {
    if (rule.premises().size() > MOST_PREMISES) {
      return List.of();
    }
    Map<String, String> values = bind(rule.head().terms(), goal.args(), Map.of());
    Run run = new Run(rule, goal);
    if (values != null && isTyped(rule, values)) {
      effort.begin();
      run.step(State.start(values));
    }
    return run.found;
  }

  /// Whether what the rule gains is of the types that its premises ask for.
  private boolean isTyped(SearchedRule rule, Map<String, String> values) {
    return values.entrySet().stream()
        .allMatch(each -> index.is(each.getValue(), rule.types().narrowest(each.getKey())));
  }

  /// The values with those that make the terms the tuple; null where they cannot be.
  private static @Nullable Map<String, String> bind(
      List<Term> terms, List<String> tuple, Map<String, String> values) {
    Map<String, String> bound = new HashMap<>(values);
    for (int i = 0; i < terms.size(); i++) {
      String known = Premise.value(terms.get(i), bound);
      if (known != null && !known.equals(tuple.get(i))) {
        return null;
      }
      if (known == null && terms.get(i) instanceof Term.Variable variable) {
        bound.put(variable.name(), tuple.get(i));
      }
    }
    return bound;
  }

  /// One rule for one goal.
  private final class Run {
    private final SearchedRule rule;
    private final Ground goal;
    private final List<Attempt> found = new ArrayList<>();

    Run(SearchedRule rule, Ground goal) {
      this.rule = rule;
      this.goal = goal;
    }

    /// Answers the premise that costs least and goes on; as deep as the rule has premises.
    void step(State state) {
      if (!effort.tries() || state.missing().size() > MOST_MISSING) {
        return;
      }
      int next = -1;
      int least = Integer.MAX_VALUE;
      for (int i = 0; i < rule.premises().size(); i++) {
        int cost = state.isDone(i) ? Integer.MAX_VALUE : cost(i, state);
        if (cost < least) {
          least = cost;
          next = i;
        }
      }
      if (next >= 0) {
        answer(next, state);
      } else if (state.countDone() == rule.premises().size()) {
        finish(state);
      }
    }

    /// How many ways an answer leaves open, roughly; the greatest where it cannot be answered yet.
    private int cost(int at, State state) {
      Premise premise = rule.premises().get(at);
      boolean bound = premise.bound(state.values());
      return switch (premise.kind()) {
        case EQUAL, DIFFERENT, ABSENT -> bound ? 0 : Integer.MAX_VALUE;
        case STATED -> bound ? 1 : matches(premise, state) + stated(premise, state.values());
        case HELD -> bound ? 2 : state.isDeferred(at) ? LAST : matches(premise, state) + 10;
        case DECIDED, NAMED ->
            bound ? 3 : listable(premise, state) < 0 ? Integer.MAX_VALUE : FEW_LISTED;
      };
    }

    /// What may be missing waits for values, and so does a question for everything that lies
    /// somewhere.
    private static int stated(Premise premise, Map<String, String> values) {
      boolean everything =
          PLACES.contains(premise.atom().relation())
              && Premise.value(premise.terms().getFirst(), values) == null;
      return everything ? LAST + 1 : premise.mayMiss() ? LAST / 2 : 10;
    }

    private int matches(Premise premise, State state) {
      return Math.min(
          index.near(premise.atom().relation(), pattern(premise, state)).size(), LAST / 8);
    }

    private List<@Nullable String> pattern(Premise premise, State state) {
      List<@Nullable String> pattern = new ArrayList<>();
      premise.terms().forEach(term -> pattern.add(Premise.value(term, state.values())));
      return pattern;
    }

    private void answer(int at, State state) {
      Premise premise = rule.premises().get(at);
      boolean bound = premise.bound(state.values());
      switch (premise.kind()) {
        case EQUAL, DIFFERENT -> {
          if (compare(premise, state)) {
            step(state.done(at));
          }
        }
        case ABSENT -> {
          if (stated(premise, state).isEmpty()) {
            step(state.done(at));
          }
        }
        case STATED -> stated(at, premise, state);
        case HELD -> held(at, premise, bound, state);
        case DECIDED, NAMED -> decided(at, premise, bound, state);
      }
    }

    private boolean compare(Premise premise, State state) {
      boolean same =
          Objects.equals(
              Premise.value(premise.terms().getFirst(), state.values()),
              Premise.value(premise.terms().getLast(), state.values()));
      return same == (premise.kind() == Premise.Kind.EQUAL);
    }

    private List<List<String>> stated(Premise premise, State state) {
      List<@Nullable String> pattern = pattern(premise, state);
      return index.near(premise.atom().relation(), pattern).stream()
          .filter(tuple -> FactIndex.matches(tuple, pattern))
          .toList();
    }

    private void stated(int at, Premise premise, State state) {
      List<List<String>> tuples = stated(premise, state);
      if (tuples.isEmpty() && premise.mayMiss()) {
        missing(at, premise, premise.ground(state.values()), state);
      } else if (premise.bound(state.values())) {
        if (!tuples.isEmpty()) {
          step(state.stated(at, new Ground(premise.atom().relation(), tuples.getFirst())));
        }
      } else {
        each(at, premise, tuples, state);
      }
    }

    private void each(int at, Premise premise, List<List<String>> tuples, State state) {
      for (List<String> tuple : tuples) {
        Map<String, String> values = bind(premise.terms(), tuple, state.values());
        if (values != null) {
          State bound = state.with(values);
          step(
              premise.kind() == Premise.Kind.HELD
                  ? bound.held(at, new Ground(premise.atom().relation(), tuple))
                  : bound.stated(at, new Ground(premise.atom().relation(), tuple)));
        }
      }
    }

    /// What the attacker has, and then what the attacker has not.
    private void held(int at, Premise premise, boolean bound, State state) {
      Ground ground = premise.ground(state.values());
      if (premise.atom().terms().stream().anyMatch(Term.Wildcard.class::isInstance)) {
        each(at, premise, stated(premise, state).stream().limit(1).toList(), state);
      } else if (bound) {
        boolean holds = index.holds(ground);
        if (holds && !state.isDeferred(at)) {
          step(state.held(at, ground));
        } else if (!holds && !ground.equals(goal) && state.wanted().size() < MOST_WANTED) {
          step(state.wanted(at, ground));
        }
      } else if (state.isDeferred(at)) {
        values(premise, state).forEach(values -> step(state.with(values)));
      } else {
        each(at, premise, stated(premise, state), state);
        step(state.deferred(at));
      }
    }

    private void decided(int at, Premise premise, boolean bound, State state) {
      Ground ground = premise.ground(state.values());
      if (!bound) {
        listed(premise, ground, state);
      } else if (effort.decides()) {
        if (holds(premise, ground)) {
          step(state.holding(at));
        } else if (premise.mayMiss()) {
          missing(at, premise, ground, state);
        }
      }
    }

    /// Goes on without the premise, where something comes near it or other premises may speak for
    /// it. An identity that the attacker has yet to gain has no use for permissions that it lacks.
    private void missing(int at, Premise premise, Ground ground, State state) {
      boolean near = closeness.isNear(premise, ground);
      boolean permission = Permissions.isOne(ground.relation());
      if (permission && !isHeld(ground.args().getFirst(), state)) {
        return;
      }
      if (near) {
        step(state.missing(at, ground, true));
      } else if (state.missing().stream().allMatch(State.Missed::near)) {
        step(state.missing(at, ground, false));
      }
    }

    /// Whether nothing that is still to be gained is about it.
    private boolean isHeld(String identity, State state) {
      for (int i = 0; i < rule.premises().size(); i++) {
        Premise premise = rule.premises().get(i);
        Ground ground = premise.ground(state.values());
        if (state.isDeferred(i) && ground.args().getFirst().equals(identity)) {
          return false;
        }
      }
      return true;
    }

    private boolean holds(Premise premise, Ground ground) {
      List<String> args = ground.args();
      if (premise.kind() == Premise.Kind.NAMED) {
        return !decisions.names(ground.relation(), args.get(0), args.get(1)).isEmpty();
      }
      return !args.contains("_")
          && decisions.decide(ground.relation(), args).verdict() != Verdict.NO;
    }

    /// The one column that a question leaves open, if what can stand there can be listed; else -1.
    private int listable(Premise premise, State state) {
      List<Integer> open = open(premise, state);
      return open.size() == 1
              && premise.kind() == Premise.Kind.DECIDED
              && decisions.openColumns(premise.atom().relation()).contains(open.getFirst())
          ? open.getFirst()
          : -1;
    }

    private void listed(Premise premise, Ground ground, State state) {
      int open = listable(premise, state);
      String variable = ((Term.Variable) premise.terms().get(open)).name();
      for (String value : decisions.candidates(ground.relation(), open, ground.args())) {
        step(state.with(variable, value));
      }
    }

    /// The columns whose variables have no value yet.
    private static List<Integer> open(Premise premise, State state) {
      List<Integer> open = new ArrayList<>();
      for (int i = 0; i < premise.terms().size(); i++) {
        if (premise.terms().get(i) instanceof Term.Variable variable
            && !state.values().containsKey(variable.name())) {
          open.add(i);
        }
      }
      return open;
    }

    /// Values for what the attacker would have to gain first: from a permission that is asked
    /// about, or from the facts that have such columns.
    private List<Map<String, String>> values(Premise premise, State state) {
      List<Integer> open = open(premise, state);
      Relation relation =
          Objects.requireNonNull(Catalogue.standard().relation(premise.atom().relation()));
      List<List<String>> rows =
          open.size() == 1
              ? one(premise, open.getFirst(), relation, state)
              : together(open.stream().map(relation.columns()::get).toList());
      List<Term> terms = open.stream().map(premise.terms()::get).toList();
      return rows.stream()
          .limit(MOST_VALUES)
          .map(row -> Optional.ofNullable(bind(terms, row, state.values())))
          .flatMap(Optional::stream)
          .toList();
    }

    private List<List<String>> one(Premise premise, int open, Relation relation, State state) {
      String variable = ((Term.Variable) premise.terms().get(open)).name();
      String type = relation.columns().get(open).type();
      List<String> values =
          permitted(variable, state)
              .orElseGet(
                  () -> Catalogue.standard().isEntity(type) ? index.ofType(type) : List.of());
      return values.stream().map(List::of).toList();
    }

    /// Those that have the permission of a premise that is still open.
    private Optional<List<String>> permitted(String variable, State state) {
      for (int i = 0; i < rule.premises().size(); i++) {
        Premise premise = rule.premises().get(i);
        List<Term> terms = premise.atom().terms();
        if (!state.isDone(i)
            && premise.kind() != Premise.Kind.HELD
            && terms.getFirst() instanceof Term.Variable first
            && first.name().equals(variable)) {
          Optional<String> action = Permissions.action(premise.atom());
          if (action.isPresent()) {
            return Optional.of(decisions.aws().grants().candidates(action.get()));
          }
        }
      }
      return Optional.empty();
    }

    /// The rows of facts that have columns of these names and types.
    private List<List<String>> together(List<Relation.Column> columns) {
      List<List<String>> rows = new ArrayList<>();
      for (Relation relation : Catalogue.standard().relations()) {
        if (relation.origin() == Relation.Origin.COLLECTED
            && relation.columns().containsAll(columns)) {
          List<Integer> at = columns.stream().map(relation.columns()::indexOf).toList();
          List<@Nullable String> anything = new ArrayList<>();
          relation.columns().forEach(column -> anything.add(null));
          for (List<String> tuple : index.near(relation.name(), anything)) {
            rows.add(at.stream().map(tuple::get).toList());
          }
        }
      }
      return rows.stream().distinct().toList();
    }

    private void finish(State state) {
      List<Lacking> lacking = new ArrayList<>();
      for (State.Missed missed : state.missing()) {
        Premise premise = rule.premises().get(missed.premise());
        int weight = closeness.weight(premise, missed.ground(), supports(premise, state));
        lacking.add(new Lacking(premise.atom(), missed.ground(), weight));
      }
      Attempt attempt =
          new Attempt(
              rule.technique(),
              goal,
              state.values(),
              state.stated(),
              state.held(),
              state.wanted(),
              lacking);
      if (attempt.weight() <= Closeness.MOST) {
        found.add(attempt);
      }
    }

    /// Whether another premise that holds makes the step one that somebody is on the way to: for a
    /// permission another one of the same identity, for what is stated anything that tells.
    private boolean supports(Premise missing, State state) {
      Term first = missing.atom().terms().getFirst();
      for (int i = 0; i < rule.premises().size(); i++) {
        Premise other = rule.premises().get(i);
        if (state.holds(i) && other.tells()) {
          boolean same =
              first instanceof Term.Variable variable
                  && other.mayMiss()
                  && other.atom().terms().getFirst() instanceof Term.Variable its
                  && its.name().equals(variable.name())
                  && closeness.isGiven(other, other.ground(state.values()));
          if (missing.kind() == Premise.Kind.STATED || same) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
