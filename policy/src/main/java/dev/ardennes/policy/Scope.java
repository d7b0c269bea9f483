package dev.ardennes.policy;

import java.util.List;

/// Things that nothing tells apart for whoever asks about them: one answer is the answer for all.
///
/// Told from others by identity: equal questions are given the same scopes.
public final class Scope {
  /// With fewer members, names are worth more than what is saved.
  public static final int LEAST = 10;

  /// What a question about a scope comes to: it holds of all members, or of none.
  public record Decided(Scope scope, boolean holds) {}

  private final List<String> members;

  /// @param members at least one, in an order that does not change
  public Scope(List<String> members) {
    this.members = List.copyOf(members);
  }

  /// The entities, by id.
  public List<String> members() {
    return members;
  }

  /// The one that is asked about.
  public String first() {
    return members.getFirst();
  }
}
