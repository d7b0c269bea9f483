package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.podsecurity.NamespaceAdmission;
import dev.ardennes.policy.kubernetes.podsecurity.NeededPrivilege;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private static final int MOST_NAMED = 5;

  private final ClusterFacts facts;
  private @Nullable Map<String, List<Fact>> policies;

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
    Decision byLevel =
        NamespaceAdmission.of(ObjectId.namespaceName(namespace), level, version, ids)
            .admits(Set.of(needed), Set.of());
    List<Fact> policies = policies(namespace);
    return policies.isEmpty() || byLevel.verdict() == Verdict.NO
        ? byLevel
        : Conjunction.and(byLevel, passing(policies, namespace, needed));
  }

  /// What the policies ask of a pod is not decided: that they let it in is an assumption.
  private Decision passing(List<Fact> policies, String namespace, NeededPrivilege needed) {
    List<String> names = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<Evidence> places = new ArrayList<>();
    for (Fact policy : policies) {
      String id = policy.args().getFirst();
      names.add("`" + facts.object(id).name() + "` (" + policy.args().get(2) + ")");
      ids.add(policy.id());
      places.addAll(policy.evidence());
    }
    int more = names.size() - MOST_NAMED;
    String named = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    String says =
        "admission by %s does not refuse a pod with %s in namespace `%s`"
            .formatted(
                more > 0 ? named + " and " + more + " more" : named,
                needed.says(),
                ObjectId.namespaceName(namespace));
    return Conjunction.assuming(new Assumption(Assumption.Kind.CONDITION, says, places), ids);
  }

  /// In the order of their ids.
  private List<Fact> policies(String namespace) {
    Map<String, Fact> found = new TreeMap<>();
    for (String scope : List.of(ObjectId.cluster(namespace), namespace)) {
      for (Fact policy : byScope().getOrDefault(scope, List.of())) {
        found.put(policy.args().getFirst(), policy);
      }
    }
    return List.copyOf(found.values());
  }

  private Map<String, List<Fact>> byScope() {
    Map<String, List<Fact>> known = policies;
    if (known == null) {
      known = new HashMap<>();
      for (Fact policy : facts.all().relation("checks_pods")) {
        known.computeIfAbsent(policy.args().get(1), key -> new ArrayList<>()).add(policy);
      }
      policies = known;
    }
    return known;
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
