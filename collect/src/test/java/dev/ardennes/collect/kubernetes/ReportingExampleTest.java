package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The project's own example: an overlay over a base of eight kustomizations.
final class ReportingExampleTest {
  private static final Collected REPORTING = Scan.of(Path.of("../examples/reporting"));
  private static final String BASE = "deploy/base/";

  @Test
  void nothingIsLeftUnread() {
    assertThat(Scan.problems(REPORTING)).isEmpty();
    assertThat(Scan.facts(REPORTING, "kind"))
        .filteredOn(fact -> fact.contains(" k8s.cluster "))
        .singleElement()
        .asString()
        .startsWith("k8s/main ");
  }

  @Test
  void reportingRunsAsItsAccountAndHoldsATokenForAws() {
    String workload = "reporting/deployment/reporting-api reporting/serviceaccount/reporting-api";
    assertThat(Scan.facts(REPORTING, "runs_as_account"))
        .contains(workload + " @ " + BASE + "reporting-api/deployment.yaml:27");
    assertThat(Scan.facts(REPORTING, "projects_token"))
        .contains(workload + " sts.amazonaws.com @ " + BASE + "reporting-api/account.yaml:7");
    assertThat(Scan.facts(REPORTING, "annotated_role"))
        .contains(
            "reporting/serviceaccount/reporting-api"
                + " arn:aws:iam::529184730266:role/northwind-reporting-api @ "
                + BASE
                + "reporting-api/account.yaml:7");
    assertThat(Scan.facts(REPORTING, "mounts_token"))
        .containsExactly(
            "ops/deployment/admin-tools ops/serviceaccount/admin-tools @ "
                + BASE
                + "admin-tools/account.yaml:8");
  }

  @Test
  void requestsFromTheInternetComeThroughTheGateway() {
    assertThat(Scan.facts(REPORTING, "routes"))
        .contains(
            "reporting/ingress/reporting-api reports.northwind.example /reports"
                + " reporting/service/reporting-api 80 @ "
                + BASE
                + "reporting-api/ingress.yaml:15",
            "reporting/ingress/reporting-api reports.northwind.example /reports/*"
                + " reporting/service/reporting-api 80 @ "
                + BASE
                + "reporting-api/ingress.yaml:15",
            "edge/ingress/gateway-web www.northwind.example /* edge/service/gateway-web 80 @ "
                + BASE
                + "gateway-web/ingress.yaml:15");
    assertThat(Scan.facts(REPORTING, "serves_route"))
        .contains(
            "istio-ingress/deployment/ingress-gateway reporting/ingress/reporting-api @ "
                + BASE
                + "reporting-api/ingress.yaml:7");
    assertThat(Scan.facts(REPORTING, "exposed_service"))
        .containsExactly(
            "istio-ingress/service/ingress-gateway load-balancer 0.0.0.0/0 @ "
                + BASE
                + "mesh/gateway.yaml:55");
    assertThat(Scan.facts(REPORTING, "backs"))
        .contains(
            "istio-ingress/service/ingress-gateway 443 istio-ingress/deployment/ingress-gateway"
                + " 8443 TCP @ "
                + BASE
                + "mesh/gateway.yaml:59",
            "reporting/service/reporting-api 80 reporting/deployment/reporting-api 8080 TCP @ "
                + BASE
                + "reporting-api/deployment.yaml:68");
  }

  @Test
  void tagsOfImagesComeFromTheOverlay() {
    assertThat(Scan.facts(REPORTING, "image"))
        .contains(
            "reporting/deployment/reporting-api"
                + " 529184730266.dkr.ecr.eu-central-1.amazonaws.com/northwind/reporting-api:2026.11.7"
                + " @ deploy/overlays/production/kustomization.yaml:17",
            "reporting/cronjob/invoice-run"
                + " 529184730266.dkr.ecr.eu-central-1.amazonaws.com/northwind/billing-worker:2026.11.4"
                + " @ deploy/overlays/production/kustomization.yaml:9");
  }

  @Test
  void settingsOfConfigMapsHaveTheirValuesAndSecretsHaveNone() {
    assertThat(Scan.facts(REPORTING, "setting"))
        .contains(
            "reporting/deployment/billing-worker EXPORT_BUCKET northwind-customer-exports @ "
                + BASE
                + "billing-worker/deployment.yaml:7")
        .noneMatch(fact -> fact.contains("SECRET"));
    assertThat(Scan.facts(REPORTING, "setting_from"))
        .contains(
            "edge/deployment/gateway-web SESSION_SECRET edge/secret/session SESSION_SECRET @ "
                + BASE
                + "gateway-web/deployment.yaml:42")
        .anyMatch(fact -> fact.startsWith("notifications/deployment/notifications WEBHOOK_SECRET"));
  }

  @Test
  void theMeshIsEverywhere() {
    assertThat(Scan.facts(REPORTING, "mesh_mode"))
        .hasSize(8)
        .allMatch(fact -> fact.contains(" sidecar @ "));
    assertThat(Scan.facts(REPORTING, "authorization_policy"))
        .contains(
            "istio-system/authorizationpolicy/allow-nothing {} @ " + BASE + "mesh/policies.yaml:7");
    assertThat(Scan.facts(REPORTING, "covered"))
        .anyMatch(fact -> fact.startsWith("istio-system authorization_policy"))
        .anyMatch(fact -> fact.startsWith("reporting network_policy"));
  }
}
