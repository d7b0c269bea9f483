package dev.ardennes.collect.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenApiTest {
  private static final String SHOP =
      """
      openapi: 3.1.0
      info: {title: Shop, version: "1"}
      servers:
        - url: https://{region}.shop.example/v1
          variables: {region: {default: eu}}
      security:
        - key: []
        - token: [read]
          client: []
      paths:
        /orders/{id}:
          parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
          get:
            parameters:
              - $ref: '#/components/parameters/Callback'
          delete:
            security: []
        /health:
          get:
            security: [{}, {key: []}]
        /import:
          post:
            requestBody:
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Import'}
                multipart/form-data:
                  schema: {type: object, properties: {upload: {type: string, format: binary}}}
      components:
        parameters:
          Callback: {name: notify, in: query, schema: {type: string, format: uri}}
        schemas:
          Import:
            type: object
            properties:
              source_url: {type: string}
              note: {type: string}
              parts: {type: array, items: {$ref: '#/components/schemas/Import'}}
        securitySchemes:
          key: {type: apiKey, in: header, name: X-Key}
          token: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://id.example/token, scopes: {}}}}
          client: {type: mutualTLS}
      """;

  private static final String PETS =
      """
      {
        "swagger": "2.0",
        "info": {"title": "Pets", "version": "1"},
        "host": "pets.example", "basePath": "/api", "schemes": ["https", "http"],
        "securityDefinitions": {"login": {"type": "basic"}},
        "paths": {
          "/pets": {
            "post": {
              "security": [{"login": []}],
              "parameters": [
                {"name": "photo", "in": "formData", "type": "file"},
                {"name": "pet", "in": "body", "schema": {"$ref": "#/definitions/Pet"}}
              ]
            },
            "get": {}
          }
        },
        "definitions": {"Pet": {"properties": {"page": {"type": "string", "format": "url"}}}}
      }
      """;

  @TempDir Path folder;

  private Collected collect(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return Collect.run(List.of(folder), Limits.standard()).getFirst();
  }

  private static List<String> facts(Collected collected, String relation) {
    return collected.facts().stream()
        .filter(fact -> fact.relation().equals(relation))
        .map(fact -> String.join(" | ", fact.args().subList(1, fact.args().size())))
        .toList();
  }

  private static List<String> problems(Collected collected) {
    return collected.problems().stream().map(Problem::says).toList();
  }

  @Test
  void operationsServersAndSecurityAreStatedAsDesigned() throws IOException {
    Collected shop = collect("shop.yaml", SHOP);
    assertThat(shop.kind()).isEqualTo("openapi");
    assertThat(shop.problems()).isEmpty();
    assertThat(facts(shop, "documents_endpoint"))
        .containsExactly(
            "DELETE | /orders/{id}", "GET | /health", "GET | /orders/{id}", "POST | /import");
    assertThat(facts(shop, "document_server")).containsExactly("https://eu.shop.example/v1");
    assertThat(facts(shop, "endpoint_security"))
        .containsExactly(
            "DELETE | /orders/{id} | none",
            "GET | /health | key",
            "GET | /health | none",
            "GET | /orders/{id} | client + token",
            "GET | /orders/{id} | key",
            "POST | /import | client + token",
            "POST | /import | key");
    assertThat(facts(shop, "document_scheme"))
        .containsExactly(
            "client | mutualTLS | ",
            "key | apiKey | header X-Key",
            "token | oauth2 | https://id.example/token");
    assertThat(shop.facts()).allMatch(fact -> fact.standing() == Standing.DESIGNED);
    assertThat(shop.entities()).singleElement().matches(e -> e.name().equals("Shop"));
  }

  @Test
  void inputsThatAreAddressesOrFilesAreHintsByFormatOrName() throws IOException {
    assertThat(facts(collect("shop.yaml", SHOP), "endpoint_input"))
        .containsExactly(
            "GET | /orders/{id} | notify | query | uri",
            "POST | /import | source_url | body | uri by name",
            "POST | /import | upload | form | file");
  }

  @Test
  void factsHaveLineAndColumnOfTheOperation() throws IOException {
    Collected shop = collect("shop.yaml", SHOP);
    Fact health =
        shop.facts().stream()
            .filter(fact -> fact.relation().equals("documents_endpoint"))
            .filter(fact -> fact.args().get(2).equals("/health"))
            .findFirst()
            .orElseThrow();
    assertThat(health.evidence().getFirst().line()).isEqualTo(20);
    assertThat(health.evidence().getFirst().pointer()).isEqualTo("/paths/~1health/get");
    Files.delete(folder.resolve("shop.yaml"));
    Collected pets = collect("pets.json", PETS);
    assertThat(pets.facts())
        .filteredOn(fact -> fact.relation().equals("documents_endpoint"))
        .extracting(fact -> fact.evidence().getFirst().line())
        .containsExactly(15, 8);
  }

  @Test
  void swaggerIsReadTooAndSilenceAboutSecurityIsNoFact() throws IOException {
    Collected pets = collect("pets.json", PETS);
    assertThat(pets.problems()).isEmpty();
    assertThat(facts(pets, "document_server"))
        .containsExactly("http://pets.example/api", "https://pets.example/api");
    assertThat(facts(pets, "endpoint_security")).containsExactly("POST | /pets | login");
    assertThat(facts(pets, "endpoint_input"))
        .containsExactly("POST | /pets | page | body | uri", "POST | /pets | photo | form | file");
  }

  @Test
  void referencesOutOfTheDocumentAreNamedAndNotFollowed() throws IOException {
    Collected collected =
        collect(
            "api.yaml",
            """
            openapi: 3.0.3
            info: {title: A, version: "1"}
            paths:
              /a: {$ref: 'paths/a.yaml'}
              /b: {$ref: 'https://elsewhere.example/b.json#/x'}
              /c: {$ref: '#/paths/~1c'}
              /d: {$ref: '#/components/pathItems/d'}
              /e: {get: {security: [{ghost: []}]}}
            components:
              pathItems: {d: {get: {}}}
            """);
    assertThat(facts(collected, "documents_endpoint")).containsExactly("GET | /d", "GET | /e");
    assertThat(problems(collected))
        .containsExactlyInAnyOrder(
            "the reference `https://elsewhere.example/b.json#/x` leads out of the document and is not followed",
            "the reference `paths/a.yaml` leads out of the document and is not followed",
            "the reference `#/paths/~1c` leads nowhere",
            "the security scheme `ghost` is asked for and defined nowhere");
  }

  @Test
  void aDocumentThatBreaksOffIsReadAsFarAsItGoes() throws IOException {
    Collected json = collect("pets.json", PETS.substring(0, PETS.indexOf("\"get\": {}")));
    assertThat(facts(json, "documents_endpoint")).containsExactly("POST | /pets");
    assertThat(problems(json)).anyMatch(says -> says.contains("breaks off"));
    Files.delete(folder.resolve("pets.json"));
    Collected yaml =
        collect("a.yaml", "openapi: 3.0.0\npaths:\n  /a:\n    get: {}\n  /b: {get: {}, [\n");
    assertThat(facts(yaml, "documents_endpoint")).contains("GET | /a");
    assertThat(problems(yaml)).singleElement().asString().contains("the YAML cannot be read here");
  }

  @Test
  void sortedMembersHideTheVersionFromTheBeginningOnly() throws IOException {
    String padding = "x".repeat(100_000);
    Collected json =
        collect(
            "api.json",
            "{\"components\": {\"a\": \""
                + padding
                + "\"}, \"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"get\": {}}}}");
    assertThat(facts(json, "documents_endpoint")).containsExactly("GET | /a");
    Files.delete(folder.resolve("api.json"));
    Collected yaml =
        collect(
            "api.yaml",
            "components: {a: " + padding + "}\nopenapi: 3.0.0\npaths: {/a: {get: {}}}\n");
    assertThat(facts(yaml, "documents_endpoint")).containsExactly("GET | /a");
  }

  @Test
  void anUnknownVersionIsSaidAndOtherYamlIsLeftAlone() throws IOException {
    Collected future = collect("api.yaml", "openapi: 4.0.0\npaths: {/a: {get: {}}}\n");
    assertThat(problems(future)).singleElement().asString().contains("`4.0.0`");
    Files.delete(folder.resolve("api.yaml"));
    Collected other = collect("values.yaml", "tool:\n  openapi: 3.0.0\n");
    assertThat(other.kind()).isEqualTo(Collect.NOTHING);
  }
}
