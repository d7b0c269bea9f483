package dev.ardennes.policy.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.network.PodClass.NamedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The expected connections of the conformance tests of Kubernetes itself, cell by cell.
final class E2eTruthTableTest {
  private static Path corpus() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("../shared/corpora"))) {
      at = at.getParent();
    }
    assumeTrue(at != null, "skipped: no corpora beside the project");
    Path file =
        at.resolve("../shared/corpora/kubernetes/k8s-netpol-e2e/truth_tables.json").normalize();
    assumeTrue(Files.exists(file), "skipped: the corpora have no tables of network policies");
    return file;
  }

  @Test
  void everyCellIsDecidedAsKubernetesExpects() throws IOException {
    JsonNode tables = new JsonMapper().readTree(Files.readString(corpus()));
    List<String> different = new ArrayList<>();
    int cells = 0;
    for (JsonNode table : tables.path("cases")) {
      for (JsonNode step : table.path("steps")) {
        NetworkDecisions decisions = decisions(table, step);
        for (JsonNode cell : step.path("expected")) {
          cells++;
          if (!agrees(decisions, step, cell)) {
            different.add(table.path("name").asString() + ": " + cell);
          }
        }
      }
    }
    System.out.println("cells of truth tables: " + cells + ", different: " + different.size());
    assertThat(different).isEmpty();
    assertThat(cells).isEqualTo(440);
  }

  private static boolean agrees(NetworkDecisions decisions, JsonNode step, JsonNode cell) {
    Endpoint source = Endpoint.pods(cell.path("src").asString());
    Endpoint target = Endpoint.pods(cell.path("dst").asString());
    Protocol protocol = Protocol.valueOf(step.path("protocol").asString());
    PortSet port = PortSet.of(step.path("port").asInt());
    boolean allowed = cell.path("allow").asBoolean();
    Verdict verdict = decisions.decide(NetworkRequest.of(source, target, protocol, port)).verdict();
    boolean listed =
        decisions.connectionsTo(target, protocol, port).stream()
            .anyMatch(each -> Endpoint.pods(each.pods()).equals(source));
    boolean listedFrom =
        decisions.connectionsFrom(source, protocol, port).stream()
            .anyMatch(each -> Endpoint.pods(each.pods()).equals(target));
    return verdict == (allowed ? Verdict.YES : Verdict.NO)
        && listed == allowed
        && listedFrom == allowed;
  }

  private static NetworkDecisions decisions(JsonNode table, JsonNode step) {
    NetworkModel.Builder builder =
        NetworkModel.builder().enforcement(Enforcement.ENFORCED, "plugin");
    Set<String> namespaces = new TreeSet<>();
    for (JsonNode pod : table.path("pods")) {
      String id = pod.path("id").asString();
      namespaces.add(id.substring(0, id.indexOf('/')));
      JsonNode changed = step.path("podLabelOverrides").path(id);
      JsonNode labels = changed.isMissingNode() ? pod.path("labels") : changed;
      builder.pods(
          PodClass.of(id, id.substring(0, id.indexOf('/')), Labels.ofJson(labels.toString()))
              .withPorts(served())
              .withAddresses(List.of(pod.path("ip").asString())));
    }
    for (String name : namespaces) {
      TreeMap<String, String> labels = new TreeMap<>();
      labels.put("ns", name);
      step.path("namespaceLabelAdds")
          .path(name)
          .properties()
          .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString()));
      builder.namespace(name, name, Labels.of(labels)).covered(name);
    }
    step.path("policies").forEach(policy -> add(builder, policy));
    NetworkModel model = builder.build();
    assertThat(model.problems()).isEmpty();
    return new NetworkDecisions(model);
  }

  private static List<NamedPort> served() {
    List<NamedPort> ports = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      for (int port : List.of(80, 81)) {
        String name = "serve-" + port + "-" + protocol.name().toLowerCase(java.util.Locale.ROOT);
        ports.add(NamedPort.of(name, protocol, port));
      }
    }
    return ports;
  }

  private static void add(NetworkModel.Builder builder, JsonNode policy) {
    String id = policy.path("metadata").path("name").asString();
    String namespace = policy.path("metadata").path("namespace").asString();
    builder.policy(id, namespace, "head:" + id, policy.path("spec").toString());
    for (Direction direction : Direction.values()) {
      for (JsonNode rule : policy.path("spec").path(direction.word())) {
        builder.rule(id, direction, "rule:" + id, rule.toString());
      }
    }
  }
}
