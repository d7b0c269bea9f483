package dev.ardennes.model;

import java.util.List;
import java.util.Locale;

/// A typed predicate of the relation catalogue.
///
/// @param columns in order, as arguments are written
/// @param means what the fact says, as one sentence
/// @param absent what it means that no such fact is there
/// @param says a fact as a sentence, `{column}` standing for an argument; empty where it has none
public record Relation(
    String name, List<Column> columns, Origin origin, String means, String absent, String says) {
  /// Where its facts come from.
  public enum Origin {
    /// A source states it.
    COLLECTED,
    /// A policy engine answers it on demand.
    COMPUTED,
    /// It follows from other facts, whoever attacks.
    DERIVED,
    /// What the attacker has.
    ATTACKER;

    /// The word the catalogue uses.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One argument's place.
  ///
  /// @param type a name of the catalogue's type tree
  public record Column(String name, String type) {}

  public Relation {
    columns = List.copyOf(columns);
  }

  public int arity() {
    return columns.size();
  }
}
