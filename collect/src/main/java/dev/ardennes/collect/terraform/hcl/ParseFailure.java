package dev.ardennes.collect.terraform.hcl;

/// Leaves the attribute or block that cannot be understood; caught where the parser goes on.
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Position position;
  private final String help;

  ParseFailure(Position position, String says, String help) {
    super(says, null, false, false);
    this.position = position;
    this.help = help;
  }

  Position position() {
    return position;
  }

  String says() {
    return String.valueOf(getMessage());
  }

  String help() {
    return help;
  }
}
