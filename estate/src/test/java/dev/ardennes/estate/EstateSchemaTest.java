package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ardennes.model.CrownJewel.Impact;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Stance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The schema for editors and the reader understand the same files, and the page's example is one.
final class EstateSchemaTest {
  private static final Path SCHEMA = Path.of("..", "docs", "reference", "ardennes.schema.json");
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void theExampleOfThePageUsesEveryKeyAndFitsBoth() throws IOException {
    String example = example();
    assertThat(errors(example)).isEmpty();
    EstateConfiguration read = Scene.configuration(example);
    assertThat(read.sections().keySet()).containsExactlyInAnyOrderElementsOf(EstateReader.KEYS);
    assertThat(read.sources())
        .extracting(one -> one.name())
        .containsExactly("infra", "prod-account");
    assertThat(read.suppressions())
        .singleElement()
        .satisfies(one -> assertThat(one.expires()).isEqualTo(LocalDate.of(2027, 2, 28)));
  }

  @Test
  void thePageNamesEveryKey() throws IOException {
    String page = Files.readString(PAGE);
    JsonNode properties = schema().get("properties");
    for (String key : EstateReader.KEYS) {
      assertThat(page).contains("| `" + key + "` |");
      properties
          .at("/" + key + "/items/properties")
          .propertyNames()
          .forEach(field -> assertThat(page).contains("`" + field + "`"));
    }
    ImpactKinds.WORDS.forEach(word -> assertThat(page).contains("`" + word + "`"));
  }

  @Test
  void theSchemaKnowsTheReadersKeysAndWords() throws IOException {
    JsonNode properties = schema().get("properties");
    assertThat(properties.propertyNames()).containsExactlyInAnyOrderElementsOf(EstateReader.KEYS);
    assertThat(words(properties.at("/crown_jewels/items/properties/impact")))
        .isEqualTo(Stream.of(Impact.values()).map(Impact::word).toList());
    assertThat(words(properties.at("/crown_jewels/items/properties/impact_kind")))
        .isEqualTo(ImpactKinds.WORDS);
    assertThat(words(properties.at("/entries/items/properties/kind")))
        .isEqualTo(Stream.of(EntryPoint.Kind.values()).map(EntryPoint.Kind::word).toList());
    assertThat(words(properties.at("/assumptions/items/properties/stance")))
        .isEqualTo(Stream.of(Stance.values()).map(Stance::word).toList());
    assertThat(properties.at("/costs/items/properties/cost/maximum").asInt())
        .isEqualTo(Costs.MAXIMUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: x",
        "sources: [{path: a/b..c/d}, {path: ., name: all}, {path: ./x}]",
        "crown_jewels: [{entity: '*', impact: low, why: w}]",
        "entries: [{entity: internet, why: w, together: ['code:x', y]}]",
        "same: [{one: aws/prod, other: '011122223333', reason: r}]",
        "same: [{one: aws/prod, other: 111122223333, reason: r}]",
        "vendors: [{account: 444455556666, why: w}]",
        "assumptions: [{id: a12345, stance: unconfirmed, reason: r}]",
        "exceptions: [{what: w, owner: o, expires: 2028-02-29}]",
        "costs: [{relation: attached, entity: x, cost: 0}, {entity: y, cost: 1000000}]",
        "suppressions: [{path: p12345, reason: r, expires: 2027-01-01}]",
        "exceptions:\n  - what: >\n      two\n      lines\n    owner: o\n    expires: 2027-01-01\n",
      })
  void whatTheReaderUnderstandsTheSchemaAccepts(String yaml) {
    assertThat(Scene.said(Scene.read(yaml).problems())).isEmpty();
    assertThat(errors(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nmae: x",
        "name: {a: b}",
        "name: ''",
        "name: \"a\\e[2J\"",
        "name: \"a\\u202Eb\"",
        "[a]",
        "entries: []",
        "entries: [x]",
        "entries: {entity: x, why: w}",
        "entries: [{entity: x}]",
        "entries: [{entity: '', why: w}]",
        "entries: [{entity: x, why: w, kind: credentials}]",
        "entries: [{entity: x, why: w, together: []}]",
        "entries: [{entity: x, why: w, together: x}]",
        "crown_jewels: [{entity: x, impact: severe, why: w}]",
        "crown_jewels: [{entity: x, impact: low, why: w, impact_kind: data lost}]",
        "crown_jewels: [{entity: x, impact: low, why: w, kind: data read}]",
        "sources: [{path: /etc}]",
        "sources: [{path: ..}]",
        "sources: [{path: a/../../b}]",
        "sources: [{path: 'C:\\a'}]",
        "sources: [{path: a, name: 'b:c'}]",
        "same: [{one: a, other: b}]",
        "vendors: [{account: '444455556666'}]",
        "vendors: [{entity: x, why: w}]",
        "assumptions: [{id: a1, stance: confirmed, reason: r}]",
        "assumptions: [{id: a12345, stance: sure, reason: r}]",
        "assumptions: [{id: a12345, stance: confirmed}]",
        "assumptions: [{id: a12345, stance: confirmed, reason: r, expires: soon}]",
        "exceptions: [{what: w, owner: o}]",
        "exceptions: [{what: w, owner: o, expires: 2027-13-01}]",
        "costs: [{cost: 1}]",
        "costs: [{relation: kind}]",
        "costs: [{relation: kind, cost: -1}]",
        "costs: [{relation: kind, cost: 0.5}]",
        "costs: [{relation: kind, cost: 1000001}]",
        "suppressions: [{reason: r, expires: 2027-01-01}]",
        "suppressions: [{path: p12345, technique: a.b, reason: r, expires: 2027-01-01}]",
        "suppressions: [{path: '*', reason: r, expires: 2027-01-01}]",
        "suppressions: [{technique: 'aws.*', reason: r, expires: 2027-01-01}]",
        "suppressions: [{technique: aws.x, reason: r}]",
        "suppressions: [{technique: aws.x, expires: 2027-01-01}]",
      })
  void whatTheReaderRefusesTheSchemaRefusesToo(String yaml) {
    assertThat(Scene.read(yaml).problems()).isNotEmpty();
    assertThat(errors(yaml)).isNotEmpty();
  }

  private static String example() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    return page.substring(start, page.indexOf("```", start));
  }

  private static JsonNode schema() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(SCHEMA));
  }

  private static List<String> words(JsonNode property) {
    List<String> words = new ArrayList<>();
    property.get("enum").forEach(word -> words.add(word.asString()));
    return words;
  }

  /// As an editor sees the file: with numbers where YAML has numbers.
  private static List<Error> errors(String yaml) {
    try {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
      return schema.validate(new YAMLMapper().readTree(yaml).toString(), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
