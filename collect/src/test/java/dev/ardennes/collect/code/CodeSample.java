package dev.ardennes.collect.code;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is collected from a few source files.
record CodeSample(Collected collected) {
  /// Relations about what code does, and not about what there is.
  static final Set<String> BEHAVIOUR =
      Set.of(
          "fetches_url",
          "executes_input",
          "queries_input",
          "reads_path",
          "discloses_setting",
          "reads_setting",
          "calls_host",
          "cloud_call");

  static CodeSample of(Path folder, Map<String, String> files) {
    files.forEach((path, text) -> write(folder.resolve(path), text));
    return of(folder);
  }

  static CodeSample of(Path folder) {
    return new CodeSample(
        Collect.run(List.of(folder), Limits.standard()).stream()
            .filter(source -> source.kind().equals("code"))
            .findFirst()
            .orElseThrow());
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> facts() {
    return collected.facts().stream().map(CodeSample::text).toList();
  }

  List<String> behaviour() {
    return collected.facts().stream()
        .filter(fact -> BEHAVIOUR.contains(fact.relation()))
        .map(CodeSample::text)
        .toList();
  }

  List<String> all(String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(fact -> String.join(" ", fact.args()))
        .toList();
  }

  /// Facts that rest on something that is not understood.
  List<String> assumed() {
    return collected.facts().stream()
        .filter(fact -> fact.standing() == Standing.ASSUMED)
        .map(CodeSample::text)
        .toList();
  }

  /// The first place of the first fact of a relation.
  String place(String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(fact -> fact.evidence().getFirst())
        .map(at -> at.file() + ":" + at.line() + ":" + at.column())
        .findFirst()
        .orElse("none");
  }

  List<String> problems() {
    return collected.problems().stream().map(Problem::says).toList();
  }

  private static String text(Fact fact) {
    return fact.relation() + "(" + String.join(", ", fact.args()) + ")";
  }
}
