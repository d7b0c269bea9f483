package dev.ardennes.rules;

import dev.ardennes.model.Position;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.DatalogText;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A relation over texts, without a place: two that say the same are equal.
public record GroundFact(String relation, List<String> args) implements Comparable<GroundFact> {
  private static final Pattern BARE = Pattern.compile("[a-z][A-Za-z0-9_]*");

  public GroundFact {
    args = List.copyOf(args);
  }

  /// The fact an atom states.
  ///
  /// @throws IllegalArgumentException if the atom has a variable or a wildcard
  public static GroundFact of(Atom atom) {
    List<String> args = new ArrayList<>();
    for (Term term : atom.terms()) {
      args.add(
          switch (term) {
            case Term.Constant constant -> constant.text();
            case Term.Numeral number -> Long.toString(number.value());
            case Term.Variable variable -> throw notGround(atom);
            case Term.Wildcard wildcard -> throw notGround(atom);
          });
    }
    return new GroundFact(atom.relation(), args);
  }

  private static IllegalArgumentException notGround(Atom atom) {
    return new IllegalArgumentException("not ground: " + DatalogText.of(atom));
  }

  /// The fact as an atom without a place.
  public Atom atom() {
    List<Term> terms = new ArrayList<>();
    for (String arg : args) {
      terms.add(new Term.Constant(arg, Position.NONE));
    }
    return new Atom(relation, terms, Position.NONE);
  }

  @Override
  public int compareTo(GroundFact other) {
    return toString().compareTo(other.toString());
  }

  /// The fact as a technique file writes it, quotes only where they are needed.
  @Override
  public String toString() {
    List<String> shown = new ArrayList<>();
    for (String arg : args) {
      shown.add(
          BARE.matcher(arg).matches()
              ? arg
              : DatalogText.of(new Term.Constant(arg, Position.NONE)));
    }
    return relation + "(" + String.join(", ", shown) + ")";
  }
}
