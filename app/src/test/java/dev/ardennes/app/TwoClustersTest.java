package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.facts.RelationDecisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two folders of one estate that describe a cluster each, and what makes them one.
final class TwoClustersTest {
  @TempDir private Path folder = Path.of("");

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private FactBase facts(String same) throws IOException {
    write("shop/web.yaml", pod("shop"));
    write("pay/web.yaml", pod("pay"));
    write("ardennes.yaml", "sources: [{path: shop}, {path: pay}]\n" + same);
    return Estate.facts(ScanRequest.reading(List.of(folder), true));
  }

  private static String pod(String namespace) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: %s}
        spec: {containers: [{name: a, image: a, ports: [{containerPort: 80}]}]}
        """
        .formatted(namespace);
  }

  private static Verdict reaches(FactBase facts, String one, String other) {
    Instant asOf = Instant.parse("2026-11-21T00:00:00Z");
    List<String> question = List.of(one, other, "80", "TCP");
    return new RelationDecisions(facts, asOf).decide("pod_reaches", question).verdict();
  }

  @Test
  void podsOfOneFolderDoNotReachThoseOfAnother() throws IOException {
    FactBase facts = facts("");
    assertThat(reaches(facts, "k8s/shop/shop/pod/web", "k8s/pay/pay/pod/web"))
        .isEqualTo(Verdict.NO);
    assertThat(facts.entity("k8s/main")).isNull();
  }

  @Test
  void whoeverSaysThatTheyAreOneJoinsEverythingInThem() throws IOException {
    FactBase facts = facts("same: [{one: k8s/shop, other: k8s/pay, reason: one cluster}]\n");
    assertThat(reaches(facts, "k8s/shop/shop/pod/web", "k8s/shop/pay/pod/web"))
        .isEqualTo(Verdict.YES);
    assertThat(facts.entity("k8s/pay/pay/pod/web")).isNull();
  }
}
