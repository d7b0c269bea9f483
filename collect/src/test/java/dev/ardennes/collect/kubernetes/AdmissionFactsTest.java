package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdmissionFactsTest {
  private static final String NAMESPACES =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {team: a}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: kube-system}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a, namespace: unseen}
      """;

  @TempDir private Path folder = Path.of("");

  /// Without the places.
  private List<String> checks(String policy) throws IOException {
    Scan scan = new Scan(folder).file("namespaces.yaml", NAMESPACES).file("policy.yaml", policy);
    assertThat(scan.problems()).isEmpty();
    return scan.facts("checks_pods").stream()
        .map(fact -> fact.replaceAll(" @ .*", "").replace("k8s/main", "everywhere"))
        .toList();
  }

  private static String cel(String constraints, String binding) {
    return """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: cel}
        spec:
          matchConstraints: {%s}
          validations: [{expression: "false"}]
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: binds}
        spec: {policyName: cel, %s}
        """
        .formatted(constraints, binding);
  }

  private static String made(String what) {
    return "resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: [CREATE],"
        + " resources: ["
        + what
        + "]}]";
  }

  private static final String CEL = "validatingadmissionpolicy/cel everywhere ";
  private static final String DENY = "validationActions: [Deny]";

  @Test
  void aPolicyOfKubernetesThatIsBoundMayRefusePods() throws IOException {
    assertThat(checks(cel(made("pods"), DENY))).containsExactly(CEL + "ValidatingAdmissionPolicy");
    assertThat(checks(cel(made("deployments"), DENY))).isEmpty();
    assertThat(checks(cel(made("pods"), "validationActions: [Audit, Warn]"))).isEmpty();
    assertThat(checks(cel(made("pods"), DENY).replace("policyName: cel", "policyName: other")))
        .containsExactly(
            "validatingadmissionpolicybinding/binds everywhere ValidatingAdmissionPolicy");
    String unbound = cel(made("pods"), DENY);
    assertThat(checks(unbound.substring(0, unbound.indexOf("---")))).isEmpty();
  }

  @Test
  void selectorsOfNamespacesAreHeldAgainstTheirLabels() throws IOException {
    String selector = ", matchResources: {namespaceSelector: {matchLabels: {team: %s}}}";
    assertThat(checks(cel(made("pods"), DENY + selector.formatted("a"))))
        .containsExactly(
            "validatingadmissionpolicy/cel shop ValidatingAdmissionPolicy",
            "validatingadmissionpolicy/cel unseen ValidatingAdmissionPolicy");
    assertThat(checks(cel(made("pods"), DENY + selector.formatted("b"))))
        .containsExactly("validatingadmissionpolicy/cel unseen ValidatingAdmissionPolicy");
    String byName =
        ", matchResources: {namespaceSelector: {matchExpressions: [{key:"
            + " kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, unseen]}]}}";
    assertThat(checks(cel(made("pods"), DENY + byName)))
        .containsExactly("validatingadmissionpolicy/cel shop ValidatingAdmissionPolicy");
  }

  @Test
  void aPolicyForPodsWithALabelIsNoneForWhoeverLeavesItAway() throws IOException {
    String labelled = ", objectSelector: {matchLabels: {checked: \"yes\"}}";
    assertThat(checks(cel(made("pods") + labelled, DENY))).isEmpty();
    String unless = ", objectSelector: {matchExpressions: [{key: free, operator: DoesNotExist}]}";
    assertThat(checks(cel(made("pods") + unless, DENY))).hasSize(1);
  }

  private static String kyverno(String spec, String rule) {
    return """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: images}
        spec:
          %s
          rules:
            - name: one
              %s
              validate: {message: no, pattern: {spec: {}}}
        """
        .formatted(spec, rule);
  }

  private static final String PODS = "match: {any: [{resources: {kinds: [Pod]}}]}";
  private static final String ENFORCE = "validationFailureAction: Enforce";

  @Test
  void aPolicyOfKyvernoThatEnforcesMayRefusePods() throws IOException {
    assertThat(checks(kyverno(ENFORCE, PODS)))
        .containsExactly("clusterpolicy/images everywhere Kyverno");
    assertThat(checks(kyverno("background: true", PODS))).isEmpty();
    assertThat(checks(kyverno("validationFailureAction: audit", PODS))).isEmpty();
    assertThat(checks(kyverno(ENFORCE, PODS.replace("Pod", "Service")))).isEmpty();
    assertThat(checks(kyverno(ENFORCE, PODS).replace("{message: no", "{failureAction: Audit")))
        .isEmpty();
    assertThat(checks(kyverno(ENFORCE, PODS).replace("validate:", "mutate:"))).isEmpty();
  }

  @Test
  void namespacesThatKyvernoLeavesOutAreLeftOut() throws IOException {
    String without = PODS + "\n      exclude: {any: [{resources: {namespaces: ['kube-*']}}]}";
    assertThat(checks(kyverno(ENFORCE, without)))
        .containsExactly(
            "clusterpolicy/images shop Kyverno", "clusterpolicy/images unseen Kyverno");
    String audited =
        ENFORCE
            + "\n  validationFailureActionOverrides: [{action: Audit, namespaces: [shop, unseen]}]";
    assertThat(checks(kyverno(audited, PODS)))
        .containsExactly("clusterpolicy/images kube-system Kyverno");
    String forSome = PODS + "\n      exclude: {any: [{subjects: [{kind: User, name: root}]}]}";
    assertThat(checks(kyverno(ENFORCE, forSome)))
        .containsExactly("clusterpolicy/images everywhere Kyverno");
  }

  private static String gatekeeper(String spec) {
    return """
        apiVersion: constraints.gatekeeper.sh/v1beta1
        kind: K8sPSPPrivilegedContainer
        metadata: {name: psp}
        spec: {%s}
        """
        .formatted(spec);
  }

  @Test
  void aConstraintOfGatekeeperThatDeniesMayRefusePods() throws IOException {
    String pods = "match: {kinds: [{apiGroups: [''], kinds: [Pod]}], excludedNamespaces: [kube-*]}";
    assertThat(checks(gatekeeper(pods)))
        .containsExactly(
            "k8spspprivilegedcontainer/psp shop Gatekeeper",
            "k8spspprivilegedcontainer/psp unseen Gatekeeper");
    assertThat(checks(gatekeeper("enforcementAction: dryrun, " + pods))).isEmpty();
    assertThat(checks(gatekeeper(pods.replace("[Pod]", "[Service]")))).isEmpty();
    assertThat(checks(gatekeeper("")))
        .containsExactly("k8spspprivilegedcontainer/psp everywhere Gatekeeper");
  }

  @Test
  void aWebhookForPodsMayRefuseThem() throws IOException {
    String webhook =
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: checks}
        webhooks:
          - name: checks.example
            %s
        """;
    assertThat(checks(webhook.formatted(made("pods").replace("resourceRules", "rules"))))
        .containsExactly("validatingwebhookconfiguration/checks everywhere a webhook");
    assertThat(checks(webhook.formatted(made("secrets").replace("resourceRules", "rules"))))
        .isEmpty();
  }
}
