package dev.ardennes.rules.datalog;

import java.util.List;

/// What could be read, and everything that could not.
///
/// @param program the statements that were understood; the others are left out
/// @param problems in the order of the text; empty if the whole text was understood
public record ParseResult(Program program, List<RuleProblem> problems) {

  public ParseResult {
    problems = List.copyOf(problems);
  }
}
