package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.kubernetes.podsecurity.NamespaceAdmission;
import dev.ardennes.policy.kubernetes.podsecurity.NeededPrivilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which pods the admission of a namespace lets in.
final class ClusterAdmission {
  private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
  private static final Map<String, NeededPrivilege> PRIVILEGES =
      Map.of(
          "privileged", NeededPrivilege.PRIVILEGED_CONTAINER,
          "host path", NeededPrivilege.HOST_PATH,
          "host processes", NeededPrivilege.HOST_PID,
          "host network", NeededPrivilege.HOST_NETWORK,
          "host shared memory", NeededPrivilege.HOST_IPC,
          "root", NeededPrivilege.ROOT);

  private final ClusterFacts facts;

  ClusterAdmission(ClusterFacts facts) {
    this.facts = facts;
  }

  Decision admits(String namespace, String privilege) {
    NeededPrivilege needed = PRIVILEGES.get(privilege);
    if (needed == null) {
      return Conjunction.no("`" + privilege + "` is no privilege of pods");
    }
    List<String> ids = new ArrayList<>();
    String level = label(namespace, ENFORCE, ids);
    String version = label(namespace, ENFORCE + "-version", ids);
    return NamespaceAdmission.of(ObjectId.namespaceName(namespace), level, version, ids)
        .admits(Set.of(needed), Set.of());
  }

  private @Nullable String label(String namespace, String key, List<String> ids) {
    for (Fact label : facts.all().relation("label", namespace)) {
      if (label.args().get(1).equals(key)) {
        ids.add(label.id());
        return label.args().get(2);
      }
    }
    return null;
  }
}
