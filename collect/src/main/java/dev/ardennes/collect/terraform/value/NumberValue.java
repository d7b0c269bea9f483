package dev.ardennes.collect.terraform.value;

import java.math.BigDecimal;

/// A number; `1` and `1.0` are equal.
public record NumberValue(BigDecimal value, Origin origin) implements Value {
  public NumberValue {
    value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  @Override
  public Value withOrigin(Origin changed) {
    return new NumberValue(value, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberValue number && number.value.compareTo(value) == 0;
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /// As Terraform prints it: without exponent.
  @Override
  public String toString() {
    return value.toPlainString();
  }
}
