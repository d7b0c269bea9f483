package dev.ardennes.policy.kubernetes.podsecurity;

import dev.ardennes.model.Problem;
import java.util.List;

/// What the standards say of one pod.
///
/// @param failed what certainly fails, in the order of the controls and then of the pod
/// @param open what fails unless a text that no source gave is harmless, in the same order
/// @param problems why the pod could not be read at all
public record PodSecurityResult(
    Outcome outcome, List<Violation> failed, List<Violation> open, List<Problem> problems) {
  /// Whether the pod is admitted.
  public enum Outcome {
    PASSES,
    FAILS,
    /// It depends on something that is not known.
    UNKNOWN
  }

  /// One field that a control forbids, or demands.
  ///
  /// @param pointer the JSON pointer of the field in the text that was given, whether it is there
  ///   or not
  /// @param says what is wrong with it
  public record Violation(PodSecurityControl control, String pointer, String says) {}

  public PodSecurityResult {
    failed = List.copyOf(failed);
    open = List.copyOf(open);
    problems = List.copyOf(problems);
  }

  /// The controls that fail, in order.
  public List<PodSecurityControl> failedControls() {
    return failed.stream().map(Violation::control).distinct().toList();
  }
}
