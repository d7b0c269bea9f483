package dev.ardennes.rules.load;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Position;
import dev.ardennes.model.Problem;
import dev.ardennes.model.yaml.YamlProblem;
import dev.ardennes.rules.datalog.RuleProblem;
import java.util.List;
import java.util.TreeSet;

/// The problems of one file, collected while it is read; each place and text once.
final class Findings {
  static final int LIMIT = 200;

  private final String source;
  private final String file;
  private final TreeSet<Problem> problems = new TreeSet<>();

  Findings(String source, String file) {
    this.source = source;
    this.file = file;
  }

  void error(Position at, String says, String help) {
    if (problems.size() < LIMIT) {
      problems.add(Problem.error(says, help, place(at)));
    }
  }

  void add(RuleProblem problem) {
    error(problem.position(), problem.says(), problem.help());
  }

  void add(YamlProblem problem) {
    error(problem.position(), problem.says(), problem.help());
  }

  Evidence place(Position at) {
    return Evidence.at(source, file, at.line(), at.column());
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /// In the order of the file.
  List<Problem> list() {
    return List.copyOf(problems);
  }
}
