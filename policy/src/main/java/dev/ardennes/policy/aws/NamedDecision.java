package dev.ardennes.policy.aws;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Verdict;
import java.util.List;

/// The answer to a question about names that the requester picks.
///
/// @param alternatives the minimal ways in which some names are allowed, best first
/// @param complete whether all alternatives are listed
/// @param controls what decided, where no name is allowed
public record NamedDecision(
    Verdict verdict,
    List<NamedAlternative> alternatives,
    boolean complete,
    List<Control> controls) {
  public NamedDecision {
    alternatives = List.copyOf(alternatives);
    controls = List.copyOf(controls);
  }
}
