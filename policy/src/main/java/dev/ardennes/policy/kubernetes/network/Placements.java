package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.policy.kubernetes.network.NetworkModel.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether pods and something in the network of a node share the node: what runs on a node always
/// reaches the pods there, and they it, whatever policies say.
///
/// Source: "Network Policies" in the Kubernetes documentation, on isolation of pods.
final class Placements {
  private Placements() {}

  /// Terms that say so; none where it is known that they never share a node.
  static List<Term> shared(Party host, Party pods, NetworkModel model, PortSet ports) {
    Placement placement = model.placement(pods.shown());
    if (host.pods() != null) {
      return together(host, pods, model, ports);
    }
    List<Term> terms = new ArrayList<>(always(placement, ports));
    String fact = placement.nodes().get(host.shown());
    if (fact != null) {
      terms.add(Term.of(List.of(fact), Condition.ALWAYS, ports));
    }
    if (!placement.isKnown()) {
      terms.add(perhaps("a pod of `" + pods.shown() + "` runs on `" + host.shown() + "`", ports));
    }
    return terms;
  }

  private static List<Term> together(Party host, Party pods, NetworkModel model, PortSet ports) {
    Placement mine = model.placement(host.shown());
    Placement theirs = model.placement(pods.shown());
    List<Term> terms = new ArrayList<>(always(mine, ports));
    terms.addAll(always(theirs, ports));
    for (Map.Entry<String, String> entry : mine.nodes().entrySet()) {
      String fact = theirs.nodes().get(entry.getKey());
      if (fact != null) {
        terms.add(Term.of(List.of(entry.getValue(), fact), Condition.ALWAYS, ports));
      }
    }
    if (!mine.isKnown() || !theirs.isKnown()) {
      String both = "`" + host.shown() + "` and `" + pods.shown() + "`";
      terms.add(perhaps("pods of " + both + " run on one node", ports));
    }
    return terms;
  }

  private static List<Term> always(Placement placement, PortSet ports) {
    return placement.everywhere().stream()
        .sorted()
        .map(fact -> Term.of(List.of(fact), Condition.ALWAYS, ports))
        .toList();
  }

  private static Term perhaps(String says, PortSet ports) {
    Variable variable = Variable.unseen(says, "it is not so that " + says);
    return Term.of(List.of(), Condition.claim(variable), ports);
  }
}
