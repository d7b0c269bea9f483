package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.TemplatePart;
import java.util.Optional;

/// Expressions that are read without being evaluated.
final class Constants {
  private Constants() {}

  /// The text of a template without sequences.
  static Optional<String> text(Expression expression) {
    if (!(expression instanceof Expression.Template template)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (TemplatePart part : template.parts()) {
      if (!(part instanceof TemplatePart.Text literal)) {
        return Optional.empty();
      }
      text.append(literal.text());
    }
    return Optional.of(text.toString());
  }

  /// A name such as `aws.prod`, written as a reference or, in old and in JSON configurations, as
  /// text.
  static Optional<String> reference(Expression expression) {
    return switch (expression) {
      case Expression.Root root -> Optional.of(root.name());
      case Expression.GetAttribute get ->
          reference(get.source()).map(source -> source + "." + get.name());
      case Expression.Template template -> text(template);
      case Expression.Parenthesized inner -> reference(inner.inner());
      default -> Optional.empty();
    };
  }
}
