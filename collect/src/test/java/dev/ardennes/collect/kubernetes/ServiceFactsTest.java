package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceFactsTest {
  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: blue, labels: {app: web, colour: blue}}
      spec: {containers: [{name: a, image: a, ports: [{name: http, containerPort: 8080}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: green, labels: {app: web}}
      spec: {containers: [{name: a, image: a, ports: [{name: http, containerPort: 9090}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: far, namespace: far, labels: {app: web}}
      spec: {containers: [{name: a, image: a, ports: [{name: http, containerPort: 1}]}]}
      """;

  @TempDir Path folder;

  private Scan service(String more) throws IOException {
    return new Scan(folder)
        .file("pods.yaml", PODS)
        .file("service.yaml", "apiVersion: v1\nkind: Service\n" + more);
  }

  @Test
  void namedPortsAreThoseOfEachWorkload() throws IOException {
    Scan scan =
        service(
            """
            metadata: {name: web}
            spec:
              selector: {app: web}
              ports:
                - {port: 80, targetPort: http}
                - {port: 53, protocol: UDP}
                - {port: 81, targetPort: nobody}
            """);
    assertThat(scan.facts("backs"))
        .containsExactly(
            "default/service/web 53 default/pod/blue 53 UDP @ service.yaml:8",
            "default/service/web 53 default/pod/green 53 UDP @ service.yaml:8",
            "default/service/web 80 default/pod/blue 8080 TCP @ service.yaml:7",
            "default/service/web 80 default/pod/green 9090 TCP @ service.yaml:7");
    assertThat(scan.facts("exposed_service")).isEmpty();
  }

  @Test
  void nothingBacksServicesWithoutSelectorOrOfOtherNames() throws IOException {
    assertThat(service("metadata: {name: web}\nspec: {ports: [{port: 80}]}\n").facts("backs"))
        .isEmpty();
    assertThat(
            service(
                    """
                    metadata: {name: web}
                    spec: {type: ExternalName, selector: {app: web}, ports: [{port: 80}]}
                    """)
                .facts("backs"))
        .isEmpty();
  }

  @Test
  void loadBalancersAreOpenToTheirRanges() throws IOException {
    assertThat(
            service("metadata: {name: w}\nspec:\n  type: LoadBalancer\n").facts("exposed_service"))
        .containsExactly("default/service/w load-balancer 0.0.0.0/0 @ service.yaml:5");
    assertThat(
            service(
                    """
                    metadata: {name: w}
                    spec:
                      type: LoadBalancer
                      loadBalancerSourceRanges:
                        - 10.0.0.0/8
                        - 192.0.2.0/24
                    """)
                .facts("exposed_service"))
        .containsExactly(
            "default/service/w load-balancer 10.0.0.0/8 @ service.yaml:7",
            "default/service/w load-balancer 192.0.2.0/24 @ service.yaml:8");
  }

  @Test
  void internalLoadBalancersAreOpenToTheirNetwork() throws IOException {
    for (String annotation :
        new String[] {
          "service.beta.kubernetes.io/aws-load-balancer-scheme: internal",
          "service.beta.kubernetes.io/aws-load-balancer-internal: 'true'",
          "service.beta.kubernetes.io/aws-load-balancer-type: external",
          "networking.gke.io/load-balancer-type: Internal",
          "service.beta.kubernetes.io/azure-load-balancer-internal: 'true'"
        }) {
      String object =
          "metadata:\n  name: w\n  annotations:\n    "
              + annotation
              + "\nspec: {type: LoadBalancer}\n";
      assertThat(service(object).facts("exposed_service"))
          .as(annotation)
          .containsExactly("default/service/w load-balancer private network @ service.yaml:6");
    }
  }

  @Test
  void nodePortsAndExternalAddressesAreOpenToAll() throws IOException {
    assertThat(
            service("metadata: {name: w}\nspec:\n  type: NodePort\n  externalIPs: [198.51.100.7]\n")
                .facts("exposed_service"))
        .containsExactly(
            "default/service/w external-address 0.0.0.0/0 @ service.yaml:6",
            "default/service/w node-port 0.0.0.0/0 @ service.yaml:5");
  }
}
