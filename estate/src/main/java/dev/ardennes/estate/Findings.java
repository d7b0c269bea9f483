package dev.ardennes.estate;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Position;
import dev.ardennes.model.Problem;
import java.util.List;
import java.util.TreeSet;

/// The problems of one file, collected while it is read; each place and text once.
final class Findings {
  static final int LIMIT = 200;

  private final String source;
  private final TreeSet<Problem> problems = new TreeSet<>();

  Findings(String source) {
    this.source = source;
  }

  void error(Position at, String says, String help) {
    if (problems.size() < LIMIT) {
      problems.add(Problem.error(says, help, place(at)));
    }
  }

  Evidence place(Position at) {
    return Evidence.at(source, EstateFile.NAME, at.line(), at.column());
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /// In the order of the file.
  List<Problem> list() {
    return List.copyOf(problems);
  }
}
