package dev.ardennes.collect.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Descriptions that lead in circles, fan out, or are spoiled: none ends the reading.
final class HostileDescriptionsTest {
  private static final long SEED = 7L;
  private static final int ROUNDS = 150;
  private static final String[] WRONG = {
    "null", "true", "-1", "1e99", "\"\"", "[]", "{}", "[[[]]]", "{\"$ref\": \"#\"}", "[null, {}]"
  };
  private static final String JSON =
      """
      {"openapi": "3.0.0", "info": {"title": "t"}, "servers": [{"url": "https://{a}", "variables": {"a": {"default": "b"}}}], "security": [{"k": []}],
      "paths": {"/a": {"parameters": [{"$ref": "#/components/parameters/p"}], "get": {"security": [{}], "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/s"}}}}}}},
      "components": {"parameters": {"p": {"name": "url", "in": "query", "schema": {"type": "string", "format": "uri"}}}, "schemas": {"s": {"properties": {"x": {"$ref": "#/components/schemas/s"}, "file": {"type": "string"}}, "allOf": [{"items": {}}]}},
      "securitySchemes": {"k": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://x"}}}}}}
      """;

  @TempDir Path folder;

  private Collected collect(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collect.run(List.of(folder), Limits.standard()).getFirst();
  }

  private static List<String> endpoints(Collected collected) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals("documents_endpoint"))
        .map(fact -> fact.args().get(2))
        .toList();
  }

  @Test
  void noSpoiledDescriptionEndsTheReading() {
    assertThat(collect("a.json", JSON).problems()).isEmpty();
    Random random = new Random(SEED);
    for (String name : List.of("a.json", "a.yaml")) {
      for (int round = 0; round < ROUNDS; round++) {
        String spoiled = spoil(JSON, random);
        assertThatCode(() -> collect(name, spoiled))
            .as("seed %d, round %d of %s: %s", SEED, round, name, spoiled)
            .doesNotThrowAnyException();
      }
    }
  }

  private static String spoil(String text, Random random) {
    int at = random.nextInt(text.length());
    int colon = text.indexOf(": ", at);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, Math.max(1, at));
      case 1 -> text.substring(0, at) + (char) random.nextInt(0x300) + text.substring(at + 1);
      default -> {
        String wrong = WRONG[random.nextInt(WRONG.length)];
        int comma = colon < 0 ? -1 : text.indexOf(',', colon);
        yield comma < 0 ? text : text.substring(0, colon + 2) + wrong + text.substring(comma);
      }
    };
  }

  @Test
  @Timeout(30)
  void schemasThatReferToEachOtherEnd() {
    StringBuilder schemas = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      schemas.append(i == 0 ? "" : ", ").append("\"s").append(i).append("\": {\"properties\": {");
      for (int j = 0; j < 60; j++) {
        String property = "\"p%d\": {\"$ref\": \"#/components/schemas/s%d\"}".formatted(j, j);
        schemas.append(j == 0 ? "" : ", ").append(property);
      }
      schemas.append("}}");
    }
    StringBuilder paths = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      paths
          .append(i == 0 ? "" : ", ")
          .append("\"/a%d\": {\"post\": {\"requestBody\": ".formatted(i))
          .append(
              "{\"content\": {\"x\": {\"schema\": {\"$ref\": \"#/components/schemas/s1\"}}}}}}");
    }
    String text =
        "{\"openapi\": \"3.0.0\", \"paths\": {%s}, \"components\": {\"schemas\": {%s}}}"
            .formatted(paths, schemas);
    Collected collected = collect("a.json", text);
    assertThat(endpoints(collected)).hasSize(2000);
    assertThat(collected.problems())
        .extracting(Problem::says)
        .contains("the description is too large: a part of it is not read");
  }

  @Test
  @Timeout(30)
  void aliasesDoNotGrow() {
    StringBuilder bomb = new StringBuilder("openapi: 3.0.0\nx0: &x0 {type: string, format: uri}\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("x%d: &x%d {allOf: [*x%d, *x%d, *x%d]}\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    bomb.append("paths: {/a: {get: {parameters: [{name: u, in: query, schema: *x39}]}}}\n");
    assertThat(endpoints(collect("a.yaml", bomb.toString()))).containsExactly("/a");
  }

  @Test
  void deepNestingIsAProblem() {
    String deep = "openapi: 3.0.0\npaths: {/a: {get: {}}}\nx: " + "[".repeat(3000) + "\n";
    Collected yaml = collect("a.yaml", deep);
    assertThat(yaml.problems())
        .singleElement()
        .matches(p -> p.says().contains("beyond all measure"));
    assertThat(endpoints(yaml)).containsExactly("/a");
  }

  @Test
  void anchorsAndMergeKeysAreFollowed() {
    Collected yaml =
        collect(
            "a.yaml",
            """
            openapi: 3.0.0
            x-base: &base
              security: []
            paths:
              /a:
                get: {<<: *base}
            """);
    assertThat(yaml.facts())
        .filteredOn(fact -> fact.relation().equals("endpoint_security"))
        .extracting(fact -> fact.args().subList(1, 4))
        .containsExactly(List.of("GET", "/a", "none"));
  }
}
