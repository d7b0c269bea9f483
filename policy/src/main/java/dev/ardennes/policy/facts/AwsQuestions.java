package dev.ardennes.policy.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The computed relations about AWS with the column that each may leave open: roles, names and
/// things that an action is about.
final class AwsQuestions {
  private static final int NONE = -1;
  private static final Map<String, Integer> OPEN =
      Map.ofEntries(
          Map.entry("may", 2),
          Map.entry("may_if_granted", 2),
          Map.entry("may_any", NONE),
          Map.entry("may_any_if_granted", NONE),
          Map.entry("may_on_new", 2),
          Map.entry("may_on_new_if_granted", 2),
          Map.entry("may_pass", 1),
          Map.entry("may_pass_if_granted", 1),
          Map.entry("may_assume", 1),
          Map.entry("may_assume_if_granted", 1),
          Map.entry("may_assume_if_trusted", 1),
          Map.entry("may_as_member", 3),
          Map.entry("permission_names", 2),
          Map.entry("may_decrypt", NONE),
          Map.entry("may_decrypt_if_granted", NONE),
          Map.entry("trusts_service", NONE),
          Map.entry("administrator", 1),
          Map.entry("administrator_if_granted", 1),
          Map.entry("administrator_as_member", 2),
          Map.entry("same_account", NONE),
          Map.entry("role_abroad", 1),
          Map.entry("not_absorbed", NONE),
          Map.entry("not_absorbed_if_granted", NONE),
          Map.entry("uncovered", NONE));

  private AwsQuestions() {}

  static Set<String> relations() {
    return OPEN.keySet();
  }

  static List<Integer> openColumns(String relation) {
    int open = OPEN.getOrDefault(relation, NONE);
    return open == NONE ? List.of() : List.of(open);
  }
}
