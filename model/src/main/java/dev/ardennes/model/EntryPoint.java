package dev.ardennes.model;

import java.util.List;
import java.util.Locale;

/// What the attacker has at the start.
///
/// @param entity the id of the entity, or of `internet`
/// @param why a reason a reader can check: "the user has a long-lived access key: if this key
///   leaks"
public record EntryPoint(String entity, Kind kind, String why, List<Evidence> evidence) {
  /// The id of the anonymous outsider.
  public static final String INTERNET = "internet";

  /// What the attacker can do with the entity.
  public enum Kind {
    /// Holds its credentials.
    CREDENTIAL,
    /// Holds a login of it: a password, or a private key that opens machines.
    LOGIN,
    /// Can send requests to it.
    REACH,
    /// Runs code in it.
    CODE,
    /// Can write text that it reads.
    CONTENT;

    /// The word the command line and the report use.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public EntryPoint {
    evidence = List.copyOf(evidence);
  }
}
