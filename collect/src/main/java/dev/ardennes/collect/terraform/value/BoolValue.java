package dev.ardennes.collect.terraform.value;

/// `true` or `false`.
public record BoolValue(boolean value, Origin origin) implements Value {
  @Override
  public Value withOrigin(Origin changed) {
    return new BoolValue(value, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoolValue bool && bool.value == value;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(value);
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
