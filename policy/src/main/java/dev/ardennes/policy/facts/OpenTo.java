package dev.ardennes.policy.facts;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.LetIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Things whose own policies let somebody in, by whom they may let in.
final class OpenTo {
  private final List<String> anybody = new ArrayList<>();
  private final Set<String> everything = new LinkedHashSet<>();
  private final Map<String, List<String>> byPrincipal = new HashMap<>();
  private final Map<String, List<String>> byAccount = new HashMap<>();

  /// @param unknown whether nothing is known of whom the thing lets in
  void add(String thing, boolean unknown, LetIn letIn) {
    if (unknown || letIn.anybody()) {
      anybody.add(thing);
    } else {
      letIn.principals().forEach(arn -> list(byPrincipal, arn).add(thing));
      letIn.accounts().forEach(account -> list(byAccount, account).add(thing));
    }
    if (unknown
        || letIn.anybody()
        || !letIn.principals().isEmpty()
        || !letIn.accounts().isEmpty()) {
      everything.add(thing);
    }
  }

  /// Whether nobody is let in.
  boolean isEmpty() {
    return everything.isEmpty();
  }

  private static List<String> list(Map<String, List<String>> lists, String key) {
    return lists.computeIfAbsent(key, added -> new ArrayList<>());
  }

  /// The things that may let the principal in, in the order in which they were added to each list.
  ///
  /// @param account the text of its account, which may be unknown
  /// @param allowed whether its own policies may allow the action, which counts where a thing names
  ///   its whole account
  List<String> to(String arn, String account, boolean allowed) {
    if (Unknown.in(arn) || Unknown.in(account)) {
      return List.copyOf(everything);
    }
    Set<String> found = new LinkedHashSet<>(anybody);
    found.addAll(byPrincipal.getOrDefault(arn, List.of()));
    if (allowed) {
      found.addAll(byAccount.getOrDefault(account, List.of()));
    }
    return List.copyOf(found);
  }
}
