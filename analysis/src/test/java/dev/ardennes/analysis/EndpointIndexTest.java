package dev.ardennes.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointIndexTest {
  private static final EndpointIndex INDEX =
      new EndpointIndex(
          FactBase.of(
              List.of(
                  new Collected(
                      "s",
                      "code",
                      "",
                      1,
                      List.of(),
                      Stream.of("/", "/a", "/a/{id}", "/files/{rest*}", "/{page}/print")
                          .map(path -> fact(path, path))
                          .toList(),
                      List.of(),
                      List.of()))));

  private static Fact fact(String endpoint, String path) {
    Evidence at = Evidence.at("s", "a.py", 1, 1);
    return Fact.configured(at, "endpoint_path", endpoint, "ANY", path);
  }

  @ParameterizedTest
  @CsvSource({
    "https://x, /",
    "https://x/, /",
    "http://x:80/a?b=/c, /a",
    "/a/7, /a/{id}",
    "https://x/files, /files/{rest*}",
    "https://x/files/b/c, /files/{rest*}",
    "https://x/terms/print, /{page}/print",
    "https://x/terms/print/2, ''",
    "https://x/A, ''"
  })
  void aPathIsAnsweredByItsTemplate(String url, String endpoint) {
    assertThat(String.join(" ", INDEX.answering("GET", url))).isEqualTo(endpoint);
  }
}
