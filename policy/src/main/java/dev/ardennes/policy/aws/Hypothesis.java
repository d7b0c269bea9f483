package dev.ardennes.policy.aws;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A change of state to ask about: what the attacker has done already, or what a change would take
/// away.
///
/// @param granted the ids of principals whose identity policies allow everything; denies,
///   boundaries and all other layers stay
/// @param joined for a user's id, the ids of groups that it has been put into
/// @param trusting for a role's id, the ids of principals that its trust policy names now; for a
///   key's, those that hold a grant of it
/// @param unbounded the ids of principals whose permissions boundary is gone
/// @param undenied the ids of principals whose identity policies that deny anything are gone
/// @param unlimited the ids of principals that the policies of their organisation do not limit any
///   more, nor what lies in their accounts for them
/// @param attached for a principal's id, the ids of policies that apply to it as well
/// @param removed the ids of facts (statements, attachments, memberships, boundaries...) that are
///   gone
public record Hypothesis(
    SortedSet<String> granted,
    SortedMap<String, SortedSet<String>> joined,
    SortedMap<String, SortedSet<String>> trusting,
    SortedSet<String> unbounded,
    SortedSet<String> undenied,
    SortedSet<String> unlimited,
    SortedMap<String, SortedSet<String>> attached,
    SortedSet<String> removed) {

  /// Everything as it was collected.
  public static final Hypothesis NONE =
      new Hypothesis(
          new TreeSet<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeSet<>(),
          new TreeMap<>(),
          new TreeSet<>());

  /// The principal's identity policies allow everything.
  public static Hypothesis granted(String principal) {
    return NONE.andGranted(principal);
  }

  /// The same, and the principal's identity policies allow everything.
  public Hypothesis andGranted(String principal) {
    return new Hypothesis(
        with(granted, Set.of(principal)),
        joined,
        trusting,
        unbounded,
        undenied,
        unlimited,
        attached,
        removed);
  }

  /// The same, and the principal's permissions boundary is gone.
  public Hypothesis andUnbounded(String principal) {
    return new Hypothesis(
        granted,
        joined,
        trusting,
        with(unbounded, Set.of(principal)),
        undenied,
        unlimited,
        attached,
        removed);
  }

  /// The same, and the principal's identity policies that deny anything are gone.
  public Hypothesis andUndenied(String principal) {
    return new Hypothesis(
        granted,
        joined,
        trusting,
        unbounded,
        with(undenied, Set.of(principal)),
        unlimited,
        attached,
        removed);
  }

  /// The same, and the policies of its organisation do not limit the principal.
  public Hypothesis andUnlimited(String principal) {
    return new Hypothesis(
        granted,
        joined,
        trusting,
        unbounded,
        undenied,
        with(unlimited, Set.of(principal)),
        attached,
        removed);
  }

  /// The user is in the group as well.
  public static Hypothesis member(String user, String group) {
    return new Hypothesis(
        NONE.granted,
        new TreeMap<>(Map.of(user, new TreeSet<>(Set.of(group)))),
        NONE.trusting,
        NONE.unbounded,
        NONE.undenied,
        NONE.unlimited,
        NONE.attached,
        NONE.removed);
  }

  /// The policy applies to the principal as well.
  public static Hypothesis attached(String principal, String document) {
    return new Hypothesis(
        NONE.granted,
        NONE.joined,
        NONE.trusting,
        NONE.unbounded,
        NONE.undenied,
        NONE.unlimited,
        new TreeMap<>(Map.of(principal, new TreeSet<>(Set.of(document)))),
        NONE.removed);
  }

  /// The role's trust policy names the principal.
  public static Hypothesis trusting(String role, String principal) {
    return new Hypothesis(
        NONE.granted,
        NONE.joined,
        new TreeMap<>(Map.of(role, new TreeSet<>(Set.of(principal)))),
        NONE.unbounded,
        NONE.undenied,
        NONE.unlimited,
        NONE.attached,
        NONE.removed);
  }

  /// The same, and the principal holds a grant of the key.
  public Hypothesis andGrantOf(String key, String principal) {
    SortedMap<String, SortedSet<String>> all = new TreeMap<>(trusting);
    all.put(key, with(trusting.getOrDefault(key, NONE.granted), Set.of(principal)));
    return new Hypothesis(granted, joined, all, unbounded, undenied, unlimited, attached, removed);
  }

  /// These facts are gone.
  public static Hypothesis without(Set<String> facts) {
    return NONE.andWithout(facts);
  }

  /// The same, and these facts are gone too.
  public Hypothesis andWithout(Set<String> facts) {
    return new Hypothesis(
        granted, joined, trusting, unbounded, undenied, unlimited, attached, with(removed, facts));
  }

  private static SortedSet<String> with(SortedSet<String> set, Set<String> more) {
    SortedSet<String> all = new TreeSet<>(set);
    all.addAll(more);
    return all;
  }
}
