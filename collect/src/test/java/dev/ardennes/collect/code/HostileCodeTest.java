package dev.ardennes.collect.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Source code as nobody writes it, and much of it.
final class HostileCodeTest {
  private static final String CALL = "import requests\nrequests.get('http://a.example.com/')\n";

  @TempDir private Path folder;

  @Test
  void aFileThatBringsTheParserDownIsAProblemAndTheRestIsRead() {
    String deep = "import requests\nx = " + "(\n".repeat(250_000) + "1" + ")".repeat(250_000);
    CodeSample sample = CodeSample.of(folder, Map.of("a.py", deep, "b.py", CALL));
    assertThat(sample.problems())
        .containsExactly("the parser broke down over this file, so that what it does is missing");
    assertThat(sample.all("calls_host")).hasSize(1);
  }

  @Test
  void largeAndBinaryFilesAreProblems() throws IOException {
    CodeSample.write(folder.resolve("large.py"), CALL + "#".repeat(1 << 20));
    Files.write(
        folder.resolve("binary.py"), new byte[] {'r', 'e', 'q', 'u', 'e', 's', 't', 's', 0, 1});
    CodeSample.write(folder.resolve("b.py"), CALL);
    CodeSample sample = CodeSample.of(folder);
    assertThat(sample.problems())
        .containsExactlyInAnyOrder(
            "the source file is larger than 1 MiB and is not read",
            "this is no source code by its content");
    assertThat(sample.all("calls_host")).hasSize(1);
  }

  @Test
  void deepNestingIsCutAndNotFatal() {
    StringBuilder code = new StringBuilder("class A { void a(RestTemplate t, int x) {\n");
    code.append("if (x > 1) {\n".repeat(900)).append("}".repeat(900));
    code.append("\nString s = ").append("a +\n".repeat(5_000)).append("a;");
    code.append("t.getForObject(\"http://a.example.com/\", String.class);\n} }");
    CodeSample sample = CodeSample.of(folder, Map.of("A.java", code.toString()));
    assertThat(sample.all("calls_host")).hasSize(1);
  }

  @Test
  void brokenSyntaxYieldsWhatIsSound() {
    String code =
        """
        @RestController class A { @GetMapping("/a") String a(@RequestParam String u) { return new RestTemplate().getForObject(u, X.class); }
          void broken( { int x = ; }
        """;
    assertThat(CodeSample.of(folder, Map.of("A.java", code)).all("fetches_url")).hasSize(1);
  }

  @Test
  void theSameCodeGivesTheSameFactsInAnyOrderOfFiles() {
    for (int i = 0; i < 8; i++) {
      CodeSample.write(
          folder.resolve("one/m" + i + ".py"), CALL.replace("a.example", "a" + i + ".example"));
    }
    for (int i = 7; i >= 0; i--) {
      CodeSample.write(
          folder.resolve("other/one/m" + i + ".py"),
          CALL.replace("a.example", "a" + i + ".example"));
    }
    assertThat(CodeSample.of(folder.resolve("one")).behaviour())
        .isEqualTo(CodeSample.of(folder.resolve("one")).behaviour())
        .hasSize(8)
        .isEqualTo(
            CodeSample.of(folder.resolve("other")).behaviour().stream()
                .map(fact -> fact.replace("code/one", "code/."))
                .toList());
  }

  @Test
  void noiseInEveryLanguageEndsWithoutAnException() {
    long seed = 20261128;
    Random random = new Random(seed);
    String[] words = {
      "class A {",
      "}",
      "(",
      ")",
      "def f(u):",
      "func g(",
      "=>",
      "requests.get(",
      "@GetMapping(\"/\")",
      "import net/http",
      "if (",
      "return",
      "\"http://",
      "${x}",
      "\n",
      "fetch(",
      "=",
      ".",
      ",",
      "`",
      "express"
    };
    for (String end : List.of("java", "py", "js", "ts", "go")) {
      for (int i = 0; i < 12; i++) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 300; word++) {
          text.append(words[random.nextInt(words.length)]).append(' ');
        }
        CodeSample.write(folder.resolve("n" + i + "." + end), text.toString());
      }
    }
    assertThat(CodeSample.of(folder).collected().files()).as("seed " + seed).isEqualTo(60);
  }

  @Test
  @Tag("nightly")
  void fiveThousandFilesTakeWellUnderAMinute() {
    for (int i = 0; i < 5_000; i++) {
      CodeSample.write(folder.resolve("s" + i / 50 + "/pom.xml"), "<x/>");
      CodeSample.write(folder.resolve("s" + i / 50 + "/a/C" + i + ".java"), controller(i));
    }
    long before = System.nanoTime();
    int endpoints = 0;
    for (var source : Collect.run(List.of(folder), Limits.standard())) {
      endpoints +=
          (int)
              source.facts().stream()
                  .filter(fact -> fact.relation().equals("endpoint_path"))
                  .count();
    }
    long seconds = (System.nanoTime() - before) / 1_000_000_000L;
    assertThat(endpoints).isEqualTo(30_000);
    assertThat(seconds).isLessThan(120);
  }

  /// About 4 kB, as a real controller has.
  static String controller(int number) {
    StringBuilder code = new StringBuilder("package a;\n\nimport java.net.URI;\n\n");
    code.append("/// Generated text for a measurement, number ").append(number).append(".\n");
    code.append("@RestController\n@RequestMapping(\"/c")
        .append(number)
        .append("\")\nclass C")
        .append(number);
    code.append(
        " {\n  private final RestTemplate rest;\n  private final Map<String, String> seen;\n");
    for (int i = 0; i < 6; i++) {
      code.append(
          """
            @GetMapping("/m%d/{id}")
            ResponseEntity<String> method%d(@PathVariable String id, @RequestParam(required = false) String filter) {
              String key = id.toLowerCase() + ":" + filter;
              if (seen.containsKey(key)) {
                return ResponseEntity.ok(seen.get(key));
              }
              for (String part : key.split(":")) {
                log.info("part {} of {}", part, key);
              }
              String url = "http://inventory:8080/items/" + id + "?filter=" + filter;
              try {
                String body = rest.getForObject(url, String.class);
                seen.put(key, body);
                return ResponseEntity.ok(body);
              } catch (RestClientException e) {
                throw new IllegalStateException("cannot read " + url, e);
              }
            }
          """
              .formatted(i, i));
    }
    return code.append("}\n").toString();
  }
}
