package dev.ardennes.policy.istio;

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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every row of the truth tables that were transcribed from Istio's own integration tests.
///
/// The claims in the rows of the group `jwt` are inferred by the transcriber from the names of
/// tokens; all other rows are as upstream has them. Skipped where the tables are not there.
final class TruthTablesTest {
  private static final int ROWS = 157;

  @Test
  void everyRowIsDecidedAsIstioDecidesIt() throws IOException {
    JsonNode tables = JsonMapper.shared().readTree(Files.readString(file()));
    List<String> differences = new ArrayList<>();
    int rows = 0;
    int inferred = 0;
    for (JsonNode group : tables.path("groups")) {
      IstioDecisions istio = new IstioDecisions(model(group));
      for (JsonNode row : group.path("requests")) {
        rows++;
        inferred += group.path("name").asString().equals("jwt") ? 1 : 0;
        Verdict wanted = row.path("allow").asBoolean() ? Verdict.YES : Verdict.NO;
        Verdict verdict = istio.decide(request(row)).verdict();
        if (verdict != wanted) {
          differences.add(group.path("name").asString() + ": " + verdict + " for " + row);
        }
      }
    }
    System.out.println(rows + " rows, " + inferred + " of them with inferred claims");
    assertThat(differences).isEmpty();
    assertThat(rows).isEqualTo(ROWS);
  }

  private static Path file() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("shared/corpora"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "skipped: no corpora beside the project");
    Path file = at.resolve("shared/corpora/kubernetes/istio-authz/truth_tables.json");
    assumeTrue(Files.exists(file), "skipped: the corpora have no truth tables for Istio");
    return file;
  }

  private static IstioModel model(JsonNode group) {
    IstioModel.Builder builder =
        IstioModel.builder()
            .covers("ns1")
            .covers("istio-system")
            .workload(WorkloadClass.of("b", "ns1", Map.of("app", "b"), "b", MeshMode.SIDECAR))
            .workload(
                WorkloadClass.of(
                    "istio-ingressgateway",
                    "istio-system",
                    Map.of("app", "istio-ingressgateway"),
                    "gateway",
                    MeshMode.SIDECAR));
    group.path("policies").forEach(policy -> add(builder, policy));
    group.path("extra").forEach(policy -> add(builder, policy));
    return builder.build();
  }

  private static void add(IstioModel.Builder builder, JsonNode policy) {
    String name = policy.path("metadata").path("name").asString();
    String namespace = policy.path("metadata").path("namespace").asString();
    String id = policy.path("kind").asString() + "/" + namespace + "/" + name;
    JsonNode spec = policy.path("spec");
    switch (policy.path("kind").asString()) {
      case "PeerAuthentication" -> builder.peerAuthentication(id, namespace, id, spec.toString());
      case "RequestAuthentication" ->
          builder.requestAuthentication(id, namespace, id, spec.toString());
      default -> {
        builder.authorizationPolicy(id, namespace, id, spec.toString());
        int number = 0;
        for (JsonNode rule : spec.path("rules")) {
          builder.authorizationRule(id, id + "#" + number++, rule.toString());
        }
      }
    }
  }

  private static IstioRequest request(JsonNode row) {
    String address = row.path("remoteIp").asString("");
    String principal = row.path("principal").asString("");
    Caller caller =
        principal.isEmpty()
            ? new Caller.Plaintext(address)
            : new Caller.Identity(principal, address);
    String target = row.path("target").path("labels").path("app").asString("b");
    IstioRequest request =
        IstioRequest.http(caller, target, row.path("port").asInt())
            .withMethod(row.path("method").asString(""))
            .withPath(row.path("path").asString(""))
            .withHost(row.path("host").asString("b"))
            .withHeaders(Map.of())
            .withProtocol(Protocol.valueOf(row.path("proto").asString()));
    return row.path("jwt").isObject() ? request.withToken(token(row.path("jwt"))) : request;
  }

  private static Token token(JsonNode claims) {
    TreeMap<String, List<String>> values = new TreeMap<>();
    claims
        .properties()
        .forEach(
            claim -> {
              List<String> texts = new ArrayList<>();
              if (claim.getValue().isArray()) {
                claim.getValue().forEach(item -> texts.add(item.asString()));
              } else {
                texts.add(claim.getValue().asString());
              }
              values.put(claim.getKey(), texts);
            });
    return new Token.Claims(values);
  }
}
