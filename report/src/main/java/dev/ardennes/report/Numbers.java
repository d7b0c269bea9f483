package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers as people read them, the same in every locale.
final class Numbers {
  private Numbers() {}

  /// `2,408`.
  static String grouped(long number) {
    String digits = Long.toString(number);
    int start = number < 0 ? 1 : 0;
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > start; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  /// `1 path`, `2 paths`.
  static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  /// `1 entity`, `2 entities`.
  static String count(long number, String one, String many) {
    return grouped(number) + " " + (number == 1 ? one : many);
  }

  /// Two decimals at most; what is neither 0 nor 1 is never shown as such.
  static String probability(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    if (value > 0 && rounded.signum() == 0) {
      return "<0.01";
    }
    if (value < 1 && rounded.compareTo(BigDecimal.ONE) == 0) {
      return ">0.99";
    }
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /// `0.2–0.6`, or one number where both ends are shown alike.
  static String range(Report.Likelihood likelihood) {
    String low = probability(likelihood.low());
    String high = probability(likelihood.high());
    return low.equals(high) ? low : low + "\u2013" + high;
  }

  /// A cost: `1`, `2.5`.
  static String plain(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
