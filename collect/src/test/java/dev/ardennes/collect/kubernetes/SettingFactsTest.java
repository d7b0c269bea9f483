package dev.ardennes.collect.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingFactsTest {
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: shop}
      data:
        HOST: db.shop
        PASSWORD: hunter2-hunter2
        file.yaml: |
          a: b
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: keys}
      data: {KEY: aGVsbG8=}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: web
            image: web
            envFrom:
              - prefix: APP_
                configMapRef: {name: shop}
              - secretRef: {name: keys}
              - configMapRef: {name: elsewhere}
            env:
              - {name: URL, value: "http://$(APP_HOST)/x"}
              - {name: API_TOKEN, value: 7d1f9c0e2b}
              - name: DB
                valueFrom: {configMapKeyRef: {name: shop, key: HOST}}
              - name: S
                valueFrom: {secretKeyRef: {name: other, key: k}}
            volumeMounts: [{name: certs, mountPath: /certs}]
        volumes:
          - {name: certs, secret: {secretName: tls}}
          - {name: idle, configMap: {name: idle}}
      """;

  @TempDir Path folder;

  @Test
  void valuesComeFromTheManifestAndFromConfigMaps() throws IOException {
    assertThat(new Scan(folder).file("a.yaml", OBJECTS).facts("setting"))
        .containsExactly(
            "default/pod/web API_TOKEN [redacted] @ a.yaml:29",
            "default/pod/web APP_HOST db.shop @ a.yaml:5",
            "default/pod/web APP_PASSWORD [redacted] @ a.yaml:6",
            "default/pod/web APP_file.yaml a: b\n @ a.yaml:7",
            "default/pod/web DB db.shop @ a.yaml:5",
            "default/pod/web URL http://db.shop/x @ a.yaml:28");
  }

  @Test
  void originsOfSettingsAreNamed() throws IOException {
    assertThat(new Scan(folder).file("a.yaml", OBJECTS).facts("setting_from"))
        .containsExactly(
            "default/pod/web APP_HOST default/configmap/shop HOST @ a.yaml:24",
            "default/pod/web APP_PASSWORD default/configmap/shop PASSWORD @ a.yaml:24",
            "default/pod/web APP_file.yaml default/configmap/shop file.yaml @ a.yaml:24",
            "default/pod/web DB default/configmap/shop HOST @ a.yaml:31",
            "default/pod/web KEY default/secret/keys KEY @ a.yaml:25",
            "default/pod/web S default/secret/other k @ a.yaml:33");
  }

  @Test
  void whatIsMountedOrAnEnvironmentIsHeld() throws IOException {
    assertThat(new Scan(folder).file("a.yaml", OBJECTS).facts("mounts_object"))
        .containsExactly(
            "default/pod/web default/configmap/elsewhere @ a.yaml:26",
            "default/pod/web default/configmap/shop @ a.yaml:24 a.yaml:31",
            "default/pod/web default/secret/keys @ a.yaml:25",
            "default/pod/web default/secret/other @ a.yaml:33",
            "default/pod/web default/secret/tls @ a.yaml:36");
  }

  @Test
  void secretsAreNoValues() throws IOException {
    Scan scan = new Scan(folder).file("a.yaml", OBJECTS);
    assertThat(scan.facts("config_value"))
        .containsExactly(
            "default/configmap/shop HOST db.shop @ a.yaml:5",
            "default/configmap/shop PASSWORD [redacted] @ a.yaml:6",
            "default/configmap/shop file.yaml a: b\n @ a.yaml:7");
    assertThat(scan.collected().toString()).doesNotContain("hunter2", "aGVsbG8", "7d1f9c0e2b");
    assertThat(SettingFacts.shown("DSN", "postgres://shop:hunter2@db/shop"))
        .isEqualTo("postgres://shop:[redacted]@db/shop");
    assertThat(SettingFacts.shown("DB_PASSWORD_FILE", "/run/db")).isEqualTo("/run/db");
  }
}
