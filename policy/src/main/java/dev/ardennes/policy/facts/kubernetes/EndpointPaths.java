package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.policy.facts.routes.Spellings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Paths to try for an endpoint whose path has parameters. A caller may put any text in the place
/// of a parameter, so one witness that passes is enough. Tried are a text that no policy is likely
/// to name, and what the policies themselves name at the parameter's place; a witness that only
/// another text would give is missed.
final class EndpointPaths {
  private static final String NEUTRAL = Spellings.NEUTRAL;
  private static final int MOST_TRIED = 16;
  private static final int MOST_NAMED = 2_000;
  private static final Pattern TEXT = Pattern.compile("\"([/*{][^\"\\\\]*)\"");

  private final Set<String> named = new TreeSet<>();
  private final Map<String, List<String>> known = new HashMap<>();

  /// @param rules of authorization policies, as JSON
  EndpointPaths(Collection<String> rules) {
    for (String rule : rules) {
      Matcher matcher = TEXT.matcher(rule);
      while (matcher.find() && named.size() < MOST_NAMED) {
        named.add(matcher.group(1));
      }
    }
  }

  /// At least one path without parameters that the template stands for.
  List<String> of(String template) {
    return known.computeIfAbsent(template, this::tried);
  }

  private List<String> tried(String template) {
    List<String> segments = List.of(template.split("/", -1));
    Set<String> paths = new LinkedHashSet<>();
    paths.add(filled(segments, List.of()));
    if (template.contains("{")) {
      for (String pattern : named) {
        paths.addAll(along(segments, pattern));
      }
    }
    return paths.stream().limit(MOST_TRIED).toList();
  }

  /// The paths of the template that follow a pattern as far as that goes.
  private static List<String> along(List<String> template, String pattern) {
    List<String> paths = new ArrayList<>();
    if (pattern.startsWith("*")) {
      String ending = pattern.substring(1);
      boolean last = isParameter(template.getLast()) && !ending.contains("/");
      return last && !ending.isEmpty() ? List.of(ending(template, ending)) : List.of();
    }
    for (String wildcard : List.of(NEUTRAL, "")) {
      String example =
          pattern.replace("{**}", NEUTRAL).replace("{*}", NEUTRAL).replace("*", wildcard);
      List<String> values = List.of(example.split("/", -1));
      if (fits(template, values)) {
        paths.add(filled(template, values));
      }
    }
    return paths;
  }

  private static String ending(List<String> template, String ending) {
    String path = filled(template, List.of());
    return path.endsWith(ending) ? path : path + ending;
  }

  private static boolean fits(List<String> template, List<String> values) {
    for (int i = 0; i < Math.min(template.size(), values.size() - 1); i++) {
      if (!isParameter(template.get(i)) && !template.get(i).equals(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// The template with the values at the places of parameters; a rest takes all that follow.
  private static String filled(List<String> template, List<String> values) {
    List<String> path = new ArrayList<>();
    for (int i = 0; i < template.size(); i++) {
      String segment = template.get(i);
      String value = i < values.size() && !values.get(i).isEmpty() ? values.get(i) : NEUTRAL;
      if (segment.endsWith("*}") && i < values.size()) {
        String rest = String.join("/", values.subList(i, values.size()));
        path.add(rest.isEmpty() ? NEUTRAL : rest);
      } else {
        path.add(isParameter(segment) ? parameter(segment, value) : segment);
      }
    }
    return String.join("/", path);
  }

  private static boolean isParameter(String segment) {
    return segment.contains("{") && segment.contains("}");
  }

  /// A parameter may be a part of its segment: `v{version}`.
  private static String parameter(String segment, String value) {
    boolean whole = segment.startsWith("{") && segment.indexOf('}') == segment.length() - 1;
    return whole ? value : segment.replaceAll("\\{[^}]*}", NEUTRAL);
  }
}
