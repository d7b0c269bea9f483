package dev.ardennes.collect.helm.value;

/// Ends the evaluation of one call or one document; the evaluator turns it into a problem and an
/// unknown value. Never leaves the packages of the renderer.
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String help;
  private final boolean limit;

  private Failure(String says, String help, boolean limit) {
    super(says, null, false, false);
    this.help = help;
    this.limit = limit;
  }

  /// Something that the template's author has to mend.
  public static Failure of(String says, String help) {
    return new Failure(says, help, false);
  }

  /// A limit that ends the whole rendering, or one value of it.
  public static Failure limit(String says) {
    return new Failure(says, "generate less", true);
  }

  public String says() {
    return String.valueOf(getMessage());
  }

  public String help() {
    return help;
  }

  /// Whether it was stopped because it costs too much.
  public boolean isLimit() {
    return limit;
  }
}
