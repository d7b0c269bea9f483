package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Alternative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Turns the terms of a formula into alternatives: conditions on keys that the requester picks
/// become choices, all other literals assumptions, and what cannot hold together is dropped.
final class Alternatives {
  private Alternatives() {}

  /// The alternatives for one resource, without those that need a superset of another's
  /// assumptions.
  static List<Alternative> of(Formula formula, @Nullable Glob bound) {
    return named(formula, bound).stream().map(NamedAlternative::alternative).toList();
  }

  /// The alternatives with the set of names that each allows.
  static List<NamedAlternative> named(Formula formula, @Nullable Glob bound) {
    List<NamedAlternative> all = new ArrayList<>();
    for (Term term : formula.terms()) {
      NamedAlternative alternative = alternative(term, bound);
      if (alternative != null) {
        all.add(alternative);
      }
    }
    return undominated(all);
  }

  private static List<NamedAlternative> undominated(List<NamedAlternative> all) {
    List<NamedAlternative> kept = new ArrayList<>();
    for (NamedAlternative candidate : all) {
      if (all.stream().noneMatch(other -> dominates(other, candidate))) {
        kept.add(candidate);
      }
    }
    kept.sort(
        Comparator.comparingInt(
            (NamedAlternative named) ->
                (int)
                    named.alternative().assumed().stream().filter(a -> !a.unseenLayer()).count()));
    return kept;
  }

  /// A strict subset of the assumptions, for the same names.
  private static boolean dominates(NamedAlternative one, NamedAlternative other) {
    if (!one.names().equals(other.names())) {
      return false;
    }
    List<Assumption> few = one.alternative().assumptions();
    List<Assumption> many = other.alternative().assumptions();
    if (few.size() == many.size()) {
      return few.equals(many)
          && one.alternative().factIds().size() < other.alternative().factIds().size()
          && Term.within(one.alternative().factIds(), other.alternative().factIds());
    }
    return few.size() < many.size() && Term.within(few, many);
  }

  private static @Nullable NamedAlternative alternative(Term term, @Nullable Glob bound) {
    Map<String, List<Literal>> tests = new TreeMap<>();
    Map<Assumption, Alternative.Assumed> assumed = new TreeMap<>();
    NameSet names = bound == null ? NameSet.all() : NameSet.of(List.of(bound), true);
    for (Literal literal : term.literals()) {
      switch (literal.content()) {
        case Literal.Tested tested ->
            tests.computeIfAbsent(tested.test().lowerKey(), key -> new ArrayList<>()).add(literal);
        case Literal.Named named ->
            names = names.intersect(NameSet.of(named.patterns(), literal.holds()));
        case Literal.Assumed text ->
            assume(
                assumed,
                text.kind(),
                literal.holds() ? text.says() : text.denies(),
                literal.about(),
                text.unseenLayer() && literal.holds());
        case Literal.Failing failing -> fail(assumed, failing);
      }
    }
    List<Alternative.Choice> choices = new ArrayList<>();
    for (List<Literal> sameKey : tests.values()) {
      if (!KeyChoices.satisfiable(sameKey)) {
        return null;
      }
      settle(sameKey, choices, assumed);
    }
    if (names.isEmpty()) {
      return null;
    }
    names
        .assumption()
        .ifPresent(needed -> assume(assumed, needed.kind(), needed.says(), "", false));
    Alternative alternative = new Alternative(term.facts(), List.copyOf(assumed.values()), choices);
    return new NamedAlternative(alternative, names);
  }

  private static void settle(
      List<Literal> sameKey,
      List<Alternative.Choice> choices,
      Map<Assumption, Alternative.Assumed> assumed) {
    for (Literal literal : sameKey) {
      if (literal.content() instanceof Literal.Tested tested) {
        String says = tested.test().says(literal.holds());
        if (tested.free()) {
          choices.add(new Alternative.Choice(tested.test().key(), says));
        } else {
          assume(assumed, Assumption.Kind.CONDITION, says, literal.about(), false);
        }
      }
    }
  }

  private static void fail(Map<Assumption, Alternative.Assumed> assumed, Literal.Failing failing) {
    Assumption assumption =
        Assumption.of(Assumption.Kind.CONTROL_FAILS, "this fails: " + failing.control().says());
    assumed.put(
        assumption, new Alternative.Assumed(assumption, failing.control().factIds(), false));
  }

  private static void assume(
      Map<Assumption, Alternative.Assumed> assumed,
      Assumption.Kind kind,
      String says,
      String about,
      boolean unseenLayer) {
    Assumption assumption = Assumption.of(kind, says);
    Alternative.Assumed before = assumed.get(assumption);
    TreeSet<String> facts = new TreeSet<>(before == null ? List.of() : before.about());
    if (!about.isEmpty()) {
      facts.add(about);
    }
    assumed.put(assumption, new Alternative.Assumed(assumption, List.copyOf(facts), unseenLayer));
  }
}
