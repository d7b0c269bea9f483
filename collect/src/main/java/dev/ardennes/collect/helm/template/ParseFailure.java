package dev.ardennes.collect.helm.template;

/// A template that is not well-formed.
final class ParseFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  ParseFailure(int offset, String says) {
    super(says, null, false, false);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }

  String says() {
    return String.valueOf(getMessage());
  }
}
