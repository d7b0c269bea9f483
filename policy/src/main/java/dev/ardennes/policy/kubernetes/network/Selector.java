package dev.ardennes.policy.kubernetes.network;

import java.util.List;

/// A label selector: all requirements must be met; without any it selects everything.
record Selector(List<Requirement> requirements) {
  static final Selector EVERYTHING = new Selector(List.of());

  Selector {
    requirements = List.copyOf(requirements);
  }

  /// A selector of which nothing is known but its text.
  static Selector unknown(String text) {
    return new Selector(List.of(Requirement.unknown(text)));
  }

  /// How labels are compared.
  enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST,
    /// It is not known what is compared.
    UNKNOWN
  }

  /// One requirement; those of `matchLabels` are [Operator#IN] with one value.
  ///
  /// @param key of the label; for an unknown requirement its text
  /// @param values may have unknown parts
  record Requirement(String key, Operator operator, List<String> values) {
    Requirement {
      values = List.copyOf(values);
    }

    static Requirement unknown(String text) {
      return new Requirement(text, Operator.UNKNOWN, List.of());
    }
  }
}
