package dev.ardennes.policy.kubernetes.network;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One end of a connection, with what the model says of it.
///
/// @param shown its id
/// @param pods null where it is no class of pods, or one that was not declared
/// @param index of the class; -1 where there is none
/// @param addresses all that it can have
/// @param declared whether these are known; where not, they are all there are
record Party(
    Kind kind,
    String shown,
    @Nullable PodClass pods,
    int index,
    AddressSet addresses,
    boolean declared) {

  /// How policies see it.
  enum Kind {
    /// Pods that policies can select.
    POD,
    /// A node, or pods in its network: most plugins cannot tell one from the other.
    HOST,
    OUTSIDE,
    /// Pods that were not declared.
    UNDECLARED
  }

  static Party of(Endpoint endpoint, NetworkModel model) {
    return switch (endpoint) {
      case Endpoint.Outside outside ->
          addressed(
              Kind.OUTSIDE, outside.addresses(), AddressSet.parseOutside(outside.addresses()));
      case Endpoint.Node node ->
          addressed(Kind.HOST, node.id(), joined(model.nodeAddresses(node.id())));
      case Endpoint.Pods pods -> {
        int index = model.podIndex(pods.id());
        yield index < 0
            ? addressed(Kind.UNDECLARED, pods.id(), Optional.empty())
            : of(index, model);
      }
    };
  }

  static Party of(int index, NetworkModel model) {
    PodClass pods = model.pods().get(index);
    Kind kind = pods.hostNetwork() ? Kind.HOST : Kind.POD;
    Optional<AddressSet> own = joined(pods.addresses());
    Optional<AddressSet> known =
        own.isPresent() || pods.hostNetwork() ? own : joined(model.podRanges());
    return new Party(kind, pods.id(), pods, index, known.orElse(AddressSet.ALL), known.isPresent());
  }

  /// Nothing is known where a single text is no address.
  private static Optional<AddressSet> joined(List<String> texts) {
    AddressSet all = AddressSet.NONE;
    for (String text : texts) {
      AddressSet one = AddressSet.parse(text).orElse(AddressSet.ALL);
      all = all.union(one);
    }
    return all.isEmpty() || all.equals(AddressSet.ALL) ? Optional.empty() : Optional.of(all);
  }

  private static Party addressed(Kind kind, String shown, Optional<AddressSet> known) {
    return new Party(kind, shown, null, -1, known.orElse(AddressSet.ALL), known.isPresent());
  }

  /// When its address is in the set.
  Condition within(AddressSet set) {
    AddressSet both = set.intersect(addresses);
    Variable variable = Variable.address("the address of `" + shown + "`");
    return Condition.of(variable, new Constraint.Within(both, addresses, declared));
  }
}
