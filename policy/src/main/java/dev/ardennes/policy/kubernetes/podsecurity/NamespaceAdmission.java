package dev.ardennes.policy.kubernetes.podsecurity;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides which pods Pod Security admission lets into a namespace.
///
/// Only what the namespace enforces counts; auditing and warning refuse nothing. Other admission
/// plugins and webhooks are not looked at here. Pods made by controllers are checked like any
/// other.
///
/// ```java
/// NamespaceAdmission.of("shop", "baseline", null, List.of("f1"))
///     .admits(Set.of(HOST_PATH), Set.of()).verdict(); // NO
/// ```
///
/// @param enforce the label `pod-security.kubernetes.io/enforce`; null where there is none
/// @param enforceVersion the label `pod-security.kubernetes.io/enforce-version`; null where there
///   is none
/// @param factIds the facts that state the labels, sorted
/// @param cluster the version of the API server, which knows no newer policy
public record NamespaceAdmission(
    String namespace,
    @Nullable String enforce,
    @Nullable String enforceVersion,
    List<String> factIds,
    AdmissionDefaults defaults,
    PodSecurityVersion cluster) {
  public NamespaceAdmission {
    factIds = factIds.stream().sorted().distinct().toList();
  }

  /// A namespace of a cluster of which nothing else is known.
  public static NamespaceAdmission of(
      String namespace,
      @Nullable String enforce,
      @Nullable String enforceVersion,
      List<String> factIds) {
    return new NamespaceAdmission(
        namespace,
        enforce,
        enforceVersion,
        factIds,
        AdmissionDefaults.UNSEEN,
        PodSecurityVersion.LATEST);
  }

  /// Whether a pod may be created that has these privileges and adds these capabilities. With none,
  /// whether any pod may.
  public Decision admits(Set<NeededPrivilege> needed, Set<String> capabilities) {
    List<String> says =
        new TreeSet<>(needed).stream().map(NeededPrivilege::says).collect(Collectors.toList());
    new TreeSet<>(capabilities).forEach(one -> says.add("the capability " + one));
    String what = says.isEmpty() ? "a pod" : "a pod with " + String.join(", ", says);
    return admits(NeededPod.json(needed, capabilities), what);
  }

  /// Whether this pod may be created.
  public Decision admitsPod(String podJson) {
    return admits(podJson, "the pod");
  }

  private Decision admits(String podJson, String what) {
    if (defaults.exemptNamespaces().contains(namespace)) {
      return yes(defaults.factIds(), List.of(), List.of());
    }
    Decision decision = unexempted(podJson, what);
    if (decision.verdict() == Verdict.YES || defaults.exemptRuntimeClasses().isEmpty()) {
      return decision;
    }
    String classes = String.join(" or ", new TreeSet<>(defaults.exemptRuntimeClasses()));
    Alternative.Choice choice =
        new Alternative.Choice("runtimeClassName", "`runtimeClassName` is " + classes);
    return yes(defaults.factIds(), List.of(), List.of(choice));
  }

  private Decision unexempted(String podJson, String what) {
    List<PodSecurityLevel> levels = levels();
    List<PodSecurityVersion> versions = versions();
    boolean all = true;
    boolean none = true;
    List<PodSecurityResult> results = new ArrayList<>();
    for (PodSecurityLevel level : levels) {
      for (PodSecurityVersion version : versions) {
        PodSecurityResult result = PodSecurityStandards.evaluate(podJson, level, atMost(version));
        results.add(result);
        all &= result.outcome() == PodSecurityResult.Outcome.PASSES;
        none &= result.outcome() == PodSecurityResult.Outcome.FAILS;
      }
    }
    if (none) {
      return no(what, levels, results);
    }
    return all ? yes(facts(), unseen(levels), List.of()) : conditional(what);
  }

  private PodSecurityVersion atMost(PodSecurityVersion version) {
    return version.compareTo(cluster) <= 0 ? version : cluster;
  }

  /// The level that is enforced; every level where the label is not known, and the strictest where
  /// it is wrong.
  private List<PodSecurityLevel> levels() {
    String text = enforce;
    if (text == null) {
      return List.of(defaults.enforce());
    }
    return Unknown.in(text)
        ? List.of(PodSecurityLevel.values())
        : List.of(PodSecurityLevel.of(text).orElse(PodSecurityLevel.RESTRICTED));
  }

  private List<PodSecurityVersion> versions() {
    String text = enforceVersion;
    if (text == null) {
      return List.of(defaults.version());
    }
    if (!Unknown.in(text)) {
      return List.of(PodSecurityVersion.of(text).orElse(PodSecurityVersion.LATEST));
    }
    List<PodSecurityVersion> all = new ArrayList<>(PodSecurityStandards.versions());
    all.add(PodSecurityVersion.LATEST);
    return all;
  }

  private List<String> facts() {
    TreeSet<String> facts = new TreeSet<>(factIds);
    if (enforce == null || enforceVersion == null) {
      facts.addAll(defaults.factIds());
    }
    return List.copyOf(facts);
  }

  private List<Alternative.Assumed> unseen(List<PodSecurityLevel> levels) {
    if (enforce != null || defaults.collected() || levels.size() > 1) {
      return List.of();
    }
    String says =
        "no default of Pod Security admission refuses the pod in namespace `" + namespace + "`";
    return List.of(
        new Alternative.Assumed(
            Assumption.of(Assumption.Kind.NOT_COLLECTED, says), List.of(), true));
  }

  private static Decision yes(
      List<String> factIds, List<Alternative.Assumed> assumed, List<Alternative.Choice> choices) {
    Alternative alternative = new Alternative(factIds, assumed, choices);
    return new Decision(Verdict.YES, List.of(alternative), true, List.of());
  }

  private Decision conditional(String what) {
    String says = "Pod Security admission lets " + what + " into namespace `" + namespace + "`";
    Alternative.Assumed assumed =
        new Alternative.Assumed(Assumption.of(Assumption.Kind.NOT_COLLECTED, says), facts(), false);
    Alternative alternative = new Alternative(facts(), List.of(assumed), List.of());
    return new Decision(Verdict.CONDITIONAL, List.of(alternative), true, List.of());
  }

  private Decision no(String what, List<PodSecurityLevel> levels, List<PodSecurityResult> results) {
    String controls =
        results.getLast().failedControls().stream()
            .map(PodSecurityControl::title)
            .collect(Collectors.joining(", "));
    String level = levels.size() == 1 ? levels.getFirst().word() : "an unknown level";
    String says =
        "namespace `%s` enforces %s, which refuses %s (%s)"
            .formatted(namespace, level, what, controls);
    Control control = new Control(Control.Kind.ADMISSION, says, facts());
    return new Decision(Verdict.NO, List.of(), true, List.of(control));
  }
}
