package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.List;

/// One premise of a rule's body.
public sealed interface Literal {

  /// Where the premise starts.
  Position position();

  /// The atom must hold.
  record Positive(Atom atom) implements Literal {
    @Override
    public Position position() {
      return atom.position();
    }
  }

  /// No fact matches the atom; a wildcard in it stands for any value.
  record Negative(Atom atom, Position position) implements Literal {}

  /// The two sides are the same value (`=`), or are not (`!=`).
  record Comparison(Term left, Operator operator, Term right, Position position)
      implements Literal {}

  /// `some Q: (...)`: the block holds for at least one witness.
  ///
  /// A variable of the block that also occurs outside is shared; all others are local to the block.
  /// The premise is one fact over the shared variables however many witnesses there are; the
  /// witnesses are alternative ways to derive that fact.
  ///
  /// @param witnesses the variables named after `some`
  /// @param body the premises of the block
  record Existential(List<Term.Variable> witnesses, List<Literal> body, Position position)
      implements Literal {
    public Existential {
      witnesses = List.copyOf(witnesses);
      body = List.copyOf(body);
    }
  }

  /// The comparisons of the language.
  enum Operator {
    EQUAL("="),
    NOT_EQUAL("!=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /// The operator as it is written.
    public String sign() {
      return sign;
    }
  }
}
