package dev.ardennes.analysis;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
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

  private record Answered(String endpoint, String method, List<String> path) {}

  private final Map<String, List<Answered>> byBeginning = new HashMap<>();
  private final Map<String, Set<String>> answers = new HashMap<>();

  EndpointIndex(FactBase facts) {
    for (Fact fact : facts.relation("endpoint_path")) {
      List<String> path = segments(fact.args().get(2));
      byBeginning
          .computeIfAbsent(beginning(path), none -> new ArrayList<>())
          .add(new Answered(fact.args().getFirst(), fact.args().get(1), path));
    }
  }

  /// @param method of the request; empty for any
  /// @param url whose path is compared
  Set<String> answering(String method, String url) {
    return answers.computeIfAbsent(method + " " + pathOf(url), key -> find(method, url));
  }

  private Set<String> find(String method, String url) {
    List<String> path = segments(pathOf(url));
    Set<String> found = new TreeSet<>();
    for (String beginning : Set.of(beginning(path), "{}")) {
      for (Answered answered : byBeginning.getOrDefault(beginning, List.of())) {
        if (isFor(answered, method) && fits(answered.path(), path)) {
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

  private static boolean fits(List<String> template, List<String> path) {
    for (int i = 0; i < template.size(); i++) {
      String wanted = template.get(i);
      if (wanted.startsWith("{") && wanted.endsWith("*}")) {
        return true;
      }
      if (i >= path.size() || !(wanted.startsWith("{") || wanted.equals(path.get(i)))) {
        return false;
      }
    }
    return template.size() == path.size();
  }

  private static String beginning(List<String> path) {
    String first = path.isEmpty() ? "" : path.getFirst();
    return first.startsWith("{") ? "{}" : first;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  private static String pathOf(String url) {
    int scheme = url.indexOf("://");
    int slash = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    String path = slash < 0 ? "" : url.substring(slash);
    int end = path.indexOf('?');
    return end < 0 ? path : path.substring(0, end);
  }
}
