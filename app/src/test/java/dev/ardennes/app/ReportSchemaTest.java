package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ardennes.report.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a scan of a whole estate writes as JSON, held against the published schema.
final class ReportSchemaTest {
  private static final Path SCHEMA = Labs.checkout().resolve("docs/reference/report.schema.json");

  @TempDir private Path empty = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"exports", "exports-fixed", "reporting", "reporting-fixed"})
  void aScanOfAnExampleFitsTheSchema(String example) throws IOException {
    assertFits(Labs.checkout().resolve("examples").resolve(example));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aScanThatReadsNothingFitsTheSchema(boolean broken) throws IOException {
    if (broken) {
      Files.writeString(empty.resolve("main.tf"), "resource \"aws_iam_user\" {");
    }
    assertFits(empty);
  }

  private static void assertFits(Path estate) throws IOException {
    ScanRequest request = Labs.request(estate, List.of(), List.of());
    StringBuilder json = new StringBuilder();
    JsonReport.write(Scans.of(request).report(Estate.read(request)), json);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    assertThat(schema.validate(json.toString(), InputFormat.JSON)).isEmpty();
  }
}
