package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Service accounts, and which of their tokens workloads hold.
final class AccountFacts {
  static final String ROLE = "eks.amazonaws.com/role-arn";
  private static final String AUDIENCE = "eks.amazonaws.com/audience";
  private static final String DEFAULT_AUDIENCE = "sts.amazonaws.com";
  private static final String TOKEN_TYPE = "kubernetes.io/service-account-token";
  private static final String TOKEN_OF = "kubernetes.io/service-account.name";

  private final Cluster cluster;
  private final Statements out;

  AccountFacts(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  void state() {
    cluster
        .namespaces()
        .forEach(
            (namespace, object) -> {
              if (cluster.find("ServiceAccount", namespace, "default") == null) {
                out.object("ServiceAccount", namespace, "default", object.body());
              }
            });
    cluster.ofKind("ServiceAccount").forEach(this::account);
    cluster.ofKind("Secret").forEach(this::token);
    cluster.workloads().forEach(this::workload);
  }

  private void account(Manifest account) {
    String id = out.object(account);
    String role = account.annotation(ROLE);
    if (!role.isEmpty()) {
      out.fact(account.annotationAt(ROLE), "annotated_role", id, role);
    }
    pullSecrets(id, account.namespace(), Nodes.list(account.body(), "imagePullSecrets"));
  }

  private void pullSecrets(String holder, String namespace, List<Json> secrets) {
    for (Json secret : secrets) {
      String name = Nodes.text(secret, "name");
      if (!name.isEmpty()) {
        out.fact(secret, "pull_secret", holder, out.object("Secret", namespace, name, secret));
      }
    }
  }

  private void token(Manifest secret) {
    String account = secret.annotation(TOKEN_OF);
    if (Nodes.text(secret.body(), "type").equals(TOKEN_TYPE) && !account.isEmpty()) {
      Json at = secret.annotationAt(TOKEN_OF);
      String of = out.object("ServiceAccount", secret.namespace(), account, at);
      out.fact(at, "token_of", out.object(secret), of);
    }
  }

  private void workload(Workload workload) {
    String id = out.workload(workload);
    for (Pod pod : workload.pods()) {
      Json named = named(pod);
      String name = named == null ? "default" : Nodes.text(named);
      Json at = named == null ? pod.spec() : named;
      String account = out.object("ServiceAccount", workload.namespace(), name, at);
      out.fact(at, "runs_as_account", id, account);
      Manifest seen = cluster.find("ServiceAccount", workload.namespace(), name);
      mounted(id, account, pod, seen);
      projected(id, account, pod);
      if (seen != null && !seen.annotation(ROLE).isEmpty()) {
        String audience = seen.annotation(AUDIENCE);
        out.fact(
            seen.annotationAt(ROLE),
            "projects_token",
            id,
            account,
            audience.isEmpty() ? DEFAULT_AUDIENCE : audience);
      }
      pullSecrets(id, workload.namespace(), Nodes.list(pod.spec(), "imagePullSecrets"));
    }
  }

  private static @Nullable Json named(Pod pod) {
    for (String field : List.of("serviceAccountName", "serviceAccount")) {
      Json named = Nodes.at(pod.spec(), field);
      if (named != null && !Nodes.text(named).isEmpty()) {
        return named;
      }
    }
    return null;
  }

  /// The pod's word counts before the account's.
  private void mounted(String id, String account, Pod pod, @Nullable Manifest seen) {
    Json said = Nodes.at(pod.spec(), "automountServiceAccountToken");
    if (said == null && seen != null) {
      said = Nodes.at(seen.body(), "automountServiceAccountToken");
    }
    if (Nodes.mayBeTrue(said)) {
      out.fact(said == null ? pod.spec() : said, "mounts_token", id, account);
    }
  }

  private void projected(String id, String account, Pod pod) {
    Set<String> mounted = mountedVolumes(pod);
    for (Json volume : Nodes.list(pod.spec(), "volumes")) {
      if (!mounted.contains(Nodes.text(volume, "name"))) {
        continue;
      }
      for (Json source : Nodes.list(volume, "projected", "sources")) {
        Json token = Nodes.at(source, "serviceAccountToken");
        if (token != null) {
          String audience = Nodes.text(token, "audience");
          out.fact(token, "projects_token", id, account, audience);
          if (audience.isEmpty()) {
            out.fact(token, "mounts_token", id, account);
          }
        }
      }
    }
  }

  /// The names of the volumes that some container mounts.
  static Set<String> mountedVolumes(Pod pod) {
    Set<String> mounted = new HashSet<>();
    for (Json container : pod.containers()) {
      for (Json mount : Nodes.list(container, "volumeMounts")) {
        mounted.add(Nodes.text(mount, "name"));
      }
    }
    return mounted;
  }

  /// The volumes of a pod by name.
  static Map<String, Json> volumes(Pod pod) {
    Map<String, Json> volumes = new TreeMap<>();
    for (Json volume : Nodes.list(pod.spec(), "volumes")) {
      volumes.putIfAbsent(Nodes.text(volume, "name"), volume);
    }
    return volumes;
  }
}
