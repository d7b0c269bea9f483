package dev.ardennes.policy.facts.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Fact;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.aws.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether a connection can be made: from the internet, or from inside.
final class Connections {
  private final Network network;
  private final Groups groups;
  private final AccessLists lists;
  private final Routes routes;

  Connections(Network network) {
    this.network = network;
    this.groups = new Groups(network);
    this.lists = new AccessLists(network);
    this.routes = new Routes(network);
  }

  /// What has an address on the internet, in order.
  List<String> addressed() {
    Set<String> found = new TreeSet<>();
    for (String relation : List.of("public_address", "ipv6_address")) {
      network.facts().relation(relation).forEach(fact -> found.add(fact.args().getFirst()));
    }
    return List.copyOf(found);
  }

  Decision internet(String workload, String asked) {
    List<Decision> ways = new ArrayList<>();
    network.facts().relation("public_address", workload).stream()
        .findFirst()
        .ifPresent(address -> ways.add(internet(workload, address, false, Ports.parse(asked))));
    network.facts().relation("ipv6_address", workload).stream()
        .findFirst()
        .ifPresent(address -> ways.add(internet(workload, address, true, Ports.parse(asked))));
    String says = network.name(workload) + " has no address on the internet";
    return Ways.either(ways, Ways.no(Control.Kind.NO_ADDRESS, says, List.of()));
  }

  private Decision internet(String workload, Fact address, boolean six, Ports asked) {
    Peer peer = Peer.ofInternet(six);
    List<Decision> ways = new ArrayList<>();
    for (Groups.Way way : groups.in(workload, peer, List.of(), asked)) {
      ways.add(Conjunction.and(way.decision(), throughSubnets(workload, peer, way.ports())));
    }
    return Conjunction.and(
        Conjunction.because(List.of(address.id())),
        Ways.either(ways, groups.closed(workload, peer, asked)));
  }

  private Decision throughSubnets(String workload, Peer peer, Ports ports) {
    List<Fact> subnets = network.subnets(workload);
    if (subnets.isEmpty()) {
      return Conjunction.assuming(
          Assumption.of(
              Assumption.Kind.NOT_COLLECTED,
              "the subnet of "
                  + network.name(workload)
                  + ", which was not collected, is open to the internet"),
          List.of());
    }
    List<Decision> ways = new ArrayList<>();
    for (Fact in : subnets) {
      String subnet = in.args().get(1);
      ways.add(
          Conjunction.and(
              Conjunction.because(List.of(in.id())),
              Conjunction.and(
                  routes.toInternet(subnet, peer.versionSix()),
                  lists.letsIn(subnet, peer, ports))));
    }
    return Ways.either(ways, Conjunction.TRUE);
  }

  Decision inside(String source, String target, String asked) {
    if (source.equals(target)) {
      return Conjunction.no("it is the same thing");
    }
    List<Decision> ways = new ArrayList<>();
    for (Network.Applies from : network.networksOf(source)) {
      for (Network.Applies to : network.networksOf(target)) {
        List<String> because = new ArrayList<>(from.because());
        because.addAll(to.because());
        ways.add(Conjunction.and(Conjunction.because(because), routes.between(from.id(), to.id())));
      }
    }
    Decision joined =
        Ways.either(
            ways,
            Ways.no(
                Control.Kind.ROUTE,
                network.name(source) + " and " + network.name(target) + " share no network",
                List.of()));
    return Conjunction.and(joined, passes(source, target, Ports.parse(asked)));
  }

  /// Whether the groups of what a front hands requests on to let the front in; where one of the two
  /// carries none, or a service carries the request, there is nothing to ask.
  Decision admits(String front, String workload) {
    List<Fact> others = network.groups(front);
    boolean carried = network.facts().fact("kind", workload, "aws.lambda.function") != null;
    if (carried || others.isEmpty() || network.groups(workload).isEmpty()) {
      return Conjunction.TRUE;
    }
    Peer from = peer(front);
    Ports any = Ports.parse("any");
    List<Decision> ways = new ArrayList<>();
    groups.in(workload, from, others, any).forEach(way -> ways.add(way.decision()));
    return Ways.either(ways, groups.closed(workload, from, any));
  }

  private Decision passes(String source, String target, Ports asked) {
    Peer from = peer(source);
    Peer to = peer(target);
    List<Decision> ways = new ArrayList<>();
    for (Groups.Way in : groups.in(target, from, network.groups(source), asked)) {
      List<Decision> leaving = new ArrayList<>();
      for (Groups.Way out : groups.out(source, to, network.groups(target), in.ports())) {
        leaving.add(
            Conjunction.and(out.decision(), betweenSubnets(source, target, from, to, out.ports())));
      }
      ways.add(
          Conjunction.and(
              in.decision(), Ways.either(leaving, groups.shut(source, to, in.ports()))));
    }
    return Ways.either(ways, groups.closed(target, from, asked));
  }

  /// Inside one subnet no access list is asked.
  private Decision betweenSubnets(String source, String target, Peer from, Peer to, Ports ports) {
    List<Decision> ways = new ArrayList<>();
    for (Fact out : network.subnets(source)) {
      for (Fact in : network.subnets(target)) {
        Decision both = Conjunction.because(List.of(out.id(), in.id()));
        ways.add(
            out.args().get(1).equals(in.args().get(1))
                ? both
                : Conjunction.and(
                    both,
                    Conjunction.and(
                        lists.letsOut(out.args().get(1), to, ports),
                        lists.letsIn(in.args().get(1), from, ports))));
      }
    }
    return Ways.either(ways, Conjunction.TRUE);
  }

  private Peer peer(String workload) {
    AddressRange block = null;
    List<Fact> subnets = network.subnets(workload);
    for (Fact subnet : subnets) {
      block = block == null ? block(subnet.args().get(1)) : block;
    }
    return new Peer(false, false, block, "the address of " + network.name(workload));
  }

  private @Nullable AddressRange block(String subnet) {
    for (Fact block : network.facts().relation("address_block", subnet)) {
      AddressRange range = AddressRange.parse(block.args().get(1)).orElse(null);
      if (range != null && !range.isVersionSix()) {
        return range;
      }
    }
    return null;
  }
}
