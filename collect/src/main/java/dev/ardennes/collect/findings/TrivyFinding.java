package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The findings of Trivy's own JSON.
///
/// A vulnerability that Trivy does not rate (`UNKNOWN`, or nothing) is rated by its highest CVSS 3
/// score, and then by the vendor that Trivy names as the source of the severity (1 low to 4
/// critical).
final class TrivyFinding {
  static final String TOOL = "Trivy";

  private TrivyFinding() {}

  static Finding vulnerability(Json element) {
    Finding finding =
        new Finding(element.place(), TOOL, element.textAt("VulnerabilityID"))
            .title(element.textAt("Title"))
            .score(score(element.at("CVSS")))
            .severity(Severity.ofWord(element.textAt("Severity")));
    Double score = finding.score();
    finding.severity(score == null ? null : Severity.ofScore(score)).severity(vendor(element));
    element.listAt("CweIDs").forEach(cwe -> finding.cweNumber(Json.scalar(cwe)));
    element.listAt("VendorIDs").forEach(id -> finding.vulnerability(Json.scalar(id)));
    finding.packaged(
        element.textAt("PkgName"),
        element.textAt("InstalledVersion"),
        element.textAt("FixedVersion"));
    return finding.tag("vulnerability").symbol(element.textAt("PkgPath"));
  }

  private static @Nullable Double score(@Nullable Json vendors) {
    Double highest = null;
    if (vendors instanceof Json.Obj object) {
      for (Json vendor : object.members().values()) {
        Double score = Severity.score(Json.scalar(vendor.at("V3Score")));
        if (score != null && (highest == null || score > highest)) {
          highest = score;
        }
      }
    }
    return highest;
  }

  private static @Nullable Severity vendor(Json element) {
    String source = element.textAt("SeveritySource");
    Json vendors = element.at("VendorSeverity");
    String number = source == null || vendors == null ? null : Json.scalar(vendors.at(source));
    return switch (number) {
      case "1" -> Severity.LOW;
      case "2" -> Severity.MEDIUM;
      case "3" -> Severity.HIGH;
      case "4" -> Severity.CRITICAL;
      case null, default -> null;
    };
  }

  static Finding misconfiguration(Json element) {
    String id = element.textAt("ID");
    Finding finding =
        new Finding(element.place(), TOOL, id == null ? element.textAt("AVDID") : id)
            .title(element.textAt("Title"))
            .severity(Severity.ofWord(element.textAt("Severity")))
            .tag("misconfiguration");
    Json cause = element.at("CauseMetadata");
    if (cause != null) {
      finding.symbol(cause.textAt("Resource"));
    }
    String status = element.textAt("Status");
    if (status != null && Set.of("EXCEPTION", "ignored").contains(status)) {
      finding.suppressed(status, "");
    }
    return finding;
  }

  /// What was found is not kept, only where.
  static Finding secret(Json element) {
    return new Finding(element.place(), TOOL, element.textAt("RuleID"))
        .title(element.textAt("Title"))
        .severity(Severity.ofWord(element.textAt("Severity")))
        .tag("secret");
  }

  /// The line in the scanned file; 0 where none is said.
  static int line(Json element) {
    Json cause = element.at("CauseMetadata");
    Integer own = SarifRun.number(element.at("StartLine"));
    Integer line = own == null && cause != null ? SarifRun.number(cause.at("StartLine")) : own;
    return line == null ? 0 : Math.max(0, line);
  }
}
