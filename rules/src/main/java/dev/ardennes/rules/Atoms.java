package dev.ardennes.rules;

import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.DatalogText;
import dev.ardennes.rules.datalog.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What the tools that read rules ask of their syntax.
public final class Atoms {
  private Atoms() {}

  /// Whether both say the same, wherever they stand.
  public static boolean same(Atom left, Atom right) {
    return DatalogText.of(left).equals(DatalogText.of(right));
  }

  /// The atoms that must hold, those inside `some` included, in the order of the text.
  public static List<Atom> positive(List<Literal> body) {
    List<Atom> found = new ArrayList<>();
    visit(body, true, found::add);
    return found;
  }

  /// The atoms that must not hold, those inside `some` included.
  public static List<Atom> negative(List<Literal> body) {
    List<Atom> found = new ArrayList<>();
    visit(body, false, found::add);
    return found;
  }

  /// `some` is nested a few levels deep at most: the parser sees to it.
  private static void visit(List<Literal> body, boolean positive, Consumer<Atom> each) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive(Atom atom) when positive -> each.accept(atom);
        case Literal.Positive ignored -> {}
        case Literal.Negative negative when !positive -> each.accept(negative.atom());
        case Literal.Negative ignored -> {}
        case Literal.Comparison ignored -> {}
        case Literal.Existential existential -> visit(existential.body(), positive, each);
      }
    }
  }
}
