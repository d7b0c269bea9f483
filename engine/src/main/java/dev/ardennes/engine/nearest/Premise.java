package dev.ardennes.engine.nearest;

import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Term;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One premise of a rule as the search sees it.
///
/// @param atom for a comparison, an atom of its two sides
/// @param mayMiss whether a mitigation of the technique takes the premise away: only then would a
///   defender call it a link that is missing
record Premise(Kind kind, Atom atom, boolean mayMiss) {
  /// How it is answered.
  enum Kind {
    STATED,
    HELD,
    DECIDED,
    /// Decided for some name that does not exist yet; the last column is not looked at.
    NAMED,
    ABSENT,
    EQUAL,
    DIFFERENT
  }

  /// What things are and where they lie. That it holds says nothing of how far an attack has come.
  private static final Set<String> STRUCTURE =
      Set.of(
          "kind",
          "arn",
          "tag",
          "in_account",
          "same_account",
          "role_abroad",
          "covered",
          "uncovered",
          "in_kubernetes",
          "in_namespace",
          "handles",
          "implements",
          "endpoint_path",
          "backs",
          "in_vpc",
          "in_cluster");

  /// Whether it says something of this attack and no other.
  boolean tells() {
    return (kind == Kind.STATED || kind == Kind.DECIDED || kind == Kind.NAMED)
        && !isStructure(atom.relation());
  }

  static boolean isStructure(String relation) {
    return STRUCTURE.contains(relation) || relation.startsWith("not_absorbed");
  }

  /// The columns that are looked at.
  List<Term> terms() {
    return kind == Kind.NAMED ? atom.terms().subList(0, atom.terms().size() - 1) : atom.terms();
  }

  /// Whether the premise can be answered: each variable has a value.
  boolean bound(Map<String, String> values) {
    return terms().stream()
        .allMatch(t -> !(t instanceof Term.Variable v) || values.containsKey(v.name()));
  }

  /// The value of a term; null for a wildcard and for a variable without one.
  static @Nullable String value(Term term, Map<String, String> values) {
    return switch (term) {
      case Term.Constant constant -> constant.text();
      case Term.Numeral numeral -> Long.toString(numeral.value());
      case Term.Variable variable -> values.get(variable.name());
      case Term.Wildcard wildcard -> null;
    };
  }

  /// The atom with values; `_` where there is none.
  Ground ground(Map<String, String> values) {
    return new Ground(
        atom.relation(),
        atom.terms().stream()
            .map(
                term -> {
                  String value = value(term, values);
                  return value == null ? "_" : value;
                })
            .toList());
  }
}
