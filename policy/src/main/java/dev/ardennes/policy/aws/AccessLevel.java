package dev.ardennes.policy.aws;

/// How AWS classifies an action in its service authorization reference.
public enum AccessLevel {
  LIST,
  READ,
  WRITE,
  TAGGING,
  PERMISSIONS_MANAGEMENT;

  static AccessLevel ofLetter(String letter) {
    return switch (letter) {
      case "L" -> LIST;
      case "R" -> READ;
      case "W" -> WRITE;
      case "T" -> TAGGING;
      case "P" -> PERMISSIONS_MANAGEMENT;
      default -> throw new IllegalArgumentException("unknown access level `" + letter + "`");
    };
  }
}
