package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.kubernetes.network.PolicyIndex.Indexed;
import dev.ardennes.policy.kubernetes.network.PolicyIndex.IndexedRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// One request: the source's egress and the target's ingress must both allow it.
///
/// Cost: linear in the rules of the policies that select source or target.
final class Evaluation {
  private final NetworkModel model;
  private final PolicyIndex index;
  private final NetworkRequest request;
  private final boolean controlsMayFail;
  private final Party source;
  private final Party target;
  private final TreeSet<Control> controls = new TreeSet<>();

  Evaluation(
      NetworkModel model, PolicyIndex index, NetworkRequest request, boolean controlsMayFail) {
    this.model = model;
    this.index = index;
    this.request = request;
    this.controlsMayFail = controlsMayFail;
    this.source = Party.of(request.source(), model);
    this.target = Party.of(request.target(), model);
  }

  /// What decided where the answer is no; only after [#decide()].
  List<Control> controls() {
    return List.copyOf(controls);
  }

  /// When the ports are allowed.
  Formula decide() {
    boolean itself = request.source().equals(request.target()) && !request.amongReplicas();
    if (itself || request.ports().isEmpty()) {
      return Formula.allow(request.ports());
    }
    Formula enforced = enforced();
    return switch (model.enforcement()) {
      case ENFORCED -> enforced;
      case NOT_ENFORCED -> {
        List<String> facts = model.enforcementFact().stream().toList();
        yield Formula.of(List.of(Term.of(facts, Condition.ALWAYS, request.ports())));
      }
      case UNKNOWN -> enforced.or(unenforced());
    };
  }

  private Formula unenforced() {
    String plugin = "the network plugin of the cluster";
    return assumed(
        Variable.unseen(
            plugin + " does not enforce network policies", plugin + " enforces network policies"));
  }

  private Formula enforced() {
    Formula out = direction(Direction.EGRESS, source, target);
    Formula in = direction(Direction.INGRESS, target, source);
    Formula both = out.and(in).settled();
    if (both.isFalse()) {
      boolean one = out.isFalse() != in.isFalse();
      note(Direction.EGRESS, source, !one || out.isFalse());
      note(Direction.INGRESS, target, !one || in.isFalse());
    }
    return both;
  }

  private Formula assumed(Variable variable) {
    return Formula.of(List.of(Term.of(List.of(), Condition.claim(variable), request.ports())));
  }

  /// What one side allows.
  ///
  /// @param selected the side whose policies are meant
  private Formula direction(Direction direction, Party selected, Party peer) {
    PodClass pods = selected.pods();
    if (selected.kind() == Party.Kind.UNDECLARED) {
      String says = "the network policies for `" + selected.shown() + "` allow this";
      return assumed(Variable.unseen(says, "it is not so that " + says));
    }
    if (selected.kind() != Party.Kind.POD || pods == null) {
      return Formula.allow(request.ports());
    }
    Formula free = free(direction, selected, pods);
    if (free.isFree(request.ports())) {
      return free;
    }
    List<Term> terms = new ArrayList<>(free.terms());
    for (Indexed policy : index.selecting(selected.index(), direction)) {
      allow(policy, direction, selected, peer, terms);
    }
    if (peer.kind() == Party.Kind.HOST) {
      Term isolated =
          Term.of(restricting(direction, selected, pods), Condition.ALWAYS, request.ports());
      for (Term together : Placements.shared(peer, selected, model, request.ports())) {
        terms.add(together.and(isolated));
      }
    }
    if (!model.covers(pods.namespace()) && !free.terms().equals(unseen(pods).terms())) {
      terms.add(allowedUnseen(direction, selected, pods));
    }
    return new Formula(terms, free.complete()).or(Formula.FALSE);
  }

  /// When no policy restricts the side.
  private Formula free(Direction direction, Party selected, PodClass pods) {
    Formula free = model.covers(pods.namespace()) ? Formula.allow(request.ports()) : unseen(pods);
    for (Indexed policy : index.selecting(selected.index(), direction)) {
      List<Term> spared = new ArrayList<>();
      for (Condition not : restricts(policy, direction, pods).negated()) {
        spared.add(Term.of(List.of(), not, request.ports()));
      }
      if (controlsMayFail) {
        spared.add(failing(control(policy, direction, selected)));
      }
      free = free.and(Formula.of(spared));
    }
    return free;
  }

  private Formula unseen(PodClass pods) {
    return assumed(
        Variable.unseenLayer(
            "no network policy of namespace `"
                + pods.namespace()
                + "` selects `"
                + pods.id()
                + "`"));
  }

