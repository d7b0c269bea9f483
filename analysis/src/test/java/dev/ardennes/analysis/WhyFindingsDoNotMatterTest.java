package dev.ardennes.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report.WhyNot;
import dev.ardennes.analysis.Report.WhyNot.Kind;
import dev.ardennes.model.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WhyFindingsDoNotMatterTest {
  private static final String ALL = "{\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]}";
  private static final String EGRESS =
      "{\"podSelector\":{\"matchLabels\":{\"app\":\"ledger\"}},\"policyTypes\":[\"Egress\"]}";

  private final FindingEstate estate = new FindingEstate();

  private FindingEstate.Said inImage(String image) {
    return estate
        .finding("Trivy", "CVE-2024-24790", "critical")
        .says("finding_cve", "CVE-2024-24790")
        .says("finding_image", image)
        .is("known-vulnerability");
  }

  @Test
  void somebodySuppressedIt() {
    FindingEstate.Said said =
        estate
            .finding("Semgrep", "r", "high")
            .in("services/reports/Other.java", 3)
            .says("finding_suppressed", "inSource", "a false alarm");
    assertThat(said.whyNot().kind()).isEqualTo(Kind.SUPPRESSED);
    assertThat(said.whyNot().says()).contains("inSource", "a false alarm");
    assertThat(said.whyNot().evidence()).hasSize(1);
  }

  @Test
  void aStatementSaysThatTheProductIsNotAffected() {
    estate.at(
        "scan",
        "vex.json",
        4,
        "exploitability",
        "vex/1",
        "CVE-2024-24790",
        "p",
        "not_affected",
        "the code is not in the path of execution");
    FindingEstate.Said said =
        inImage("registry.example/shop/ledger:7")
            .says("finding_exploitability", "vex/1", "not_affected");
    assertThat(said.whyNot().kind()).isEqualTo(Kind.NOT_AFFECTED);
    assertThat(said.whyNot().says()).contains("not in the path of execution");
    assertThat(said.whyNot().evidence()).extracting(Evidence::file).containsExactly("vex.json");
  }

  @Test
  void aStatementThatItIsAffectedIsNoReason() {
    assertThat(
            inImage("registry.example/shop/ledger:7")
                .says("finding_exploitability", "vex/1", "affected")
                .whyNot()
                .kind())
        .isEqualTo(Kind.NO_WAY_IN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "services/reports/src/test/java/RendererTest.java",
        "services/reports/render.spec.ts",
        ".github/workflows/build.yml",
        "services/ledger/main_test.go"
      })
  void itIsInFilesThatOnlyTestsOrBuildsUse(String file) {
    assertThat(estate.finding("Semgrep", "r", "high").in(file, 4).whyNot().kind())
        .isEqualTo(Kind.DEVELOPMENT);
  }

  @Test
  void nothingRunsTheImage() {
    WhyNot why = inImage("registry.example/shop/archive:1").whyNot();
    assertThat(why.kind()).isEqualTo(Kind.NOT_RUN);
    assertThat(why.says()).contains("registry.example/shop/archive:1");
  }

  @Test
  void nothingRunsTheComponent() {
    WhyNot why = estate.finding("Semgrep", "r", "high").in("services/tool/main.py", 4).whyNot();
    assertThat(why.kind()).isEqualTo(Kind.NOT_RUN);
    assertThat(why.says()).contains("tool");
  }

  @Test
  void noWayInNamesThePolicyThatLetsNobodyIn() {
    estate
        .networkPolicy("books", "ledger", 3, EGRESS, 0)
        .networkPolicy("books", "a-few", 9, ALL, 1)
        .networkPolicy("books", "default-deny", 20, ALL, 0)
        .networkPolicy("web", "other", 40, ALL, 0);
    WhyNot why = inImage("registry.example/shop/ledger:6").whyNot();
    assertThat(why.kind()).isEqualTo(Kind.NO_WAY_IN);
    assertThat(why.says()).isEqualTo("no way in to ledger: NetworkPolicy default-deny");
    assertThat(why.evidence())
        .extracting(Evidence::place)
        .containsExactly("deploy/network.yaml:20");
  }

  @Test
  void aPolicyThatSelectsOtherPodsIsNotNamed() {
    String others =
        "{\"podSelector\":{\"matchLabels\":{\"app\":\"queue\"}},\"policyTypes\":[\"Ingress\"]}";
    estate.networkPolicy("books", "queue", 3, others, 0);
    WhyNot why = inImage("registry.example/shop/ledger:7").whyNot();
    assertThat(why.kind()).isEqualTo(Kind.NO_WAY_IN);
    assertThat(why.says()).contains("nothing that an attacker comes to have leads to ledger");
  }

  @Test
  void expressionsOfSelectorsAreUnderstood() {
    String expression =
        "{\"podSelector\":{\"matchExpressions\":[{\"key\":\"app\",\"operator\":\"In\","
            + "\"values\":[\"ledger\"]},{\"key\":\"old\",\"operator\":\"DoesNotExist\"}]}}";
    estate.networkPolicy("books", "by-expression", 3, expression, 0);
    assertThat(inImage("registry.example/shop/ledger:7").whyNot().says())
        .endsWith("NetworkPolicy by-expression");
  }

  @Test
  void theMeshIsNamedWhereTheClusterDoesNotEnforceNetworkPolicies() {
    String mesh = "k8s/c/books/authorizationpolicy/nobody";
    estate
        .networkPolicy("books", "default-deny", 20, ALL, 0)
        .at("deploy", "mesh.yaml", 1, "in_kubernetes", FindingEstate.LEDGER, "k8s/c")
        .at("deploy", "mesh.yaml", 1, "enforces_policies", "k8s/c", "not enforced")
        .at("deploy", "mesh.yaml", 5, "in_namespace", mesh, "k8s/c/books")
        .at("deploy", "mesh.yaml", 5, "authorization_policy", mesh, "{}");
    assertThat(inImage("registry.example/shop/ledger:7").whyNot().says())
        .contains("AuthorizationPolicy");
  }

  @Test
  void codeOutOfReachIsPlacedByTheNameOfItsImage() {
    estate.networkPolicy("books", "default-deny", 20, ALL, 0);
    assertThat(
            estate.finding("Semgrep", "r", "high").in("services/ledger/main.go", 4).whyNot().kind())
        .isEqualTo(Kind.NO_WAY_IN);
  }

  @Test
  void aScannedObjectOfKubernetesIsPlacedByItsName() {
    FindingEstate.Said deployment =
        estate
            .finding("Trivy", "KSV001", "high")
            .says("finding_workload", "books", "Deployment", "ledger");
    FindingEstate.Said set =
        estate
            .finding("Trivy", "KSV001", "high")
            .says("finding_workload", "web", "ReplicaSet", "reports-5d4f8c7b9d");
    FindingEstate.Said unknown =
        estate.finding("Trivy", "KSV001", "high").says("finding_workload", "x", "Deployment", "y");
    assertThat(deployment.whyNot().kind()).isEqualTo(Kind.NO_WAY_IN);
    assertThat(set.whyNot().kind()).isEqualTo(Kind.NOTHING_FOLLOWS);
    assertThat(unknown.whyNot().kind()).isEqualTo(Kind.NOT_PLACED);
  }

  @Test
  void configurationIsPlacedByWhatItDeclares() {
    assertThat(
            estate
                .finding("Checkov", "r", "high")
                .in("infra/exports.tf", 30)
                .is("missing-encryption")
                .whyNot()
                .kind())
        .as("the bucket is read")
        .isEqualTo(Kind.NOTHING_FOLLOWS);
    assertThat(estate.finding("Checkov", "r", "high").in("deploy/ledger.yaml", 9).whyNot().kind())
        .isEqualTo(Kind.NO_WAY_IN);
  }

  @Test
  void itIsReachedButNothingFollows() {
    WhyNot why = inImage("registry.example/shop/reports:1").whyNot();
    assertThat(why.kind()).isEqualTo(Kind.NOTHING_FOLLOWS);
    assertThat(why.says()).contains("known-vulnerability");
  }

  @Test
  void anAttackerCanUseItButNoListedPathDoes() {
    FindingEstate.Said said =
        estate
            .finding("Semgrep", "debug", "low")
            .in(FindingEstate.CODE, 90)
            .is("exposed-configuration");
    assertThat(said.whyNot().kind()).isEqualTo(Kind.NO_PATH);
  }

  @Test
  void anAddressIsPlacedByTheEndpointThatAnswersIt() {
    assertThat(
            estate
                .finding("ZAP", "10021", "low")
                .says("finding_url", "GET", "http://localhost:8080/healthz", "")
                .is("misconfiguration")
                .whyNot()
                .kind())
        .isEqualTo(Kind.NOTHING_FOLLOWS);
  }

  @Test
  void itNamesNothingThatWasCollected() {
    assertThat(
            estate
                .finding("ZAP", "10021", "high")
                .says("finding_url", "GET", "https://x/", "")
                .whyNot()
                .kind())
        .isEqualTo(Kind.NOT_PLACED);
    assertThat(estate.finding("Checkov", "r", "high").in("other/main.tf", 3).whyNot().kind())
        .isEqualTo(Kind.NOT_PLACED);
  }
}
