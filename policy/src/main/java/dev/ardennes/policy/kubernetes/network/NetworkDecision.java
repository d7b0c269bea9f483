package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.List;

/// A decision whose alternatives each have ports of their own.
///
/// @param alternatives as in [Decision]
/// @param complete as in [Decision]
public record NetworkDecision(
    Verdict verdict, List<PortAlternative> alternatives, boolean complete, List<Control> controls) {
  public NetworkDecision {
    alternatives = List.copyOf(alternatives);
    controls = List.copyOf(controls);
  }

  /// One alternative and the ports that it allows.
  public record PortAlternative(Alternative alternative, PortSet ports) {}

  /// The ports that are allowed without further assumptions.
  public PortSet certain() {
    return ports(true);
  }

  /// The ports that are allowed at all, perhaps with assumptions.
  public PortSet possible() {
    return ports(false);
  }

  /// The same without the ports.
  public Decision decision() {
    List<Alternative> plain = alternatives.stream().map(PortAlternative::alternative).toList();
    return new Decision(verdict, plain, complete, controls);
  }

  private PortSet ports(boolean unconditional) {
    return alternatives.stream()
        .filter(each -> !unconditional || each.alternative().unconditional())
        .map(PortAlternative::ports)
        .reduce(PortSet.NONE, PortSet::union);
  }
}
