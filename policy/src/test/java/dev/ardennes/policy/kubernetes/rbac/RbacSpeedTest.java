package dev.ardennes.policy.kubernetes.rbac;

import static dev.ardennes.policy.kubernetes.rbac.Rules.resource;
import static dev.ardennes.policy.kubernetes.rbac.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The limits are far above what is needed, so that a busy machine does not fail them; a scan of
/// all bindings per decision would.
final class RbacSpeedTest {
  private static final int BINDINGS = 10_000;

  private static RbacModel model() {
    RbacModel.Builder model = RbacModel.builder();
    for (int i = 0; i < BINDINGS; i++) {
      String namespace = "ns" + i % 1000;
      RoleName role = RoleName.of(namespace, "r" + i);
      model.rule(role, rule("get,list", "core", "secrets", "s" + i), "r" + i);
      model.account(namespace, "a" + i);
      Subject subject =
          i % 10 == 0
              ? Subject.group("system:authenticated")
              : Subject.serviceAccount(namespace, "a" + i);
      model.bind(namespace, "b" + i, role, subject, "b" + i);
    }
    return model.build();
  }

  @Test
  @Timeout(60)
  void tenThousandBindingsAreDecidedWithoutLookingAtThemAll() {
    long start = System.nanoTime();
    RbacDecisions rbac = new RbacDecisions(model());
    long built = System.nanoTime();
    int yes = 0;
    int asked = 50_000;
    for (int i = 0; i < asked; i++) {
      int of = i % BINDINGS;
      String namespace = "ns" + of % 1000;
      Subject account = Subject.serviceAccount(namespace, "a" + of);
      RbacTarget secret = resource("secrets", namespace).named("s" + of);
      yes += rbac.decide(RbacRequest.of(account, "get", secret)).verdict() == Verdict.YES ? 1 : 0;
    }
    long decided = System.nanoTime();
    assertThat(yes).isEqualTo(asked);
    int listed = rbac.whoMay("get", resource("secrets", "ns1").named("s1")).size();
    int granted = rbac.grants(Requester.of(Subject.serviceAccount("ns1", "a1"))).size();
    int administrators = rbac.administrators().size();
    long done = System.nanoTime();
    System.out.printf(
        "rbac: built %d ms, %d decisions %d ms, lists %d ms%n",
        Duration.ofNanos(built - start).toMillis(),
        asked,
        Duration.ofNanos(decided - built).toMillis(),
        Duration.ofNanos(done - decided).toMillis());
    assertThat(listed).isGreaterThanOrEqualTo(2);
    assertThat(granted).isGreaterThan(1000);
    assertThat(administrators).isEqualTo(1);
    assertThat(Duration.ofNanos(decided - built)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  @Timeout(60)
  void rolesThatAggregateEachOtherAreFollowedWithinALimit() {
    RbacModel.Builder model = RbacModel.builder();
    for (int i = 0; i < 300; i++) {
      RoleName role = RoleName.cluster("c" + i);
      model.labels(role, "{\"a\":\"%d\",\"b\":\"%d\"}".formatted(i % 7, i % 5), "l" + i);
      if (i % 2 == 0) {
        String selectors =
            "[{\"matchLabels\":{\"a\":\"%d\"}},{\"matchLabels\":{\"b\":\"%d\"}}]"
                .formatted((i + 1) % 7, (i + 2) % 5);
        model.aggregates(role, selectors, "s" + i);
      } else {
        model.rule(role, rule("get", "core", "r" + i), "r" + i);
      }
    }
    model.bind("", "b", RoleName.cluster("c0"), Rules.EVE, "b");
    long start = System.nanoTime();
    Verdict verdict = Rules.ask(model, Rules.EVE, "get", resource("r299", "")).verdict();
    System.out.printf(
        "rbac: 150 roles that aggregate each other %d ms%n",
        Duration.ofNanos(System.nanoTime() - start).toMillis());
    assertThat(verdict).isNotEqualTo(Verdict.NO);
  }
}
