package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AdministratorProfile;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsPolicyModel;
import dev.ardennes.policy.aws.Hypothesis;
import dev.ardennes.policy.aws.OrganisationLimits;
import dev.ardennes.policy.aws.OrganisationLimits.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// What the policies of an organisation keep from an account, and who may take them off it.
final class Organisations {
  private final FactBase facts;
  private final AwsPolicyModel model;
  private final AwsDecisions aws;
  private final BiFunction<String, List<String>, Decision> decide;

  /// @param decide answers other questions
  Organisations(
      FactBase facts,
      AwsPolicyModel model,
      AwsDecisions aws,
      BiFunction<String, List<String>, Decision> decide) {
    this.facts = facts;
    this.model = model;
    this.aws = aws;
    this.decide = decide;
  }

  boolean limitAnything() {
    return !facts.relation("control_policy").isEmpty() || !facts.relation("limited_by").isEmpty();
  }

  /// The accounts that policies limit.
  List<String> limited() {
    return facts.entities().stream()
        .filter(entity -> entity.kind().equals("aws.account"))
        .map(Entity::id)
        .filter(account -> !limits(account).isEmpty())
        .toList();
  }

  private List<Limit> limits(String account) {
    String text = FactModel.accountText(facts, account);
    return text == null ? List.of() : OrganisationLimits.of(model, text);
  }

  Decision isLimited(String account) {
    List<Limit> limits = limits(account);
    return limits.isEmpty()
        ? Conjunction.no("no policy is known to limit it")
        : Conjunction.because(why(limits.getFirst()));
  }

  /// The policy holds, says what it says, and where the account lies.
  private List<String> why(Limit limit) {
    List<String> why = new ArrayList<>(limit.factIds());
    for (String document : List.of(limit.document(), limit.beside())) {
      facts.relation("policy_statement", document).forEach(fact -> why.add(fact.id()));
    }
    return why;
  }

  /// Whether somebody to whom the account's own policies allow everything controls it: an identity
  /// that the attacker has made there, for one.
  Decision unrestricted(String account) {
    String text = FactModel.accountText(facts, account);
    if (text == null) {
      return Conjunction.no("the account has no number");
    }
    String anybody = newRole(text);
    return aws.performs(anybody, AdministratorProfile.OF_NEW_ROLES, Hypothesis.granted(anybody));
  }

  /// Whether not even such an identity controls it.
  Decision restricted(String account) {
    List<Limit> limits = limits(account);
    if (limits.isEmpty() || unrestricted(account).verdict() != Verdict.NO) {
      return Conjunction.no("its organisation lets an administrator control it");
    }
    List<String> why = new ArrayList<>();
    limits.forEach(limit -> why.addAll(why(limit)));
    return Conjunction.because(why);
  }

  /// A role that does not exist yet: nothing else limits it.
  private String newRole(String account) {
    String role = "arn:aws:iam::" + account + ":role/administrator";
    while (model.principal(role).isPresent()) {
      role += "-";
    }
    return role;
  }

  /// @param action one that takes policies off: about each of them, the root, or the account
  Decision mayLift(String principal, String action, String account) {
    List<Limit> limits = limits(account);
    if (limits.isEmpty()) {
      return Conjunction.no("no policy is known to limit it");
    }
    return switch (action) {
      case "organizations:DetachPolicy" -> each(principal, action, limits, Limit::detachable);
      case "organizations:UpdatePolicy" -> each(principal, action, limits, limit -> true);
      case "organizations:DisablePolicyType" ->
          limits.stream().anyMatch(limit -> liesBeside(limit, principal))
              ? because(limits, switchedOff(principal, action, limits))
              : Conjunction.no("the root is another account's");
      case "organizations:MoveAccount" ->
          limits.stream().allMatch(this::isOfUnits)
              ? because(limits, movedBy(principal, action, account, limits))
              : Conjunction.no("policies of the account or of the root move with it");
      default -> Conjunction.no("the action takes no policy off");
    };
  }

  private Decision each(
      String principal, String action, List<Limit> limits, Predicate<Limit> fits) {
    Decision all = Conjunction.TRUE;
    for (Limit limit : limits) {
      if (!fits.test(limit)) {
        return Conjunction.no("the level would allow nothing without the policy");
      }
      Decision one = decide.apply("may", List.of(principal, action, limit.document()));
      all = Conjunction.and(all, Conjunction.and(Conjunction.because(why(limit)), one));
    }
    return all;
  }

  /// Whether the policy belongs to the account of the principal, as the root then does.
  private boolean liesBeside(Limit limit, String principal) {
    String account = facts.second("in_account", limit.document());
    return account != null && account.equals(facts.second("in_account", principal));
  }

  /// Whether the policy is attached to units only: an account that moves leaves it behind.
  private boolean isOfUnits(Limit limit) {
    List<String> places =
        facts.relation("control_policy").stream()
            .filter(fact -> fact.args().get(1).equals(limit.document()))
            .map(fact -> fact.args().getFirst())
            .toList();
    return !places.isEmpty()
        && places.stream().allMatch(place -> OrganisationModel.isUnit(facts.entity(place)));
  }

  /// Somebody of the account that the policies belong to.
  private Decision switchedOff(String principal, String action, List<Limit> limits) {
    List<String> places = new ArrayList<>();
    facts.relation("in_account", principal).forEach(fact -> places.add(fact.id()));
    for (Limit limit : limits) {
      facts.relation("in_account", limit.document()).forEach(fact -> places.add(fact.id()));
    }
    Decision may = decide.apply("may_any", List.of(principal, action));
    return Conjunction.and(may, Conjunction.because(places));
  }

  private Decision movedBy(String principal, String action, String account, List<Limit> limits) {
    List<String> places = new ArrayList<>();
    for (Fact place : facts.relation("control_policy")) {
      if (limits.stream().anyMatch(limit -> limit.document().equals(place.args().get(1)))) {
        places.add(place.id());
      }
    }
    Decision may = onEntry(principal, action, account);
    return Conjunction.and(may, Conjunction.because(places));
  }

  private Decision because(List<Limit> limits, Decision decision) {
    return Conjunction.and(decision, Conjunction.because(why(limits.getFirst())));
  }

  /// By the name that the organisation has for the account.
  private Decision onEntry(String principal, String action, String account) {
    for (Fact member : facts.relation("manages_member")) {
      if (member.args().get(1).equals(account)) {
        Decision may = decide.apply("may", List.of(principal, action, member.args().get(2)));
        return Conjunction.and(may, Conjunction.because(List.of(member.id())));
      }
    }
    return Conjunction.no("the organisation does not show the account");
  }
}
