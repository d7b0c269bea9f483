package dev.ardennes.policy.kubernetes.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// Audit events that carry what the authorizer decided, and by which binding. The events say
/// nothing of the roles of their clusters but by name, so that only those are compared that need
/// what every cluster has.
final class AuditLogCorpusTest {
  private static final String DECISION = "authorization.k8s.io/decision";
  private static final String REASON = "authorization.k8s.io/reason";
  private final JsonMapper mapper = new JsonMapper();

  @Test
  void defaultRolesExplainWhatTheAuthorizerAllowed() throws IOException {
    RbacDecisions rbac = new RbacDecisions(RbacModel.builder().build());
    Map<String, Integer> counted = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (JsonNode event : events(folder().resolve("falco/test/trace_files/k8s_audit"))) {
      String decision = event.path("annotations").path(DECISION).asString("");
      String reason = event.path("annotations").path(REASON).asString("");
      if (decision.isEmpty()) {
        counted.merge("no decision", 1, Integer::sum);
        continue;
      }
      RbacRequest request = request(event, event.path("user"));
      Verdict verdict = rbac.decide(request).verdict();
      Verdict expected = decision.equals("allow") ? Verdict.YES : Verdict.NO;
      boolean node = request.who().groups().contains("system:nodes");
      counted.merge(
          node ? "node authorizer" : reason.isEmpty() ? "masters" : "rbac", 1, Integer::sum);
      if (verdict != expected && !node) {
        wrong.add(request.says() + " by " + request.who() + ": " + verdict + ", " + reason);
      } else if (reason.startsWith("RBAC") && !explained(rbac, request, reason)) {
        wrong.add("another reason than " + reason);
      }
    }
    System.out.println("audit events with a decision: " + counted);
    assertThat(wrong).isEmpty();
  }

  /// Whether an assumption names the binding that the authorizer names.
  private static boolean explained(RbacDecisions rbac, RbacRequest request, String reason) {
    String binding = reason.substring(reason.indexOf('"') + 1, reason.indexOf("\" of"));
    return rbac.decide(request).alternatives().stream()
        .flatMap(alternative -> alternative.assumptions().stream())
        .anyMatch(one -> one.says().startsWith("cluster role binding `" + binding + "`"));
  }

  @Test
  void discoveryIsAllowedToEverybodyAuthenticated() throws IOException {
    RbacDecisions rbac = new RbacDecisions(RbacModel.builder().build());
    Map<String, Integer> counted = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (JsonNode event : events(folder().resolve("audit2rbac/testdata"))) {
      RbacRequest request = request(event, event.path("impersonatedUser"));
      boolean allowed = event.path("responseStatus").path("code").asInt() == 200;
      Verdict verdict = rbac.decide(request).verdict();
      boolean url = request.target() instanceof RbacTarget.Url;
      counted.merge((url ? "path " : "resource ") + allowed + " " + verdict, 1, Integer::sum);
      if ((!allowed && verdict != Verdict.NO) || (url && verdict != Verdict.YES)) {
        wrong.add(request.toString());
      }
    }
    System.out.println("audit events with an answer: " + counted);
    assertThat(wrong).isEmpty();
  }

  private static RbacRequest request(JsonNode event, JsonNode user) {
    List<String> groups = new ArrayList<>();
    user.path("groups").forEach(group -> groups.add(group.asString()));
    Subject subject = Subject.user(user.path("username").asString());
    JsonNode object = event.path("objectRef");
    String path = event.path("requestURI").asString().replaceAll("\\?.*", "");
    RbacTarget target = new RbacTarget.Url(path);
    if (object.isObject()) {
      target =
          new RbacTarget.Resource(
              object.path("apiGroup").asString(""),
              object.path("resource").asString(),
              object.path("subresource").asString(""),
              object.path("namespace").asString(""),
              object.path("name").asString(""));
    }
    return new RbacRequest(new Requester(subject, groups), event.path("verb").asString(), target);
  }

  private List<JsonNode> events(Path folder) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".json") || file.toString().endsWith(".log")) {
          try (MappingIterator<JsonNode> nodes =
              mapper.readerFor(JsonNode.class).readValues(file.toFile())) {
            nodes.forEachRemaining(node -> add(node, events));
          }
        }
      }
    }
    return events;
  }

  private static void add(JsonNode node, List<JsonNode> events) {
    if (node.path("kind").asString("").equals("EventList")) {
      node.path("items").forEach(events::add);
    } else {
      events.add(node);
    }
  }

  private static Path folder() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("shared/corpora"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "skipped: no corpora beside the project");
    Path folder = at.resolve("shared/corpora/runtime/k8s-audit");
    assumeTrue(Files.exists(folder), "skipped: the corpora have no audit events");
    return folder;
  }
}
