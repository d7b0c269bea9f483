package dev.ardennes.policy.facts;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The computed relations about AWS with the column that each may leave open: roles, names and
/// things that an action is about.
final class AwsQuestions {
  private static final int NONE = -1;
  private static final Map<String, Integer> PLAIN =
      Map.ofEntries(
          Map.entry("may", 2),
          Map.entry("may_any", NONE),
          Map.entry("may_on_new", 2),
          Map.entry("may_pass", 1),
          Map.entry("may_assume", 1),
          Map.entry("may_assume_if_trusted", 1),
          Map.entry("barred_from_role", NONE),
          Map.entry("may_as_member", 3),
          Map.entry("permission_names", 2),
          Map.entry("may_decrypt", NONE),
          Map.entry("may_with_grant", NONE),
          Map.entry("trusts_service", NONE),
          Map.entry("administrator", 1),
          Map.entry("administrator_as_member", 2),
          Map.entry("same_account", NONE),
          Map.entry("role_abroad", 1),
          Map.entry("acts_for", 0),
          Map.entry("may_through", NONE),
          Map.entry("trusts_anchor", NONE),
          Map.entry("trusts_new_anchor", NONE),
          Map.entry("may_hand_out", NONE),
          Map.entry("url_lets_everybody_in", NONE),
          Map.entry("serves_strangers", 0),
          Map.entry("not_absorbed", NONE),
          Map.entry("only_denied_by", 1),
          Map.entry("allows_everything", NONE),
          Map.entry("uncovered", NONE),
          Map.entry("unseen", NONE),
          Map.entry("may_widen", 1),
          Map.entry("is_limited", NONE),
          Map.entry("unrestricted", NONE),
          Map.entry("restricted", NONE),
          Map.entry("lies_below", NONE),
          Map.entry("may_lift_limits", 2));

  /// The relations that are also asked under changed state.
  private static final Set<String> UNDER_CHANGE =
      Set.of(
          "may",
          "may_any",
          "may_on_new",
          "may_pass",
          "may_assume",
          "may_decrypt",
          "may_with_grant",
          "administrator",
          "not_absorbed");

  /// Relations that are decided by the account of what they are asked about, and by the key that it
  /// is under.
  static final Set<String> SAME_IN_SCOPE = Set.of("not_absorbed", "same_account", "may_decrypt");

  /// About how many answers a question has, where that differs from the others: nearly every role
  /// can be made to trust somebody; few accounts are nobody's whose principals are shown.
  static final Map<String, Integer> EXPECTED_ANSWERS =
      Map.of("may_assume_if_trusted", 1_000, "acts_for", 0);

  private static final Map<String, Integer> OPEN = open();
  private static final Map<String, Changed> CHANGED = changed();

  /// A relation's plain form, and the change that its name ends in.
  private record Changed(String plain, StateChange change) {
    static Changed of(String relation) {
      StateChange change = StateChange.of(relation).orElse(StateChange.NONE);
      return new Changed(change.plain(relation), change);
    }
  }

  private AwsQuestions() {}

  private static Map<String, Integer> open() {
    Map<String, Integer> open = new TreeMap<>(PLAIN);
    for (StateChange change : StateChange.values()) {
      for (String relation : UNDER_CHANGE) {
        open.put(relation + change.suffix(), PLAIN.getOrDefault(relation, NONE));
      }
    }
    return Collections.unmodifiableMap(open);
  }

  private static Map<String, Changed> changed() {
    Map<String, Changed> changed = new HashMap<>();
    OPEN.keySet().forEach(relation -> changed.put(relation, Changed.of(relation)));
    return Map.copyOf(changed);
  }

  /// What the attacker has changed, as the end of the relation's name says.
  static StateChange change(String relation) {
    return asked(relation).change();
  }

  /// The relation without the change.
  static String plain(String relation) {
    return asked(relation).plain();
  }

  private static Changed asked(String relation) {
    Changed known = CHANGED.get(relation);
    return known != null ? known : Changed.of(relation);
  }

  static Set<String> relations() {
    return OPEN.keySet();
  }

  static List<Integer> openColumns(String relation) {
    int open = OPEN.getOrDefault(relation, NONE);
    return open == NONE ? List.of() : List.of(open);
  }
}
