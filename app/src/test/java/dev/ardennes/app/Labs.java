package dev.ardennes.app;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The outside labs: Terraform with a documented path from a start to a goal.
final class Labs {
  static final Path ROOT = corpora().resolve("aws/pathfinding-labs");
  static final String ABSENT = "the outside cases of ../shared/corpora are not here";

  private Labs() {}

  /// The folder of this project.
  static Path checkout() {
    Path top = Path.of("").toAbsolutePath();
    while (!Files.exists(top.resolve("ardennes"))) {
      top = Objects.requireNonNull(top.getParent(), "outside the project");
    }
    return top;
  }

  /// The folder of the outside cases beside the checkout.
  static Path corpora() {
    return checkout().resolveSibling("shared/corpora");
  }

  static boolean present() {
    return Files.isDirectory(ROOT);
  }

  /// What is documented of one lab.
  ///
  /// @param start patterns of the documented start
  /// @param principals names of the documented principals that the Terraform declares, in order
  /// @param required the permissions that the documentation says the path needs
  record Lab(
      String id,
      List<String> start,
      List<String> goals,
      List<String> principals,
      Set<String> required) {
    Path terraform() {
      return ROOT.resolve("labs").resolve(id);
    }

    /// Whether the permission is one that the path needs, or the documentation names none.
    boolean requires(String permission) {
      return required.isEmpty() || required.contains(permission);
    }

    Path export() {
      return ROOT.resolve("account-authorization-details").resolve(id + ".json");
    }
  }

  static List<Lab> all() {
    List<Lab> labs = new ArrayList<>();
    for (JsonNode node : json("expected.json")) {
      labs.add(lab(node));
    }
    return labs;
  }

  static JsonNode json(String file) {
    try {
      return new JsonMapper().readTree(Files.readString(ROOT.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Lab lab(JsonNode node) {
    List<String> start = new ArrayList<>();
    if (node.get("start_from_terraform").isString()) {
      start.add(node.get("start_from_terraform").asString());
    } else {
      node.get("start").forEach(s -> start.add(s.get("arn").asString()));
    }
    Set<String> missing = new HashSet<>();
    node.get("not_in_terraform").forEach(arn -> missing.add(arn.asString()));
    List<String> principals = new ArrayList<>();
    for (JsonNode step : node.get("nodes")) {
      String arn = step.get("arn").asString();
      if (step.get("type").asString().equals("principal") && !missing.contains(arn)) {
        principals.add(last(arn));
      }
    }
    List<String> goals = new ArrayList<>();
    node.get("goal").forEach(goal -> goals.add(goal.asString()));
    Set<String> required = new HashSet<>();
    node.get("required").forEach(one -> required.add(one.get("permission").asString()));
    return new Lab(node.get("id").asString(), start, goals, principals, required);
  }

  static String last(String arn) {
    return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
  }

  static ScanRequest request(Path path, List<String> entries, List<String> targets) {
    return new ScanRequest(
        List.of(path),
        entries,
        targets,
        List.of(),
        List.of(),
        List.of(),
        LocalDate.of(2026, 11, 21),
        true,
        100,
        false,
        1);
  }

  /// The names a path passes, in order: the ends of each step and what belongs to it.
  static Set<String> names(Report report, Report.Path path) {
    Map<String, Entity> entities = report.entitiesById();
    Set<String> names = new LinkedHashSet<>();
    for (Report.Step step : path.steps()) {
      List<String> ids = new ArrayList<>();
      ids.add(step.from());
      ids.addAll(step.via());
      ids.add(step.to());
      for (String id : ids) {
        Entity entity = entities.get(id);
        names.add(entity == null ? id : last(entity.name()));
      }
    }
    return names;
  }

  /// The first path that passes the principals in their order; null if there is none.
  static Report.@Nullable Path through(Report report, List<String> principals) {
    for (Report.Path path : report.paths()) {
      if (passes(report, path, principals)) {
        return path;
      }
    }
    return null;
  }

  /// Whether the path passes the principals in their order.
  static boolean passes(Report report, Report.Path path, List<String> principals) {
    List<String> names = new ArrayList<>(names(report, path));
    names.retainAll(principals);
    return names.equals(principals.stream().distinct().toList());
  }
}
