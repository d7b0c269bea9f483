package dev.ardennes.collect.terraform.hcl;

/// Writes an expression so that parsing it gives the same tree, for tests.
final class ExpressionPrinter {
  private ExpressionPrinter() {}

  static String print(Expression expression) {
    return switch (expression) {
      case Expression.NullLiteral _ -> "null";
      case Expression.BoolLiteral literal -> Boolean.toString(literal.value());
      case Expression.NumberLiteral literal -> literal.value().toString();
      case Expression.Template template -> template(template);
      case Expression.Root root -> root.name();
      case Expression.GetAttribute get -> print(get.source()) + "." + get.name();
      case Expression.Index index -> print(index.source()) + "[ " + print(index.key()) + " ]";
      case Expression.Splat splat ->
          print(splat.source()) + (splat.full() ? "[*]" : ".*") + print(splat.each());
      case Expression.SplatElement _ -> "";
      case Expression.Call call -> call(call);
      case Expression.Conditional conditional ->
          print(conditional.condition())
              + " ? "
              + print(conditional.then())
              + " : "
              + print(conditional.otherwise());
      case Expression.Unary unary -> unary.operator().symbol() + print(unary.operand());
      case Expression.Binary binary ->
          print(binary.left()) + " " + binary.operator().symbol() + " " + print(binary.right());
      case Expression.Parenthesized inner -> "(\n" + print(inner.inner()) + ")";
      case Expression.Tuple tuple -> tuple(tuple);
      case Expression.ObjectLiteral object -> object(object);
      case Expression.For loop -> loop(loop);
    };
  }

  private static String call(Expression.Call call) {
    StringBuilder text = new StringBuilder(call.name()).append('(');
    for (Expression argument : call.arguments()) {
      text.append(print(argument)).append(", ");
    }
    if (call.expandLast()) {
      text.setLength(text.length() - 2);
      text.append("...");
    }
    return text.append(')').toString();
  }

  private static String tuple(Expression.Tuple tuple) {
    StringBuilder text = new StringBuilder("[");
    tuple.elements().forEach(element -> text.append(print(element)).append(",\n"));
    return text.append(']').toString();
  }

  private static String object(Expression.ObjectLiteral object) {
    StringBuilder text = new StringBuilder("{\n");
    object
        .entries()
        .forEach(
            entry ->
                text.append(print(entry.key()))
                    .append(" = ")
                    .append(print(entry.value()))
                    .append("\n"));
    return text.append('}').toString();
  }

  private static String loop(Expression.For loop) {
    Expression key = loop.key();
    Expression condition = loop.condition();
    return (key == null ? "[" : "{")
        + "for "
        + (loop.keyVariable() == null ? "" : loop.keyVariable() + ", ")
        + loop.valueVariable()
        + " in "
        + print(loop.collection())
        + " : "
        + (key == null ? "" : print(key) + " => ")
        + print(loop.value())
        + (loop.grouping() ? "..." : "")
        + (condition == null ? "" : " if " + print(condition))
        + (key == null ? "]" : "}");
  }

  private static String template(Expression.Template template) {
    StringBuilder text = new StringBuilder("\"");
    template.parts().forEach(part -> append(text, part));
    return text.append('"').toString();
  }

  private static void append(StringBuilder text, TemplatePart part) {
    switch (part) {
      case TemplatePart.Text literal ->
          text.append(
              literal
                  .text()
                  .replace("\\", "\\\\")
                  .replace("\"", "\\\"")
                  .replace("\n", "\\n")
                  .replace("${", "$${")
                  .replace("%{", "%%{"));
      case TemplatePart.Interpolation hole ->
          text.append("${").append(print(hole.expression())).append('}');
      case TemplatePart.IfDirective directive -> {
        text.append("%{ if ").append(print(directive.condition())).append(" }");
        directive.then().forEach(inner -> append(text, inner));
        if (!directive.otherwise().isEmpty()) {
          text.append("%{ else }");
          directive.otherwise().forEach(inner -> append(text, inner));
        }
        text.append("%{ endif }");
      }
      case TemplatePart.ForDirective directive -> {
        text.append("%{ for ")
            .append(directive.keyVariable() == null ? "" : directive.keyVariable() + ", ")
            .append(directive.valueVariable())
            .append(" in ")
            .append(print(directive.collection()))
            .append(" }");
        directive.parts().forEach(inner -> append(text, inner));
        text.append("%{ endfor }");
      }
    }
  }
}
