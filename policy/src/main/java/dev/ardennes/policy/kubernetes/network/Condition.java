package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What must hold together: constraints on variables, each variable once.
///
/// @param possible false where it cannot hold whatever the variables are
record Condition(boolean possible, SortedMap<Variable, Part> parts) {
  static final Condition ALWAYS = new Condition(true, new TreeMap<>());
  static final Condition NEVER = new Condition(false, new TreeMap<>());

  Condition {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /// @param about the ids of the facts that bring it in
  record Part(Constraint constraint, NavigableSet<String> about) {
    Part {
      about = Collections.unmodifiableNavigableSet(new TreeSet<>(about));
    }
  }

  static Condition of(boolean holds) {
    return holds ? ALWAYS : NEVER;
  }

  static Condition of(Variable variable, Constraint constraint) {
    if (constraint.isEmpty()) {
      return NEVER;
    }
    SortedMap<Variable, Part> parts = new TreeMap<>();
    if (!constraint.isFull()) {
      parts.put(variable, new Part(constraint, new TreeSet<>()));
    }
    return new Condition(true, parts);
  }

  static Condition claim(Variable variable) {
    return of(variable, Constraint.Truth.HOLDS);
  }

  boolean isCertain() {
    return possible && parts.isEmpty();
  }

  /// The same, brought in by this fact too.
  Condition about(String factId) {
    SortedMap<Variable, Part> all = new TreeMap<>();
    parts.forEach((variable, part) -> all.put(variable, with(part, List.of(factId))));
    return new Condition(possible, all);
  }

  private static Part with(Part part, Iterable<String> about) {
    NavigableSet<String> all = new TreeSet<>(part.about);
    about.forEach(all::add);
    return new Part(part.constraint, all);
  }

  Condition and(Condition other) {
    if (!possible || other.isCertain()) {
      return this;
    }
    if (!other.possible || isCertain()) {
      return other;
    }
    SortedMap<Variable, Part> all = new TreeMap<>(parts);
    for (Map.Entry<Variable, Part> entry : other.parts.entrySet()) {
      Part mine = all.get(entry.getKey());
      Part theirs = entry.getValue();
      if (mine != null) {
        theirs = with(new Part(mine.constraint.and(theirs.constraint), mine.about), theirs.about);
      }
      if (theirs.constraint.isEmpty()) {
        return NEVER;
      }
      all.put(entry.getKey(), theirs);
    }
    return new Condition(true, all);
  }

  /// When it does not hold: one of these does.
  List<Condition> negated() {
    if (!possible) {
      return List.of(ALWAYS);
    }
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<Variable, Part> entry : parts.entrySet()) {
      Part part = entry.getValue();
      Condition not = of(entry.getKey(), part.constraint.not());
      for (String fact : part.about) {
        not = not.about(fact);
      }
      all.add(not);
    }
    return all;
  }

  /// Whether it asks for no more than the other does.
  boolean weakerOrSame(Condition other) {
    if (!other.possible) {
      return true;
    }
    if (!possible || parts.size() > other.parts.size()) {
      return false;
    }
    for (Map.Entry<Variable, Part> entry : parts.entrySet()) {
      Part theirs = other.parts.get(entry.getKey());
      if (theirs == null || !theirs.constraint.within(entry.getValue().constraint)) {
        return false;
      }
    }
    return true;
  }

  /// What holds if one of the two does, with the variable's constraints joined and all others
  /// needed together: the consensus of both.
  Condition consensus(Condition other, Variable variable) {
    Part mine = parts.get(variable);
    Part theirs = other.parts.get(variable);
    if (mine == null || theirs == null) {
      return NEVER;
    }
    Part joined = with(new Part(mine.constraint.or(theirs.constraint), mine.about), theirs.about);
    Condition rest = without(variable).and(other.without(variable));
    if (!rest.possible || joined.constraint.isFull()) {
      return rest;
    }
    SortedMap<Variable, Part> all = new TreeMap<>(rest.parts);
    all.put(variable, joined);
    return new Condition(true, all);
  }

  private Condition without(Variable variable) {
    SortedMap<Variable, Part> rest = new TreeMap<>(parts);
    rest.remove(variable);
    return new Condition(possible, rest);
  }

  /// The number of things to assume, unseen restricting layers apart.
  int open() {
    return (int) parts.keySet().stream().filter(variable -> !variable.unseenLayer()).count();
  }
}
