package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Unknown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What each role gives in the end: its own rules, or those of the roles it aggregates, through any
/// number of aggregating roles between.
///
/// Computed per role when first asked for; the cost is linear in the roles times the aggregating
/// roles that are reached, and limited.
final class Aggregation {
  private static final int MOST_MATCHES = 2_000_000;
  private static final int MOST_COMBINATIONS = 20_000;

  private final RbacModel model;
  private final Map<RoleName, RoleRules> rules = new ConcurrentHashMap<>();

  Aggregation(RbacModel model) {
    this.model = model;
  }

  /// The rules of a declared role; none for any other.
  RoleRules rules(RoleName name) {
    RoleRules known = rules.get(name);
    if (known == null) {
      known = model.role(name).map(role -> of(name, role)).orElse(RoleRules.NONE);
      rules.put(name, known);
    }
    return known;
  }

  private RoleRules of(RoleName name, RbacModel.Role role) {
    List<RoleRules.Given> given = new ArrayList<>();
    if (!role.aggregates()) {
      add(given, name, role, Ways.ALWAYS);
      return new RoleRules(given);
    }
    if (!model.allCollected() && !role.builtIn()) {
      String says = "the rules written in " + name.says() + " stand, although it aggregates";
      add(given, name, role, Ways.provided(Assumption.Kind.NOT_COLLECTED, says, "", false));
    }
    aggregate(given, name, role);
    return new RoleRules(given);
  }

  private static void add(
      List<RoleRules.Given> given, RoleName name, RbacModel.Role role, Ways ways) {
    Ways standing = ways.and(asMade(name, role));
    for (RbacModel.Stated stated : role.rules()) {
      Ways way = standing.and(Ways.fact(stated.factId()));
      given.add(new RoleRules.Given(stated.permission(), stated.factId(), way));
    }
  }

  private static Ways asMade(RoleName name, RbacModel.Role role) {
    String says = name.says() + " is as Kubernetes makes it";
    return role.builtIn()
        ? Ways.provided(Assumption.Kind.NOT_COLLECTED, says, "", true)
        : Ways.ALWAYS;
  }

  private void aggregate(List<RoleRules.Given> given, RoleName start, RbacModel.Role first) {
    Search search = new Search(start, asMade(start, first));
    search.run();
    search.reached.remove(start);
    search.reached.forEach(
        (name, ways) ->
            model
                .role(name)
                .filter(role -> !role.aggregates())
                .ifPresent(role -> add(given, name, role, ways)));
    if (!search.open.isEmpty()) {
      Permission rest = Permission.unknown(Unknown.part("aggregated by " + start.name()));
      String says = start.says() + " aggregates more than was followed";
      Ways ways = Ways.provided(Assumption.Kind.NOT_COLLECTED, says, "", false);
      given.add(new RoleRules.Given(rest, "", ways));
    }
  }

  /// The roles that an aggregating role takes rules from, and in which ways.
  ///
  /// Where roles aggregate each other in very many ways, a role is reached in the first way found,
  /// and the ways say that they are not all.
  private final class Search {
    private final TreeMap<RoleName, Ways> reached = new TreeMap<>();
    private final ArrayDeque<RoleName> open = new ArrayDeque<>();
    private long matches;
    private long combinations;

    Search(RoleName start, Ways ways) {
      reached.put(start, ways);
      open.add(start);
    }

    void run() {
      while (!open.isEmpty() && matches < MOST_MATCHES) {
        matches += model.clusterRoles().size();
        spread(open.removeFirst());
      }
    }

    private void spread(RoleName from) {
      RbacModel.Role aggregating = model.role(from).orElseThrow();
      for (RoleName name : model.clusterRoles()) {
        RbacModel.Role role = model.role(name).orElseThrow();
        Ways selected = name.equals(from) ? Ways.NONE : selected(aggregating, role);
        if (!selected.never() && reach(from, name, selected) && role.aggregates()) {
          open.add(name);
        }
      }
    }

    /// Whether a role is reached in another way than before.
    private boolean reach(RoleName from, RoleName name, Ways selected) {
      Ways here = reached.getOrDefault(from, Ways.NONE);
      Ways before = reached.getOrDefault(name, Ways.NONE);
      Ways after;
      if (combinations < MOST_COMBINATIONS) {
        combinations += (long) here.ways().size() * selected.ways().size() + before.ways().size();
        after = Ways.any(List.of(before, here.and(selected)));
      } else {
        Ways one = here.first().and(selected.first());
        boolean better = before.never() || (one.certain() && !before.certain());
        after = better ? one.partly() : before.partly();
      }
      reached.put(name, after);
      return combinations < MOST_COMBINATIONS
          ? !after.equals(before)
          : before.never() || after.certain() != before.certain();
    }
  }

  private static Ways selected(RbacModel.Role aggregating, RbacModel.Role role) {
    Ways all = Ways.NONE;
    for (LabelSelector selector : aggregating.selectors()) {
      Ways one = Ways.of(selector.matches(role.labels()), aggregating.selectorsFact());
      if (!one.never()) {
        Ways label = selector.needsLabels() ? Ways.fact(role.labelsFact()) : Ways.ALWAYS;
        all = Ways.any(List.of(all, one.and(label)));
      }
    }
    return all.and(Ways.fact(aggregating.selectorsFact()));
  }
}