  private Term allowedUnseen(Direction direction, Party selected, PodClass pods) {
    String says =
        "a network policy of namespace `"
            + pods.namespace()
            + "` that was not collected allows "
            + direction.word()
            + " of `"
            + pods.id()
            + "`";
    Variable allows = Variable.unseen(says, "it is not so that " + says);
    return Term.of(
        restricting(direction, selected, pods), Condition.claim(allows), request.ports());
  }

  /// The facts of a policy that restricts the side, of one that does so for certain where there is:
  /// without one nothing would have to be allowed, and the facts that allow it would not be asked.
  /// A policy that does not say what it restricts restricts egress because it has such a rule.
  private List<String> restricting(Direction direction, Party selected, PodClass pods) {
    List<Indexed> policies =
        index.selecting(selected.index(), direction).stream()
            .sorted(Comparator.comparing(policy -> policy.spec().id()))
            .toList();
    Optional<Indexed> restricting =
        policies.stream()
            .filter(policy -> restricts(policy, direction, pods).isCertain())
            .findFirst()
            .or(() -> policies.stream().findFirst());
    List<String> facts = new ArrayList<>();
    restricting.ifPresent(policy -> facts.add(policy.spec().factId()));
    restricting.stream()
        .flatMap(policy -> policy.rules().stream())
        .map(IndexedRule::spec)
        .filter(rule -> direction == Direction.EGRESS && rule.direction() == direction)
        .limit(1)
        .forEach(rule -> facts.add(rule.factId()));
    return facts;
  }

  private Condition restricts(Indexed policy, Direction direction, PodClass pods) {
    Condition selects =
        SelectorMatch.of(policy.spec().pods(), pods.labels(), pods.id())
            .about(policy.spec().factId());
    return selects.and(policy.spec().restricts(direction));
  }

  private void allow(
      Indexed policy, Direction direction, Party selected, Party peer, List<Term> terms) {
    if (selected.pods() == null) {
      return;
    }
    Condition restricts = restricts(policy, direction, selected.pods());
    for (IndexedRule rule : policy.rules()) {
      if (rule.spec().direction() == direction && mayMean(rule, peer)) {
        List<String> facts = List.of(policy.spec().factId(), rule.spec().factId());
        for (Condition means : means(rule, policy, peer)) {
          for (PortMatch.Allowed ports :
              PortMatch.of(rule.spec(), target, request.protocol(), request.ports())) {
            Condition open = means.and(ports.condition()).about(rule.spec().factId());
            terms.add(Term.of(facts, restricts.and(open), ports.ports()));
          }
        }
      }
    }
  }

  private static boolean mayMean(IndexedRule rule, Party peer) {
    return peer.index() < 0 || rule.peers().possible().get(peer.index());
  }

  private List<Condition> means(IndexedRule rule, Indexed policy, Party peer) {
    if (peer.kind() == Party.Kind.UNDECLARED) {
      return List.of(Condition.ALWAYS);
    }
    return peer.index() >= 0 && rule.peers().certain().get(peer.index())
        ? List.of(Condition.ALWAYS)
        : PeerMatch.of(rule.spec(), policy.spec(), peer, model);
  }

  private void note(Direction direction, Party selected, boolean decides) {
    if (decides && selected.kind() == Party.Kind.POD) {
      for (Indexed policy : index.selecting(selected.index(), direction)) {
        controls.add(control(policy, direction, selected));
      }
    }
  }

  private Control control(Indexed policy, Direction direction, Party selected) {
    Party peer = direction == Direction.EGRESS ? target : source;
    String end = direction == Direction.EGRESS ? " to `" : " from `";
    String says =
        "network policy `"
            + policy.spec().id()
            + "` isolates `"
            + selected.shown()
            + "`: no rule allows "
            + direction.word()
            + end
            + peer.shown()
            + "` on "
            + request.protocol()
            + " "
            + request.ports();
    return new Control(Control.Kind.NETWORK_POLICY, says, List.of(policy.spec().factId()));
  }

  private Term failing(Control control) {
    String says = "this fails: " + control.says();
    Variable variable =
        Variable.claim(Assumption.Kind.CONTROL_FAILS, says, "it is not so that " + says);
    Condition condition = Condition.claim(variable);
    for (String fact : control.factIds()) {
      condition = condition.about(fact);
    }
    return Term.of(List.of(), condition, request.ports());
  }
}
