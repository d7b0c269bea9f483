package dev.ardennes.collect.code;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.code.flow.Analysis;
import dev.ardennes.collect.code.flow.Endpoint;
import dev.ardennes.collect.code.flow.Finding;
import dev.ardennes.collect.code.flow.Finding.Place;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// States what was found in code as facts.
final class CodeFacts {
  private static final Set<String> EXECUTED =
      Set.of("command", "code", "template", "deserialisation");

  private final CollectedBuilder out;

  CodeFacts(CollectedBuilder out) {
    this.out = out;
  }

  /// The component with the names that its folder and build files give it.
  void component(String folder, String sourceName, List<SourceFile> named, List<String> names) {
    String id = Components.id(folder);
    String last = folder.isEmpty() ? sourceName : folder.substring(folder.lastIndexOf('/') + 1);
    Set<String> all = new TreeSet<>(names);
    all.add(last);
    out.entity(id, "code.component", names.isEmpty() ? last : names.getFirst(), all);
    Evidence at = place(named.isEmpty() ? folder : named.getFirst().path(), 0);
    out.fact(at, "kind", id, "code.component");
    all.forEach(name -> out.fact(at, "component_name", id, name));
  }

  private Evidence place(String path, int line) {
    return Evidence.at(out.source(), path, line, line == 0 ? 0 : 1);
  }

  private Evidence at(Place place) {
    var lines = place.program().lines();
    return Evidence.at(
        out.source(), place.program().path(), lines.line(place.at()), lines.column(place.at()));
  }

  void container(String folder, String path, String text) {
    String id = Components.id(folder);
    for (Dockerfile.Instruction one : Dockerfile.lastStage(text)) {
      Evidence at = place(path, one.line());
      String first = one.value().split("\\s+", 2)[0];
      switch (one.name()) {
        case "FROM" -> out.fact(at, "base_image", id, image(one.value()));
        case "USER" -> out.fact(at, "container_user", id, first);
        case "EXPOSE" -> {
          for (String port : one.value().split("\\s+")) {
            String[] parts = port.split("/", 2);
            out.fact(at, "exposes_port", id, parts[0], parts.length == 1 ? "tcp" : parts[1]);
          }
        }
        case "ENTRYPOINT", "CMD" ->
            out.fact(
                at,
                "container_command",
                id,
                one.name().toLowerCase(java.util.Locale.ROOT),
                one.value());
        default -> {}
      }
    }
  }

  /// `FROM --platform=x image AS stage`.
  private static String image(String value) {
    for (String word : value.split("\\s+")) {
      if (!word.startsWith("--")) {
        return word;
      }
    }
    return value;
  }

  void findings(String folder, Analysis.Result result) {
    String component = Components.id(folder);
    result.endpoints().forEach(answered -> endpoint(component, answered));
    result
        .findings()
        .forEach(
            (finding, places) -> {
              for (Place place : places) {
                general(component, finding, at(place));
              }
            });
  }

  private void endpoint(String component, Analysis.Answered answered) {
    Endpoint endpoint = answered.endpoint();
    String name = endpoint.method() + " " + endpoint.path();
    String id = component + "#" + name;
    List<Evidence> places = new ArrayList<>();
    places.add(at(new Place(endpoint.program(), endpoint.at())));
    Place handler = new Place(endpoint.handlerProgram(), endpoint.handler().at());
    places.add(at(handler));
    out.entity(id, "code.endpoint", name, List.of());
    for (Evidence at : places) {
      out.fact(at, "handles", component, id);
    }
    out.fact(places.getFirst(), "kind", id, "code.endpoint");
    out.fact(places.getFirst(), "endpoint_path", id, endpoint.method(), endpoint.path());
    for (String spelling : endpoint.framework().spellings()) {
      out.fact(places.getFirst(), "answers_spelling", id, spelling);
    }
    answered
        .findings()
        .forEach(
            (finding, where) -> where.forEach(place -> arrival(id, component, finding, at(place))));
    if (answered.exhausted()) {
      out.problem(
          Problem.warning(
              "what `" + name + "` does is too much to follow, so that something may be missing",
              "",
              places.getLast()));
    }
  }

  private void arrival(String id, String component, Finding finding, Evidence at) {
    switch (finding) {
      case Finding.Arrives arrives -> {
        boolean sure = !arrives.unsure();
        switch (arrives.kind()) {
          case "fetch" ->
              state(sure, at, "fetches_url", id, arrives.parameter(), arrives.schemes());
          case "path" -> state(sure, at, "reads_path", id, arrives.parameter());
          default ->
              state(
                  sure,
                  at,
                  EXECUTED.contains(arrives.kind()) ? "executes_input" : "queries_input",
                  id,
                  arrives.kind());
        }
      }
      case Finding.Discloses discloses ->
          out.fact(at, "discloses_setting", id, discloses.setting());
      case Finding.Reads _, Finding.Calls _, Finding.Cloud _ -> general(component, finding, at);
    }
  }

  /// A flow that is seen as a whole is sure, whatever else is seen of another one.
  private void state(boolean sure, Evidence at, String relation, String... args) {
    if (sure) {
      out.fact(at, relation, args);
    } else if (out.states(relation, args)) {
      out.fact(at, relation, args);
    } else {
      out.assume(at, relation, args);
    }
  }

  private void general(String component, Finding finding, Evidence at) {
    switch (finding) {
      case Finding.Reads reads -> out.fact(at, "reads_setting", component, reads.setting());
      case Finding.Calls calls ->
          out.fact(
              at,
              "calls_host",
              component,
              calls.host(),
              calls.port(),
              calls.method(),
              calls.path());
      case Finding.Cloud cloud ->
          out.fact(at, "cloud_call", component, cloud.action(), cloud.resource());
      case Finding.Arrives _, Finding.Discloses _ -> {}
    }
  }
}
