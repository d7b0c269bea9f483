package dev.ardennes.collect.terraform.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.terraform.hcl.Expression.BinaryOperator;
import dev.ardennes.collect.terraform.hcl.Expression.UnaryOperator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Random expressions, printed and parsed again, are the same.
final class ExpressionRoundTripTest {
  private static final Position NOWHERE = Position.at("main.tf", 1, 1);
  private static final int ROUNDS = 5_000;

  @Test
  void printedExpressionsAreParsedToTheSameTree() {
    long seed = Long.getLong("seed", 20_261_121L);
    System.out.println("printedExpressionsAreParsedToTheSameTree: -Dseed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String text = ExpressionPrinter.print(new Generator(random).expression(4));
      Diagnostics diagnostics = new Diagnostics("test");
      Expression parsed =
          HclParser.expression(text, NOWHERE, Limits.DEFAULT, diagnostics).orElseThrow();
      assertThat(diagnostics.problems()).as(text).isEmpty();
      assertThat(ExpressionPrinter.print(parsed)).isEqualTo(text);
      assertThat(withoutPlaces(parsed)).as(text).isEqualTo(withoutPlaces(reparsed(text)));
    }
  }

  private static Expression reparsed(String text) {
    String spaced = "(" + text + " # comment\n)";
    Expression.Parenthesized outer =
        (Expression.Parenthesized)
            HclParser.expression(spaced, NOWHERE, Limits.DEFAULT, new Diagnostics("test"))
                .orElseThrow();
    return outer.inner();
  }

  /// The record's own text without the places.
  private static String withoutPlaces(Expression expression) {
    return expression.toString().replaceAll("position=[^,\\]]*", "");
  }

  /// Makes expressions; parentheses stand where precedence needs them.
  private record Generator(Random random) {
    private static final List<String> NAMES =
        List.of("var", "local", "a-b", "_x", "größe", "for_each");
    private static final List<String> TEXTS =
        List.of(
            "", "plain", "a \"quote\"", "${x}", "%{ if }", "back\\slash", "line\nend", "ünïcode");

    private String name() {
      return NAMES.get(random.nextInt(NAMES.size()));
    }

    Expression expression(int depth) {
      if (depth == 0) {
        return leaf();
      }
      List<Supplier<Expression>> kinds =
          List.of(
              this::leaf,
              () -> template(depth),
              () -> reference(depth),
              () -> new Expression.Call(name(), some(depth), false, NOWHERE),
              () -> new Expression.Call(name(), List.of(expression(depth - 1)), true, NOWHERE),
              () -> new Expression.Tuple(some(depth), NOWHERE),
              () -> object(depth),
              () -> loop(depth),
              () -> parenthesized(binary(depth)),
              () -> parenthesized(conditional(depth)),
              () -> unary(depth));
      return kinds.get(random.nextInt(kinds.size())).get();
    }

    private Expression leaf() {
      return switch (random.nextInt(5)) {
        case 0 -> new Expression.NullLiteral(NOWHERE);
        case 1 -> new Expression.BoolLiteral(random.nextBoolean(), NOWHERE);
        case 2 -> new Expression.NumberLiteral(new BigDecimal(random.nextInt(1000)), NOWHERE);
        case 3 -> new Expression.NumberLiteral(new BigDecimal("1.25"), NOWHERE);
        default -> new Expression.Root(name(), NOWHERE);
      };
    }

    private List<Expression> some(int depth) {
      List<Expression> expressions = new ArrayList<>();
      for (int count = random.nextInt(3); count > 0; count--) {
        expressions.add(expression(depth - 1));
      }
      return expressions;
    }

    private Expression parenthesized(Expression inner) {
      return new Expression.Parenthesized(inner, NOWHERE);
    }

    private Expression unary(int depth) {
      UnaryOperator[] operators = UnaryOperator.values();
      return new Expression.Unary(
          operators[random.nextInt(operators.length)], reference(depth), NOWHERE);
    }

    private Expression binary(int depth) {
      BinaryOperator[] operators = BinaryOperator.values();
      return new Expression.Binary(
          operators[random.nextInt(operators.length)],
          expression(depth - 1),
          expression(depth - 1),
          NOWHERE);
    }

    private Expression conditional(int depth) {
      return new Expression.Conditional(
          expression(depth - 1), expression(depth - 1), expression(depth - 1), NOWHERE);
    }

    private Expression reference(int depth) {
      Expression source = new Expression.Root(name(), NOWHERE);
      for (int steps = random.nextInt(3); steps > 0; steps--) {
        source =
            random.nextBoolean()
                ? new Expression.GetAttribute(source, name(), NOWHERE)
                : new Expression.Index(source, expression(depth - 1), NOWHERE);
      }
      if (random.nextInt(4) == 0) {
        Expression each =
            new Expression.GetAttribute(new Expression.SplatElement(NOWHERE), name(), NOWHERE);
        return new Expression.Splat(source, each, random.nextBoolean(), NOWHERE);
      }
      return source;
    }

    private Expression object(int depth) {
      List<Expression.Entry> entries = new ArrayList<>();
      for (int count = random.nextInt(3); count > 0; count--) {
        entries.add(
            new Expression.Entry(new Expression.Root("k" + count, NOWHERE), expression(depth - 1)));
      }
      return new Expression.ObjectLiteral(entries, NOWHERE);
    }

    private Expression loop(int depth) {
      boolean object = random.nextBoolean();
      return new Expression.For(
          random.nextBoolean() ? "k" : null,
          "v",
          expression(depth - 1),
          object ? expression(depth - 1) : null,
          expression(depth - 1),
          object && random.nextBoolean(),
          random.nextBoolean() ? expression(depth - 1) : null,
          NOWHERE);
    }

    private Expression template(int depth) {
      List<TemplatePart> parts = new ArrayList<>();
      for (int count = random.nextInt(4); count > 0; count--) {
        parts.add(part(depth));
      }
      return new Expression.Template(parts, false, NOWHERE);
    }

    private TemplatePart part(int depth) {
      List<TemplatePart> inner = List.of(new TemplatePart.Text("in", NOWHERE));
      return switch (random.nextInt(5)) {
        case 0 -> new TemplatePart.Interpolation(expression(depth - 1), NOWHERE);
        case 1 -> new TemplatePart.IfDirective(expression(depth - 1), inner, List.of(), NOWHERE);
        case 2 -> new TemplatePart.IfDirective(expression(depth - 1), inner, inner, NOWHERE);
        case 3 -> new TemplatePart.ForDirective("k", "v", expression(depth - 1), inner, NOWHERE);
        default -> new TemplatePart.Text(TEXTS.get(random.nextInt(TEXTS.size())), NOWHERE);
      };
    }
  }
}
