package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Expression.BinaryOperator;
import dev.ardennes.collect.terraform.hcl.Expression.UnaryOperator;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// The operators, on known and unknown operands.
final class Operators {
  /// Terraform computes with 512 bits.
  static final MathContext PRECISION = new MathContext(154, RoundingMode.HALF_EVEN);

  Value unary(UnaryOperator operator, Value operand, Origin origin) {
    Origin made = origin.withReferences(operand.references());
    Value converted =
        operator == UnaryOperator.NOT ? Conversions.toBool(operand) : Conversions.toNumber(operand);
    return switch (converted) {
      case BoolValue bool -> new BoolValue(!bool.value(), made);
      case NumberValue number -> new NumberValue(number.value().negate(), made);
      case UnknownValue unknown ->
          new UnknownValue(
              Symbols.limit(operator.symbol() + unknown.symbol()),
              UnknownValue.Reason.DERIVED,
              made);
      default -> throw new EvaluationFailure("`" + operator.symbol() + "` needs a value", "");
    };
  }

  /// The result where the left operand alone decides it.
  Optional<Value> decidedByLeft(BinaryOperator operator, Value left, Origin origin) {
    if (left instanceof BoolValue bool
        && ((operator == BinaryOperator.AND && !bool.value())
            || (operator == BinaryOperator.OR && bool.value()))) {
      return Optional.of(new BoolValue(bool.value(), origin.withReferences(left.references())));
    }
    return Optional.empty();
  }

  Value binary(BinaryOperator operator, Value left, Value right, Origin origin) {
    Origin made =
        origin
            .withReferences(Values.allReferences(left))
            .withReferences(Values.allReferences(right));
    return switch (operator) {
      case OR, AND -> logic(operator, left, right, made);
      case EQUAL, NOT_EQUAL -> equality(operator, left, right, made);
      case GREATER,
          GREATER_OR_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MODULO ->
          numeric(operator, Conversions.toNumber(left), Conversions.toNumber(right), made);
    };
  }

  private static Value logic(BinaryOperator operator, Value left, Value right, Origin origin) {
    Value a = Conversions.toBool(left);
    Value b = Conversions.toBool(right);
    boolean decisive = operator == BinaryOperator.OR;
    if (isBool(a, decisive) || isBool(b, decisive)) {
      return new BoolValue(decisive, origin);
    }
    if (a instanceof BoolValue) {
      return b.withOrigin(origin);
    }
    if (b instanceof BoolValue) {
      return a.withOrigin(origin);
    }
    return unknown(operator, a, b, origin);
  }

  private static boolean isBool(Value value, boolean wanted) {
    return value instanceof BoolValue bool && bool.value() == wanted;
  }

  private static Value equality(BinaryOperator operator, Value left, Value right, Origin origin) {
    boolean positive = operator == BinaryOperator.EQUAL;
    if (Values.mustBeEqual(left, right)) {
      return new BoolValue(positive, origin);
    }
    if (!Values.mayBeEqual(left, right)) {
      return new BoolValue(!positive, origin);
    }
    return unknown(operator, left, right, origin);
  }

  private static Value numeric(BinaryOperator operator, Value left, Value right, Origin origin) {
    if (left instanceof NumberValue(BigDecimal a, Origin _)
        && right instanceof NumberValue(BigDecimal b, Origin _)) {
      return numeric(operator, a, b, origin);
    }
    if (left instanceof UnknownValue || right instanceof UnknownValue) {
      return unknown(operator, left, right, origin);
    }
    throw new EvaluationFailure("`" + operator.symbol() + "` needs two numbers", "");
  }

  private static Value numeric(BinaryOperator operator, BigDecimal a, BigDecimal b, Origin origin) {
    return switch (operator) {
      case GREATER -> new BoolValue(a.compareTo(b) > 0, origin);
      case GREATER_OR_EQUAL -> new BoolValue(a.compareTo(b) >= 0, origin);
      case LESS -> new BoolValue(a.compareTo(b) < 0, origin);
      case LESS_OR_EQUAL -> new BoolValue(a.compareTo(b) <= 0, origin);
      case ADD -> number(a.add(b, PRECISION), origin);
      case SUBTRACT -> number(a.subtract(b, PRECISION), origin);
      case MULTIPLY -> number(a.multiply(b, PRECISION), origin);
      case DIVIDE -> number(a.divide(divisor(b), PRECISION), origin);
      case MODULO -> number(remainder(a, divisor(b)), origin);
      case OR, AND, EQUAL, NOT_EQUAL ->
          throw new IllegalStateException(operator + " is no operator on numbers");
    };
  }

  private static BigDecimal remainder(BigDecimal a, BigDecimal b) {
    if ((long) a.precision() - a.scale() - (b.precision() - b.scale()) > 1000) {
      throw Budget.tooMuch("the remainder is out of range");
    }
    return a.remainder(b);
  }

  static NumberValue number(BigDecimal value, Origin origin) {
    if (Math.abs((long) value.scale()) > 4000) {
      throw Budget.tooMuch("a number is out of range");
    }
    return new NumberValue(value, origin);
  }

  private static BigDecimal divisor(BigDecimal value) {
    if (value.signum() == 0) {
      throw new EvaluationFailure("division by zero", "");
    }
    return value;
  }

  private static Value unknown(BinaryOperator operator, Value left, Value right, Origin origin) {
    String symbol =
        "(" + Symbols.brief(left) + " " + operator.symbol() + " " + Symbols.brief(right) + ")";
    return new UnknownValue(
        Symbols.limit(symbol),
        UnknownValue.Reason.DERIVED,
        List.of(left, right).stream()
            .map(Values::allReferences)
            .reduce(origin, Origin::withReferences, (first, second) -> first));
  }
}
