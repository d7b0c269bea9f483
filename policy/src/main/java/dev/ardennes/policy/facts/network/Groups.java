package dev.ardennes.policy.facts.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;

/// What security groups let in and out. They keep connections: answers always pass.
final class Groups {
  private final Network network;

  Groups(Network network) {
    this.network = network;
  }

  /// A way past the groups of a workload, and the ports that it leaves.
  record Way(Decision decision, Ports ports) {}

  /// The ways from the other end into the workload; none that is open if no group lets it in.
  ///
  /// @param others the security groups of the other end
  List<Way> in(String workload, Peer from, List<Fact> others, Ports asked) {
    return ways("ingress", workload, from, others, asked);
  }

  /// The ways from the workload out to the other end.
  List<Way> out(String workload, Peer to, List<Fact> others, Ports asked) {
    return ways("egress", workload, to, others, asked);
  }

  private List<Way> ways(
      String relation, String workload, Peer peer, List<Fact> others, Ports asked) {
    List<Way> ways = new ArrayList<>();
    for (Fact member : network.groups(workload)) {
      String group = member.args().get(1);
      List<Fact> rules = network.facts().relation(relation, group);
      if (rules.isEmpty() && !network.declared(group)) {
        ways.add(new Way(unseen(relation, member, peer), asked));
      }
      for (Fact rule : rules) {
        Ports ports = Ports.parse(rule.args().get(2)).and(asked);
        if (ports != null) {
          rule(member, rule, ports, peer, others, ways);
        }
      }
    }
    return ways;
  }

  private Decision unseen(String relation, Fact member, Peer peer) {
    String which = network.name(member.args().get(1));
    String says =
        relation.equals("ingress")
            ? "security group " + which + ", which was not collected, lets " + peer.says() + " in"
            : "security group " + which + ", which was not collected, lets connections out";
    return Conjunction.assuming(
        new Assumption(Assumption.Kind.NOT_COLLECTED, says, member.evidence()),
        List.of(member.id()));
  }

  private void rule(
      Fact member, Fact rule, Ports ports, Peer peer, List<Fact> others, List<Way> ways) {
    String end = rule.args().get(1);
    for (Fact other : others) {
      if (other.args().get(1).equals(end)) {
        ways.add(new Way(Conjunction.because(List.of(member.id(), rule.id(), other.id())), ports));
        return;
      }
    }
    if (end.startsWith("sg-") || network.facts().entity(end) != null) {
      return;
    }
    Peer.Match match = peer.match(end);
    List<String> because = List.of(member.id(), rule.id());
    if (match == Peer.Match.WHOLE) {
      ways.add(new Way(Conjunction.because(because), ports));
    } else if (match != Peer.Match.NONE) {
      Assumption holds =
          peer.holds(end, match, "security group " + network.name(member.args().get(1)));
      ways.add(
          new Way(
              Conjunction.assuming(
                  new Assumption(holds.kind(), holds.says(), rule.evidence()), because),
              ports));
    }
  }

  /// Why nothing comes in.
  Decision closed(String workload, Peer from, Ports asked) {
    List<Fact> groups = network.groups(workload);
    String says =
        groups.isEmpty()
            ? "no security group of "
                + network.name(workload)
                + " is given, and the default one"
                + " lets in its own members only"
            : "no security group of "
                + network.name(workload)
                + " lets "
                + from.says()
                + " in on "
                + asked;
    return Ways.no(Control.Kind.SECURITY_GROUP, says, groups.stream().map(Fact::id).toList());
  }

  /// Why nothing goes out.
  Decision shut(String workload, Peer to, Ports asked) {
    String says =
        "no security group of "
            + network.name(workload)
            + " lets "
            + asked
            + " out to "
            + to.says();
    return Ways.no(
        Control.Kind.SECURITY_GROUP,
        says,
        network.groups(workload).stream().map(Fact::id).toList());
  }
}
