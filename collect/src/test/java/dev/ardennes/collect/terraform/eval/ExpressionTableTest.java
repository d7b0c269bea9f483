package dev.ardennes.collect.terraform.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.HclParser;
import dev.ardennes.collect.terraform.hcl.Limits;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.Json;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionTableTest {
  private static final Position START = Position.at("main.tf", 1, 1);
  private static final Origin ORIGIN = Origin.at(START);

  private final Diagnostics diagnostics = new Diagnostics("test");

  /// `u` is unknown, `k` is known.
  private static final Scope SCOPE =
      new Scope() {
        @Override
        public @Nullable Value root(String name) {
          return switch (name) {
            case "u" -> unknown("u");
            case "v" -> unknown("v");
            case "o" -> MapValue.of(Map.of("a", unknown("o.a")), ORIGIN);
            default -> null;
          };
        }

        @Override
        public String symbolPrefix() {
          return "r:";
        }
      };

  private static Value unknown(String name) {
    return new UnknownValue(name, UnknownValue.Reason.NOT_SET, ORIGIN);
  }

  private String evaluate(String text) {
    Expression expression =
        HclParser.expression(text, START, Limits.DEFAULT, diagnostics).orElseThrow();
    Evaluator evaluator =
        new Evaluator(diagnostics, FileAccess.NONE, new Budget(Budget.Limits.DEFAULT));
    return Json.text(evaluator.evaluate(expression, SCOPE));
  }

  /// Each line: an expression and what Terraform 1.11.4 answers to `jsonencode` of it.
  @Test
  void knownExpressionsHaveTheValuesThatTerraformGivesThem() throws IOException {
    List<String> differences = new ArrayList<>();
    List<String> lines = lines();
    for (String line : lines) {
      String[] parts = line.split("\t", 2);
      String actual = evaluate(parts[0]);
      if (!actual.equals(parts[1])) {
        differences.add(parts[0] + "\n  expected " + parts[1] + "\n  actual   " + actual);
      }
    }
    assertThat(String.join("\n", differences)).isEmpty();
    assertThat(lines).hasSizeGreaterThan(200);
  }

  private static List<String> lines() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            ExpressionTableTest.class.getResourceAsStream("/terraform/expressions.tsv"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      value = {
        "\"a-${u}-b\" -> \"a-⟨u⟩-b\"",
        "u -> ⟨u⟩",
        "\"${u}\" -> ⟨u⟩",
        "u.x[\"k\"].y[0] -> ⟨u.x[\"k\"].y[0]⟩",
        "upper(u) -> ⟨upper(u)⟩",
        "upper(\"a-${u}\") -> \"A-⟨upper(u)⟩\"",
        "format(\"%s/%s\", u, \"x\") -> \"⟨u⟩/x\"",
        "join(\",\", [\"a\", u]) -> \"a,⟨u⟩\"",
        "join(\",\", u) -> ⟨join(\",\", u)⟩",
        "merge({a = 1}, {b = u}) -> {\"a\":1,\"b\":⟨u⟩}",
        "merge(u, {a = 1}).a -> 1",
        "merge({a = 1}, u).a -> ⟨merge({\"a\":1}, u)[\"a\"]⟩",
        "lookup({a = 1, b = u}, \"a\", 0) -> 1",
        "length([u, 2]) -> 2",
        "length(concat([1], u)) -> ⟨length([1,{u[*]}])⟩",
        "concat([1], [u]) -> [1,⟨u⟩]",
        "contains([\"a\", u], \"a\") -> true",
        "contains([\"x-${u}\"], \"y\") -> false",
        "u ? \"a\" : \"a\" -> \"a\"",
        "u ? {a = 1, b = 2} : {a = 1, b = 3} -> {\"a\":1,\"b\":⟨either(u, 2, 3)⟩}",
        "u == u -> true",
        "u == v -> ⟨(u == v)⟩",
        "\"a${u}\" == \"b${v}\" -> false",
        "false && u -> false",
        "u && false -> false",
        "true || u -> true",
        "u + 1 -> ⟨(u + 1)⟩",
        "[for x in u : \"n-${x}\"] -> [\"n-⟨u[*]⟩\"]",
        "u[*].id -> [⟨u[*].id⟩]",
        "startswith(\"arn:${u}\", \"arn:\") -> true",
        "startswith(\"arn:${u}\", \"x\") -> false",
        "trimprefix(\"arn:${u}\", \"arn:\") -> \"⟨u⟩\"",
        "replace(\"a.${u}\", \".\", \"-\") -> \"a-⟨replace(u, \\\".\\\", \\\"-\\\")⟩\"",
        "coalesce(u, \"a\") -> ⟨coalesce(u, \"a\")⟩",
        "coalesce(\"a\", u) -> \"a\"",
        "try(u.x, 1) -> ⟨u.x⟩",
        "timestamp() -> ⟨timestamp()⟩",
        "o.a -> ⟨o.a⟩",
        "toset([\"a\", u]) -> [\"a\",⟨u⟩]",
        "base64decode(base64encode(u)) -> ⟨base64decode(base64encode(u))⟩",
        "element([\"a\", u], 0) -> \"a\"",
        "values({a = u}) -> [⟨u⟩]",
        "flatten([[\"a\"], [\"${u}-b\"]]) -> [\"a\",\"⟨u⟩-b\"]",
        "jsondecode(jsonencode({a = u})).a -> ⟨u⟩",
        "jsondecode(\"{\\\"a\\\": \\\"${u}-x\\\"}\").a -> \"⟨u⟩-x\"",
      })
  void unknownPartsAreCarriedByName(String expression, String expected) {
    assertThat(evaluate(expression)).isEqualTo(expected);
    assertThat(diagnostics.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 / 0 | division by zero",
        "nothing(1) | no function `nothing`",
        "{a = 1}.b | no `b`",
        "[1][3] | has 1 elements",
        "range(1000000000) | more than 1024",
        "upper() | called with 0 arguments",
        "regex(\"(a+)+b\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\") | `regex`",
        "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]] | generate",
        "pow(10, 100000000) | number",
        "yamldecode(\"a: [\") | not YAML",
        "yamldecode(\"a: &a [1]\\nb: [${join(\",\", [for i in range(900) : \"*a\"])}]\") | too many aliases",
      })
  void errorsAreListedAndUnknown(String expression, String expected) {
    assertThat(evaluate(expression)).contains("⟨r:error(main.tf:1:");
    assertThat(diagnostics.problems())
        .isNotEmpty()
        .anySatisfy(
            problem -> assertThat(problem.says() + " " + problem.help()).contains(expected));
  }

  @Test
  void sameComputationOfTheSameUnknownIsTheSame() {
    assertThat(evaluate("sha256(u) == sha256(u)")).isEqualTo("true");
    assertThat(evaluate("sha256(u) == sha256(v)")).contains("⟨");
    assertThat(Symbols.limit("x".repeat(300)))
        .isNotEqualTo(Symbols.limit("x".repeat(301)))
        .hasSizeLessThan(240);
  }

  @Test
  void doublingTextsAndListsEndsAtALimit() {
    StringBuilder text = new StringBuilder("\"x\"");
    for (int level = 0; level < 40; level++) {
      text.insert(0, "[for x in [").append("] : [x, x]][0]");
    }
    assertThat(evaluate(text.toString())).contains("⟨r:error(");
  }
}
