package dev.ardennes.collect.aws;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What is collected from a few files, in a form that tests can compare.
record Facts(Collected collected) {
  /// Writes the files and collects the folder.
  static Facts of(Path folder, Map<String, String> files) {
    files.forEach((path, text) -> write(folder.resolve(path), text));
    return of(folder);
  }

  static Facts of(Path path) {
    return new Facts(Collect.run(List.of(path), Limits.standard()).getFirst());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The arguments of every fact of the relation, joined by a blank.
  List<String> all(String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(fact -> String.join(" ", fact.args()))
        .toList();
  }

  /// As [#all], without AWS's own policies, each with its place.
  List<String> placed(String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .filter(fact -> !fact.args().getFirst().startsWith("arn:aws:iam::aws:"))
        .map(fact -> String.join(" ", fact.args()) + " @" + fact.evidence().getFirst().place())
        .toList();
  }

  Fact fact(String relation, String... args) {
    return collected.facts().stream()
        .filter(fact -> fact.id().equals(Fact.idOf(relation, List.of(args))))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + relation + List.of(args)));
  }

  List<Evidence> evidence(String relation, String... args) {
    return fact(relation, args).evidence();
  }

  List<String> problems() {
    return collected.problems().stream().map(Problem::says).toList();
  }

  List<String> errors() {
    return collected.problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(Problem::says)
        .toList();
  }

  List<String> entities() {
    return collected.entities().stream().map(entity -> entity.kind() + " " + entity.id()).toList();
  }
}
