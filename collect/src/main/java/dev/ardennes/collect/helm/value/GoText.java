package dev.ardennes.collect.helm.value;

import java.math.BigDecimal;
import java.util.Map;

/// Values as Go's `fmt` prints them with `%v`.
public final class GoText {
  /// What a template shows of a missing value, before Helm takes it out.
  public static final String NO_VALUE = "<no value>";

  private GoText() {}

  /// `%v` of a value; `<nil>` for nil.
  public static String of(Value value, Budget budget) {
    return switch (value) {
      case Value.Text text -> text.text();
      case Value.ListValue _, Value.Dict _ -> {
        StringBuilder text = new StringBuilder();
        append(text, value, budget, 0);
        yield budget.text(text.toString());
      }
      default -> scalar(value);
    };
  }

  private static String scalar(Value value) {
    return switch (value) {
      case Value.Nil _ -> "<nil>";
      case Value.Bool bool -> String.valueOf(bool.value());
      case Value.Int number -> String.valueOf(number.value());
      case Value.Real number -> number(number.value());
      case Value.Text text -> text.text();
      case Value.UnknownValue unknown -> unknown.rendered();
      case Value.Opaque opaque -> opaque.print();
      case Value.ListValue _, Value.Dict _ ->
          throw new IllegalArgumentException("lists and dicts are walked");
    };
  }

  private static void append(StringBuilder text, Value value, Budget budget, int depth) {
    budget.step(1);
    if (depth > Budget.DEEPEST_VALUE || text.length() > budget.limits().textLength()) {
      throw Failure.limit("a value is nested too deep, or too large to print");
    }
    switch (value) {
      case Value.ListValue list -> {
        text.append('[');
        String separator = "";
        for (Value element : list.elements()) {
          append(text.append(separator), element, budget, depth + 1);
          separator = " ";
        }
        text.append(']');
      }
      case Value.Dict dict -> {
        text.append("map[");
        String separator = "";
        for (Map.Entry<String, Value> entry : dict.entries().entrySet()) {
          text.append(separator).append(entry.getKey()).append(':');
          append(text, entry.getValue(), budget, depth + 1);
          separator = " ";
        }
        text.append(']');
      }
      default -> text.append(scalar(value));
    }
  }

  /// `%v` of a `float64`: the shortest digits, with an exponent below 1e-04 and from 1e+06 on,
  /// which is why large numbers of a values file come out as `1e+06`.
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < -4 || exponent >= 6
        ? scientific(shortest, exponent)
        : shortest.toPlainString();
  }

  private static String scientific(BigDecimal shortest, int exponent) {
    String digits = shortest.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(shortest.signum() < 0 ? "-" : "");
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    String size = String.valueOf(Math.abs(exponent));
    return text.append(size.length() < 2 ? "0" : "").append(size).toString();
  }

  /// A `float64` as JSON has it: an exponent below 1e-6 and from 1e+21 on.
  public static String json(double value) {
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (value == 0) {
      return "0";
    }
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < -6 || exponent >= 21
        ? scientific(shortest, exponent).replace("e-0", "e-")
        : shortest.toPlainString();
  }
}
