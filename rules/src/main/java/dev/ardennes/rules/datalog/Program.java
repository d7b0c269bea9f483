package dev.ardennes.rules.datalog;

import java.util.List;

/// Declarations, directives and rules in the order of the text.
public record Program(
    List<Declaration> declarations, List<Directive> directives, List<Rule> rules) {

  public Program {
    declarations = List.copyOf(declarations);
    directives = List.copyOf(directives);
    rules = List.copyOf(rules);
  }
}
