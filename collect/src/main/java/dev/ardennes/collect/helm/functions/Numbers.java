package dev.ardennes.collect.helm.functions;

import dev.ardennes.collect.helm.value.Value;
import java.math.BigInteger;

/// Numbers of values, as Sprig casts them: what is no number is zero.
final class Numbers {
  private Numbers() {}

  static long whole(Value value) {
    return switch (value) {
      case Value.Int number -> number.value();
      case Value.Real number -> (long) number.value();
      case Value.Bool bool -> bool.value() ? 1 : 0;
      case Value.Text text -> whole(text.text());
      default -> 0;
    };
  }

  private static long whole(String text) {
    String digits = text.replaceFirst("^([-+]?\\d+)\\.0*$", "$1");
    try {
      boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
      return hexadecimal
          ? new BigInteger(digits.substring(2), 16).longValueExact()
          : Long.parseLong(digits);
    } catch (NumberFormatException | ArithmeticException noNumber) {
      return 0;
    }
  }

  static double real(Value value) {
    return switch (value) {
      case Value.Int number -> number.value();
      case Value.Real number -> number.value();
      case Value.Bool bool -> bool.value() ? 1 : 0;
      case Value.Text text -> real(text.text());
      default -> 0;
    };
  }

  private static double real(String text) {
    try {
      return text.length() > 400 ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  /// A size or position that fits an array.
  static int small(Value value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, whole(value)));
  }
}
