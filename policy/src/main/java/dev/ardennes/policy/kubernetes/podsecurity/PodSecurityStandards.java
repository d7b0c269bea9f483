package dev.ardennes.policy.kubernetes.podsecurity;

import dev.ardennes.model.Problem;
import dev.ardennes.policy.kubernetes.podsecurity.PodSecurityResult.Outcome;
import dev.ardennes.policy.kubernetes.podsecurity.PodSecurityResult.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds pods against the [Pod Security
/// Standards](https://kubernetes.io/docs/concepts/security/pod-security-standards/) of every
/// version.
///
/// A pod is JSON: a `Pod` or a pod template with `metadata` and `spec`, or a spec alone, which then
/// has no annotations. Any value may be an unknown part written `⟨symbol⟩`; what depends on it is
/// unknown and not a pass. Fields of the wrong kind are unknown too.
///
/// ```java
/// PodSecurityStandards.evaluate(json, RESTRICTED, LATEST).failed(); // each with its pointer
/// ```
public final class PodSecurityStandards {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_TEXT = 1 << 22;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .maxDocumentLength(MAX_TEXT)
                          .build())
                  .build())
          .build();

  private PodSecurityStandards() {}

  /// What the level of a version says of a pod. Cost: linear in the pod.
  public static PodSecurityResult evaluate(
      String podJson, PodSecurityLevel level, PodSecurityVersion version) {
    JsonNode root;
    try {
      root = MAPPER.readTree(podJson);
    } catch (JacksonException e) {
      return unreadable("the pod is no JSON, or too large");
    }
    if (!root.isObject()) {
      return unreadable("the pod is no object");
    }
    return evaluate(pod(new Place(root, "")), level, version);
  }

  /// The versions in which a policy changed, in order.
  static List<PodSecurityVersion> versions() {
    return IntStream.of(0, 8, 19, 22, 23, 25, 27, 29, 31, 32, 34, 35, 37)
        .mapToObj(PodSecurityVersion::new)
        .toList();
  }

  private static PodSecurityResult unreadable(String says) {
    return new PodSecurityResult(
        Outcome.UNKNOWN, List.of(), List.of(), List.of(Problem.warning(says, "", null)));
  }

  private static Pod pod(Place root) {
    boolean whole = root.node().has("spec");
    return new Pod(whole ? root.at("spec") : root, root.at("metadata", "annotations"));
  }

  private static PodSecurityResult evaluate(
      Pod pod, PodSecurityLevel level, PodSecurityVersion version) {
    List<Violation> failed = new ArrayList<>();
    List<Violation> open = new ArrayList<>();
    PodChecks checks = new PodChecks(pod, version);
    for (PodSecurityControl control : PodSecurityControl.of(level, version)) {
      Pod.Known exempt = checks.exempt(control);
      if (exempt != Pod.Known.YES) {
        PodReport report = new PodReport(control, exempt == Pod.Known.UNKNOWN, failed, open);
        checks.check(control, report);
      }
    }
    Outcome outcome =
        !failed.isEmpty() ? Outcome.FAILS : open.isEmpty() ? Outcome.PASSES : Outcome.UNKNOWN;
    return new PodSecurityResult(outcome, failed, open, List.of());
  }
}
