package dev.ardennes.collect.helm.template;

import java.util.List;

/// Commands, each fed with what the one before it gave, perhaps stored in variables.
///
/// @param variables that are set, without `$`; at most two, and two only in `range`
/// @param declares whether the variables are new (`:=`) and not assigned (`=`)
/// @param text as it is written
record Pipeline(
    List<String> variables, boolean declares, List<Command> commands, String text, int line) {
  Pipeline {
    variables = List.copyOf(variables);
    commands = List.copyOf(commands);
  }

  /// Operands side by side: a function or method and its arguments, or a single operand.
  record Command(List<Operand> operands, int line) {
    Command {
      operands = List.copyOf(operands);
    }
  }
}
