package dev.ardennes.model;

import java.util.List;

/// A relation with its arguments, where it was read and who says so.
///
/// Two facts with the same relation and arguments are the same fact: [#id()] ignores evidence and
/// standing, so that ids do not change when a line moves.
///
/// @param relation a name of the relation catalogue
/// @param args entity ids or texts, as the catalogue types the columns
/// @param evidence at least one place for collected facts; empty for derived ones
public record Fact(String relation, List<String> args, Standing standing, List<Evidence> evidence) {
  public Fact {
    args = List.copyOf(args);
    evidence = List.copyOf(evidence);
  }

  /// A collected fact that configuration states at one place.
  public static Fact configured(Evidence evidence, String relation, String... args) {
    return new Fact(relation, List.of(args), Standing.CONFIGURED, List.of(evidence));
  }

  /// Content-derived: the same for the same relation and arguments in every run.
  public String id() {
    return idOf(relation, args);
  }

  /// The id a fact with this content has.
  public static String idOf(String relation, List<String> args) {
    return ContentId.of("f", relation, args);
  }

  /// `relation(arg, arg)`, for messages.
  @Override
  public String toString() {
    return relation + "(" + String.join(", ", args) + ")";
  }
}
