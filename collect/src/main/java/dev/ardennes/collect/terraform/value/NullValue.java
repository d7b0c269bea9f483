package dev.ardennes.collect.terraform.value;

/// `null`: set to nothing, which for an argument means that it is not set.
public record NullValue(Origin origin) implements Value {
  @Override
  public Value withOrigin(Origin changed) {
    return new NullValue(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NullValue;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "null";
  }
}
