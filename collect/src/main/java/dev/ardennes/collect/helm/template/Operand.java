package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.value.Value;
import java.util.List;

/// An operand of a command. Every operand has its text, which names what is unknown.
sealed interface Operand {
  /// As it is written.
  String text();

  /// A literal, `nil` included.
  record Literal(Value value, String text) implements Operand {}

  /// The name of a function.
  record Name(String text) implements Operand {}

  /// A base followed by field names.
  record Chain(Base base, List<String> fields, String text) implements Operand {
    public Chain {
      fields = List.copyOf(fields);
    }
  }

  /// What fields are taken from.
  sealed interface Base {
    /// `.`
    record Dot() implements Base {}

    /// `$name`
    record Variable(String name) implements Base {}

    /// `(pipeline)`
    record Parenthesis(Pipeline pipeline) implements Base {}
  }
}
