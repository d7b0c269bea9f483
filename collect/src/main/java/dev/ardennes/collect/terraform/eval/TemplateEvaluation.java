package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.hcl.TemplatePart;
import dev.ardennes.collect.terraform.hcl.TextMap;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.References;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.List;
import java.util.Optional;

/// Evaluates a template to a text that remembers where each part was written.
final class TemplateEvaluation {
  private final Evaluator evaluator;
  private final Scope scope;
  private final StringBuilder text = new StringBuilder();
  private final TextMap.Builder map = new TextMap.Builder();
  private References references = References.NONE;

  TemplateEvaluation(Evaluator evaluator, Scope scope) {
    this.evaluator = evaluator;
    this.scope = scope;
  }

  Value value(Expression.Template template) {
    List<TemplatePart> parts = template.parts();
    if (!template.heredoc()
        && parts.size() == 1
        && parts.getFirst() instanceof TemplatePart.Interpolation(Expression only, Position _)) {
      return evaluator.evaluate(only, scope);
    }
    return text(template);
  }

  /// The text of the template, also where it consists of one expression.
  StringValue text(Expression.Template template) {
    map.fixed(0, template.position());
    append(template.parts(), scope);
    evaluator.budget().text(text.length());
    return new StringValue(
        text.toString(),
        new Origin(template.position(), references),
        null,
        map.build(text.toString()));
  }

  private void append(List<TemplatePart> parts, Scope inner) {
    for (TemplatePart part : parts) {
      switch (part) {
        case TemplatePart.Text(String literal, Position position) -> {
          map.verbatim(text.length(), position);
          text.append(literal);
        }
        case TemplatePart.Interpolation(Expression expression, Position position) ->
            append(evaluator.evaluate(expression, inner), position);
        case TemplatePart.IfDirective directive -> append(directive, inner);
        case TemplatePart.ForDirective directive -> append(directive, inner);
      }
      checkLength();
    }
  }

  private void checkLength() {
    int longest = evaluator.budget().limits().textLength();
    if (text.length() > longest) {
      throw Budget.tooMuch("a text is longer than " + longest + " characters");
    }
  }

  private void append(Value value, Position position) {
    references = references.union(value.references());
    if (value instanceof StringValue string && string.map() != null) {
      map.splice(text.length(), string.map());
    } else {
      map.fixed(text.length(), position);
    }
    text.append(Values.text(value).orElseThrow(() -> Conversions.wrongType(value, "a text")));
  }

  private void append(TemplatePart.IfDirective directive, Scope inner) {
    Value condition = Conversions.toBool(evaluator.evaluate(directive.condition(), inner));
    switch (condition) {
      case BoolValue bool -> append(bool.value() ? directive.then() : directive.otherwise(), inner);
      case UnknownValue unknown -> appendUnknown(directive, unknown, inner);
      default -> throw new EvaluationFailure("the condition is " + condition, "give it a value");
    }
  }

  private void appendUnknown(
      TemplatePart.IfDirective directive, UnknownValue condition, Scope inner) {
    Value then = text(directive.then(), directive.position(), inner);
    Value otherwise = text(directive.otherwise(), directive.position(), inner);
    Origin origin = new Origin(directive.position(), References.NONE);
    append(
        Alternatives.of(condition, Optional.of(then), Optional.of(otherwise), origin),
        directive.position());
  }

  private Value text(List<TemplatePart> parts, Position position, Scope inner) {
    return new TemplateEvaluation(evaluator, inner)
        .text(new Expression.Template(parts, true, position));
  }

  private void append(TemplatePart.ForDirective directive, Scope inner) {
    Value collection = evaluator.evaluate(directive.collection(), inner);
    Iteration iteration = Iteration.over(collection);
    if (iteration.open() != null) {
      String symbol =
          Symbols.limit(
              scope.symbolPrefix()
                  + "for("
                  + iteration.open()
                  + " at "
                  + directive.position()
                  + ")");
      append(
          new UnknownValue(
              symbol,
              UnknownValue.Reason.DERIVED,
              new Origin(directive.position(), Values.allReferences(collection))),
          directive.position());
      return;
    }
    for (Iteration.Step step : iteration.steps()) {
      evaluator.budget().step(1);
      append(
          directive.parts(), step.bind(inner, directive.keyVariable(), directive.valueVariable()));
      evaluator.budget().step(text.length() / 4096);
    }
  }
}
