package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What has been fixed of a request so far. Immutable; contradictions are found at once, since the
/// attributes do not depend on each other.
final class State {
  private final TextSpaces spaces;
  private final Map<Slot, Picks> picks;
  private final Map<String, AddressSet> addresses;
  private final Map<Literal.Said, Boolean> said;
  private final List<Literal> assumed;

  /// A text that the caller picks.
  record Slot(Attribute attribute, String name) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
      int byAttribute = attribute.compareTo(other.attribute);
      return byAttribute != 0 ? byAttribute : name.compareTo(other.name);
    }
  }

  /// What a picked text must and must not match.
  record Picks(List<List<TextPattern>> inside, List<TextPattern> outside) {
    private Picks with(List<TextPattern> patterns, boolean holds) {
      if (holds) {
        List<List<TextPattern>> more = new ArrayList<>(inside);
        more.add(patterns);
        return inside.contains(patterns) ? this : new Picks(List.copyOf(more), outside);
      }
      List<TextPattern> more = new ArrayList<>(outside);
      patterns.stream().filter(pattern -> !outside.contains(pattern)).forEach(more::add);
      return new Picks(inside, List.copyOf(more));
    }
  }

  private State(
      TextSpaces spaces,
      Map<Slot, Picks> picks,
      Map<String, AddressSet> addresses,
      Map<Literal.Said, Boolean> said,
      List<Literal> assumed) {
    this.spaces = spaces;
    this.picks = picks;
    this.addresses = addresses;
    this.said = said;
    this.assumed = assumed;
  }

  static State empty(TextSpaces spaces) {
    return new State(spaces, Map.of(), Map.of(), Map.of(), List.of());
  }

  /// With all literals; null where that is impossible.
  @Nullable State with(Term term) {
    State state = this;
    for (Literal literal : term.literals()) {
      state = state.with(literal);
      if (state == null) {
        return null;
      }
    }
    return state;
  }

  /// With the literal; null where that is impossible.
  @Nullable State with(Literal literal) {
    return switch (literal.content()) {
      case Literal.Picked picked -> with(picked, literal.holds());
      case Literal.Address address -> with(address, literal);
      case Literal.Said text -> with(text, literal);
    };
  }

  private @Nullable State with(Literal.Picked picked, boolean holds) {
    Slot slot = new Slot(picked.attribute(), picked.name());
    Picks before = picks.getOrDefault(slot, new Picks(List.of(), List.of()));
    Picks after = before.with(picked.patterns(), holds);
    if (spaces.witness(slot, after).impossible()) {
      return null;
    }
    Map<Slot, Picks> more = new HashMap<>(picks);
    more.put(slot, after);
    return new State(spaces, more, addresses, said, assumed);
  }

  private @Nullable State with(Literal.Address address, Literal literal) {
    AddressSet before = addresses.getOrDefault(address.subject(), AddressSet.ALL);
    AddressSet wanted = literal.holds() ? address.addresses() : address.addresses().complement();
    AddressSet after = before.intersect(wanted);
    if (after.isEmpty()) {
      return null;
    }
    Map<String, AddressSet> more = new HashMap<>(addresses);
    more.put(address.subject(), after);
    return new State(spaces, picks, more, said, and(literal));
  }

  private @Nullable State with(Literal.Said text, Literal literal) {
    Boolean before = said.get(text);
    if (before != null) {
      return before == literal.holds() ? this : null;
    }
    Map<Literal.Said, Boolean> more = new HashMap<>(said);
    more.put(text, literal.holds());
    return new State(spaces, picks, addresses, more, and(literal));
  }

  private List<Literal> and(Literal literal) {
    if (assumed.contains(literal)) {
      return assumed;
    }
    List<Literal> more = new ArrayList<>(assumed);
    more.add(literal);
    return List.copyOf(more);
  }

  /// What must be assumed, in the order in which it came up.
  List<Literal> assumed() {
    return assumed;
  }

  Map<Slot, Picks> picks() {
    return new TreeMap<>(picks);
  }
}
