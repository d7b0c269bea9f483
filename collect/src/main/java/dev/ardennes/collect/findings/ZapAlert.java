package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import org.jspecify.annotations.Nullable;

/// One alert of ZAP, in JSON or XML. Risk codes are 3 high, 2 medium, 1 low, 0 informational; a
/// confidence of 0 says that somebody marked it as a false positive.
final class ZapAlert {
  private static final String TOOL = "ZAP";

  private ZapAlert() {}

  static Finding of(
      Json.Place place,
      @Nullable String plugin,
      @Nullable String title,
      @Nullable String risk,
      @Nullable String cwe,
      @Nullable String confidence) {
    Finding finding =
        new Finding(place, TOOL, plugin)
            .title(title)
            .severity(severity(risk == null ? "" : risk.strip()))
            .cweNumber(cwe);
    if (confidence != null && confidence.strip().equals("0")) {
      finding.suppressed("confidence", "marked as a false positive");
    }
    return finding;
  }

  private static @Nullable Severity severity(String risk) {
    return switch (risk) {
      case "3" -> Severity.HIGH;
      case "2" -> Severity.MEDIUM;
      case "1" -> Severity.LOW;
      case "0" -> Severity.INFO;
      default -> null;
    };
  }
}
