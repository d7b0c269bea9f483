package dev.ardennes.engine.datalog;

/// Something wrong with a program, its facts or its run.
///
/// @param file the file as it was named; empty where no file is at fault
/// @param line from 1; 0 where the whole file is meant
/// @param column from 1; 0 where the whole line is meant
/// @param says what is wrong; lower case, user text in backticks
/// @param help what to do about it
public record DatalogProblem(String file, int line, int column, String says, String help) {

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (!file.isEmpty()) {
      out.append(file);
      if (line > 0) {
        out.append(':').append(line).append(':').append(column);
      }
      out.append(": ");
    }
    return out.append(says).append(" (").append(help).append(')').toString();
  }
}
