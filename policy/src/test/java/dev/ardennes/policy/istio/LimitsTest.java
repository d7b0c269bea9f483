package dev.ardennes.policy.istio;

import static dev.ardennes.policy.istio.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Policies that are made to be costly end in an answer that says so.
final class LimitsTest {
  private static final IstioRequest OPEN = IstioRequest.http(Caller.workload("web"), "db", 8080);

  @Test
  void aCertainWayIsFoundBehindManyUncertainOnes() {
    String uncertain =
        IntStream.range(0, 60)
            .mapToObj(i -> "{'source':{'ipBlocks':['10.0." + i + ".0/24']}}")
            .collect(Collectors.joining(","));
    Scene scene =
        new Scene()
            .policy("ALLOW", "{'from':[" + uncertain + "]}")
            .policy("ALLOW", "{'from':[{'source':{'namespaces':['shop']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(Verdict.YES);
  }

  @Test
  void aRuleWithTooManyPartsIsACondition() {
    String sources =
        IntStream.range(0, 60)
            .mapToObj(i -> "{'source':{'ipBlocks':['10.0." + i + ".0/24']}}")
            .collect(Collectors.joining(","));
    String operations =
        IntStream.range(0, 60)
            .mapToObj(i -> "{'operation':{'paths':['/" + i + "']}}")
            .collect(Collectors.joining(","));
    String rule = "{'from':[" + sources + "],'to':[" + operations + "]}";
    assertThat(new Scene().policy("ALLOW", rule).verdict(OPEN)).isEqualTo(Verdict.CONDITIONAL);
  }

  @Test
  void thousandsOfPathsAreDecided() {
    String paths =
        IntStream.range(0, 5_000).mapToObj(i -> "'/p" + i + "/*'").collect(Collectors.joining(","));
    String rule = "{'to':[{'operation':{'paths':[" + paths + "]}}]}";
    assertThat(new Scene().policy("DENY", rule).verdict(OPEN)).isEqualTo(Verdict.YES);
    Scene both = new Scene().policy("ALLOW", rule).policy("DENY", rule);
    assertThat(both.verdict(OPEN)).isNotEqualTo(Verdict.YES);
  }
}
