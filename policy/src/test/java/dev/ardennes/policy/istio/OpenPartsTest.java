package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.connect;
import static dev.ardennes.policy.istio.Scene.get;
import static dev.ardennes.policy.istio.Scene.picked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import org.junit.jupiter.api.Test;

/// What the caller picks so that a request passes.
final class OpenPartsTest {
  @Test
  void aPathThatFitsIsNamed() {
    Scene scene = new Scene().policy("ALLOW", paths("'/debug/*'"));
    Decision decision = scene.decide(OPEN);
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(decision.alternatives().getFirst().choices())
        .containsExactly(new Alternative.Choice("path", "`/debug/a`, as it matches `/debug/*`"));
  }

  @Test
  void aPathAvoidsWhatIsDenied() {
    Scene scene =
        new Scene()
            .policy("ALLOW", paths("'/debug/*'"))
            .policy("DENY", paths("'/debug/a*','/debug/b{*}','*.css'"));
    String path = pick(scene, "path");
    assertThat(path).startsWith("/debug/").doesNotStartWith("/debug/a").doesNotEndWith(".css");
    assertThat(scene.verdict(get("web", path))).isEqualTo(YES);
  }

  @Test
  void noPathIsLeftWhereAllIsDenied() {
    Scene scene = new Scene().policy("ALLOW", paths("'/debug/*'")).policy("DENY", paths("'/de*'"));
    Decision decision = scene.decide(OPEN);
    assertThat(decision.verdict()).isEqualTo(NO);
    assertThat(decision.controls()).hasSize(2);
    Scene exact =
        new Scene().policy("ALLOW", paths("'/a','/b'")).policy("DENY", paths("'/a','/b'"));
    assertThat(exact.verdict(OPEN)).isEqualTo(NO);
  }

  @Test
  void noPathThatNormalizationRemovesIsPicked() {
    Scene scene = new Scene().policy("ALLOW", paths("'/a/../b','/x?y'"));
    assertThat(scene.verdict(OPEN)).isEqualTo(NO);
    assertThat(scene.mesh(Mesh.DEFAULT.withPathNormalization(PathNormalization.NONE)).verdict(OPEN))
        .isEqualTo(YES);
  }

  @Test
  void aDenyIsEscapedByOneOfItsFields() {
    Scene scene =
        new Scene()
            .policy("DENY", "{'to':[{'operation':{'paths':['/admin'],'methods':['POST']}}]}");
    Decision decision = scene.decide(OPEN.withPath("/admin"));
    assertThat(decision.verdict()).isEqualTo(YES);
    assertThat(picked(decision.alternatives().getFirst(), "method")).isEqualTo("GET");
    assertThat(scene.verdict(OPEN.withPath("/admin").withMethod("POST"))).isEqualTo(NO);
  }

  @Test
  void aHeaderIsSentOrNotSent() {
    String rule = "{'when':[{'key':'request.headers[x-debug]','values':['on*']}]}";
    assertThat(pick(new Scene().policy("ALLOW", rule), "header x-debug")).isEqualTo("ona");
    Decision decision = new Scene().policy("DENY", rule).decide(OPEN);
    assertThat(decision.alternatives().getFirst().choices())
        .containsExactly(
            new Alternative.Choice("header x-debug", "not sent, as it does not match `on*`"));
  }

  @Test
  void aHeaderThatMustAndMustNotMatchIsImpossible() {
    Scene scene =
        new Scene()
            .policy("ALLOW", "{'when':[{'key':'request.headers[x]','values':['a']}]}")
            .policy("DENY", "{'when':[{'key':'request.headers[X]','values':['*']}]}");
    assertThat(scene.verdict(OPEN)).isEqualTo(NO);
  }

  @Test
  void aHostIsPickedInLowerCase() {
    assertThat(
            pick(
                new Scene().policy("ALLOW", "{'to':[{'operation':{'hosts':['*.Shop.com']}}]}"),
                "host"))
        .isEqualTo("a.shop.com");
  }

  @Test
  void everyWayToBeAllowedIsListed() {
    Scene scene = new Scene().policy("ALLOW", paths("'/a'"), paths("'/b'"));
    Decision decision = scene.decide(OPEN);
    assertThat(decision.alternatives()).hasSize(2);
    assertThat(decision.complete()).isTrue();
  }

  @Test
  void onOtherTrafficNothingIsPicked() {
    Decision decision = new Scene().decide(connect("web"));
    assertThat(decision.alternatives().getFirst().choices()).isEmpty();
  }

  private static final IstioRequest OPEN = IstioRequest.http(Caller.workload("web"), "db", 8080);

  private static String paths(String list) {
    return "{'to':[{'operation':{'paths':[" + list + "]}}]}";
  }

  private static String pick(Scene scene, String key) {
    return picked(scene.decide(OPEN).alternatives().getFirst(), key);
  }
}
