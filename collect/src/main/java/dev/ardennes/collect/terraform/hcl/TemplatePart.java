package dev.ardennes.collect.terraform.hcl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a template; strip markers and the indentation of `<<-` are already applied.
public sealed interface TemplatePart {
  /// Where the part begins.
  Position position();

  /// Text as it appears in the result.
  record Text(String text, Position position) implements TemplatePart {}

  /// `${expression}`.
  record Interpolation(Expression expression, Position position) implements TemplatePart {}

  /// `%{ if condition }then%{ else }otherwise%{ endif }`.
  record IfDirective(
      Expression condition,
      List<TemplatePart> then,
      List<TemplatePart> otherwise,
      Position position)
      implements TemplatePart {
    public IfDirective {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /// `%{ for k, v in collection }parts%{ endfor }`.
  ///
  /// @param keyVariable null where only one variable is named
  record ForDirective(
      @Nullable String keyVariable,
      String valueVariable,
      Expression collection,
      List<TemplatePart> parts,
      Position position)
      implements TemplatePart {
    public ForDirective {
      parts = List.copyOf(parts);
    }
  }
}
