package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A block of `some` as a text that is the same for blocks which differ in the names of their
/// variables only.
public final class BlockText {
  private final Map<String, Integer> variables = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private BlockText() {}

  /// @param shared the variables that also occur outside the block
  public static String of(Literal.Existential block, List<Term> shared) {
    BlockText text = new BlockText();
    text.add(block.body());
    shared.forEach(text::add);
    return text.text.toString();
  }

  private void add(List<Literal> body) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> add(positive.atom());
        case Literal.Negative negative -> {
          text.append('!');
          add(negative.atom());
        }
        case Literal.Comparison comparison -> {
          text.append(comparison.operator().sign());
          add(comparison.left());
          add(comparison.right());
        }
        case Literal.Existential nested -> {
          text.append('(');
          add(nested.body());
          text.append(')');
        }
      }
      text.append(';');
    }
  }

  private void add(Atom atom) {
    text.append(atom.relation());
    atom.terms().forEach(this::add);
  }

  private void add(Term term) {
    switch (term) {
      case Term.Variable variable ->
          text.append(" ?")
              .append(variables.computeIfAbsent(variable.name(), name -> variables.size()));
      case Term.Constant constant ->
          text.append(" \"").append(constant.text().length()).append(':').append(constant.text());
      case Term.Numeral numeral -> text.append(" #").append(numeral.value());
      case Term.Wildcard wildcard -> text.append(" _");
    }
  }
}
