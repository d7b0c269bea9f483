package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.network.NetworkDecision.PortAlternative;
import java.util.ArrayList;
import java.util.List;

/// Answers which connections are allowed by the network policies of a cluster, from an immutable
/// model.
///
/// A yes says that no policy is in the way, not that anything listens on the port. Replies to what
/// is allowed are always allowed and are never asked about.
///
/// Cost: building it is linear in rules times distinct label sets and address sets; a decision is
/// linear in the rules of the policies that select source and target. Instances may be shared by
/// threads.
///
/// ```java
/// var network = new NetworkDecisions(model);
/// network.decide(NetworkRequest.of(Endpoint.internet(), Endpoint.pods("web"), 443)).verdict();
/// ```
public final class NetworkDecisions {
  private final NetworkModel model;
  private final PolicyIndex index;

  public NetworkDecisions(NetworkModel model) {
    this.model = model;
    this.index = new PolicyIndex(model);
  }

  /// Whether the connection is allowed; where several ports are asked about, whether one of them
  /// is. The ports are a choice of each alternative.
  ///
  /// Where the addresses of the source or target are a range, yes means all of them; for a part of
  /// them the answer is conditional on the address. Pods are a range too where their addresses
  /// matter.
  public Decision decide(NetworkRequest request) {
    return decidePorts(request).decision();
  }

  /// As [#decide(NetworkRequest)], with the ports that each alternative allows.
  public NetworkDecision decidePorts(NetworkRequest request) {
    Evaluation evaluation = new Evaluation(model, index, request, false);
    Formula formula = evaluation.decide();
    List<PortAlternative> alternatives = alternatives(formula, request);
    Verdict verdict = verdict(alternatives, formula.complete());
    List<Control> controls = verdict == Verdict.NO ? evaluation.controls() : List.of();
    return new NetworkDecision(verdict, alternatives, formula.complete(), controls);
  }

  /// The ways in which the connection would be allowed if policies failed; each has assumptions of
  /// kind `control-fails`. Empty where it is allowed anyway.
  public List<Alternative> ifControlsFail(NetworkRequest request) {
    Formula formula = new Evaluation(model, index, request, true).decide();
    return alternatives(formula, request).stream()
        .map(PortAlternative::alternative)
        .filter(
            alternative ->
                alternative.assumptions().stream()
                    .anyMatch(each -> each.kind() == Assumption.Kind.CONTROL_FAILS))
        .toList();
  }

  /// The classes that can connect to the target, in the order of the model; the target's own class
  /// stands for its other replicas.
  ///
  /// Agrees with [#decidePorts(NetworkRequest)] for each class, but costs one pass over the rules,
  /// and a decision only for classes of which something is not known.
  public List<Connection> connectionsTo(Endpoint target, Protocol protocol, PortSet ports) {
    return new ConnectionList(this, model, index, target, Direction.INGRESS, protocol, ports).all();
  }

  /// The classes to which the source can connect; otherwise as [#connectionsTo(Endpoint, Protocol,
  /// PortSet)].
  public List<Connection> connectionsFrom(Endpoint source, Protocol protocol, PortSet ports) {
    return new ConnectionList(this, model, index, source, Direction.EGRESS, protocol, ports).all();
  }

  private static List<PortAlternative> alternatives(Formula formula, NetworkRequest request) {
    List<PortAlternative> all = new ArrayList<>();
    for (Term term : formula.terms()) {
      List<Alternative.Choice> choices = new ArrayList<>();
      if (!request.ports().isOne()) {
        choices.add(new Alternative.Choice(request.protocol() + " port", term.ports().toString()));
      }
      all.add(new PortAlternative(term.alternative(choices), term.ports()));
    }
    return all;
  }

  private static Verdict verdict(List<PortAlternative> alternatives, boolean complete) {
    if (alternatives.isEmpty()) {
      return complete ? Verdict.NO : Verdict.CONDITIONAL;
    }
    return alternatives.stream().anyMatch(each -> each.alternative().unconditional())
        ? Verdict.YES
        : Verdict.CONDITIONAL;
  }
}
