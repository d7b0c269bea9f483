package dev.ardennes.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A relation with its arguments, where it was read and who says so.
///
/// Two facts with the same relation and arguments are the same fact: [#id()] ignores evidence and
/// standing, so that ids do not change when a line moves.
public final class Fact {
  private final String relation;
  private final List<String> args;
  private final Standing standing;
  private final List<Evidence> evidence;

  /// Worked out when first asked for; threads that ask at once work out the same.
  private @Nullable String id;

  /// @param relation a name of the relation catalogue
  /// @param args entity ids or texts, as the catalogue types the columns
  /// @param evidence at least one place for collected facts; empty for derived ones
  public Fact(String relation, List<String> args, Standing standing, List<Evidence> evidence) {
    this.relation = relation;
    this.args = List.copyOf(args);
    this.standing = standing;
    this.evidence = List.copyOf(evidence);
  }

  public String relation() {
    return relation;
  }

  public List<String> args() {
    return args;
  }

  public Standing standing() {
    return standing;
  }

  public List<Evidence> evidence() {
    return evidence;
  }

  /// A collected fact that configuration states at one place.
  public static Fact configured(Evidence evidence, String relation, String... args) {
    return new Fact(relation, List.of(args), Standing.CONFIGURED, List.of(evidence));
  }

  /// Content-derived: the same for the same relation and arguments in every run.
  public String id() {
    String known = id;
    if (known == null) {
      known = idOf(relation, args);
      id = known;
    }
    return known;
  }

  /// The id a fact with this content has.
  public static String idOf(String relation, List<String> args) {
    return ContentId.of("f", relation, args);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Fact fact
            && relation.equals(fact.relation)
            && args.equals(fact.args)
            && standing == fact.standing
            && evidence.equals(fact.evidence));
  }

  /// Of the content alone: facts that differ only in who states them and where are rare.
  @Override
  public int hashCode() {
    return 31 * relation.hashCode() + args.hashCode();
  }

  /// `relation(arg, arg)`, for messages.
  @Override
  public String toString() {
    return relation + "(" + String.join(", ", args) + ")";
  }
}
