package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChartsTest {
  private static final String TEMPLATE =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: {{ .Release.Name }}
      spec:
        {{- if .Values.host }}
        hostNetwork: true
        {{- end }}
        {{- with .Values.account }}
        serviceAccountName: {{ . }}
        {{- end }}
        containers:
          - name: web
            image: "{{ .Values.image }}:{{ .Chart.AppVersion }}"
      """;

  @TempDir Path folder;

  private Scan chart(String values) throws IOException {
    return new Scan(folder)
        .file("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: '3'\n")
        .file("web/values.yaml", values)
        .file("web/templates/pod.yaml", TEMPLATE);
  }

  @Test
  void chartIsRenderedWithItsOwnValues() throws IOException {
    Scan scan = chart("image: shop/web\naccount: web\n");
    assertThat(scan.facts("image"))
        .containsExactly("default/pod/web shop/web:3 @ web/templates/pod.yaml:14");
    assertThat(scan.facts("runs_as_account"))
        .containsExactly("default/pod/web default/serviceaccount/web @ web/templates/pod.yaml:10");
  }

  @Test
  void whatIsOffByDefaultIsNotThere() throws IOException {
    assertThat(chart("image: a\nhost: false\n").facts("host_namespace")).isEmpty();
    assertThat(chart("image: a\nhost: true\n").facts("host_namespace"))
        .containsExactly("default/pod/web network @ web/templates/pod.yaml:7");
  }

  @Test
  void whatDependsOnSomethingUnknownIsLeftOutAndTold() throws IOException {
    Scan scan =
        chart("image: a\n")
            .file(
                "web/templates/role.yaml",
                """
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: web
                {{- if .Values.tokens.off }}
                automountServiceAccountToken: false
                {{- end }}
                """);
    assertThat(scan.facts("kind")).anyMatch(fact -> fact.startsWith("default/serviceaccount/web"));
    assertThat(scan.problems()).anyMatch(problem -> problem.contains("not known"));
  }

  @Test
  void chartAndWhatItRendersAreTwoClusters() throws IOException {
    Scan scan =
        chart("image: a\n")
            .file(
                "rendered/pod.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec: {containers: [{name: web, image: a}]}
                """);
    assertThat(scan.facts("kind"))
        .filteredOn(fact -> fact.contains("k8s.cluster"))
        .hasSize(2)
        .anyMatch(fact -> fact.startsWith("k8s/web "))
        .anyMatch(fact -> fact.startsWith("k8s/rendered "));
  }

  @Test
  void templateOutsideAChartIsSkipped() throws IOException {
    Scan scan =
        new Scan(folder)
            .file("a.yaml", TEMPLATE)
            .file("b.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ name }}\n");
    assertThat(scan.problems())
        .containsExactly(
            "2 templates that belong to no chart are skipped, so that what they make is missing"
                + " @ a.yaml:6");
    assertThat(scan.facts("kind")).isEmpty();
  }

  @Test
  void policiesThatShipSwitchedOffAreSaid() throws IOException {
    String policy =
        """
        {{- if .Values.policies.create }}
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny}
        spec: {podSelector: {}}
        {{- end }}
        """;
    Scan off =
        chart("image: a\npolicies: {create: false}\n").file("web/templates/deny.yaml", policy);
    assertThat(off.problems())
        .containsExactly(
            "chart web ships 1 objects of kind NetworkPolicy switched off: its own values leave"
                + " them out (`policies.create`) @ web/templates/deny.yaml:3");
    Scan on = chart("image: a\npolicies: {create: true}\n").file("web/templates/deny.yaml", policy);
    assertThat(on.problems()).isEmpty();
    assertThat(on.facts("network_policy")).hasSize(1);
  }
}
