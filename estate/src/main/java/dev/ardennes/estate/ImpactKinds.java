package dev.ardennes.estate;

import java.util.List;

/// The words for what the fall of a crown jewel means.
public final class ImpactKinds {
  /// The kind of a crown jewel of which nobody says what its fall means.
  public static final String ANY = "any";

  /// All kinds, as `ardennes.yaml` and the report write them.
  public static final List<String> WORDS =
      List.of(
          "data read",
          "data changed",
          "data destroyed",
          "availability lost",
          "business logic altered",
          "control of an account",
          "control of an identity",
          "control of a workload",
          "control of a cluster",
          ANY);

  private ImpactKinds() {}
}
