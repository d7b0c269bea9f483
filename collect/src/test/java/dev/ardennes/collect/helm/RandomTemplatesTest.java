package dev.ardennes.collect.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ardennes.collect.helm.value.Budget;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random text made of the language's own pieces: rendering never throws and always ends.
final class RandomTemplatesTest {
  private static final Budget.Limits SMALL =
      new Budget.Limits(20_000, 1 << 20, 1 << 16, 500, 300, 30);

  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{{-",
          "-}}",
          "{{ end }}",
          "{{ else }}",
          "{{ if .Values.a }}",
          "{{ range ",
          "{{ with ",
          "{{ define \"t\" }}",
          "{{ template \"t\" . }}",
          "{{ include \"t\" . }}",
          "{{ range .Values.l }}",
          "{{ range $k, $v := .Values.m }}",
          "{{ $x := ",
          "{{ $x = ",
          "$x",
          "$",
          ".",
          ".Values",
          ".Values.a",
          ".Values.l",
          ".Values.m.x.y",
          ".Files",
          "(",
          ")",
          "|",
          ":=",
          "=",
          ",",
          " ",
          "\n",
          "\"a\"",
          "\"%s %d\"",
          "`b`",
          "'c'",
          "1",
          "-2",
          "1.5",
          "0x1F",
          "nil",
          "true",
          "break",
          "continue",
          "/*",
          "*/",
          "⟨",
          "⟩",
          "\\",
          "é",
          "\0",
          "{{ fail \"x\" }}",
          "printf",
          "print",
          "dict",
          "list",
          "set",
          "get",
          "merge",
          "concat",
          "append",
          "until",
          "repeat",
          "toYaml",
          "fromYaml",
          "toJson",
          "fromJson",
          "tpl",
          "required",
          "lookup",
          "index",
          "slice",
          "len",
          "eq",
          "lt",
          "and",
          "or",
          "not",
          "regexMatch",
          "regexReplaceAll",
          "splitList",
          "join",
          "indent",
          "nindent",
          "trunc",
          "trim",
          "replace",
          "default",
          "ternary",
          "dig",
          "keys",
          "values",
          "add",
          "mul",
          "div",
          "mod",
          "round",
          "semverCompare",
          "sha256sum",
          "b64dec",
          "randAlphaNum",
          "now",
          "nope",
          "sortAlpha",
          "deepCopy",
          "untilStep",
          "wrap",
          "seq",
          "chunk",
          "mustMergeOverwrite",
          "genCA",
          "typeOf",
          "kindIs",
          "quote",
          "urlParse",
          "title",
          "camelcase");

  private static String template(Random random) {
    StringBuilder text = new StringBuilder();
    int count = 1 + random.nextInt(60);
    for (int piece = 0; piece < count; piece++) {
      if (random.nextInt(3) == 0) {
        text.append("{{ ").append(call(random, 3)).append(" }}");
      } else {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
        text.append(random.nextBoolean() ? " " : "");
      }
    }
    return text.toString();
  }

  /// A call with arguments, which are calls themselves at times, so that functions are reached.
  private static String call(Random random, int depth) {
    StringBuilder text = new StringBuilder(PIECES.get(50 + random.nextInt(PIECES.size() - 50)));
    int arguments = random.nextInt(4);
    for (int index = 0; index < arguments; index++) {
      String simple =
          List.of(
                  ".Values.a",
                  ".Values.l",
                  ".Values.m",
                  ".Values.n",
                  "1",
                  "-1",
                  "99999999999",
                  "2.5",
                  "\"a\"",
                  "\"(a*)*b\"",
                  "\"%5d%s%v\"",
                  "\"{{ include \\\"t\\\" . }}\"",
                  "nil",
                  "true",
                  ".",
                  ".Files")
              .get(random.nextInt(16));
      boolean nested = depth > 0 && random.nextInt(3) == 0;
      text.append(' ').append(nested ? "(" + call(random, depth - 1) + ")" : simple);
    }
    return random.nextInt(4) == 0 && depth > 0
        ? text + " | " + call(random, depth - 1)
        : text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void renderingNeverThrowsAndEnds(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      String first = template(random);
      String second = template(random);
      Map<String, String> files =
          Map.of(
              "Chart.yaml",
              "name: c",
              "values.yaml",
              "a: text\nl: [1, b, {c: d}]\nm: {x: {y: 1}, z: ''}\nn: 3",
              "templates/_h.tpl",
              "{{ define \"t\" }}" + first + "{{ end }}",
              "templates/a.yaml",
              second);
      HelmChart chart = HelmCharts.find(ChartTree.ofTexts("random", files)).getFirst();
      assertThatCode(() -> check(chart.render(RenderOptions.standard(), SMALL)))
          .as("seed %d, round %d: %s", seed, round, second)
          .doesNotThrowAnyException();
    }
  }

  private static void check(Rendering rendering) {
    for (RenderedFile file : rendering.files()) {
      assertThat(file.lines().lines()).hasSize(file.text().split("\n", -1).length);
      assertThat(file.text().length()).isLessThan(1 << 20);
    }
  }
}
