package dev.ardennes.analysis;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.PathTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which endpoints answer a request by its method and address. Hosts are not compared: a scanner
/// calls a system under another name than production has.
final class EndpointIndex {
  private static final String ANY = "ANY";

  private record Answered(String endpoint, String method, PathTemplate path) {}

  private final Map<String, List<Answered>> byBeginning = new HashMap<>();
  private final Map<String, Set<String>> answers = new HashMap<>();

  EndpointIndex(FactBase facts) {
    for (Fact fact : facts.relation("endpoint_path")) {
      PathTemplate path = PathTemplate.of(fact.args().get(2));
      byBeginning
          .computeIfAbsent(beginning(path), none -> new ArrayList<>())
          .add(new Answered(fact.args().getFirst(), fact.args().get(1), path));
    }
  }

  /// @param method of the request; empty for any
  /// @param url whose path is compared
  Set<String> answering(String method, String url) {
    return answers.computeIfAbsent(
        method + " " + PathTemplate.pathOf(url), key -> find(method, url));
  }

  private Set<String> find(String method, String url) {
    PathTemplate path = PathTemplate.of(PathTemplate.pathOf(url));
    Set<String> found = new TreeSet<>();
    for (String beginning : Set.of(beginning(path), "{}")) {
      for (Answered answered : byBeginning.getOrDefault(beginning, List.of())) {
        if (isFor(answered, method) && answered.path().fits(path)) {
          found.add(answered.endpoint());
        }
      }
    }
    return found;
  }

  private static boolean isFor(Answered answered, String method) {
    return method.isEmpty()
        || answered.method().equals(ANY)
        || answered.method().equals(method.toUpperCase(Locale.ROOT));
  }

  private static String beginning(PathTemplate path) {
    String first = path.segments().isEmpty() ? "" : path.segments().getFirst();
    return PathTemplate.isParameter(first) ? "{}" : first;
  }
}
