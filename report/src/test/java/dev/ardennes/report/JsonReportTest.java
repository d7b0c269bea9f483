package dev.ardennes.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ardennes.analysis.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class JsonReportTest {
  private static final Path SCHEMA = Path.of("../docs/reference/report.schema.json");
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void exports() throws IOException {
    Golden.assertMatches("exports.json", json(SampleReport.exports()));
  }

  @Test
  void everyReportIsValid() throws IOException {
    assertThat(errors(json(SampleReport.exports()))).isEmpty();
    assertThat(errors(json(SampleReport.withoutPaths()))).isEmpty();
    assertThat(errors(json(SampleReport.afterChange()))).isEmpty();
    assertThat(errors(json(SampleReport.many(100)))).isEmpty();
    assertThat(errors(json(SampleReport.heldTogether()))).isEmpty();
    assertThat(errors(json(SampleFindings.some()))).isEmpty();
  }

  @Test
  void schemaIsStrict() throws IOException {
    String json = json(SampleReport.exports());
    ObjectNode unknownField = (ObjectNode) MAPPER.readTree(json);
    ((ObjectNode) unknownField.get("paths").get(0)).put("surprise", 1);
    assertThat(errors(unknownField.toString())).isNotEmpty();
    ObjectNode missingField = (ObjectNode) MAPPER.readTree(json);
    ((ObjectNode) missingField.get("paths").get(0).get("steps").get(0)).remove("gain");
    assertThat(errors(missingField.toString())).isNotEmpty();
    ObjectNode wrongWord = (ObjectNode) MAPPER.readTree(json);
    ((ObjectNode) wrongWord.get("assumptions").get(0)).put("stance", "maybe");
    assertThat(errors(wrongWord.toString())).isNotEmpty();
  }

  @Test
  void whatWasNotComputedIsAbsent() throws IOException {
    JsonNode report = MAPPER.readTree(json(SampleReport.exports()));
    assertThat(report.has("break_plan")).isFalse();
    assertThat(report.has("mismatches")).isFalse();
    assertThat(report.has("closest")).isFalse();
    assertThat(report.has("what_if")).isFalse();
    assertThat(report.has("findings")).isFalse();
    assertThat(report.has("held_together")).isFalse();
    assertThat(report.get("paths").get(0).has("held_with")).isFalse();
    assertThat(report.get("targets").get(0).has("distance")).isFalse();
    assertThat(report.get("problems").get(3).has("evidence")).isFalse();
    assertThat(report.get("facts").get(0).has("derived_by")).isFalse();
  }

  @Test
  void aPathNamesAllEntriesThatItNeeds() throws IOException {
    JsonNode report = MAPPER.readTree(json(SampleReport.heldTogether()));
    assertThat(report.get("paths").get(0).get("entry").asString()).isEqualTo(SampleEstate.INTERNET);
    assertThat(report.get("paths").get(0).get("held_with").get(0).asString())
        .isEqualTo(SampleEstate.DEPLOYER);
    assertThat(report.get("held_together").get(0)).hasSize(3);
  }

  @Test
  void aFindingNamesWhatItCompletesOrWhyNothing() throws IOException {
    JsonNode report = MAPPER.readTree(json(SampleFindings.some()));
    JsonNode matters = report.get("findings").get(0);
    assertThat(matters.get("matters").asBoolean()).isTrue();
    assertThat(matters.get("paths").get(0)).isEqualTo(report.get("paths").get(0).get("id"));
    assertThat(matters.get("also").get(0).get("tool").asString()).isEqualTo("Trivy");
    assertThat(matters.has("why_not")).isFalse();
    JsonNode not = report.get("findings").get(2);
    assertThat(not.get("matters").asBoolean()).isFalse();
    assertThat(not.get("why_not").get("kind").asString()).isEqualTo("no-way-in");
  }

  @Test
  void textsSurviveAndHideNothing() throws IOException {
    StringBuilder out = new StringBuilder();
    String hostile = "a\u001b[2J\u202e\u0085\u2028\ud800z \"\\\n\t\u00e9\ud83d\ude00\udb40\udc41";
    new JsonWriter(out).text(hostile);
    assertThat(out.chars()).noneMatch(c -> c < ' ' || (Printable.isHidden(c) && !isPaired(c)));
    assertThat(out).contains("\u00e9\ud83d\ude00").contains("\\udb40\\udc41");
    assertThat(MAPPER.readTree(out.toString()).asString()).isEqualTo(hostile);
  }

  private static boolean isPaired(int c) {
    return c >= 0xd800 && c <= 0xdfff;
  }

  @Test
  void roundingNoiseDoesNotShow() throws IOException {
    StringBuilder out = new StringBuilder();
    JsonWriter json = new JsonWriter(out);
    json.object(
        () -> {
          json.field("a", 0.1 + 0.2);
          json.field("b", 1.0);
          json.field("c", 1e-9);
          json.field("d", 250.0);
        });
    assertThat(out.toString())
        .isEqualTo("{\n  \"a\": 0.3,\n  \"b\": 1,\n  \"c\": 0,\n  \"d\": 250\n}");
  }

  private static String json(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    JsonReport.write(report, out);
    return out.toString();
  }

  private static List<Error> errors(String json) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    return schema.validate(json, InputFormat.JSON);
  }
}
