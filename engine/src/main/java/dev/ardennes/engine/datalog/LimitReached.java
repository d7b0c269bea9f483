package dev.ardennes.engine.datalog;

/// Ends what has grown beyond a limit; [Evaluation] and [DatalogRun] turn it into a result.
final class LimitReached extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final long limit;

  LimitReached(String what, long limit) {
    super("more than " + limit + " " + what);
    this.what = what;
    this.limit = limit;
  }

  String what() {
    return what;
  }

  long limit() {
    return limit;
  }
}
