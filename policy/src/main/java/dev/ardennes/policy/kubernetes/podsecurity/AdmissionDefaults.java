package dev.ardennes.policy.kubernetes.podsecurity;

import java.util.List;

/// The configuration of Pod Security admission in the API server.
///
/// @param enforce for namespaces without a label
/// @param version of the policy for namespaces without a version label
/// @param exemptNamespaces where nothing is checked
/// @param exemptRuntimeClasses for which nothing is checked; whoever creates a pod picks its class
/// @param collected whether a source shows it
/// @param factIds the facts that state it, sorted
public record AdmissionDefaults(
    PodSecurityLevel enforce,
    PodSecurityVersion version,
    List<String> exemptNamespaces,
    List<String> exemptRuntimeClasses,
    boolean collected,
    List<String> factIds) {
  /// What the API server does without configuration, when no source shows whether it has one.
  public static final AdmissionDefaults UNSEEN =
      new AdmissionDefaults(
          PodSecurityLevel.PRIVILEGED,
          PodSecurityVersion.LATEST,
          List.of(),
          List.of(),
          false,
          List.of());

  public AdmissionDefaults {
    exemptNamespaces = List.copyOf(exemptNamespaces);
    exemptRuntimeClasses = List.copyOf(exemptRuntimeClasses);
    factIds = factIds.stream().sorted().distinct().toList();
  }
}
