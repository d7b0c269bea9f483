package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.policy.kubernetes.network.ConnectionSide.Grant;
import dev.ardennes.policy.kubernetes.network.PolicyIndex.Indexed;
import dev.ardennes.policy.kubernetes.network.PolicyIndex.IndexedRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/// All classes that can connect to one party, or to which it can connect.
///
/// Goes once over the rules and then over the ports at which an answer can change, with one bit for
/// each class.
final class ConnectionList {
  private final NetworkDecisions decisions;
  private final NetworkModel model;
  private final PolicyIndex index;
  private final Endpoint endpoint;
  private final Party fixed;
  private final Direction direction;
  private final Protocol protocol;
  private final PortSet requested;
  private final PortSet[] certain;
  private final PortSet[] possible;
  private final BitSet doubtful = new BitSet();

  /// @param direction of the fixed party's own policies
  ConnectionList(
      NetworkDecisions decisions,
      NetworkModel model,
      PolicyIndex index,
      Endpoint endpoint,
      Direction direction,
      Protocol protocol,
      PortSet requested) {
    this.decisions = decisions;
    this.model = model;
    this.index = index;
    this.endpoint = endpoint;
    this.fixed = Party.of(endpoint, model);
    this.direction = direction;
    this.protocol = protocol;
    this.requested = requested;
    this.certain = none(model.pods().size());
    this.possible = none(model.pods().size());
  }

  private static PortSet[] none(int size) {
    PortSet[] ports = new PortSet[size];
    Arrays.fill(ports, PortSet.NONE);
    return ports;
  }

  List<Connection> all() {
    switch (model.enforcement()) {
      case NOT_ENFORCED -> {
        Arrays.fill(certain, requested);
        Arrays.fill(possible, requested);
      }
      case UNKNOWN -> {
        sweep();
        Arrays.fill(possible, requested);
      }
      case ENFORCED -> sweep();
    }
    doubtful.stream().forEach(this::decide);
    return connections();
  }

  private List<Connection> connections() {
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < possible.length; i++) {
      if (!possible[i].isEmpty()) {
        all.add(new Connection(model.pods().get(i).id(), certain[i], possible[i]));
      }
    }
    return all;
  }

  private void sweep() {
    ConnectionSide own = own();
    ConnectionSide other = other();
    TreeSet<Integer> bounds = new TreeSet<>(requested.bounds());
    own.addBounds(bounds);
    other.addBounds(bounds);
    for (int first : bounds) {
      Integer end = bounds.higher(first);
      if (end != null && requested.contains(first)) {
        note(own, other, PortSet.range(first, end - 1), first);
      }
    }
  }

  private void note(ConnectionSide own, ConnectionSide other, PortSet ports, int port) {
    Spread mine = own.at(port);
    Spread theirs = other.at(port);
    Spread seen = mine.and(theirs);
    mine.possible().or(own.unseen());
    theirs.possible().or(other.unseen());
    Spread all = mine.and(theirs);
    all.certain().stream().forEach(i -> certain[i] = certain[i].union(ports));
    all.possible().stream().forEach(i -> possible[i] = possible[i].union(ports));
    seen.possible().andNot(seen.certain());
    doubtful.or(seen.possible());
  }

  /// What the fixed party's policies say of the others.
  private ConnectionSide own() {
    BitSet all = index.all();
    if (fixed.kind() == Party.Kind.UNDECLARED) {
      return new ConnectionSide(new Spread(new BitSet(), all), List.of(), new BitSet());
    }
    Spread isolated = index.isolated(direction);
    boolean free = fixed.index() < 0 || !isolated.possible().get(fixed.index());
    if (free || fixed.kind() != Party.Kind.POD || fixed.pods() == null) {
      return ConnectionSide.open(all);
    }
    // Those in the network of a node may run on the same node.
    boolean certainly = isolated.certain().get(fixed.index());
    Spread spread = new Spread(new BitSet(), certainly ? index.hosts() : all);
    List<Grant> grants = new ArrayList<>();
    for (Indexed policy : index.selecting(fixed.index(), direction)) {
      boolean selected =
          policy.selected().certain().get(fixed.index())
              && policy.spec().restricts(direction).isCertain();
      for (IndexedRule rule : policy.rules()) {
        Spread peers = rule.peers();
        Spread classes = selected ? peers : new Spread(new BitSet(), peers.possible());
        add(grants, rule, direction, classes);
      }
    }
    boolean covered = model.covers(fixed.pods().namespace());
    return new ConnectionSide(spread, grants, covered ? new BitSet() : all);
  }

  /// What the policies of the others say of the fixed party.
  private ConnectionSide other() {
    Direction opposite = direction == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
    Spread isolated = index.isolated(opposite);
    Spread free = Spread.none();
    free.certain().or(index.all());
    free.certain().andNot(isolated.possible());
    free.possible().or(index.all());
    if (fixed.kind() == Party.Kind.POD || fixed.kind() == Party.Kind.OUTSIDE) {
      free.possible().andNot(isolated.certain());
    }
    List<Grant> grants = new ArrayList<>();
    for (Indexed policy : index.policies()) {
      for (IndexedRule rule : policy.rules()) {
        add(grants, rule, opposite, meaning(policy, rule, opposite));
      }
    }
    return new ConnectionSide(free, grants, index.uncovered());
  }

  /// The classes to which a rule of their own grants something with the fixed party.
  private Spread meaning(Indexed policy, IndexedRule rule, Direction opposite) {
    if (rule.spec().direction() != opposite || !policy.spec().restricts(opposite).possible()) {
      return Spread.none();
    }
    boolean means;
    boolean perhaps;
    if (fixed.index() >= 0) {
      means = rule.peers().certain().get(fixed.index());
      perhaps = rule.peers().possible().get(fixed.index());
    } else {
      List<Condition> conditions = PeerMatch.of(rule.spec(), policy.spec(), fixed, model);
      means = conditions.stream().anyMatch(Condition::isCertain);
      perhaps = !conditions.isEmpty();
    }
    boolean certainly = means && policy.spec().restricts(opposite).isCertain();
    return new Spread(
        certainly ? policy.selected().certain() : new BitSet(),
        perhaps ? policy.selected().possible() : new BitSet());
  }

  private void add(List<Grant> grants, IndexedRule rule, Direction wanted, Spread classes) {
    if (rule.spec().direction() != wanted || classes.possible().isEmpty()) {
      return;
    }
    RulePorts ports =
        direction == Direction.INGRESS
            ? RulePorts.at(fixed, rule.spec(), protocol, requested, index.all())
            : RulePorts.atEach(rule.spec(), protocol, requested, index.byNamedPorts());
    grants.add(new Grant(classes, ports));
  }

  private void decide(int other) {
    Endpoint pods = Endpoint.pods(model.pods().get(other).id());
    boolean incoming = direction == Direction.INGRESS;
    NetworkDecision decision =
        decisions.decidePorts(
            NetworkRequest.of(
                    incoming ? pods : endpoint, incoming ? endpoint : pods, protocol, requested)
                .betweenReplicas());
    certain[other] = decision.certain();
    // Ways that a limit cut off may allow anything.
    possible[other] = decision.complete() ? decision.possible() : requested;
  }
}
