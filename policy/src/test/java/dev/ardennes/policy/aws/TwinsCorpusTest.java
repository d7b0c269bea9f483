package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Accounts with a documented permission, and the same accounts without it: the removal must end
/// what it is said to end, and must not end what rests on something else.
final class TwinsCorpusTest {
  private final JsonMapper mapper = new JsonMapper();
  private final AwsServices services = AwsServices.bundled();

  @Test
  void removingADocumentedPermissionHasTheDocumentedEffect() throws IOException {
    Path folder = Corpora.folder("aws/pathfinding-labs");
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (JsonNode twin : mapper.readTree(Files.readString(folder.resolve("twins.json")))) {
      String file = "account-authorization-details/" + twin.path("lab").asString() + ".json";
      JsonNode export = mapper.readTree(Files.readString(folder.resolve(file)));
      String before = verdict(export, twin);
      remove(export, twin);
      String after = verdict(export, twin);
      if (!before.equals(twin.path("before").asString())
          || !after.equals(twin.path("after").asString())) {
        wrong.add(twin + " gave " + before + ", then " + after);
      }
      count++;
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isEqualTo(78);
  }

  private String verdict(JsonNode accounts, JsonNode twin) {
    AccountExport export = new AccountExport();
    for (JsonNode account : accounts) {
      export.authorizationDetails(account);
    }
    AwsPolicyModel model = export.builder.build();
    String name = twin.path("principal").asString();
    String principal =
        model.principals().stream()
            .filter(candidate -> candidate.name().equals(name))
            .map(AwsPrincipal::id)
            .findFirst()
            .orElseThrow();
    String tested = twin.path("resource_tested").asString();
    String resource = tested.startsWith("arn:aws:x:") ? "*" : tested;
    // a bucket's name does not say whose it is; the labs' are their own
    AwsRequest request =
        AwsRequest.of(principal, twin.path("permission").asString(), resource)
            .inAccount("111111111111");
    Verdict verdict = new AwsDecisions(model, services).decide(request).verdict();
    return verdict == Verdict.YES ? "allow" : verdict == Verdict.NO ? "deny" : "conditional";
  }

  /// Takes the permission out of the principal's own policies and those attached to it.
  private static void remove(JsonNode accounts, JsonNode twin) {
    String name = twin.path("principal").asString();
    String permission = twin.path("permission").asString();
    for (JsonNode account : accounts) {
      for (String list : List.of("User", "Role")) {
        for (JsonNode principal : account.path(list + "DetailList")) {
          if (principal.path(list + "Name").asString().equals(name)) {
            principal
                .path(list + "PolicyList")
                .forEach(p -> strip(p.path("PolicyDocument"), permission));
            principal
                .path("AttachedManagedPolicies")
                .forEach(attached -> stripManaged(account, attached.path("PolicyArn"), permission));
          }
        }
      }
    }
  }

  private static void stripManaged(JsonNode account, JsonNode arn, String permission) {
    for (JsonNode policy : account.path("Policies")) {
      if (policy.path("Arn").equals(arn)) {
        policy.path("PolicyVersionList").forEach(v -> strip(v.path("Document"), permission));
      }
    }
  }

  private static void strip(JsonNode document, String permission) {
    JsonNode statements = document.path("Statement");
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      JsonNode action = statement.path("Action");
      ArrayNode kept = JsonMapper.builder().build().createArrayNode();
      for (JsonNode item : action.isArray() ? action : List.of(action)) {
        if (!item.asString().equalsIgnoreCase(permission)) {
          kept.add(item);
        }
      }
      if (statement instanceof ObjectNode object) {
        object.set("Action", kept);
      }
    }
  }
}
