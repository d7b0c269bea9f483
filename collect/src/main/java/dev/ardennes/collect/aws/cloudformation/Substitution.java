package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.model.Unknown;

/// The parts of a text of `Fn::Sub`, one after the other: plain text, and names in `${}`.
/// `${!Name}` is the plain text `${Name}`.
final class Substitution {
  private final String template;
  private int at;
  private String text = "";
  private boolean variable;

  Substitution(String template) {
    this.template = template.replace(Unknown.OPEN, '<').replace(Unknown.CLOSE, '>');
  }

  /// Goes to the next part.
  ///
  /// @return false at the end
  boolean next() {
    if (at >= template.length()) {
      return false;
    }
    int open = template.indexOf("${", at);
    if (open < 0) {
      return plain(template.length());
    }
    if (open > at) {
      return plain(open);
    }
    int close = template.indexOf('}', open);
    if (close < 0) {
      return plain(template.length());
    }
    String name = template.substring(open + 2, close).strip();
    variable = !name.startsWith("!");
    text = variable ? name : "${" + name.substring(1) + "}";
    at = close + 1;
    return true;
  }

  private boolean plain(int end) {
    variable = false;
    text = template.substring(at, end);
    at = end;
    return true;
  }

  /// The plain text, or the name.
  String text() {
    return text;
  }

  /// Whether the part is a name.
  boolean variable() {
    return variable;
  }
}
