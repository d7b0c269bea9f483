package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.assumptions;
import static dev.ardennes.policy.istio.Scene.get;
import static dev.ardennes.policy.istio.Scene.sentBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What was not collected, what is not known and what cannot be read.
final class UnknownPartsTest {
  @Test
  void anUnknownValueIsACondition() {
    Scene scene = new Scene().policy("ALLOW", "{'from':[{'source':{'principals':['⟨who⟩']}}]}");
    Decision decision = scene.decide(get("web"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(decision.alternatives().getFirst().assumed())
        .singleElement()
        .satisfies(
            assumed -> {
              assertThat(assumed.assumption().kind()).isEqualTo(Assumption.Kind.NOT_COLLECTED);
              assertThat(assumed.about()).containsExactly("p0.0");
            });
    assertThat(scene.verdict(get("legacy"))).isEqualTo(NO);
  }

  @Test
  void whatIsKnownOfAValueCounts() {
    String rule = "{'from':[{'source':{'principals':['cluster.local/ns/⟨n⟩/sa/web']}}]}";
    Scene scene = new Scene().policy("ALLOW", rule);
    assertThat(scene.verdict(get("web"))).isEqualTo(CONDITIONAL);
    assertThat(scene.verdict(get("job"))).isEqualTo(NO);
  }

  @Test
  void anUnknownListBesideAKnownValueDoesNotMatter() {
    Scene scene =
        new Scene().policy("ALLOW", "{'from':[{'source':{'namespaces':['⟨n⟩','shop']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
    Scene list = new Scene().policy("ALLOW", "{'to':[{'operation':{'paths':'⟨p⟩'}}]}");
    assertThat(list.verdict(get("web"))).isEqualTo(CONDITIONAL);
  }

  @Test
  void anUnknownSelectorMayOrMayNotSelect() {
    String head = "{'action':'DENY','selector':{'matchLabels':{'app':'⟨a⟩'}}}";
    Decision decision = new Scene().policyIn("shop", head, "{}").decide(get("web"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(assumptions(decision)).containsExactly("the policy `p0` is not about `db`");
  }

  @Test
  void whatPassesEitherWayNeedsNoAssumption() {
    String head = "{'selector':{'matchLabels':{'app':'⟨a⟩'}}}";
    Scene scene =
        new Scene().policyIn("shop", head, "{'from':[{'source':{'namespaces':['shop']}}]}");
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
    assertThat(scene.verdict(get("job"))).isEqualTo(CONDITIONAL);
  }

  @Test
  void anUnknownActionMayForbid() {
    Scene scene = new Scene().policyIn("shop", "{'action':'⟨a⟩'}", "{}");
    assertThat(scene.verdict(get("web"))).isEqualTo(CONDITIONAL);
  }

  @Test
  void anUnknownTrialMayBeEnforced() {
    Scene scene = new Scene().policyIn("shop", "{'action':'DENY','dryRun':'⟨d⟩'}", "{}");
    Decision decision = scene.decide(get("web"));
    assertThat(assumptions(decision)).containsExactly("the policy `p0` is a trial only");
  }

  @Test
  void anUnknownModeMayBeStrict() {
    Scene scene = new Scene().peers("m", "shop", "{'mtls':{'mode':'⟨m⟩'}}");
    assertThat(scene.verdict(get("legacy"))).isEqualTo(CONDITIONAL);
    assertThat(scene.verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void anUnknownPatternForAPickedPathIsACondition() {
    Scene scene = new Scene().policy("ALLOW", "{'to':[{'operation':{'paths':['⟨p⟩']}}]}");
    assertThat(scene.verdict(IstioRequest.http(Caller.workload("web"), "db", 8080)))
        .isEqualTo(CONDITIONAL);
  }

  @Test
  void aRestrictionThatWasNotCollectedLeavesAYes() {
    IstioModel model =
        IstioModel.builder()
            .covers("istio-system")
            .workload(WorkloadClass.of("db", "shop", Map.of(), "db", MeshMode.SIDECAR))
            .build();
    Decision decision = new IstioDecisions(model).decide(sentBy(Caller.plaintext(), "/"));
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(decision.alternatives().getFirst().assumed())
        .singleElement()
        .satisfies(
            assumed -> {
              assertThat(assumed.unseenLayer()).isTrue();
              assertThat(assumed.assumption().says())
                  .isEqualTo("no policy of namespace `shop` that was not collected forbids it");
            });
  }

  @Test
  void aGrantThatWasNotCollectedIsACondition() {
    IstioModel model =
        IstioModel.builder()
            .workload(WorkloadClass.of("db", "shop", Map.of(), "db", MeshMode.SIDECAR))
            .authorizationPolicy("p", "shop", "p", "{}")
            .build();
    Decision decision = new IstioDecisions(model).decide(sentBy(Caller.plaintext(), "/"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
  }

  @Test
  void aTargetOfWhichNothingIsKnownIsACondition() {
    assertThat(new Scene().verdict(IstioRequest.http(Caller.plaintext(), "nobody", 80)))
        .isEqualTo(CONDITIONAL);
  }

  @Test
  void whatCannotBeReadIsAProblemAndACondition() {
    for (String rule :
        List.of(
            "no json",
            "[]",
            "{'form':[]}",
            "{'from':{}}",
            "{'from':[{'source':{'principal':['x']}}]}",
            "{'from':[{'source':{'principals':[{}]}}]}",
            "{'from':[{'source':{'ipBlocks':['10.0.0.0/99']}}]}",
            "{'to':[{'operation':{'ports':['99999']}}]}",
            "{'to':[{'operation':{'paths':['']}}]}",
            "{'to':[{'operation':{'paths':['/{**}/{*}']}}]}",
            "{'when':[{'key':'request.colour','values':['x']}]}",
            "{'when':[{'key':'source.ip'}]}")) {
      Scene scene = new Scene().policy("DENY", rule);
      assertThat(scene.builder().build().problems()).as(rule).hasSize(1);
      assertThat(scene.verdict(get("web"))).as(rule).isEqualTo(CONDITIONAL);
    }
  }

  @Test
  void aPolicyThatCannotBeReadIsAProblemAndACondition() {
    for (String head : List.of("", "[", "3", "{'action':'REFUSE'}", "{'selector':7}")) {
      Scene scene = new Scene().policyIn("shop", head);
      assertThat(scene.builder().build().problems()).as(head).hasSize(1);
      assertThat(scene.verdict(get("web"))).as(head).isEqualTo(CONDITIONAL);
    }
    for (String spec : List.of("x", "{'mtls':{'mode':'LAX'}}", "{'portLevelMtls':{'x':{}}}")) {
      Scene scene = new Scene().peers("m", "shop", spec);
      assertThat(scene.builder().build().problems()).as(spec).hasSize(1);
      assertThat(scene.verdict(get("legacy"))).as(spec).isEqualTo(CONDITIONAL);
    }
    Scene scene = new Scene().tokens("r", "shop", "{'jwtRules':{}}");
    assertThat(scene.builder().build().problems()).hasSize(1);
    assertThat(scene.verdict(get("web").withToken(Token.of("a", "b")))).isEqualTo(CONDITIONAL);
  }

  @Test
  void deepJsonIsAProblem() {
    Scene scene = new Scene().policy("DENY", "[".repeat(100_000));
    assertThat(scene.builder().build().problems()).hasSize(1);
  }

  @Test
  void aRuleOfNoPolicyIsAProblem() {
    Scene scene = new Scene();
    scene.builder().authorizationRule("ghost", "f", "{}");
    assertThat(scene.builder().build().problems()).hasSize(1);
  }
}
