package dev.ardennes.engine.datalog;

/// Ends an evaluation that has grown beyond a limit; it never leaves [Evaluation].
final class LimitReached extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final long limit;

  LimitReached(String what, long limit) {
    super(what, null, false, false);
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
