package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Disjunction;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsRequest;
import dev.ardennes.policy.aws.Hypothesis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// What principals may give themselves of what exists: groups to join, and policies to attach where
/// a permission says which ones may be. Whoever may attach any policy decides its policies anyway.
final class Widening {
  private static final String WHICH = "iam:policyarn";

  /// Further ones are left out.
  private static final int MOST_WAYS = 64;

  private final FactBase facts;
  private final AwsDecisions aws;

  /// By principal and what it may give itself.
  private final Map<String, Map<String, Decision>> known = new HashMap<>();

  Widening(FactBase facts, AwsDecisions aws) {
    this.facts = facts;
    this.aws = aws;
  }

  boolean isPossible() {
    return facts.entities().stream().anyMatch(entity -> entity.kind().equals("aws.iam.group"))
        || facts.relation("policy_statement").stream().anyMatch(Widening::saysWhich);
  }

  private static boolean saysWhich(Fact statement) {
    return statement.args().get(2).toLowerCase(Locale.ROOT).contains(WHICH);
  }

  List<String> ways(String principal) {
    return List.copyOf(of(principal).keySet());
  }

  Decision mayWiden(String principal, String what) {
    return of(principal).getOrDefault(what, Conjunction.no("it may not give itself that"));
  }

  /// The question as it is or with one of the ways taken, whichever suffices.
  Decision decide(String principal, Function<Hypothesis, Decision> question) {
    // Of several questions of one rule some may be yes without it.
    List<Decision> decisions = new ArrayList<>(List.of(question.apply(Hypothesis.NONE)));
    of(principal)
        .forEach(
            (what, may) -> {
              Hypothesis with =
                  isGroup(what)
                      ? Hypothesis.member(principal, what)
                      : Hypothesis.attached(principal, what);
              Decision then = question.apply(with);
              if (then.verdict() != Verdict.NO) {
                decisions.add(Conjunction.and(Narrowing.through(facts, what, then), may));
              }
            });
    return Disjunction.of(decisions);
  }

  private boolean isGroup(String what) {
    Entity entity = facts.entity(what);
    return entity != null && entity.kind().equals("aws.iam.group");
  }

  private Map<String, Decision> of(String principal) {
    Map<String, Decision> ways = known.get(principal);
    if (ways == null) {
      ways = new LinkedHashMap<>();
      Entity entity = facts.entity(principal);
      String kind = entity == null ? "" : entity.kind();
      if (kind.equals("aws.iam.user")) {
        groups(principal, ways);
      }
      if (kind.equals("aws.iam.user") || kind.equals("aws.iam.role")) {
        policies(principal, kind.equals("aws.iam.user"), ways);
      }
      known.put(principal, ways);
    }
    return ways;
  }

  private void groups(String user, Map<String, Decision> ways) {
    if (aws.grants().granted(user, "iam:AddUserToGroup").isEmpty()) {
      return;
    }
    String account = facts.second("in_account", user);
    for (Entity entity : facts.entities()) {
      String group = entity.id();
      if (entity.kind().equals("aws.iam.group")
          && account != null
          && account.equals(facts.second("in_account", group))
          && facts.fact("member", user, group) == null
          && !facts.relation("attached", group).isEmpty()
          && !makesAdministrator(user, group)) {
        Decision may = aws.may(user, "iam:AddUserToGroup", group);
        add(ways, group, Conjunction.and(may, Conjunction.because(places(user, group))));
      }
    }
  }

  /// Full control by joining a group is followed up on its own.
  private boolean makesAdministrator(String user, String group) {
    return aws.administrator(user, Hypothesis.member(user, group)).verdict() != Verdict.NO;
  }

  /// That both are of one account, and that the group has policies at all.
  private List<String> places(String user, String group) {
    List<String> places = new ArrayList<>();
    facts.relation("in_account", user).forEach(fact -> places.add(fact.id()));
    facts.relation("in_account", group).forEach(fact -> places.add(fact.id()));
    places.add(facts.relation("attached", group).getFirst().id());
    return places;
  }

  private void policies(String principal, boolean user, Map<String, Decision> ways) {
    if (!limitsWhich(principal)) {
      return;
    }
    String action = user ? "iam:AttachUserPolicy" : "iam:AttachRolePolicy";
    String account = facts.second("in_account", principal);
    for (Entity entity : facts.entities()) {
      String policy = entity.id();
      String arn = facts.second("arn", policy);
      String named = arn == null ? policy : arn;
      String owner = facts.second("in_account", policy);
      if (entity.kind().equals("aws.iam.policy")
          && (owner == null || owner.equals(account))
          && named.startsWith("arn:")
          && facts.fact("attached", principal, policy) == null) {
        AwsRequest.Context which = AwsRequest.Context.of(Map.of("iam:PolicyARN", named));
        AwsRequest attach = AwsRequest.of(principal, action, principal).withContext(which);
        add(ways, policy, aws.decide(attach));
      }
    }
  }

  /// Whether a policy of the principal, or of its groups, says which policies may be attached.
  private boolean limitsWhich(String principal) {
    List<String> holders = new ArrayList<>(List.of(principal));
    facts.relation("member", principal).forEach(member -> holders.add(member.args().get(1)));
    return holders.stream()
        .flatMap(holder -> facts.relation("attached", holder).stream())
        .flatMap(attached -> facts.relation("policy_statement", attached.args().get(1)).stream())
        .anyMatch(Widening::saysWhich);
  }

  private static void add(Map<String, Decision> ways, String what, Decision may) {
    if (may.verdict() != Verdict.NO && ways.size() < MOST_WAYS) {
      ways.put(what, may);
    }
  }
}
