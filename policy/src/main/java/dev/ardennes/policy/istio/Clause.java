package dev.ardennes.policy.istio;

import java.util.List;

/// One attribute with the values it may have, and those it may not have. An empty list asks for
/// nothing.
///
/// @param name of the header or claim; empty for other attributes
record Clause(Attribute attribute, String name, List<Value> values, List<Value> notValues) {
  Clause {
    values = List.copyOf(values);
    notValues = List.copyOf(notValues);
  }

  /// A value as the policy writes it, read for its attribute.
  ///
  /// @param addresses for addresses only; otherwise empty
  record Value(String text, TextPattern pattern, AddressSet addresses) {
    boolean unknown() {
      return pattern.unknown();
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
