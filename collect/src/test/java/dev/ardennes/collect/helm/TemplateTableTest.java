package dev.ardennes.collect.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.helm.functions.HelmLibrary;
import dev.ardennes.collect.helm.template.Source;
import dev.ardennes.collect.helm.template.Templates;
import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.YamlInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTableTest {
  private static final String DOT =
      """
      text: word
      empty: ""
      number: 7
      half: 1.5
      large: 1000000
      yes: true
      "no": false
      "yes": true
      nothing: null
      list: [a, b, c]
      none: []
      map: {z: last, a: 1, b: {c: d}}
      """;

  private Templates templates = new Templates("c", HelmLibrary.standard(), budget());

  private static Budget budget() {
    return new Budget(Budget.Limits.DEFAULT);
  }

  private String rendered(String template) {
    templates = new Templates("c", HelmLibrary.standard(), budget());
    templates.add("main", new Source("t.yaml", template));
    Value.Dict dot = (Value.Dict) YamlInput.yaml(DOT, budget());
    dot.with("u", new Value.UnknownValue("u")).with("p", Value.text("a-⟨v⟩"));
    return templates.render("main", dot).text();
  }

  private List<String> problems() {
    List<String> says = new ArrayList<>();
    templates.notes().forEach(note -> says.add(note.line() + ": " + note.says()));
    return says;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/helm/language.txt", "/helm/functions.txt"})
  void knownTemplatesGiveWhatTheDocumentationSays(String table) throws IOException {
    List<String> differences = new ArrayList<>();
    int rows = 0;
    for (String line : lines(table)) {
      if (line.startsWith("# ") || line.isEmpty()) {
        continue;
      }
      rows++;
      String[] parts = line.replace('␤', '\n').split(" ⇒ ", 2);
      String actual = rendered(parts[0]);
      if (!actual.equals(parts[1]) || !problems().isEmpty()) {
        differences.add(
            parts[0] + "\n  expected " + parts[1] + "\n  actual   " + actual + " " + problems());
      }
    }
    assertThat(String.join("\n", differences)).isEmpty();
    assertThat(rows).isGreaterThan(60);
  }

  private static List<String> lines(String table) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(TemplateTableTest.class.getResourceAsStream(table))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      value = {
        "{{ .u }} -> ⟨u⟩",
        "a-{{ .u }}-b -> a-⟨u⟩-b",
        "{{ .u.x.y }} -> ⟨u.x.y⟩",
        "{{ .u | quote }} -> \"⟨u⟩\"",
        "{{ printf \"%s/%d\" .u 1 }} -> ⟨u⟩/1",
        "{{ .u | default \"x\" }} -> ⟨u⟩",
        "{{ default .u \"x\" }} -> x",
        "{{ .u | trunc 63 | trimSuffix \"-\" }} -> ⟨u⟩",
        "{{ .p | upper }} -> A-⟨upper(v)⟩",
        "{{ .p | trunc 1 }} -> a-⟨v⟩",
        "{{ join \",\" (list \"a\" .u) }} -> a,⟨u⟩",
        "{{ .u | b64enc }} -> ⟨b64enc(u)⟩",
        "{{ sha256sum .u }}{{ eq (sha256sum .u) (sha256sum .u) }} -> ⟨sha256sum(u)⟩true",
        "{{ eq .u .u }} {{ eq .p \"b\" }} {{ eq .p \"a-c\" \"a-⟨v⟩\" }} -> true false true",
        "{{ ne .p \"a-c\" }} -> ⟨ne(`a-(v)`; `a-c`)⟩",
        "{{ hasPrefix \"a\" .p }} {{ hasPrefix \"b\" .p }} {{ contains \"a-\" .p }} -> true false true",
        "{{ toYaml (dict \"a\" .u) }} -> a: ⟨u⟩",
        "{{ toJson (dict \"a\" .u) }} -> {\"a\":\"⟨u⟩\"}",
        "{{ and .u false }} {{ or .u true }} {{ and true .u }} -> false true ⟨u⟩",
        "{{ ternary \"a\" \"a\" .u }} {{ ternary \"a\" \"b\" .u }} -> a ⟨ternary(`a`; `b`; u)⟩",
        "{{ merge (dict \"a\" 1) (dict \"b\" .u) }} -> map[a:1 b:⟨u⟩]",
        "{{ hasKey (dict \"a\" .u) \"a\" }} {{ index (dict \"a\" .u) \"a\" }} -> true ⟨u⟩",
        "{{ len .u }} {{ first .u }} -> ⟨len(u)⟩ ⟨first(u)⟩",
        "{{ now | date \"2006\" }} -> ⟨c:date@t.yaml:1⟩",
        "{{ if randAlphaNum 5 }}a{{ end }} -> a",
        "{{ replace \"a\" \"b\" .p }} {{ replace \"x\" \"y\" .p }} -> ⟨replace(`a`; `b`; `a-(v)`)⟩ a-⟨v⟩",
      })
  void unknownPartsAreCarriedByName(String template, String expected) {
    assertThat(rendered(template)).isEqualTo(expected);
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      value = {
        "a{{ nope 1 }}b -> a⟨c:nope@t.yaml:1⟩b -> `nope` is no function",
        "a{{ .absent.x }}b -> a⟨c:.absent.x⟩b -> `.absent` has no value",
        "a{{ .text.x }}b -> a⟨c:.text.x⟩b -> no such field",
        "{{ required \"say it\" .absent | quote }} -> \"⟨c:.absent⟩\" -> say it",
        "a{{ fail \"no\" }}b -> ab -> the chart refuses these values: no",
        "{{ include \"none\" . }} -> ⟨c:include none⟩ -> no template `none`",
        "{{ template \"none\" . }} -> ⟨c:include none⟩ -> no template `none`",
        "{{ eq 1 1.0 }} -> ⟨c:eq@t.yaml:1⟩ -> cannot be compared",
        "{{ div 1 0 }} -> ⟨c:div@t.yaml:1⟩ -> division by zero",
        "{{ index .list 9 }} -> ⟨c:index@t.yaml:1⟩ -> no element 9",
        "{{ upper }} -> ⟨c:upper@t.yaml:1⟩ -> 0 arguments",
        "{{ $x }} -> ⟨c:$x⟩ -> no variable `$x`",
        "{{ $x = 1 }}a -> a -> no variable `$x`",
        "{{ range .text }}x{{ end }}a -> a -> cannot go over",
        "{{ semverCompare \"x.y\" \"1.0.0\" }} -> ⟨c:semverCompare@t.yaml:1⟩ -> no condition",
        "{{ regexMatch \"(x+x+)+y\" (repeat 9000 \"x\") }} -> ⟨c:regexMatch@t.yaml:1⟩ -> too many steps",
        "{{ regexMatch \"(\" \"a\" }} -> ⟨c:regexMatch@t.yaml:1⟩ -> no pattern",
        "{{ (fromYaml \"a: [\").x }}a -> <no value>a -> not YAML",
        "{{ repeat 100000000 \"a\" }} -> ⟨c:repeat@t.yaml:1⟩ -> longer than",
        "{{ until 100000000 }} -> ⟨c:until@t.yaml:1⟩ -> elements",
        "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ toYaml $d }} -> ⟨c:toYaml@t.yaml:1⟩ -> too deep",
        "{{ define \"r\" }}{{ include \"r\" . }}{{ end }}{{ include \"r\" . }}a -> ⟨c:include@t.yaml:1⟩a -> without end",
      })
  void errorsAreListedAndUnknown(String template, String expected, String says) {
    assertThat(rendered(template)).isEqualTo(expected);
    assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains(says));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{",
        "{{ if }}{{ end }}",
        "{{ if true }}",
        "{{ end }}",
        "{{ else }}",
        "{{ \"a }}",
        "{{ `a }}",
        "{{ /* a }}",
        "{{/* a */ b }}",
        "{{ nil }}",
        "{{ 1 2 }}",
        "{{ . | 3 }}",
        "{{ break }}",
        "{{ (1 }}",
        "{{ 1) }}",
        "{{ template x }}",
        "{{ define \"a\" }}",
        "{{ $a, $b := .list }}",
        "{{ range $a, := .list }}{{ end }}",
        "{{ .a..b }}",
        "{{ 0x }}",
        "{{ '' }}",
        "{{ \"\\q\" }}",
        "{{ | }}",
        "{{ ^ }}",
      })
  void whatIsNoTemplateIsOneProblemWithItsPlace(String template) {
    assertThat(rendered("a\n" + template)).isEmpty();
    assertThat(problems()).hasSize(1).allMatch(problem -> problem.startsWith("2: "));
  }

  @Test
  void deepNestingIsAProblemAndNotACrash() {
    rendered("{{ if true }}".repeat(5000) + "{{ end }}".repeat(5000));
    assertThat(problems()).hasSize(1);
    rendered("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}");
    assertThat(problems()).hasSize(1);
    rendered("{{ if .a }}{{ else if .b }}" + "{{ else if .c }}".repeat(5000) + "{{ end }}");
    assertThat(problems()).hasSize(1);
  }

  @Test
  void doublingTextsEndAtALimit() {
    String doubled = "{{ $x := \"x\" }}" + "{{ $x = printf \"%s%s\" $x $x }}".repeat(60);
    rendered(doubled + "{{ len $x }}");
    assertThat(problems()).anyMatch(problem -> problem.contains("longer than"));
    String lists = "{{ $x := list 1 }}" + "{{ $x = concat $x $x }}".repeat(60);
    rendered(lists + "{{ len $x }}");
    assertThat(problems()).anyMatch(problem -> problem.contains("elements"));
    String dicts = "{{ $x := dict }}" + "{{ $x = dict \"a\" $x \"b\" $x }}".repeat(60);
    rendered(dicts + "{{ toJson $x }}");
    assertThat(problems()).isNotEmpty();
  }

  @Test
  void loopsEndAtABudget() {
    rendered(
        "{{ range until 9999 }}{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}{{ end }}");
    assertThat(problems()).anyMatch(problem -> problem.contains("more than can be rendered"));
  }
}
