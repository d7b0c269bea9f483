package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A folder of manifests, and what was collected from it.
final class Scan {
  private final Path folder;
  private final Map<String, String> files = new TreeMap<>();

  Scan(Path folder) {
    this.folder = folder;
  }

  Scan file(String path, String text) throws IOException {
    files.put(path, text);
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  Collected collected() {
    return of(folder);
  }

  static Collected of(Path folder) {
    return Collect.run(List.of(folder), Limits.standard()).stream()
        .filter(source -> source.kind().equals("kubernetes"))
        .findFirst()
        .orElseThrow();
  }

  /// Facts of the relation as `arguments @ file:line`, without the cluster's name.
  List<String> facts(String relation) {
    return facts(collected(), relation);
  }

  static List<String> facts(Collected collected, String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(
            fact ->
                String.join(" ", fact.args()).replace("k8s/main/", "")
                    + " @ "
                    + String.join(" ", fact.evidence().stream().map(one -> one.place()).toList()))
        .toList();
  }

  List<String> problems() {
    return problems(collected());
  }

  static List<String> problems(Collected collected) {
    return collected.problems().stream().map(Scan::problem).toList();
  }

  private static String problem(Problem problem) {
    String at = problem.evidence() == null ? "" : " @ " + problem.evidence().place();
    return problem.says() + at;
  }
}
