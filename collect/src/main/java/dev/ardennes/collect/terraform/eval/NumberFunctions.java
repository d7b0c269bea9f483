package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Functions on numbers.
final class NumberFunctions {
  private NumberFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .known("abs", 1, call -> call.result(call.number(0).abs()))
        .known("ceil", 1, call -> call.result(call.number(0).setScale(0, RoundingMode.CEILING)))
        .known("floor", 1, call -> call.result(call.number(0).setScale(0, RoundingMode.FLOOR)))
        .known("signum", 1, call -> call.result(call.number(0).signum()))
        .known("max", 1, Integer.MAX_VALUE, call -> extreme(call, 1))
        .known("min", 1, Integer.MAX_VALUE, call -> extreme(call, -1))
        .known("pow", 2, NumberFunctions::power)
        .known("log", 2, NumberFunctions::logarithm)
        .known("parseint", 2, NumberFunctions::parse);
  }

  private static Value extreme(Arguments call, int sign) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (int index = 0; index < call.count(); index++) {
      numbers.add(call.number(index));
    }
    return call.result(
        numbers.stream()
            .reduce((best, next) -> next.compareTo(best) * sign > 0 ? next : best)
            .orElseThrow());
  }

  private static Value power(Arguments call) {
    BigDecimal base = call.number(0);
    BigDecimal exponent = call.number(1);
    BigDecimal whole = exponent.stripTrailingZeros();
    if (whole.scale() <= 0 && exponent.abs().compareTo(BigDecimal.valueOf(4000)) <= 0) {
      int times = exponent.intValueExact();
      BigDecimal power = base.pow(Math.abs(times), Operators.PRECISION);
      if (times >= 0) {
        return call.result(power);
      }
      if (power.signum() != 0) {
        return call.result(BigDecimal.ONE.divide(power, Operators.PRECISION));
      }
    }
    return finite(call, Math.pow(base.doubleValue(), exponent.doubleValue()));
  }

  private static Value logarithm(Arguments call) {
    return finite(
        call, Math.log(call.number(0).doubleValue()) / Math.log(call.number(1).doubleValue()));
  }

  private static Value finite(Arguments call, double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw call.failure("the result is no number");
    }
    return call.result(new BigDecimal(Double.toString(number)));
  }

  private static Value parse(Arguments call) {
    int base = call.integer(1);
    String text = call.text(0);
    if (base < 2 || base > 36 || text.length() > 1000) {
      throw call.failure("the base or the number is out of range");
    }
    try {
      return call.result(new BigDecimal(new BigInteger(text, base)));
    } catch (NumberFormatException invalid) {
      throw call.failure("`" + text + "` is no number to base " + base);
    }
  }
}
