package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.int64;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/// Arithmetic: on `int64`, which wraps around, and on `float64`.
final class NumberFunctions {
  private static final int MOST = Integer.MAX_VALUE;

  private NumberFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registerWhole(registry);
    registry
        .known("addf", 0, MOST, call -> real(call, 0, Double::sum))
        .known("add1f", 1, 1, call -> new Value.Real(Numbers.real(call.get(0)) + 1))
        .known("subf", 1, MOST, call -> realFrom(call, (a, b) -> a - b))
        .known("mulf", 1, MOST, call -> realFrom(call, (a, b) -> a * b))
        .known("divf", 1, MOST, call -> realFrom(call, (a, b) -> a / b))
        .known("maxf", 1, MOST, call -> realFrom(call, Math::max))
        .known("minf", 1, MOST, call -> realFrom(call, Math::min))
        .known("ceil", 1, 1, call -> new Value.Real(Math.ceil(Numbers.real(call.get(0)))))
        .known("floor", 1, 1, call -> new Value.Real(Math.floor(Numbers.real(call.get(0)))))
        .known("round", 2, 3, NumberFunctions::rounded)
        .known("float64", 1, 1, call -> new Value.Real(Numbers.real(call.get(0))))
        .known("toFloat64", 1, 1, call -> new Value.Real(Numbers.real(call.get(0))));
  }

  private static void registerWhole(HelmLibrary.Registry registry) {
    registry
        .known("add", 0, MOST, call -> whole(call, 0, Long::sum))
        .known("add1", 1, 1, call -> int64(Numbers.whole(call.get(0)) + 1))
        .known("sub", 2, 2, call -> wholeFrom(call, (a, b) -> a - b))
        .known("mul", 1, MOST, call -> wholeFrom(call, (a, b) -> a * b))
        .known("div", 2, 2, call -> wholeFrom(call, (a, b) -> a / nonZero(call, b)))
        .known("mod", 2, 2, call -> wholeFrom(call, (a, b) -> a % nonZero(call, b)))
        .known("max", 1, MOST, call -> wholeFrom(call, Math::max))
        .known("biggest", 1, MOST, call -> wholeFrom(call, Math::max))
        .known("min", 1, MOST, call -> wholeFrom(call, Math::min))
        .known("int", 1, 1, call -> Value.integer(Numbers.whole(call.get(0))))
        .known("int64", 1, 1, call -> int64(Numbers.whole(call.get(0))))
        .known("atoi", 1, 1, call -> Value.integer(Numbers.whole(call.get(0))))
        .known("toDecimal", 1, 1, NumberFunctions::octal);
  }

  private static Value whole(Call call, long start, LongBinaryOperator operator) {
    long result = start;
    for (Value value : call.arguments()) {
      result = operator.applyAsLong(result, Numbers.whole(value));
    }
    return int64(result);
  }

  private static Value wholeFrom(Call call, LongBinaryOperator operator) {
    long result = Numbers.whole(call.get(0));
    for (Value value : call.arguments().subList(1, call.size())) {
      result = operator.applyAsLong(result, Numbers.whole(value));
    }
    return int64(result);
  }

  private static long nonZero(Call call, long divisor) {
    if (divisor == 0) {
      throw call.failure("division by zero");
    }
    return divisor;
  }

  private static Value real(Call call, double start, DoubleBinaryOperator operator) {
    double result = start;
    for (Value value : call.arguments()) {
      result = operator.applyAsDouble(result, Numbers.real(value));
    }
    return new Value.Real(result);
  }

  private static Value realFrom(Call call, DoubleBinaryOperator operator) {
    double result = Numbers.real(call.get(0));
    for (Value value : call.arguments().subList(1, call.size())) {
      result = operator.applyAsDouble(result, Numbers.real(value));
    }
    return new Value.Real(result);
  }

  /// Halves are rounded up, unless the third argument says from where on.
  private static Value rounded(Call call) {
    double value = Numbers.real(call.get(0));
    int digits = Math.max(-300, Math.min(300, Numbers.small(call.get(1))));
    if (!Double.isFinite(value)) {
      return call.get(0);
    }
    if (call.size() == 2) {
      BigDecimal exact = BigDecimal.valueOf(value);
      return new Value.Real(exact.setScale(digits, RoundingMode.HALF_UP).doubleValue());
    }
    double scale = Math.pow(10, digits);
    double scaled = value * scale;
    double fraction = scaled % 1;
    boolean up = fraction >= Numbers.real(call.get(2));
    return new Value.Real((up ? Math.ceil(scaled) : Math.floor(scaled)) / scale);
  }

  private static Value octal(Call call) {
    try {
      return int64(Long.parseLong(call.text(0), 8));
    } catch (NumberFormatException notOctal) {
      return int64(0);
    }
  }
}
