package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.program.Function.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A class, record or interface.
///
/// @param supers names of what it extends and implements
public record TypeDeclaration(
    String name,
    List<String> supers,
    List<Annotation> annotations,
    List<Field> fields,
    List<Function> functions,
    int at) {

  /// @param initial null for none
  public record Field(
      String name, String type, List<Annotation> annotations, @Nullable Expression initial) {}
}
