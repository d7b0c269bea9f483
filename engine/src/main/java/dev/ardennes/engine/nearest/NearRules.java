package dev.ardennes.engine.nearest;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rules of a cluster's roles that come close to a permission that is missing: about the same
/// resource with other verbs, given to the same account where the permission would be needed.
final class NearRules {
  private static final Pattern VERBS = Pattern.compile("\"verbs\":\\[([^\\]]{1,500})]");
  private final FactBase facts;

  NearRules(FactBase facts) {
    this.facts = facts;
  }

  /// A rule, and the binding that gives it.
  record Given(Fact rule, Fact binding) {
    /// What the rule lets do, as its text has it.
    String verbs() {
      Matcher verbs = VERBS.matcher(rule.args().get(2));
      return verbs.find() ? verbs.group(1).replace("\"", "").replace(",", ", ") : "other verbs";
    }
  }

  Optional<Given> nearest(Ground missing) {
    if (!missing.relation().equals("kube_may")) {
      return Optional.empty();
    }
    String resource = missing.args().get(2).replaceFirst("[./].*", "");
    return given(missing.args().getFirst(), missing.args().getLast()).stream()
        .filter(given -> given.rule().args().get(2).contains("\"" + resource + "\""))
        .findFirst();
  }

  private List<Given> given(String account, String scope) {
    Set<String> subjects = new HashSet<>(Set.of(account));
    facts.relation("group_member", account).forEach(fact -> subjects.add(fact.args().get(1)));
    List<Given> given = new ArrayList<>();
    for (Fact binding : facts.relation("rbac_binding")) {
      String where = binding.args().get(1);
      if (subjects.contains(binding.args().get(3)) && (where.equals(scope) || isCluster(where))) {
        for (Fact rule : facts.relation("rbac_rule", binding.args().get(2))) {
          given.add(new Given(rule, binding));
        }
      }
    }
    return given;
  }

  private boolean isCluster(String scope) {
    return facts.fact("kind", scope, "k8s.cluster") != null;
  }
}
