package dev.ardennes.policy.kubernetes.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of `from` or `to`.
sealed interface Peer {
  /// Pods by their labels and the labels of their namespaces.
  ///
  /// @param namespaces null where only pods of the policy's own namespace are meant
  /// @param pods null where all pods of the namespaces are meant
  record Pods(@Nullable Selector namespaces, @Nullable Selector pods) implements Peer {}

  /// A block of addresses with the excepted ones taken out.
  ///
  /// @param unknown excepted blocks that are not known
  record Block(AddressSet set, List<String> unknown) implements Peer {
    public Block {
      unknown = List.copyOf(unknown);
    }
  }

  /// Nothing is known of it but its text.
  record Unclear(String text) implements Peer {}
}
