package dev.ardennes.policy;

import dev.ardennes.model.Assumption;
import java.util.List;

/// One minimal way in which a request is allowed: the facts that together allow it, and what must
/// be assumed beside them.
///
/// @param factIds the ids of statements, attachments, memberships and boundaries that give it,
///   sorted
/// @param assumed what must hold although nothing collected says so, sorted
/// @param choices what the requester picks so that it is allowed, sorted by key
public record Alternative(List<String> factIds, List<Assumed> assumed, List<Choice> choices) {
  public Alternative {
    factIds = List.copyOf(factIds);
    assumed = List.copyOf(assumed);
    choices = List.copyOf(choices);
  }

  /// An assumption and where it comes from.
  ///
  /// @param about the ids of the facts that bring it in, such as the statement whose condition it
  ///   is
  /// @param unseenLayer whether it says of a restricting layer which was not collected that it does
  ///   not forbid the request; such an assumption is listed, but leaves a yes a yes
  public record Assumed(Assumption assumption, List<String> about, boolean unseenLayer) {
    public Assumed {
      about = List.copyOf(about);
    }
  }

  /// What the requester picks.
  ///
  /// @param says in words, such as "`aws:RequestTag/team` equals `red`"
  public record Choice(String key, String says) {}

  /// Whether nothing but unseen restricting layers stands between the facts and a yes.
  public boolean unconditional() {
    return assumed.stream().allMatch(Assumed::unseenLayer);
  }

  /// The assumptions without their origin.
  public List<Assumption> assumptions() {
    return assumed.stream().map(Assumed::assumption).toList();
  }
}
