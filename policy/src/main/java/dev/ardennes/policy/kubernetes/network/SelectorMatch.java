package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.kubernetes.network.Constraint.Values;
import dev.ardennes.policy.kubernetes.network.Selector.Operator;
import dev.ardennes.policy.kubernetes.network.Selector.Requirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a selector selects something with labels.
///
/// Source: "Labels and Selectors" in the Kubernetes documentation; `NotIn` and `DoesNotExist` are
/// met by what has no such label.
final class SelectorMatch {
  private SelectorMatch() {}

  /// @param subject what has the labels, as it is shown
  static Condition of(Selector selector, Labels labels, String subject) {
    Condition all = Condition.ALWAYS;
    for (Requirement requirement : selector.requirements()) {
      all = all.and(of(requirement, labels, subject));
      if (!all.possible()) {
        return all;
      }
    }
    return all;
  }

  private static Condition of(Requirement requirement, Labels labels, String subject) {
    String value = labels.values().get(requirement.key());
    boolean open = value == null && labels.open();
    return switch (requirement.operator()) {
      case UNKNOWN ->
          Condition.claim(Variable.statement(requirement.key(), "select", "`" + subject + "`"));
      case EXISTS -> open ? openly(requirement, subject) : Condition.of(value != null);
      case DOES_NOT_EXIST -> open ? openly(requirement, subject) : Condition.of(value == null);
      case IN, NOT_IN -> open ? openly(requirement, subject) : among(requirement, value, subject);
    };
  }

  /// For a label of which it is not known whether it is there.
  private static Condition openly(Requirement requirement, String subject) {
    Variable label = Variable.text("label `" + requirement.key() + "` of `" + subject + "`");
    boolean in = requirement.operator() == Operator.IN;
    boolean positive = in || requirement.operator() == Operator.EXISTS;
    if (!requirement.values().isEmpty() && requirement.values().stream().anyMatch(Unknown::in)) {
      return claimed(requirement, label.noun());
    }
    Constraint constraint =
        requirement.values().isEmpty()
            ? Values.present()
            : Values.oneOf(requirement.values(), true);
    return Condition.of(label, positive ? constraint : constraint.not());
  }

  private static Condition among(Requirement requirement, @Nullable String value, String subject) {
    boolean positive = requirement.operator() == Operator.IN;
    if (value == null || requirement.values().contains(value)) {
      return Condition.of((value != null) == positive);
    }
    List<String> candidates =
        requirement.values().stream().filter(text -> Texts.mayBeEqual(text, value)).toList();
    if (candidates.isEmpty()) {
      return Condition.of(!positive);
    }
    boolean allKnown = candidates.stream().noneMatch(Unknown::in);
    if (allKnown) {
      return textIs(value, candidates, positive);
    }
    return candidates.size() == 1 && !Unknown.in(value)
        ? textIs(candidates.getFirst(), List.of(value), positive)
        : claimed(requirement, "label `" + requirement.key() + "` of `" + subject + "`");
  }

  private static Condition textIs(String unknown, List<String> values, boolean positive) {
    Constraint constraint = Values.oneOf(values, false);
    return Condition.of(
        Variable.text("`" + unknown + "`"), positive ? constraint : constraint.not());
  }

  private static Condition claimed(Requirement requirement, String label) {
    String list = "`" + String.join("`, `", requirement.values()) + "`";
    String in = label + " is one of " + list;
    String notIn = label + " is none of " + list;
    Variable variable = Variable.unseen(in, notIn);
    boolean positive = requirement.operator() == Operator.IN;
    return Condition.of(variable, positive ? Constraint.Truth.HOLDS : Constraint.Truth.HOLDS.not());
  }
}
