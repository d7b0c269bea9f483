package dev.ardennes.model;

import java.util.List;
import java.util.Locale;

/// An entity with a business impact: what must not fall.
///
/// @param impactKind such as `data read` or `control of an account`
/// @param why a reason a reader can check
public record CrownJewel(
    String entity, Impact impact, String impactKind, String why, List<Evidence> evidence) {
  /// How bad it is, worst first.
  public enum Impact {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /// The word the report uses.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The impact that [#word()] names; throws `IllegalArgumentException` for any other text.
    public static Impact of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public CrownJewel {
    evidence = List.copyOf(evidence);
  }
}
