package dev.ardennes.policy.istio;

import static dev.ardennes.policy.Verdict.NO;
import static dev.ardennes.policy.Verdict.YES;
import static dev.ardennes.policy.istio.Scene.connect;
import static dev.ardennes.policy.istio.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// The fields of an operation, and the forms in which texts match.
final class OperationsTest {
  @Test
  void aPathMatchesInEveryForm() {
    assertThat(allows("'/a'", "/a")).isTrue();
    assertThat(allows("'/a'", "/a/")).isFalse();
    assertThat(allows("'/a*'", "/a")).isTrue();
    assertThat(allows("'/a*'", "/abc/d")).isTrue();
    assertThat(allows("'*.css'", "/x/y.css")).isTrue();
    assertThat(allows("'*'", "/")).isTrue();
    assertThat(allows("'/A'", "/a")).isFalse();
  }

  @Test
  void aTemplateTakesSegments() {
    assertThat(allows("'/a/{*}'", "/a/b")).isTrue();
    assertThat(allows("'/a/{*}'", "/a/b/c")).isFalse();
    assertThat(allows("'/a/{*}'", "/a/")).isFalse();
    assertThat(allows("'/a/{*}/c'", "/a/b/c")).isTrue();
    assertThat(allows("'/a/{**}'", "/a/")).isTrue();
    assertThat(allows("'/a/{**}'", "/a")).isFalse();
    assertThat(allows("'/a/{**}/z.txt'", "/a/b/c/z.txt")).isTrue();
  }

  @Test
  void theQueryIsNoPartOfThePath() {
    assertThat(allows("'/a'", "/a?x=/b")).isTrue();
    assertThat(allows("'/a'", "/a#x")).isTrue();
  }

  @Test
  void aPathIsNormalizedBeforePoliciesSeeIt() {
    assertThat(allows("'/b'", "/a/../b")).isTrue();
    assertThat(allows("'/b'", "/.\\b")).isTrue();
    assertThat(allows("'/a/'", "/a/b/..")).isTrue();
    assertThat(allows("'/a/b'", "/a//b")).isFalse();
  }

  @Test
  void howAPathIsNormalizedIsASettingOfTheMesh() {
    assertThat(allows("'/b'", "/a/../b", PathNormalization.NONE)).isFalse();
    assertThat(allows("'/a/b'", "/a//b", PathNormalization.MERGE_SLASHES)).isTrue();
    assertThat(allows("'/a/b'", "/a%2Fb", PathNormalization.MERGE_SLASHES)).isFalse();
    assertThat(allows("'/a/b'", "/a%2fb", PathNormalization.DECODE_AND_MERGE_SLASHES)).isTrue();
  }

  @Test
  void notPathsTakeAway() {
    Scene scene = scene("{'paths':['/a*'],'notPaths':['/a/x']}");
    assertThat(scene.verdict(get("web", "/a/y"))).isEqualTo(YES);
    assertThat(scene.verdict(get("web", "/a/x"))).isEqualTo(NO);
  }

  @Test
  void theCaseOfAHostDoesNotCount() {
    Scene scene = scene("{'hosts':['Db.*']}");
    assertThat(scene.verdict(get("web").withHost("DB.shop"))).isEqualTo(YES);
    assertThat(scene.verdict(get("web").withHost("web.shop"))).isEqualTo(NO);
    assertThat(scene("{'notHosts':['*.SHOP']}").verdict(get("web").withHost("db.Shop")))
        .isEqualTo(NO);
  }

  @Test
  void theCaseOfAMethodCounts() {
    assertThat(scene("{'methods':['GET']}").verdict(get("web"))).isEqualTo(YES);
    assertThat(scene("{'methods':['get']}").verdict(get("web"))).isEqualTo(NO);
    assertThat(scene("{'notMethods':['GET']}").verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void aPortIsThatOfThePods() {
    assertThat(scene("{'ports':['8080']}").verdict(get("web"))).isEqualTo(YES);
    assertThat(scene("{'ports':['80']}").verdict(get("web"))).isEqualTo(NO);
    assertThat(scene("{'notPorts':['8080']}").verdict(get("web"))).isEqualTo(NO);
  }

  @Test
  void sourceOperationAndConditionsMustAllMatch() {
    Scene scene =
        new Scene()
            .policy(
                "ALLOW",
                "{'from':[{'source':{'namespaces':['shop']}}],'to':[{'operation':{'paths':['/a']}}],"
                    + "'when':[{'key':'request.headers[X-Team]','values':['blue']}]}");
    IstioRequest full = get("web", "/a").withHeaders(Map.of("x-team", "blue"));
    assertThat(scene.verdict(full)).isEqualTo(YES);
    assertThat(scene.verdict(full.withPath("/b"))).isEqualTo(NO);
    assertThat(scene.verdict(get("web", "/a"))).isEqualTo(NO);
  }

  @Test
  void anAllowRuleThatAsksForHttpNeverMatchesOtherTraffic() {
    Scene scene = scene("{'ports':['5432'],'methods':['GET']}");
    assertThat(scene.verdict(connect("web"))).isEqualTo(NO);
    assertThat(scene("{'notPaths':['/x']}").verdict(connect("web"))).isEqualTo(NO);
    Scene mixed =
        new Scene()
            .policy(
                "ALLOW", "{'to':[{'operation':{'ports':['5432']}},{'operation':{'paths':['/']}}]}");
    assertThat(mixed.verdict(connect("web"))).isEqualTo(NO);
  }

  @Test
  void aDenyRuleThatAsksForHttpMatchesOtherTrafficAsIfItDidNotAsk() {
    Scene scene =
        new Scene().policy("DENY", "{'to':[{'operation':{'ports':['5432'],'methods':['GET']}}]}");
    assertThat(scene.verdict(connect("web"))).isEqualTo(NO);
    assertThat(scene.verdict(connect("web").withProtocol(Protocol.HTTP).withMethod("PUT")))
        .isEqualTo(YES);
    Scene not = new Scene().policy("DENY", "{'to':[{'operation':{'notPaths':['/x']}}]}");
    assertThat(not.verdict(connect("web"))).isEqualTo(NO);
    Scene port = new Scene().policy("DENY", "{'to':[{'operation':{'ports':['1'],'paths':['/']}}]}");
    assertThat(port.verdict(connect("web"))).isEqualTo(YES);
  }

  private static boolean allows(String paths, String path) {
    return allows(paths, path, PathNormalization.BASE);
  }

  private static boolean allows(String paths, String path, PathNormalization normalization) {
    Scene scene = scene("{'paths':[" + paths + "]}");
    return scene.mesh(Mesh.DEFAULT.withPathNormalization(normalization)).verdict(get("web", path))
        == YES;
  }

  private static Scene scene(String operation) {
    return new Scene().policy("ALLOW", "{'to':[{'operation':" + operation + "}]}");
  }
}
