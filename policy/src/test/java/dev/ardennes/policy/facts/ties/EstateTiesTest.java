package dev.ardennes.policy.facts.ties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.facts.RelationDecisions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EstateTiesTest {
  private static final AwsServices SERVICES = AwsServices.bundled();
  private static final String ACCOUNT = "k8s/main/shop/serviceaccount/web";
  private static final String ROLE = "arn:aws:iam::111122223333:role/reader";
  private static final String UNKNOWN_ISSUER = "\u27e8infra:aws_eks_cluster.main.issuer\u27e9";

  private final List<Entity> entities = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  private EstateTiesTest entity(String id, String kind, String name, String... aliases) {
    entities.add(new Entity(id, kind, name, List.of(aliases)));
    return this;
  }

  private EstateTiesTest fact(String relation, String... args) {
    Evidence here = Evidence.at("test", "file", 1, 1);
    facts.add(new Fact(relation, List.of(args), Standing.CONFIGURED, List.of(here)));
    return this;
  }

  private EstateTies ties() {
    FactBase base =
        FactBase.of(
            List.of(new Collected("test", "test", "", 1, entities, facts, List.of(), List.of())));
    return new EstateTies(base, new RelationDecisions(base, null, SERVICES).aws());
  }

  private static List<String> says(Decision decision) {
    return decision.alternatives().stream()
        .flatMap(alternative -> alternative.assumptions().stream())
        .map(Assumption::says)
        .toList();
  }

  // --- code ----------------------------------------------------------------------------------

  private EstateTiesTest webImage(String image) {
    return entity("w", "k8s.deployment", "shop-frontend")
        .entity("code/services/web", "code.component", "web", "web")
        .entity("code/services/worker", "code.component", "worker", "worker")
        .fact("image", "w", image);
  }

  @Test
  void theImagesNameIsComparedWithTheFolderAndThatIsAnAssumption() {
    EstateTies ties = webImage("registry.example:5000/team/web:1.2@sha256:00").ties();
    Decision decision = ties.decide("implements", List.of("w", "code/services/web"));
    assertThat(decision.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(says(decision))
        .containsExactly(
            "the image `registry.example:5000/team/web:1.2@sha256:00` is built from"
                + " `services/web`");
    assertThat(ties.candidates("implements", 1, List.of("w", "")))
        .containsExactly("code/services/web");
    assertThat(ties.candidates("implements", 0, List.of("", "code/services/web")))
        .containsExactly("w");
  }

  @Test
  void anotherImageRunsOtherCode() {
    EstateTies ties = webImage("team/webmail:1").ties();
    assertThat(ties.decide("implements", List.of("w", "code/services/web")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void theWorkloadsOwnNameCountsWhereNoImageIsKnown() {
    EstateTies ties =
        entity("w", "k8s.deployment", "web")
            .entity("code/services/web", "code.component", "web")
            .fact("image", "w", "team/app:1")
            .ties();
    assertThat(says(ties.decide("implements", List.of("w", "code/services/web"))))
        .containsExactly("`web` runs the code of `services/web`");
  }

  @Test
  void theNameThatTheBuildGivesCountsToo() {
    EstateTies ties =
        entity("w", "k8s.deployment", "x")
            .entity("code/src", "code.component", "src")
            .fact("component_name", "code/src", "example.com/team/ledger")
            .fact("image", "w", "team/ledger")
            .ties();
    Decision decision = ties.decide("implements", List.of("w", "code/src"));
    assertThat(decision.alternatives().getFirst().factIds()).hasSize(2);
  }

  // --- names ---------------------------------------------------------------------------------

  private boolean names(String arn, String text) {
    entities.clear();
    facts.clear();
    EstateTies ties = entity("thing", "x", "x").fact("arn", "thing", arn).ties();
    boolean named = ties.decide("named_by", List.of("thing", text)).verdict() == Verdict.YES;
    assertThat(ties.candidates("named_by", 0, List.of("", text)).contains("thing"))
        .isEqualTo(named);
    return named;
  }

  @Test
  void aParameterIsNamedByItsPath() {
    String arn = "arn:aws:ssm:eu-central-1:111122223333:parameter/team/key";
    assertThat(names(arn, "/team/key")).isTrue();
    assertThat(names(arn, arn)).isTrue();
    assertThat(names(arn, "team/key")).isFalse();
    assertThat(names("arn:aws:ssm:eu-central-1:111122223333:parameter/key", "key")).isTrue();
  }

  @Test
  void aQueueIsNamedByItsAddress() {
    String arn = "arn:aws:sqs:eu-central-1:111122223333:orders";
    assertThat(names(arn, "https://sqs.eu-central-1.amazonaws.com/111122223333/orders")).isTrue();
    assertThat(names(arn, "https://sqs.eu-central-1.amazonaws.com/444455556666/orders")).isFalse();
  }

  @Test
  void aBucketIsNamedByItsNameAndASubnetByNothing() {
    assertThat(names("arn:aws:s3:::exports", "exports")).isTrue();
    assertThat(names("arn:aws:ec2:eu-central-1:111122223333:subnet/main", "main")).isFalse();
  }

  // --- routes --------------------------------------------------------------------------------

  private Verdict routed(String routePath, String endpointPath) {
    facts.clear();
    return fact("routes", "r", "*", routePath, "s", "80")
        .fact("endpoint_path", "e", "GET", endpointPath)
        .ties()
        .decide("routed", List.of("r", "s", "80", "e"))
        .verdict();
  }

  @Test
  void aRouteLeadsToThePathsThatItsPatternFits() {
    assertThat(routed("/reports", "/reports")).isEqualTo(Verdict.YES);
    assertThat(routed("/reports", "/reports/{id}")).isEqualTo(Verdict.NO);
    assertThat(routed("/reports/*", "/reports/{id}")).isEqualTo(Verdict.YES);
    assertThat(routed("/reports/*", "/reports")).isEqualTo(Verdict.NO);
    assertThat(routed("/reports/*", "/debug/config")).isEqualTo(Verdict.NO);
    assertThat(routed("/*", "/")).isEqualTo(Verdict.YES);
    assertThat(routed("/*", "/a/b/c")).isEqualTo(Verdict.YES);
    assertThat(routed("/rep*", "/reports/{id}")).isEqualTo(Verdict.YES);
    assertThat(routed("/a/b", "/{any*}")).isEqualTo(Verdict.YES);
    assertThat(routed("/a/b", "/{x}/c")).isEqualTo(Verdict.NO);
    assertThat(routed("/a/b", "/a/b/c")).isEqualTo(Verdict.NO);
  }

  @Test
  void whetherAnExpressionFitsIsAnAssumption() {
    assertThat(routed("~ ^/v[0-9]+/.*", "/v1/x")).isEqualTo(Verdict.CONDITIONAL);
  }

  @Test
  void anotherPortOfTheServiceIsAnotherRoute() {
    EstateTies ties =
        fact("routes", "r", "*", "/*", "s", "80").fact("endpoint_path", "e", "GET", "/x").ties();
    assertThat(ties.decide("routed", List.of("r", "s", "81", "e")).verdict()).isEqualTo(Verdict.NO);
  }

  // --- tokens --------------------------------------------------------------------------------

  private EstateTiesTest account() {
    return entity("k8s/main", "k8s.cluster", "main")
        .entity("k8s/main/shop", "k8s.namespace", "shop")
        .entity(ACCOUNT, "k8s.service-account", "web")
        .fact("in_kubernetes", ACCOUNT, "k8s/main")
        .fact("in_namespace", ACCOUNT, "k8s/main/shop");
  }

  private EstateTiesTest role(String issuer, String operator, String subject) {
    return entity(ROLE, "aws.iam.role", "reader")
        .fact("arn", ROLE, ROLE)
        .fact("trust_policy", ROLE, ROLE + "/trust")
        .fact(
            "policy_statement",
            ROLE + "/trust",
            "0",
            """
            {"Action":["sts:AssumeRoleWithWebIdentity"],"Condition":{"StringEquals":\
            {"%1$s:aud":["sts.amazonaws.com"]},"%2$s":{"%1$s:sub":["%3$s"]}},"Effect":"Allow",\
            "Principal":{"Federated":["arn:aws:iam::111122223333:oidc-provider/%1$s"]}}"""
                .formatted(issuer, operator, subject));
  }

  private Decision trusts(String audience) {
    return ties().decide("trusts_token", List.of(ROLE, ACCOUNT, audience));
  }

  @Test
  void aPatternInTheSubjectLetsInEveryAccountThatItFits() {
    account()
        .entity("eks", "aws.eks.cluster", "production", "aws_eks_cluster.main")
        .role(UNKNOWN_ISSUER, "StringLike", "system:serviceaccount:shop:*");
    Decision decision = trusts("sts.amazonaws.com");
    assertThat(decision.verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(says(decision))
        .containsExactly("the manifests of cluster `main` are applied to `production`");
    assertThat(ties().candidates("trusts_token", 0, List.of("", ACCOUNT, "x")))
        .containsExactly(ROLE);
  }

  @Test
  void aPinnedSubjectLetsInThatAccountOnly() {
    account().role(UNKNOWN_ISSUER, "StringLike", "system:serviceaccount:shop:worker");
    Decision decision = trusts("sts.amazonaws.com");
    assertThat(decision.verdict()).isEqualTo(Verdict.NO);
    assertThat(decision.controls()).singleElement().asString().contains("trust");
  }

  @Test
  void anotherAudienceIsRefused() {
    account().role(UNKNOWN_ISSUER, "StringLike", "system:serviceaccount:shop:web");
    assertThat(trusts("sts.amazonaws.com").verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(trusts("vault").verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void tokensOfPipelinesAreNoClusters() {
    account().role("token.actions.githubusercontent.com", "StringLike", "system:serviceaccount:*");
    assertThat(trusts("sts.amazonaws.com").verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void aKnownIssuerIsTiedToTheClusterByAnAssumption() {
    String issuer = "oidc.eks.eu-central-1.amazonaws.com/id/ABC";
    account().role(issuer, "StringLike", "system:serviceaccount:shop:web");
    assertThat(says(trusts("sts.amazonaws.com")))
        .containsExactly("the tokens of cluster `main` are issued by `" + issuer + "`");
  }

  // --- calls ---------------------------------------------------------------------------------

  @Test
  void whatCodeNamesByASettingIsLookedUpInItsWorkload() {
    String queue = "arn:aws:sqs:eu-central-1:111122223333:orders";
    EstateTies ties =
        webImage("team/web:1")
            .entity(queue, "aws.sqs.queue", "orders")
            .fact("arn", queue, queue)
            .fact("cloud_call", "code/services/web", "sqs:ReceiveMessage", "${QUEUE}")
            .fact("setting", "w", "QUEUE", queue)
            .ties();
    assertThat(ties.decide("performs", List.of("w", "sqs:ReceiveMessage", queue)).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
    assertThat(ties.decide("performs", List.of("w", "sqs:SendMessage", queue)).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(ties.candidates("performs", 0, List.of("", "sqs:ReceiveMessage", queue)))
        .containsExactly("w");
  }

  @Test
  void aCallThatNamesNothingKnownTiesNothing() {
    EstateTies ties =
        webImage("team/web:1")
            .fact("cloud_call", "code/services/web", "sqs:ReceiveMessage", "*")
            .ties();
    assertThat(ties.candidates("performs", 0, List.of("", "sqs:ReceiveMessage", "x"))).isEmpty();
  }

  // --- nodes ---------------------------------------------------------------------------------

  @Test
  void aPathOpensWhatLiesInItAndWhatItLiesIn() {
    assertThat(HostPathTies.opened("/")).hasSize(7);
    assertThat(HostPathTies.opened("/var/log/")).containsExactly("its logs");
    assertThat(HostPathTies.opened("/var/lib/kubelet/pods")).contains("the tokens of its pods");
    assertThat(HostPathTies.opened("/var/run")).containsExactly("its runtime socket");
    assertThat(HostPathTies.opened("/proc")).containsExactly("its core pattern");
    assertThat(HostPathTies.opened("/data")).isEmpty();
    assertThat(HostPathTies.opened("/etcetera")).isEmpty();
  }

  // --- findings ------------------------------------------------------------------------------

  private EstateTiesTest finding() {
    return entity("w", "k8s.deployment", "web", "shop/web", "Deployment/shop/web")
        .fact("runs_as_account", "w", ACCOUNT)
        .fact("reported", "f", "trivy", "CVE-1", "high");
  }

  @Test
  void aFindingInTheVeryImageIsInTheWorkload() {
    EstateTies ties =
        finding().fact("image", "w", "team/web:1").fact("finding_image", "f", "team/web:1").ties();
    assertThat(ties.decide("finding_in", List.of("f", "w")).verdict()).isEqualTo(Verdict.YES);
    assertThat(ties.candidates("finding_in", 1, List.of("f", ""))).containsExactly("w");
    assertThat(ties.candidates("finding_in", 0, List.of("", "w"))).containsExactly("f");
  }

  @Test
  void thatAnotherVersionHasItTooIsAnAssumption() {
    EstateTies ties =
        finding().fact("image", "w", "team/web:2").fact("finding_image", "f", "team/web:1").ties();
    assertThat(says(ties.decide("finding_in", List.of("f", "w"))))
        .containsExactly("what was found in the image `team/web:1` is in `team/web:2` too");
  }

  @Test
  void aFindingInAnotherImageIsNot() {
    EstateTies ties =
        finding().fact("image", "w", "team/web:1").fact("finding_image", "f", "team/app:1").ties();
    assertThat(ties.decide("finding_in", List.of("f", "w")).verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void aScannedObjectIsTheWorkload() {
    EstateTies ties = finding().fact("finding_workload", "f", "shop", "Deployment", "web").ties();
    assertThat(ties.decide("finding_in", List.of("f", "w")).verdict()).isEqualTo(Verdict.YES);
  }

  private EstateTiesTest tried(String url) {
    return finding()
        .fact("finding_url", "f", "GET", url, "q")
        .fact("routes", "r", "shop.example.com", "/api/*", "s", "80")
        .fact("routes", "r", "shop.example.com", "/*", "other", "80")
        .fact("backs", "s", "80", "w", "8080", "TCP")
        .fact("backs", "other", "80", "v", "8080", "TCP");
  }

  @Test
  void aFindingAtAUrlIsInTheWorkloadToWhichTheLongestRouteLeads() {
    EstateTies ties = tried("https://shop.example.com/api/orders?q=1").ties();
    assertThat(ties.candidates("finding_in", 1, List.of("f", ""))).containsExactly("w");
    assertThat(ties.decide("finding_in", List.of("f", "w")).verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void aFindingAtAnotherHostIsNot() {
    assertThat(
            tried("https://example.com/api/orders")
                .ties()
                .candidates("finding_in", 1, List.of("f", "")))
        .isEmpty();
    assertThat(tried("https://[broken").ties().candidates("finding_in", 1, List.of("f", "")))
        .isEmpty();
  }

  @Test
  void aFindingInTheCodeIsInTheWorkloadThatRunsIt() {
    EstateTies ties =
        finding()
            .entity("code/services/web", "code.component", "web")
            .fact("image", "w", "team/web:1")
            .fact("finding_place", "f", "services/web/src/Main.java", "12")
            .ties();
    assertThat(ties.decide("finding_in", List.of("f", "w")).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
  }
}
