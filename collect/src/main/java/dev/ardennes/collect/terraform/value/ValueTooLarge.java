package dev.ardennes.collect.terraform.value;

/// A value would become a text longer than anybody needs.
public final class ValueTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ValueTooLarge(int limit) {
    super("a text is longer than " + limit + " characters", null, false, false);
  }

  /// What a problem says.
  public String says() {
    return String.valueOf(getMessage());
  }
}
