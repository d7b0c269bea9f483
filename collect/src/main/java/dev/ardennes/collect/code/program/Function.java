package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.program.Expression.Argument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function, method, constructor or lambda.
///
/// @param name empty for a lambda
/// @param type the type it belongs to; empty for none
/// @param at offset of its name
public record Function(
    String name,
    String type,
    List<Parameter> parameters,
    List<Annotation> annotations,
    List<Statement> body,
    int at) {

  /// @param type as written, without type arguments; empty for none
  /// @param initial value where none is given
  public record Parameter(
      String name, String type, List<Annotation> annotations, @Nullable Expression initial) {}

  /// An annotation or decorator; its name is dotted as written.
  public record Annotation(String name, List<Argument> arguments, int at) {}
}
