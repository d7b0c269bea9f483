package dev.ardennes.policy.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed policy document.
///
/// @param unknown what it is, in words, where it was not collected; then it has no statements
/// @param problems why statements could not be read
record Document(
    String id, List<Numbered> statements, @Nullable String unknown, List<String> problems) {
  Document {
    statements = List.copyOf(statements);
    problems = List.copyOf(problems);
  }

  /// A statement and the id of the fact that states it.
  record Numbered(String factId, PolicyStatement statement) {}

  /// Whether a statement denies anything.
  boolean denies() {
    return statements.stream().anyMatch(numbered -> !numbered.statement().allow());
  }

  static Document unknown(String id, String says) {
    return new Document(id, List.of(), says, List.of());
  }
}
