package dev.ardennes.policy.istio;

import dev.ardennes.policy.istio.Policies.PeerAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The mode of mutual TLS at a workload's port: that of the port, else of the workload, else of the
/// namespace, else of the mesh.
///
/// Istio takes the oldest of several policies at one level. Ages are not part of a configuration,
/// so where they differ each may be the oldest.
final class MutualTlsCases {
  private static final int MOST_CASES = 16;

  private final IstioModel model;
  private final WorkloadClass workload;
  private final int port;
  private final Selector selector;

  /// A mode that may hold, what must hold for it, and the facts that say so.
  record Case(MutualTls mode, Term when, List<String> factIds) {}

  /// @param selects what must hold for the policy to be about the workload
  /// @param when that and what must hold for the mode
  private record Candidate(PeerAuthentication policy, MutualTls mode, Term selects, Term when) {}

  MutualTlsCases(IstioModel model, WorkloadClass workload, int port) {
    this.model = model;
    this.workload = workload;
    this.port = port;
    Stop.Proxy proxy =
        workload.mode() == MeshMode.AMBIENT ? Stop.Proxy.ZTUNNEL : Stop.Proxy.SIDECAR;
    this.selector = new Selector(model.mesh(), workload, proxy);
  }

  /// At least one; exactly one where nothing is in doubt.
  List<Case> cases() {
    List<Case> decided = new ArrayList<>();
    List<Case> open = List.of(new Case(MutualTls.UNSET, Term.TRUE, List.of()));
    for (Level level : Level.values()) {
      List<Case> still = new ArrayList<>();
      for (Case before : open) {
        for (Case next : options(level)) {
          before
              .when()
              .and(next.when())
              .map(when -> new Case(next.mode(), when, next.factIds()))
              .ifPresent(found -> (found.mode() == MutualTls.UNSET ? still : decided).add(found));
        }
      }
      open = still.stream().limit(MOST_CASES).toList();
    }
    MutualTls fallback = model.mesh().defaultMode();
    for (Case undecided : open) {
      MutualTls mode = fallback == MutualTls.UNSET ? MutualTls.PERMISSIVE : fallback;
      decided.add(new Case(mode, undecided.when(), List.of()));
    }
    return decided;
  }

  /// From the narrowest to the widest.
  private enum Level {
    WORKLOAD,
    NAMESPACE,
    MESH
  }

  private List<Case> options(Level level) {
    List<Candidate> certain = new ArrayList<>();
    List<Case> options = new ArrayList<>();
    List<Literal> none = new ArrayList<>();
    for (Candidate candidate : candidates(level)) {
      if (candidate.when().isTrue()) {
        certain.add(candidate);
      } else {
        options.add(option(candidate, candidate.when()));
        none.addAll(candidate.selects().literals());
      }
    }
    Term rest = new Term(none.stream().map(Literal::negate).distinct().toList());
    if (certain.isEmpty()) {
      options.add(new Case(MutualTls.UNSET, rest, List.of()));
    } else if (certain.stream().map(Candidate::mode).distinct().count() == 1) {
      options.add(option(certain.getFirst(), rest));
    } else {
      addOldest(options, certain, rest);
    }
    return options.stream().limit(MOST_CASES).toList();
  }

  private static Case option(Candidate candidate, Term when) {
    return new Case(candidate.mode(), when, List.of(candidate.policy().factId()));
  }

  /// Each is the oldest if none before it is; the last needs no more than that.
  private static void addOldest(List<Case> options, List<Candidate> certain, Term rest) {
    Term before = rest;
    for (Candidate candidate : certain) {
      Literal oldest = oldest(candidate);
      boolean last = candidate.equals(certain.getLast());
      Term when = last ? before : before.and(Term.of(oldest)).orElse(before);
      options.add(option(candidate, when));
      before = before.and(Term.of(oldest.negate())).orElse(before);
    }
  }

  private static Literal oldest(Candidate candidate) {
    String name = "`" + candidate.policy().id() + "`";
    return Literal.notCollected(
        name + " is the oldest PeerAuthentication of its level",
        name + " is not the oldest PeerAuthentication of its level",
        candidate.policy().factId());
  }

  private List<Candidate> candidates(Level level) {
    List<Candidate> all = new ArrayList<>();
    for (PeerAuthentication policy : model.peerAuthentications(workload.namespace())) {
      Optional<Term> selects =
          policy.known() && level(policy) != level
              ? Optional.empty()
              : selector.selects(
                  policy.selection(), policy.namespace(), policy.id(), policy.factId());
      if (selects.isPresent() && (policy.known() || level == Level.WORKLOAD)) {
        add(all, policy, selects.get(), level);
      }
    }
    return all;
  }

  private void add(List<Candidate> all, PeerAuthentication policy, Term when, Level level) {
    if (!policy.known()) {
      Literal strict = isMode(policy, MutualTls.STRICT);
      Literal disabled = isMode(policy, MutualTls.DISABLE);
      Term lax = Term.of(strict.negate());
      addUnknown(all, policy, when, MutualTls.STRICT, Term.of(strict));
      lax.and(Term.of(disabled))
          .ifPresent(term -> addUnknown(all, policy, when, MutualTls.DISABLE, term));
      lax.and(Term.of(disabled.negate()))
          .ifPresent(term -> addUnknown(all, policy, when, MutualTls.PERMISSIVE, term));
      return;
    }
    MutualTls ofPort = policy.ports().getOrDefault(port, MutualTls.UNSET);
    boolean byPort = level == Level.WORKLOAD && ofPort != MutualTls.UNSET;
    all.add(new Candidate(policy, byPort ? ofPort : policy.mode(), when, when));
  }

  private static Literal isMode(PeerAuthentication policy, MutualTls mode) {
    String name = "the mode of `" + policy.id() + "` is ";
    return Literal.notCollected(name + mode, name + "not " + mode, policy.factId());
  }

  private static void addUnknown(
      List<Candidate> all, PeerAuthentication policy, Term selects, MutualTls mode, Term asks) {
    selects.and(asks).ifPresent(both -> all.add(new Candidate(policy, mode, selects, both)));
  }

  /// A policy of the root namespace is for the mesh; one with a selector there is for nobody.
  private @Nullable Level level(PeerAuthentication policy) {
    boolean root = policy.namespace().equals(model.mesh().rootNamespace());
    boolean selects =
        !policy.selection().labels().isEmpty() || !policy.selection().unreadable().isEmpty();
    if (root) {
      return selects ? null : Level.MESH;
    }
    return selects ? Level.WORKLOAD : Level.NAMESPACE;
  }
}
