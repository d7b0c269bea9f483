package dev.ardennes.model.yaml;

import dev.ardennes.model.Position;

/// Something in a YAML text that its author has to mend.
///
/// @param position where it is
/// @param says what is wrong; lower case, user text in backticks
/// @param help what to do about it
public record YamlProblem(Position position, String says, String help) {

  @Override
  public String toString() {
    return position + ": " + says + " (" + help + ")";
  }
}
