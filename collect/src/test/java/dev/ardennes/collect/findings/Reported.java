package dev.ardennes.collect.findings;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What was collected from reports, in a form that tests can compare.
record Reported(Collected collected) {
  /// Collects the folder after writing the file into it.
  static Reported of(Path folder, String name, String text) {
    return of(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Reported of(Path folder, String name, byte[] bytes) {
    write(folder, name, bytes);
    return of(folder);
  }

  static void write(Path folder, String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The findings of the path; the only other sources of these tests are Terraform's.
  static Reported of(Path path) {
    List<Collected> all = Collect.run(List.of(path), Limits.standard());
    return new Reported(
        all.stream()
            .filter(source -> source.kind().equals("findings"))
            .findFirst()
            .orElse(all.getFirst()));
  }

  /// The arguments of every fact of the relation, joined by ` | `, ids without the file.
  List<String> all(String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(fact -> String.join(" | ", fact.args()).replaceFirst("^finding/[^|]*#", "#"))
        .toList();
  }

  /// As [#all], of one finding and without its id.
  List<String> of(int finding, String relation) {
    return all(relation).stream()
        .filter(text -> text.startsWith("#" + finding + " | "))
        .map(text -> text.substring(text.indexOf(" | ") + 3))
        .toList();
  }

  Fact first(String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + relation));
  }

  List<String> problems() {
    return collected.problems().stream().map(Problem::says).toList();
  }

  List<String> hidden() {
    return collected.hidden().stream().map(Reported::text).toList();
  }

  private static String text(Hidden hidden) {
    return hidden.count() + " " + hidden.what();
  }

  int findings() {
    return all("reported").size();
  }
}
