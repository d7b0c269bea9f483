package dev.ardennes.collect.findings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How bad the tool thinks it is, in one scale.
///
/// A CVSS score counts by the ranges of CVSS 3 (9.0 critical, 7.0 high, 4.0 medium, above 0 low),
/// which GitHub also applies to `security-severity`. SARIF's `error`, `warning`, `note` and `none`
/// are high, medium, low and info, as are Semgrep's `ERROR`, `WARNING` and `INFO` high, medium and
/// low. What the tool does not rate is medium: an unknown severity is neither harmless nor proved.
enum Severity {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW,
  INFO;

  /// The word that facts use.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param score a CVSS base score, 0.0 to 10.0
  static Severity ofScore(double score) {
    if (score >= 9.0) {
      return CRITICAL;
    }
    if (score >= 7.0) {
      return HIGH;
    }
    if (score >= 4.0) {
      return MEDIUM;
    }
    return score > 0.0 ? LOW : INFO;
  }

  /// The severity of a word that scanners use; null for `UNKNOWN` and words nobody knows.
  static @Nullable Severity ofWord(@Nullable String word) {
    return switch (word == null ? "" : word.strip().toLowerCase(Locale.ROOT)) {
      case "critical", "blocker" -> CRITICAL;
      case "high", "error", "important" -> HIGH;
      case "medium", "moderate", "warning" -> MEDIUM;
      case "low", "note", "minor", "recommendation" -> LOW;
      case "info", "informational", "information", "none", "negligible" -> INFO;
      default -> null;
    };
  }

  /// The number of a text that is a CVSS score; null for anything else.
  static @Nullable Double score(@Nullable String text) {
    if (text == null || text.length() > 8) {
      return null;
    }
    try {
      double score = Double.parseDouble(text.strip());
      return score >= 0.0 && score <= 10.0 ? score : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
