package dev.ardennes.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.model.yaml.YamlReader;
import dev.ardennes.rules.Simulation;
import dev.ardennes.rules.Stage;
import dev.ardennes.rules.Status;
import dev.ardennes.rules.Stride;
import dev.ardennes.rules.Word;
import dev.ardennes.rules.document.TechniqueScaffold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The schema for editors and the reader understand the same files.
final class TechniqueSchemaTest {
  private static final Path SCHEMA = Path.of("..", "docs", "reference", "technique.schema.json");
  private static final Path TECHNIQUES = Path.of("..", "techniques");

  @Test
  void theSchemaKnowsTheReadersFieldsAndWords() throws IOException {
    JsonNode schema = JsonMapper.shared().readTree(Files.readString(SCHEMA));
    JsonNode properties = schema.get("properties");

    assertThat(properties.propertyNames())
        .containsExactlyInAnyOrderElementsOf(TechniqueReader.FIELDS);
    assertThat(words(properties.at("/status/enum"))).isEqualTo(words(Status.values()));
    assertThat(words(properties.at("/stage/enum"))).isEqualTo(words(Stage.values()));
    assertThat(words(properties.at("/stride/items/enum"))).isEqualTo(words(Stride.values()));
    JsonNode simulate = properties.at("/simulate/properties");
    assertThat(words(simulate.at("/effort/enum"))).isEqualTo(words(Simulation.Effort.values()));
    assertThat(words(simulate.at("/skill/enum"))).isEqualTo(words(Simulation.Skill.values()));
    assertThat(words(simulate.at("/noise/enum"))).isEqualTo(words(Simulation.Noise.values()));
    assertThat(properties.at("/tests/properties").propertyNames())
        .containsExactlyElementsOf(TestsSection.FIELDS);
    assertThat(properties.at("/tests/properties/cases/items/properties").propertyNames())
        .containsExactlyElementsOf(TestsSection.CASE_FIELDS);
  }

  @Test
  void everyShippedFileAndEveryNewOneFits() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(TECHNIQUES)) {
      files = walk.filter(p -> p.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(errors(Files.readString(file))).as(file.toString()).isEmpty();
    }
    assertThat(errors(Sample.TECHNIQUE)).isEmpty();
    assertThat(errors(TechniqueScaffold.of("aws.sample.widen").text())).isEmpty();
  }

  /// What both refuse.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status: stable | statis: stable",
        "status: stable | status: done",
        "stage: escalation | stage: climb",
        "stride: [E] | stride: []",
        "stride: [E] | stride: [X]",
        "simulate: {effort: seconds, skill: low, noise: medium} | simulate: {effort: seconds}",
        "id: T1098.003 | id: T98",
        "event: AttachRolePolicy, | ''",
        "hop: {from: P, to: R} | hop: {from: P}",
        "hop: {from: P, to: R} | ''",
        "id: aws.sample.widen | id: Widen",
        "https://docs | http://docs",
      })
  void whatTheSchemaRefusesTheReaderRefusesToo(String old, String now) {
    String text = Sample.with(old, now);
    assertThat(errors(text)).isNotEmpty();
    assertThat(Sample.read(text).problems()).isNotEmpty();
  }

  private static List<String> words(JsonNode values) {
    List<String> words = new ArrayList<>();
    values.forEach(value -> words.add(value.asString()));
    return words;
  }

  private static List<String> words(Word[] words) {
    return Stream.of(words).map(Word::word).toList();
  }

  private static List<Error> errors(String yaml) {
    YamlNode root =
        Objects.requireNonNull(
            YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8)).root(), "a tree");
    try {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
      return schema.validate(json(root).toString(), InputFormat.JSON);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode json(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> JsonNodeFactory.instance.stringNode(scalar.text());
      case YamlNode.Sequence sequence -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Mapping mapping -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
        yield object;
      }
    };
  }
}
