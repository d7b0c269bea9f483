package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecurityFactsTest {
  @TempDir Path folder;

  private Scan pod(String spec) throws IOException {
    return new Scan(folder)
        .file(
            "pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n" + spec.indent(2));
  }

  @Test
  void privilegesOfAnyContainerCount() throws IOException {
    Scan scan =
        pod(
            """
            hostNetwork: true
            hostPID: true
            hostIPC: false
            containers: [{name: a, image: a, ports: [{containerPort: 80}]}]
            initContainers:
              - name: b
                image: b
                securityContext:
                  privileged: true
                  capabilities: {add: [CAP_SYS_ADMIN, net_raw]}
            """);
    assertThat(scan.facts("privileged")).containsExactly("default/pod/p @ pod.yaml:13");
    assertThat(scan.facts("host_namespace"))
        .containsExactly(
            "default/pod/p network @ pod.yaml:5", "default/pod/p processes @ pod.yaml:6");
    assertThat(scan.facts("adds_capability"))
        .containsExactly(
            "default/pod/p NET_RAW @ pod.yaml:14", "default/pod/p SYS_ADMIN @ pod.yaml:14");
    assertThat(scan.facts("host_port")).containsExactly("default/pod/p 80 TCP @ pod.yaml:8");
  }

  @Test
  void rootIsSetOrNotPrevented() throws IOException {
    assertThat(pod("containers: [{name: a, image: a}]").facts("container_root"))
        .containsExactly("default/pod/p not prevented @ pod.yaml:5");
    assertThat(
            pod("securityContext: {runAsUser: 0}\ncontainers: [{name: a, image: a}]")
                .facts("container_root"))
        .containsExactly("default/pod/p set @ pod.yaml:5");
    assertThat(
            pod("securityContext: {runAsNonRoot: true}\ncontainers: [{name: a, image: a}]")
                .facts("container_root"))
        .isEmpty();
    assertThat(
            pod("""
                securityContext: {runAsUser: 0}
                containers:
                  - {name: a, image: a, securityContext: {runAsUser: 7}}
                """)
                .facts("container_root"))
        .isEmpty();
  }

  @Test
  void onlyMountedPathsOfTheNodeCount() throws IOException {
    Scan scan =
        pod("""
                containers:
                  - name: a
                    image: a
                    volumeMounts:
                      - {name: logs, mountPath: /logs, readOnly: true, subPath: pods}
                      - {name: run, mountPath: /run}
                      - {name: data, mountPath: /data}
                volumes:
                  - {name: logs, hostPath: {path: /var/log}}
                  - {name: run, hostPath: {path: /run/containerd.sock}}
                  - {name: idle, hostPath: {path: /etc}}
                  - {name: data, persistentVolumeClaim: {claimName: data}}
                """)
            .file(
                "volumes.yaml",
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data}
                spec: {storageClassName: manual}
                ---
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: data-1}
                spec:
                  storageClassName: manual
                  hostPath: {path: /mnt/data}
                """);
    assertThat(scan.facts("mounts_host_path"))
        .containsExactly(
            "default/pod/p /mnt/data write @ volumes.yaml:11",
            "default/pod/p /run/containerd.sock write @ pod.yaml:14",
            "default/pod/p /var/log/pods read @ pod.yaml:13");
  }
}
