package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// When a peer of a rule means a party.
final class PeerMatch {
  private PeerMatch() {}

  /// Nodes and pods in their network are met by blocks of addresses alone.
  private static Condition of(Peer peer, PolicySpec policy, Party party, NetworkModel model) {
    return switch (peer) {
      case Peer.Pods selected -> pods(selected, policy, party, model);
      case Peer.Block block -> block(block, party);
      case Peer.Unclear unclear -> claim(unclear.text(), party);
    };
  }

  private static Condition pods(
      Peer.Pods peer, PolicySpec policy, Party party, NetworkModel model) {
    PodClass pods = party.pods();
    if (party.kind() != Party.Kind.POD || pods == null) {
      return Condition.NEVER;
    }
    Condition namespace =
        peer.namespaces() == null
            ? Condition.of(pods.namespace().equals(policy.namespace()))
            : SelectorMatch.of(
                peer.namespaces(), model.namespaceLabels(pods.namespace()), pods.namespace());
    if (!namespace.possible() || peer.pods() == null) {
      return namespace;
    }
    return namespace.and(SelectorMatch.of(peer.pods(), pods.labels(), pods.id()));
  }

  static Condition block(Peer.Block block, Party party) {
    Condition all = party.within(block.set());
    for (String text : block.unknown()) {
      Variable includes =
          Variable.statement(text, "include", "the address of `" + party.shown() + "`");
      all = all.and(Condition.of(includes, Constraint.Truth.HOLDS.not()));
    }
    return all;
  }

  private static Condition claim(String text, Party party) {
    return Condition.claim(Variable.statement(text, "mean", "`" + party.shown() + "`"));
  }

  /// When any of the rule's peers means the party; the conditions are alternatives.
  static List<Condition> of(RuleSpec rule, PolicySpec policy, Party party, NetworkModel model) {
    if (!rule.unknown().isEmpty()) {
      String with = "the connection with `" + party.shown() + "`";
      return List.of(Condition.claim(Variable.statement(rule.unknown(), "allow", with)));
    }
    if (rule.peers().isEmpty()) {
      return List.of(Condition.ALWAYS);
    }
    List<Condition> all = new ArrayList<>();
    for (Peer peer : rule.peers()) {
      Condition means = of(peer, policy, party, model);
      if (means.isCertain()) {
        return List.of(means);
      }
      if (means.possible()) {
        all.add(means);
      }
    }
    return joined(all);
  }

  /// Conditions on one variable each are joined for each variable, so that thousands of blocks stay
  /// one condition.
  private static List<Condition> joined(List<Condition> conditions) {
    SortedMap<Variable, Constraint> single = new TreeMap<>();
    List<Condition> all = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition.parts().size() == 1) {
        Variable variable = condition.parts().firstKey();
        Constraint constraint = condition.parts().values().iterator().next().constraint();
        single.merge(variable, constraint, Constraint::or);
      } else {
        all.add(condition);
      }
    }
    single.forEach((variable, constraint) -> all.add(Condition.of(variable, constraint)));
    return all.stream().anyMatch(Condition::isCertain) ? List.of(Condition.ALWAYS) : all;
  }
}
