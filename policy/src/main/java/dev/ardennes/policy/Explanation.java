package dev.ardennes.policy;

import java.util.List;

/// A decision with the reason of every statement that was looked at, in the order of evaluation.
public record Explanation(Decision decision, List<Line> lines) {
  public Explanation {
    lines = List.copyOf(lines);
  }

  /// What one statement, or one layer without statements, has to do with the request.
  ///
  /// @param layer such as `identity policy`, `permissions boundary`, `trust policy`
  /// @param holder whose policy it is: a principal, a group, a resource or an account
  /// @param documentId the policy document; empty where the line is about a whole layer
  /// @param factId the statement's fact; empty where the line is about a whole layer
  /// @param says in words, such as "allows it" or "is about other actions"
  public record Line(
      String layer,
      String holder,
      String documentId,
      String factId,
      Outcome outcome,
      String says) {}

  /// What came of a statement.
  public enum Outcome {
    ALLOWS,
    MAY_ALLOW,
    DENIES,
    MAY_DENY,
    DOES_NOT_APPLY
  }
}
