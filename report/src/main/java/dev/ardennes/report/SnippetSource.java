package dev.ardennes.report;

import dev.ardennes.model.Evidence;
import java.util.Optional;

/// Where the lines of scanned files come from. Whoever gives them has redacted them, with
/// `dev.ardennes.model.Redaction`.
@FunctionalInterface
public interface SnippetSource {
  /// A few lines around the place, in the order of the file; empty where they cannot be shown.
  Optional<Snippet> lines(Evidence evidence);

  /// For a report whose files are not at hand.
  static SnippetSource none() {
    return evidence -> Optional.empty();
  }
}
