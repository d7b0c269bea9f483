package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsServices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which things a question that leaves one open can have for an answer at all, so that the policy
/// engine is not asked about every pair. Each list is a superset of the answers.
final class Candidates {
  private static final String ASSUME = "sts:AssumeRole";

  private final FactBase facts;
  private final AwsServices services;
  private final AwsDecisions aws;
  private final ActionTargets targets;
  private final Map<String, Set<String>> granted = new HashMap<>();
  private final Map<String, Map<String, List<String>>> byAction = new HashMap<>();
  private final Map<String, List<String>> shared = new HashMap<>();
  private final Map<String, List<String>> passable = new HashMap<>();
  private final Map<String, List<String>> rolesByAccount = new HashMap<>();
  private final List<String> rolesOpenAbroad = new ArrayList<>();

  Candidates(FactBase facts, AwsServices services, AwsDecisions aws, ActionTargets targets) {
    this.facts = facts;
    this.services = services;
    this.aws = aws;
    this.targets = targets;
    for (Entity entity : facts.entities()) {
      if (entity.kind().equals("aws.iam.role")) {
        rolesByAccount
            .computeIfAbsent(account(entity.id()), key -> new ArrayList<>())
            .add(entity.id());
        if (trustsSomebody(entity.id())) {
          rolesOpenAbroad.add(entity.id());
        }
      }
    }
  }

  private String account(String entity) {
    String account = FactModel.accountText(facts, entity);
    return account == null ? "" : account;
  }

  /// Whether the role's trust names anybody but services.
  private boolean trustsSomebody(String role) {
    List<Fact> trusts = facts.relation("trust_policy", role);
    if (trusts.isEmpty()) {
      return facts.relation("kind", role).isEmpty();
    }
    for (Fact trust : trusts) {
      for (Fact statement : facts.relation("policy_statement", trust.args().get(1))) {
        String text = statement.args().get(2);
        if (text.contains("\"AWS\"") || text.contains("NotPrincipal") || unknown(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean unknown(String statement) {
    return statement.startsWith("\"" + Unknown.OPEN)
        || statement.contains("\"Principal\":\"" + Unknown.OPEN);
  }

  /// Whether some identity policy of the principal may allow the action.
  private boolean mayBeGranted(String principal, String action, boolean everything) {
    return everything
        || granted
            .computeIfAbsent(action, key -> new HashSet<>(aws.candidates(key)))
            .contains(principal)
        || facts.relation("kind", principal).isEmpty();
  }

  /// The things an action of the principal can be about: those of its own account, and those whose
  /// own policy may let it in.
  ///
  /// @param everything whether its identity policies are taken to allow everything
  List<String> resources(String principal, String action, boolean everything) {
    Map<String, List<String>> byAccount = byAction.computeIfAbsent(action, this::byAccount);
    List<String> resources = new ArrayList<>(shared.getOrDefault(action, List.of()));
    if (mayBeGranted(principal, action, everything)) {
      resources.addAll(byAccount.getOrDefault(account(principal), List.of()));
    }
    return resources;
  }

  private Map<String, List<String>> byAccount(String action) {
    Map<String, List<String>> byAccount = new HashMap<>();
    List<Entity> candidates = services.action(action).map(targets::candidates).orElse(List.of());
    for (Entity entity : candidates) {
      String account = account(entity.id());
      if (!facts.relation("resource_policy", entity.id()).isEmpty() || account.isEmpty()) {
        shared.computeIfAbsent(action, key -> new ArrayList<>()).add(entity.id());
      } else {
        byAccount.computeIfAbsent(account, key -> new ArrayList<>()).add(entity.id());
      }
    }
    return byAccount;
  }

  /// The roles the principal can pass to the service: those of its account that trust the service.
  List<String> passable(String principal, String service, boolean everything) {
    if (!mayBeGranted(principal, "iam:PassRole", everything)) {
      return List.of();
    }
    String account = account(principal);
    return passable.computeIfAbsent(
        account + " " + service,
        key ->
            rolesByAccount.getOrDefault(account, List.of()).stream()
                .filter(role -> aws.trusts(role, service).verdict() != Verdict.NO)
                .toList());
  }

  /// The roles the principal can assume: those whose trust names anybody.
  List<String> assumable() {
    return rolesOpenAbroad;
  }

  /// The roles that can be made to trust the principal: those of its account and, if it may assume
  /// roles at all, all others.
  List<String> retrustable(String principal) {
    if (mayBeGranted(principal, ASSUME, false)) {
      return rolesByAccount.values().stream().flatMap(List::stream).sorted().toList();
    }
    return rolesByAccount.getOrDefault(account(principal), List.of());
  }
}
