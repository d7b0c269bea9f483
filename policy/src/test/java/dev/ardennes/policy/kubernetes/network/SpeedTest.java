package dev.ardennes.policy.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.network.PodClass.NamedPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A cluster of 1,000 classes, all with different labels, and 300 policies.
final class SpeedTest {
  private static final int CLASSES = 1_000;
  private static final int POLICIES = 300;
  private static final int NAMESPACES = 50;
  private static final long SEED = 7;
  // A hundred times what it takes: only a cost of pairs times policies breaks it.
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final Random random = new Random(SEED);

  @Test
  void thousandClassesAndThreeHundredPoliciesAreFast() {
    NetworkModel.Builder builder = cluster();
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      NetworkDecisions decisions = new NetworkDecisions(builder.build());
      long built = System.nanoTime();
      int one = connections(decisions, PortSet.of(8080));
      long onePort = System.nanoTime();
      int any = connections(decisions, PortSet.ALL);
      long anyPort = System.nanoTime();
      int decided = decide(decisions);
      long end = System.nanoTime();
      System.out.printf(
          "seed %d: build %d ms; lists of all %d classes: one port %d ms (%d), any port %d ms (%d);"
              + " 100000 decisions %d ms (%d yes)%n",
          SEED,
          millis(start, built),
          CLASSES,
          millis(built, onePort),
          one,
          millis(onePort, anyPort),
          any,
          millis(anyPort, end),
          decided);
      assertThat(Duration.ofNanos(anyPort - start)).isLessThan(BOUND);
      assertThat(one).isBetween(1, CLASSES * CLASSES - 1);
      assertThat(any).isGreaterThan(one);
    }
  }

  @Test
  void fiftyClassesOfUnknownLabelsStayFast() {
    NetworkModel.Builder builder = cluster();
    for (int i = 0; i < CLASSES; i += 20) {
      builder.pods(PodClass.of("w" + i, "n" + i % NAMESPACES, Labels.UNKNOWN));
    }
    long start = System.nanoTime();
    NetworkDecisions decisions = new NetworkDecisions(builder.build());
    int known = decisions.connectionsTo(Endpoint.pods("w1"), Protocol.TCP, PortSet.ALL).size();
    long one = System.nanoTime();
    int unknown = decisions.connectionsTo(Endpoint.pods("w20"), Protocol.TCP, PortSet.ALL).size();
    long end = System.nanoTime();
    System.out.printf(
        "seed %d: build and one list %d ms (%d); list of a class of unknown labels %d ms (%d)%n",
        SEED, millis(start, one), known, millis(one, end), unknown);
    assertThat(Duration.ofNanos(end - start)).isLessThan(BOUND);
  }

  private static long millis(long from, long to) {
    return (to - from) / 1_000_000;
  }

  private static int connections(NetworkDecisions decisions, PortSet ports) {
    int count = 0;
    for (int i = 0; i < CLASSES; i++) {
      count += decisions.connectionsTo(Endpoint.pods("w" + i), Protocol.TCP, ports).size();
    }
    return count;
  }

  private int decide(NetworkDecisions decisions) {
    int yes = 0;
    for (int i = 0; i < 100_000; i++) {
      Endpoint source = Endpoint.pods("w" + random.nextInt(CLASSES));
      Endpoint target = Endpoint.pods("w" + random.nextInt(CLASSES));
      Verdict verdict = decisions.decide(NetworkRequest.of(source, target, 8080)).verdict();
      yes += verdict == Verdict.YES ? 1 : 0;
    }
    return yes;
  }

  private NetworkModel.Builder cluster() {
    NetworkModel.Builder builder =
        NetworkModel.builder().enforcement(Enforcement.ENFORCED, "plugin").podRange("10.0.0.0/8");
    for (int i = 0; i < NAMESPACES; i++) {
      builder.namespace("n" + i, "n" + i, Cluster.labels("team", "t" + i % 10)).covered("n" + i);
    }
    for (int i = 0; i < CLASSES; i++) {
      Labels labels = Cluster.labels("app", "a" + i, "tier", "r" + i % 7, "part", "s" + i % 13);
      builder.pods(
          PodClass.of("w" + i, "n" + i % NAMESPACES, labels)
              .withPorts(List.of(NamedPort.of("http", Protocol.TCP, 8000 + i % 100))));
    }
    for (int i = 0; i < POLICIES; i++) {
      policy(builder, i);
    }
    return builder;
  }

  private void policy(NetworkModel.Builder builder, int i) {
    String types = i % 3 == 0 ? "[\"Ingress\",\"Egress\"]" : "[\"Ingress\"]";
    String selector = i % 4 == 0 ? "{}" : matching("tier", "r" + random.nextInt(7));
    String head = "{\"podSelector\":" + selector + ",\"policyTypes\":" + types + "}";
    builder.policy("p" + i, "n" + i % NAMESPACES, "h" + i, head);
    for (Direction direction : Direction.values()) {
      for (int j = 0; j < 3; j++) {
        String list = direction == Direction.INGRESS ? "from" : "to";
        String json =
            "{\""
                + list
                + "\":"
                + peers()
                + ",\"ports\":[{\"port\":\"http\"},{\"port\":"
                + (7990 + random.nextInt(100))
                + ",\"endPort\":"
                + (8090 + random.nextInt(50))
                + "}]}";
        builder.rule("p" + i, direction, "r" + i + direction + j, json);
      }
    }
  }

  private String peers() {
    List<String> peers = new ArrayList<>();
    peers.add("{\"podSelector\":" + matching("part", "s" + random.nextInt(13)) + "}");
    peers.add("{\"namespaceSelector\":" + matching("team", "t" + random.nextInt(10)) + "}");
    peers.add("{\"ipBlock\":{\"cidr\":\"" + random.nextInt(200) + ".0.0.0/8\"}}");
    return peers.toString();
  }

  private static String matching(String key, String value) {
    return "{\"matchLabels\":{\"" + key + "\":\"" + value + "\"}}";
  }
}
