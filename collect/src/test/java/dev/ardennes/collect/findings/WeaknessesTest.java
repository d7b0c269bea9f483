package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeaknessesTest {
  private static Finding finding(String tool, String rule) {
    return new Finding(Json.Place.NONE, tool, rule);
  }

  @ParameterizedTest
  @CsvSource({
    "918, ssrf",
    "77, command-injection",
    "78, command-injection",
    "89, sql-injection",
    "22, path-traversal",
    "23, path-traversal",
    "36, path-traversal",
    "502, deserialisation",
    "611, xxe",
    "94, code-injection",
    "95, code-injection",
    "200, exposed-configuration",
    "215, exposed-configuration",
    "489, exposed-configuration",
    "497, exposed-configuration",
    "538, exposed-configuration",
    "798, secret",
    "259, secret",
    "321, secret",
    "862, missing-authorization",
    "863, missing-authorization",
    "306, missing-authorization",
    "601, open-redirect",
    "444, request-smuggling"
  })
  void aWeaknessHasTheClassOfItsDefinition(String cwe, String kind) {
    assertThat(Weaknesses.standard().classes(finding("t", "r").cweNumber(cwe)))
        .containsExactly(kind);
  }

  @Test
  void formsOfTheNumberAreOne() {
    for (String form :
        List.of("CWE-918", "cwe-0918: Forgery", "external/cwe/cwe-918", "CWE:918", "918")) {
      assertThat(finding("t", "r").cweNumber(form).cwes).as(form).containsExactly("918");
    }
    for (String none : List.of("-1", "0", "", "security", "CWE-", "cwe2022-top25", "A01:2017")) {
      assertThat(finding("t", "r").cweNumber(none).cwes).as(none).isEmpty();
    }
  }

  @Test
  void tagsAndToolsCountOnlyWhereNoNumberGivesAClass() {
    Weaknesses weaknesses = Weaknesses.standard();
    assertThat(weaknesses.classes(finding("t", "r").tag("secret").cwe("CWE-918")))
        .containsExactly("ssrf");
    assertThat(weaknesses.classes(finding("Checkov", "CKV_AWS_1")))
        .containsExactly("misconfiguration");
    assertThat(weaknesses.classes(finding("Checkov", "r").cwe("CWE-99999"))).isEmpty();
    assertThat(weaknesses.classes(finding("t", "r").tag("maintainability"))).isEmpty();
  }

  @Test
  void severitiesOfScoresAreTheRangesOfCvss() {
    assertThat(List.of(0.0, 0.1, 3.9, 4.0, 6.9, 7.0, 8.9, 9.0, 10.0))
        .extracting(score -> Severity.ofScore(score).word())
        .containsExactly(
            "info", "low", "low", "medium", "medium", "high", "high", "critical", "critical");
    assertThat(Severity.ofWord("UNKNOWN")).isNull();
    assertThat(Severity.score("NaN")).isNull();
    assertThat(Severity.score("11")).isNull();
  }
}
