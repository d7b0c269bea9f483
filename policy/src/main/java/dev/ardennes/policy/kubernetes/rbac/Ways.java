package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The minimal ways in which something is given, in a fixed order; none needs all that another
/// needs.
///
/// At most [#LIMIT] are kept, those with the fewest assumptions and facts first; `complete` says
/// whether any was dropped.
record Ways(List<Way> ways, boolean complete) {
  static final int LIMIT = 64;
  static final Ways NONE = new Ways(List.of(), true);
  static final Ways ALWAYS = new Ways(List.of(new Way(List.of(), List.of())), true);

  /// Facts and assumptions that together give it.
  ///
  /// @param facts sorted, each once
  /// @param assumed sorted by assumption, each once
  record Way(List<String> facts, List<Alternative.Assumed> assumed) implements Comparable<Way> {
    private static final Comparator<Way> ORDER =
        Comparator.<Way>comparingLong(Way::conditions)
            .thenComparingInt(way -> way.assumed.size())
            .thenComparingInt(way -> way.facts.size())
            .thenComparing(way -> String.join("\n", way.facts))
            .thenComparing(way -> way.says());

    private long conditions() {
      return assumed.stream().filter(one -> !one.unseenLayer()).count();
    }

    private boolean isFree() {
      return assumed.isEmpty();
    }

    private String says() {
      StringBuilder says = new StringBuilder();
      assumed.forEach(one -> says.append(one.assumption().says()).append('\n'));
      return says.toString();
    }

    private List<Assumption> open() {
      return assumed.stream()
          .filter(one -> !one.unseenLayer())
          .map(Alternative.Assumed::assumption)
          .toList();
    }

    private List<Assumption> all() {
      return assumed.stream().map(Alternative.Assumed::assumption).toList();
    }

    Way and(Way other) {
      TreeSet<String> both = new TreeSet<>(facts);
      both.addAll(other.facts);
      Map<Assumption, Alternative.Assumed> needed = new TreeMap<>();
      assumed.forEach(one -> needed.put(one.assumption(), one));
      other.assumed.forEach(
          one -> needed.merge(one.assumption(), one, (left, right) -> joined(left, right)));
      return new Way(List.copyOf(both), List.copyOf(needed.values()));
    }

    private static Alternative.Assumed joined(Alternative.Assumed one, Alternative.Assumed other) {
      TreeSet<String> about = new TreeSet<>(one.about());
      about.addAll(other.about());
      return new Alternative.Assumed(one.assumption(), List.copyOf(about), one.unseenLayer());
    }

    /// Whether the other is needless beside this one: it needs the same and more, or strictly more
    /// conditions.
    private boolean makesNeedless(Way other) {
      List<Assumption> mine = open();
      List<Assumption> theirs = other.open();
      if (!theirs.containsAll(mine)) {
        return false;
      }
      return mine.size() < theirs.size()
          || (other.facts.containsAll(facts) && other.all().containsAll(all()));
    }

    @Override
    public int compareTo(Way other) {
      return ORDER.compare(this, other);
    }
  }

  static Ways fact(String factId) {
    return factId.isEmpty() ? ALWAYS : new Ways(List.of(new Way(List.of(factId), List.of())), true);
  }

  /// What holds if a statement does.
  ///
  /// @param about the fact that brings the statement in; empty for none
  static Ways provided(Assumption.Kind kind, String says, String about, boolean unseenLayer) {
    List<String> facts = about.isEmpty() ? List.of() : List.of(about);
    Alternative.Assumed assumed =
        new Alternative.Assumed(Assumption.of(kind, says), facts, unseenLayer);
    return new Ways(List.of(new Way(List.of(), List.of(assumed))), true);
  }

  /// What holds if the texts of a match do.
  static Ways of(Match match, String about) {
    Ways all = match.possible() ? ALWAYS : NONE;
    for (String says : match.says()) {
      all = all.and(provided(Assumption.Kind.NOT_COLLECTED, says, about, false));
    }
    return all;
  }

  private boolean always() {
    return complete
        && ways.size() == 1
        && ways.getFirst().facts().isEmpty()
        && ways.getFirst().isFree();
  }

  /// Whether some way needs no condition.
  boolean certain() {
    return !ways.isEmpty() && ways.getFirst().conditions() == 0;
  }

  /// The best way alone.
  Ways first() {
    return ways.size() < 2 ? this : new Ways(List.of(ways.getFirst()), false);
  }

  /// The facts of the ways, without what must be assumed beside them.
  Ways withoutConditions() {
    return new Ways(ways.stream().map(way -> new Way(way.facts(), List.of())).toList(), complete);
  }

  /// The same, without the claim that these are all.
  Ways partly() {
    return complete ? new Ways(ways, false) : this;
  }

  boolean never() {
    return ways.isEmpty();
  }

  Ways and(Ways other) {
    if (never() || other.always()) {
      return this;
    }
    if (other.never() || always()) {
      return other;
    }
    List<Way> all = new ArrayList<>();
    for (Way left : ways) {
      other.ways.forEach(right -> all.add(left.and(right)));
    }
    return minimal(all, complete && other.complete);
  }

  static Ways any(Collection<Ways> some) {
    if (some.isEmpty()) {
      return NONE;
    }
    if (some.size() == 1) {
      return some.iterator().next();
    }
    List<Way> all = new ArrayList<>();
    boolean complete = true;
    for (Ways one : some) {
      all.addAll(one.ways);
      complete &= one.complete;
    }
    return minimal(all, complete);
  }

  private static Ways minimal(List<Way> all, boolean complete) {
    List<Way> kept = new ArrayList<>();
    for (Way way : new TreeSet<>(all)) {
      if (kept.stream().noneMatch(smaller -> smaller.makesNeedless(way))) {
        if (kept.size() == LIMIT) {
          return new Ways(List.copyOf(kept), false);
        }
        kept.add(way);
      }
    }
    return kept.isEmpty() && complete ? NONE : new Ways(List.copyOf(kept), complete);
  }

  List<Alternative> alternatives() {
    return ways.stream()
        .map(way -> new Alternative(way.facts(), way.assumed(), List.of()))
        .toList();
  }

  /// The decision.
  ///
  /// @param missing what the control says where nothing gives it
  Decision decision(Supplier<String> missing) {
    if (never()) {
      Control control = new Control(Control.Kind.MISSING_ALLOW, missing.get(), List.of());
      return new Decision(Verdict.NO, List.of(), complete, List.of(control));
    }
    List<Alternative> alternatives = alternatives();
    boolean yes = alternatives.stream().anyMatch(Alternative::unconditional);
    return new Decision(yes ? Verdict.YES : Verdict.CONDITIONAL, alternatives, complete, List.of());
  }
}
