package dev.ardennes.rules;

import java.util.List;

/// Which of a rule's variables a step runs between, for display and absorption.
///
/// @param from a variable of an attacker premise
/// @param to a variable of the head
/// @param via further variables that are shown with the step: the function, the template, the
///   bucket
public record Hop(String from, String to, List<String> via) {
  public Hop {
    via = List.copyOf(via);
  }
}
