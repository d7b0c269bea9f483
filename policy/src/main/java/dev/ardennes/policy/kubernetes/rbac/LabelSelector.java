package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Unknown;
import java.util.List;
import java.util.Map;

/// Which cluster roles an aggregated role takes its rules from. All requirements must hold; none
/// means every role.
///
/// @param unknown text where nothing is known of it; otherwise empty
record LabelSelector(List<Requirement> requirements, String unknown) {
  /// How a requirement compares.
  enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST
  }

  /// One expression. As in Kubernetes, a label that is not there is not in any set of values.
  record Requirement(String key, Operator operator, List<String> values) {
    Requirement {
      values = List.copyOf(values);
    }

    private Match matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value == null ? Match.NO : in(value);
        case NOT_IN -> value == null ? Match.YES : not(in(value), value);
        case EXISTS -> Match.of(value != null);
        case DOES_NOT_EXIST -> Match.of(value == null);
      };
    }

    private Match in(String value) {
      return Match.any(values, value, (one, other) -> false);
    }

    private static Match not(Match match, String value) {
      if (match.certain()) {
        return Match.NO;
      }
      return match.possible()
          ? Match.onlyIf("the label value `" + value + "` is not excluded")
          : Match.YES;
    }
  }

  LabelSelector {
    requirements = List.copyOf(requirements);
  }

  static LabelSelector unknown(String text) {
    return new LabelSelector(List.of(), text);
  }

  /// Whether it selects nothing without labels.
  boolean needsLabels() {
    return requirements.stream()
        .map(Requirement::operator)
        .anyMatch(operator -> operator == Operator.IN || operator == Operator.EXISTS);
  }

  Match matches(Map<String, String> labels) {
    if (!unknown.isEmpty()) {
      return Match.onlyIf("`" + unknown + "` selects the role");
    }
    String open = labels.getOrDefault("", "");
    if (Unknown.in(open) && !requirements.isEmpty()) {
      return Match.onlyIf("the labels `" + open + "` fit the selector");
    }
    Match all = Match.YES;
    for (Requirement requirement : requirements) {
      all = all.and(requirement.matches(labels));
    }
    return all;
  }
}
