package dev.ardennes.model;

import java.util.List;
import java.util.Locale;

/// A statement that a result rests on. Its id comes from its kind and text alone.
///
/// @param says a readable sentence that can be true or false: "no service control policy of account
///   prod denies this"
public record Assumption(Kind kind, String says, List<Evidence> evidence)
    implements Comparable<Assumption> {
  /// What sort of statement it is.
  public enum Kind {
    EXPLOITABLE,
    CONDITION,
    SAME_ENTITY,
    CONTROL_FAILS,
    NOT_COLLECTED,
    HUMAN;

    /// The word the report uses, for example `not-collected`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind that [#word()] names; throws `IllegalArgumentException` for any other text.
    public static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  public Assumption {
    evidence = List.copyOf(evidence);
  }

  /// An assumption without a place of its own.
  public static Assumption of(Kind kind, String says) {
    return new Assumption(kind, says, List.of());
  }

  /// Stable between runs: what people write into `ardennes.yaml` and `--assume`.
  public String id() {
    return ContentId.of("a", kind.word(), List.of(says));
  }

  @Override
  public int compareTo(Assumption other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : says.compareTo(other.says);
  }
}
