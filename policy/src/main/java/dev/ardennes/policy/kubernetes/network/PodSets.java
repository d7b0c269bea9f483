package dev.ardennes.policy.kubernetes.network;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The classes that selectors and blocks mean. Equal labels, namespaces and addresses are looked at
/// once for each selector or block, and equal selectors and blocks once.
///
/// Cost: distinct selectors times distinct label sets, and a bit operation for each of them. Used
/// while one [PolicyIndex] is built, by one thread.
final class PodSets {
  private final BitSet all = new BitSet();
  private final BitSet selectable = new BitSet();
  private final Map<Labels, BitSet> byLabels = new HashMap<>();
  private final Map<String, BitSet> byNamespace = new HashMap<>();
  private final Map<Addresses, BitSet> byAddresses = new HashMap<>();
  private final Map<Addresses, Party> examples = new HashMap<>();
  private final Map<Selector, Spread> podSelectors = new HashMap<>();
  private final Map<Selector, Spread> namespaceSelectors = new HashMap<>();
  private final Map<Peer.Block, Spread> blocks = new HashMap<>();
  private final NetworkModel model;

  private record Addresses(AddressSet set, boolean declared) {}

  PodSets(NetworkModel model) {
    this.model = model;
    for (int i = 0; i < model.pods().size(); i++) {
      Party party = Party.of(i, model);
      PodClass pods = model.pods().get(i);
      all.set(i);
      Addresses addresses = new Addresses(party.addresses(), party.declared());
      examples.putIfAbsent(addresses, party);
      byAddresses.computeIfAbsent(addresses, key -> new BitSet()).set(i);
      if (party.kind() == Party.Kind.POD) {
        selectable.set(i);
        byLabels.computeIfAbsent(pods.labels(), key -> new BitSet()).set(i);
        byNamespace.computeIfAbsent(pods.namespace(), key -> new BitSet()).set(i);
      }
    }
  }

  /// All classes, those in the network of their node too.
  BitSet all() {
    return all;
  }

  /// All classes that policies can select.
  BitSet selectable() {
    return selectable;
  }

  /// The classes that the policy selects.
  Spread selected(PolicySpec policy) {
    return ofNamespace(policy.namespace()).and(pods(policy.pods()));
  }

  /// The classes that any peer of the rule means.
  Spread peers(RuleSpec rule, PolicySpec policy) {
    if (!rule.unknown().isEmpty()) {
      return new Spread(new BitSet(), all);
    }
    if (rule.peers().isEmpty()) {
      return Spread.same(all);
    }
    Spread any = Spread.none();
    rule.peers().forEach(peer -> any.addAll(peer(peer, policy)));
    return any;
  }

  private Spread peer(Peer peer, PolicySpec policy) {
    return switch (peer) {
      case Peer.Pods pods -> {
        Spread namespaces =
            pods.namespaces() == null
                ? ofNamespace(policy.namespace())
                : namespaces(pods.namespaces());
        yield pods.pods() == null ? namespaces : namespaces.and(pods(pods.pods()));
      }
      case Peer.Block block -> blocks.computeIfAbsent(block, this::block);
      case Peer.Unclear unclear -> new Spread(new BitSet(), all);
    };
  }

  private Spread ofNamespace(String namespace) {
    return Spread.same(byNamespace.getOrDefault(namespace, new BitSet()));
  }

  private Spread pods(Selector selector) {
    return podSelectors.computeIfAbsent(
        selector,
        key -> {
          Spread spread = Spread.none();
          byLabels.forEach(
              (labels, bits) -> spread.add(bits, SelectorMatch.of(selector, labels, "")));
          return spread;
        });
  }

  private Spread namespaces(Selector selector) {
    return namespaceSelectors.computeIfAbsent(
        selector,
        key -> {
          Spread spread = Spread.none();
          byNamespace.forEach(
              (id, bits) ->
                  spread.add(bits, SelectorMatch.of(selector, model.namespaceLabels(id), id)));
          return spread;
        });
  }

  private Spread block(Peer.Block block) {
    Spread spread = Spread.none();
    examples.forEach(
        (addresses, example) ->
            spread.add(
                byAddresses.getOrDefault(addresses, new BitSet()),
                PeerMatch.block(block, example)));
    return spread;
  }
}
