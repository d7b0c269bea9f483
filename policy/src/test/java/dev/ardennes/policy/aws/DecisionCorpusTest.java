package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DecisionCorpusTest {
  private final JsonMapper mapper = new JsonMapper();

  @Test
  void everyCaseOfTheDecisionOracleIsDecidedAsExpected() throws IOException {
    Path cases = Corpora.folder("aws/decision-oracle").resolve("cases.jsonl");
    AwsServices services = AwsServices.bundled();
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String line : Files.readAllLines(cases)) {
      JsonNode node = mapper.readTree(line);
      Decision decision = OracleCase.decide(node, services);
      Verdict expected = node.path("expect").asString().equals("allow") ? Verdict.YES : Verdict.NO;
      if (decision.verdict() != expected) {
        wrong.add(node.path("id").asString() + ": " + decision);
      }
      count++;
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(30);
  }

  @Test
  void everyDecisionOverTheAccountExportsIsAsExpected() throws IOException {
    Path folder = Corpora.folder("aws/iamspy-decisions");
    AwsServices services = AwsServices.bundled();
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (JsonNode node : read(folder.resolve("cases.json"))) {
      AccountExport export = export(folder.resolve("files"), node.path("files"));
      AwsDecisions decisions = new AwsDecisions(export.builder.build(), services);
      JsonNode input = node.path("inp");
      String actual =
          switch (node.path("test").asString()) {
            case "test_can_i" ->
                String.valueOf(
                    can(
                        decisions,
                        input.get(0).asString(),
                        input.get(1).asString(),
                        input.get(2).asString(),
                        input,
                        3));
            case "test_who_can" ->
                mapper
                    .valueToTree(
                        whoCan(
                            decisions,
                            export,
                            input.get(0).asString(),
                            input.get(1).asString(),
                            input))
                    .toString();
            case "test_who_can_batch_resource" -> batch(decisions, export, input);
            default -> "unknown kind of case";
          };
      if (!actual.equals(node.path("out").toString())) {
        wrong.add(node + " gave " + actual);
      }
      count++;
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isEqualTo(39);
  }

  private AccountExport export(Path files, JsonNode names) throws IOException {
    AccountExport export = new AccountExport();
    for (JsonNode name : names.path("gaads")) {
      export.authorizationDetails(read(files.resolve(name.asString())));
    }
    for (JsonNode name : names.path("resources")) {
      export.resourcePolicies(read(files.resolve(name.asString())));
    }
    for (JsonNode name : names.path("scps")) {
      export.organization(read(files.resolve(name.asString())), List.of());
    }
    // the exports are all there is
    export.builder.covers("111111111111", Layer.RESOURCE).covers("123456789012", Layer.IDENTITY);
    return export;
  }

  private JsonNode read(Path file) throws IOException {
    return mapper.readTree(Files.readString(file));
  }

  private List<String> whoCan(
      AwsDecisions decisions,
      AccountExport export,
      String action,
      String resource,
      JsonNode input) {
    return export.builder.build().principals().stream()
        .filter(principal -> principal.kind() != AwsPrincipal.Kind.GROUP)
        .map(AwsPrincipal::id)
        .filter(principal -> can(decisions, principal, action, resource, input, 2))
        .sorted()
        .toList();
  }

  private String batch(AwsDecisions decisions, AccountExport export, JsonNode input) {
    List<List<String>> found = new ArrayList<>();
    for (JsonNode resource : input.get(1)) {
      whoCan(decisions, export, input.get(0).asString(), resource.asString(), input)
          .forEach(principal -> found.add(List.of(principal, resource.asString())));
    }
    return mapper.valueToTree(found).toString();
  }

  /// @param options where in the input the conditions stand, followed by an unused field and
  ///   whether nothing else may be assumed
  private static boolean can(
      AwsDecisions decisions,
      String principal,
      String action,
      String resource,
      JsonNode input,
      int options) {
    AwsRequest.Context context = AwsRequest.Context.NONE;
    for (JsonNode condition : input.path(options)) {
      String[] parts = condition.asString().split("=", 2);
      context = context.with(parts[0], parts[1]);
    }
    boolean strict = input.path(options + 2).asBoolean(false);
    AwsRequest request =
        AwsRequest.of(principal, action, resource).withContext(strict ? context.closed() : context);
    return decisions.decide(request).verdict() != Verdict.NO;
  }
}
