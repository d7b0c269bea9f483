package dev.ardennes.policy.facts.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// What the access list of a subnet lets through. It keeps no connections: answers must be let
/// through as well.
final class AccessLists {
  private static final int UNNUMBERED = 40_000;
  private final Network network;

  AccessLists(Network network) {
    this.network = network;
  }

  /// Whether connections from the other end arrive at these ports in the subnet, and answers leave
  /// it. The other end picks the port that answers go to.
  Decision letsIn(String subnet, Peer from, Ports ports) {
    Ports answers = new Ports(ports.protocol(), 0, 65_535, true);
    return Conjunction.and(passes(subnet, "in", from, ports), passes(subnet, "out", from, answers));
  }

  /// Whether connections to the ports of the other end leave the subnet, and answers arrive.
  Decision letsOut(String subnet, Peer to, Ports ports) {
    Ports answers = new Ports(ports.protocol(), 1024, 65_535, true);
    return Conjunction.and(passes(subnet, "out", to, ports), passes(subnet, "in", to, answers));
  }

  private Decision passes(String subnet, String direction, Peer peer, Ports ports) {
    List<Network.Applies> lists = network.applying("uses_acl", subnet);
    if (lists.isEmpty()) {
      return Conjunction.TRUE;
    }
    Network.Applies list = lists.getFirst();
    if (!network.declared(list.id()) && rules(list.id(), direction).isEmpty()) {
      return Conjunction.assuming(
          Assumption.of(
              Assumption.Kind.NOT_COLLECTED,
              "the access list "
                  + network.name(list.id())
                  + ", which was not collected, lets "
                  + peer.says()
                  + " through"),
          list.because());
    }
    return Conjunction.and(
        Conjunction.because(list.because()), first(list.id(), direction, peer, ports));
  }

  private List<Fact> rules(String list, String direction) {
    return network.facts().relation("acl_rule", list).stream()
        .filter(rule -> rule.args().get(1).equals(direction))
        .sorted(Comparator.comparingInt(AccessLists::number).thenComparing(Fact::id))
        .toList();
  }

  private static int number(Fact rule) {
    String text = rule.args().get(2);
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : UNNUMBERED;
  }

  /// The first rule that matches a port decides about it.
  private Decision first(String list, String direction, Peer peer, Ports ports) {
    BitSet open = ports.numbers();
    List<String> denying = new ArrayList<>();
    List<Decision> ways = new ArrayList<>();
    for (Fact rule : rules(list, direction)) {
      Peer.Match match = peer.match(rule.args().get(4));
      Ports common = Ports.parse(rule.args().get(5)).and(ports);
      if (match == Peer.Match.NONE || common == null) {
        continue;
      }
      BitSet meant = common.numbers();
      meant.and(open);
      if (rule.args().get(3).equals("deny")) {
        if (match == Peer.Match.WHOLE && common.certain()) {
          open.andNot(meant);
          denying.add(rule.id());
        }
      } else if (!meant.isEmpty()) {
        ways.add(allowed(rule, match, peer, list));
      }
    }
    String says =
        "the access list "
            + network.name(list)
            + " does not let "
            + ports
            + " through ("
            + direction
            + ")";
    return Ways.either(ways, Ways.no(Control.Kind.NETWORK_ACL, says, denying));
  }

  private Decision allowed(Fact rule, Peer.Match match, Peer peer, String list) {
    List<String> because = List.of(rule.id());
    return match == Peer.Match.WHOLE
        ? Conjunction.because(because)
        : Conjunction.assuming(
            peer.holds(rule.args().get(4), match, "access list " + network.name(list)), because);
  }
}
