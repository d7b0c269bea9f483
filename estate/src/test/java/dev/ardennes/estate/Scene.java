package dev.ardennes.estate;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Standing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A small estate, written down fact by fact.
final class Scene {
  private final String source;
  private final List<Entity> entities = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  Scene() {
    this("infra");
  }

  Scene(String source) {
    this.source = source;
  }

  /// Something that a source declares.
  Scene declared(String kind, String id, String... aliases) {
    entities.add(new Entity(id, kind, lastName(id), List.of(aliases)));
    return fact("kind", id, kind);
  }

  /// Something that is only referred to.
  Scene mentioned(String kind, String id) {
    entities.add(new Entity(id, kind, lastName(id), List.of()));
    return this;
  }

  Scene fact(String relation, String... args) {
    Evidence place = Evidence.at(source, "main.tf", facts.size() + 1, 1);
    facts.add(new Fact(relation, List.of(args), Standing.CONFIGURED, List.of(place)));
    return this;
  }

  private static String lastName(String id) {
    return id.substring(id.lastIndexOf('.') + 1);
  }

  Collected collected() {
    return new Collected(source, "terraform", source, 1, entities, facts, List.of(), List.of());
  }

  FactBase facts() {
    return FactBase.of(List.of(collected()));
  }

  static EstateFile.Result read(String yaml) {
    return EstateReader.read(yaml.getBytes(StandardCharsets.UTF_8), "estate");
  }

  /// A file without problems.
  static EstateConfiguration configuration(String yaml) {
    EstateFile.Result result = read(yaml);
    return result
        .configuration()
        .orElseThrow(() -> new AssertionError(result.problems().toString()));
  }

  /// `place: says (help)` for each problem.
  static List<String> said(List<Problem> problems) {
    return problems.stream()
        .map(
            problem -> {
              Evidence at = problem.evidence();
              String place = at == null ? "" : at.line() + ":" + at.column() + ": ";
              return place + problem.says() + " (" + problem.help() + ")";
            })
        .toList();
  }
}
