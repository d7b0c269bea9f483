package dev.ardennes.policy.kubernetes.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.kubernetes.podsecurity.PodSecurityResult.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A pod with an unknown field against the same pod with the field in every way.
final class UnknownFieldsTest {
  private static final long SEED = 20_260_728;
  private static final List<List<String>> FIELDS =
      List.of(
          List.of("'hostPID':%s", "true", "false", "null"),
          List.of("'hostUsers':%s", "true", "false", "null"),
          List.of("'os':{'name':%s}", "'windows'", "'linux'", "null"),
          List.of("'securityContext':{'runAsNonRoot':%s}", "true", "false", "null"),
          List.of("'securityContext':{'runAsUser':%s}", "0", "1", "null"),
          List.of(
              "'securityContext':{'runAsNonRoot':true,'seccompProfile':{'type':%s}}",
              "'RuntimeDefault'", "'Unconfined'", "null"),
          List.of("'volumes':[{'name':'v','hostPath':%s}]", "{}", "null"));
  private static final List<List<String>> OWN =
      List.of(
          List.of("'privileged':%s", "true", "false", "null"),
          List.of("'allowPrivilegeEscalation':%s", "true", "false", "null"),
          List.of("'procMount':%s", "'Default'", "'Unmasked'", "null"),
          List.of("'capabilities':{'add':[%s]}", "'CHOWN'", "'SYS_ADMIN'", "'NET_BIND_SERVICE'"),
          List.of("'capabilities':{'drop':[%s]}", "'ALL'", "'KILL'"),
          List.of("'runAsNonRoot':%s", "true", "false", "null"),
          List.of("'seccompProfile':%s", "{'type':'Localhost'}", "{'type':'x'}", "null"));

  /// A field as a template, and the value in its place.
  private record Filled(List<String> field, String value) {
    String text() {
      return field.getFirst().formatted(value);
    }
  }

  private static Filled pick(List<List<String>> fields, Random random) {
    List<String> field = fields.get(random.nextInt(fields.size()));
    return new Filled(field, field.get(1 + random.nextInt(field.size() - 1)));
  }

  private static Outcome outcome(
      Filled whole, Filled own, PodSecurityLevel level, PodSecurityVersion version) {
    String pod =
        "{" + whole.text() + ",'containers':[{'name':'a','securityContext':{" + own.text() + "}}]}";
    return PodSecurityStandards.evaluate(pod.replace('\'', '"'), level, version).outcome();
  }

  @Test
  void unknownIsPassOrFailOnlyIfEveryValueIs() {
    Random random = new Random(SEED);
    Map<Outcome, Integer> coverage = new EnumMap<>(Outcome.class);
    for (int i = 0; i < 20_000; i++) {
      Filled whole = pick(FIELDS, random);
      Filled own = pick(OWN, random);
      PodSecurityLevel level =
          random.nextBoolean() ? PodSecurityLevel.BASELINE : PodSecurityLevel.RESTRICTED;
      PodSecurityVersion version = new PodSecurityVersion(random.nextInt(39));
      boolean open = random.nextBoolean();
      List<String> field = open ? whole.field() : own.field();
      Filled unknown = new Filled(field, "'⟨x⟩'");
      Outcome found = outcome(open ? unknown : whole, open ? own : unknown, level, version);
      coverage.merge(found, 1, Integer::sum);
      for (String value : field.subList(1, field.size())) {
        Filled known = new Filled(field, value);
        Outcome actual = outcome(open ? known : whole, open ? own : known, level, version);
        if (found != Outcome.UNKNOWN) {
          assertThat(actual)
              .as("seed " + SEED + " " + whole + own + level + version)
              .isEqualTo(found);
        }
      }
    }
    System.out.println("pods with an unknown field, seed " + SEED + ": " + coverage);
    assertThat(coverage.get(Outcome.UNKNOWN)).isGreaterThan(1000);
    assertThat(coverage.get(Outcome.FAILS)).isGreaterThan(1000);
    assertThat(coverage.get(Outcome.PASSES)).isGreaterThan(100);
  }
}
