package dev.ardennes.policy.facts;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.Beginning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Entities by their ARNs, to find those that a resource pattern may fit without trying each.
final class ArnIndex {
  private final Map<String, String> arns;
  private final List<String> entities = new ArrayList<>();
  private final NavigableMap<String, List<Integer>> byArn = new TreeMap<>();

  /// Entities whose ARNs have unknown parts and may therefore fit anything.
  private final List<Integer> unknown = new ArrayList<>();

  /// @param arns of the entities, in the order of the answers
  ArnIndex(Map<String, String> arns) {
    this.arns = arns;
    arns.forEach(
        (entity, arn) -> {
          int number = entities.size();
          entities.add(entity);
          if (Unknown.in(arn)) {
            unknown.add(number);
          } else {
            byArn.computeIfAbsent(arn, key -> new ArrayList<>()).add(number);
          }
        });
  }

  List<String> all() {
    return entities;
  }

  String arn(String entity) {
    return Objects.requireNonNull(arns.get(entity));
  }

  /// The entities that one of the patterns may fit, or inside which something may lie that one
  /// fits. Cost: what is found, and for each pattern the length of its known beginning.
  List<String> fitting(Collection<Beginning> patterns) {
    if (patterns.stream().anyMatch(pattern -> pattern.text().isEmpty() && !pattern.whole())) {
      return entities;
    }
    Set<Integer> found = new TreeSet<>(patterns.isEmpty() ? List.of() : unknown);
    for (Beginning pattern : patterns) {
      within(pattern.text(), found);
      if (!pattern.whole()) {
        byArn
            .subMap(pattern.text(), true, pattern.text() + Character.MAX_VALUE, true)
            .values()
            .forEach(found::addAll);
      }
    }
    return found.stream().map(entities::get).toList();
  }

  /// Entities whose ARN is the text or the beginning of it up to a separator.
  private void within(String text, Set<Integer> found) {
    for (int end = text.length(); end > 0; end--) {
      boolean part = end == text.length() || text.charAt(end) == '/' || text.charAt(end) == ':';
      if (part) {
        found.addAll(byArn.getOrDefault(text.substring(0, end), List.of()));
      }
    }
  }
}
