package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.CONDITIONAL;
import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.assumptions;
import static dev.ardennes.policy.istio.Scene.facts;
import static dev.ardennes.policy.istio.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import org.junit.jupiter.api.Test;

/// Which action decides, and what holds where none does.
final class ActionsTest {
  @Test
  void whereNothingSelectsTheWorkloadEverybodyIsLetIn() {
    Decision decision = new Scene().decide(get("job"));
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(facts(decision)).isEmpty();
  }

  @Test
  void anAllowPolicyLetsInWhatItMatchesAndNothingElse() {
    Scene scene = new Scene().policy("ALLOW", "{'from':[{'source':{'namespaces':['shop']}}]}");
    Decision allowed = scene.decide(get("web"));
    assertThat(allowed.verdict()).isEqualTo(YES);
    assertThat(facts(allowed)).containsExactly("p0", "p0.0");
    Decision refused = scene.decide(get("job"));
    assertThat(refused.verdict()).isEqualTo(NO);
    assertThat(refused.controls())
        .singleElement()
        .satisfies(
            control -> {
              assertThat(control.kind()).isEqualTo(Control.Kind.MESH_POLICY);
              assertThat(control.factIds()).containsExactly("p0");
            });
  }

  @Test
  void anAllowPolicyWithoutRulesLetsNobodyIn() {
    assertThat(new Scene().policy("ALLOW").verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void aDenyPolicyWithoutRulesRefusesNobody() {
    assertThat(new Scene().policy("DENY").verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void anEmptyRuleMatchesEverything() {
    assertThat(new Scene().policy("ALLOW", "{}").verdict(get("legacy"))).isEqualTo(YES);
    assertThat(new Scene().policy("DENY", "{}").verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void theActionIsAllowWhereNoneIsNamed() {
    Scene scene = new Scene().policyIn("shop", "{}");
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void denyWinsOverAllow() {
    Scene scene =
        new Scene()
            .policy("ALLOW", "{}")
            .policy("DENY", "{'to':[{'operation':{'paths':['/admin']}}]}");
    assertThat(scene.verdict(get("web", "/"))).isEqualTo(YES);
    Decision refused = scene.decide(get("web", "/admin"));
    assertThat(refused.verdict()).isEqualTo(NO);
    assertThat(refused.controls().getFirst().factIds()).containsExactly("p1", "p1.0");
  }

  @Test
  void oneOfSeveralAllowPoliciesSuffices() {
    Scene scene =
        new Scene()
            .policy("ALLOW", "{'to':[{'operation':{'paths':['/a']}}]}")
            .policy("ALLOW", "{'to':[{'operation':{'paths':['/b']}}]}");
    assertThat(facts(scene.decide(get("web", "/b")))).containsExactly("p1", "p1.0");
    assertThat(scene.verdict(get("web", "/c"))).isEqualTo(NO);
  }

  @Test
  void auditDecidesNothing() {
    assertThat(new Scene().policy("AUDIT", "{}").verdict(get("web"))).isEqualTo(YES);
  }

  @Test
  void aTrialDecidesNothing() {
    String deny = "{'action':'DENY','annotations':{'istio.io/dry-run':'true'}}";
    assertThat(new Scene().policyIn("shop", deny, "{}").verdict(get("web"))).isEqualTo(YES);
    String allow = "{'action':'ALLOW','dryRun':true}";
    assertThat(new Scene().policyIn("shop", allow).verdict(get("web"))).isEqualTo(YES);
    String enforced = "{'action':'DENY','dryRun':'false'}";
    assertThat(new Scene().policyIn("shop", enforced, "{}").verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void whatACustomPolicyMatchesRestsOnTheExternalAuthorizer() {
    Scene scene =
        new Scene()
            .policyIn(
                "shop",
                "{'action':'CUSTOM','provider':{'name':'opa'}}",
                "{'to':[{'operation':{'paths':['/admin']}}]}");
    Decision decision = scene.decide(get("web", "/admin"));
    assertThat(decision.verdict()).isEqualTo(CONDITIONAL);
    assertThat(assumptions(decision))
        .containsExactly("the external authorizer `opa` does not refuse it");
    assertThat(scene.verdict(get("web", "/"))).isEqualTo(YES);
  }

  @Test
  void denyWinsOverACustomPolicyThatMayAgree() {
    Scene scene = new Scene().policyIn("shop", "{'action':'CUSTOM'}", "{}").policy("DENY", "{}");
    assertThat(scene.verdict(get("web"))).isEqualTo(NO);
  }
}
