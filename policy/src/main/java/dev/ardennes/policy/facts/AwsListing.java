package dev.ardennes.policy.facts;

import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unseen;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsServices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What can be asked of the computed relations about AWS, and which questions need no decision.
final class AwsListing {
  private static final Set<String> ABOUT_ACTIONS = Set.of("may", "may_as_member");

  private final FactBase facts;
  private final AwsServices services;
  private final AwsDecisions aws;
  private final Candidates candidates;
  private final Others others;
  private final Likeness likeness;
  private final Map<String, List<Scope>> scopesOfRoles = new HashMap<>();

  /// Those that know what they can say yes to.
  record Others(Denials denials, Organisations organisations, Widening widening) {}

  AwsListing(
      FactBase facts,
      AwsServices services,
      AwsDecisions aws,
      ActionTargets targets,
      Others others) {
    this.facts = facts;
    this.services = services;
    this.aws = aws;
    this.candidates = new Candidates(facts, services, aws, targets);
    this.others = others;
    this.likeness = new Likeness(facts, services, aws, targets);
  }

  /// See [dev.ardennes.policy.DecisionPart#candidates].
  ///
  /// @param abroad whether only things of other accounts are wanted
  List<String> candidates(String relation, List<String> args, boolean abroad) {
    boolean granted = AwsQuestions.change(relation).opensPolicies();
    String first = args.getFirst();
    return switch (AwsQuestions.plain(relation)) {
      case "may" -> candidates.resources(first, args.get(1), granted, abroad);
      case "permission_names" -> candidates.resources(first, args.get(1), granted, false);
      case "may_as_member" -> candidates.resourcesOfGroup(first, args.get(1), args.get(2));
      case "may_pass" -> candidates.passable(first, args.get(2), granted, abroad);
      case "may_assume" -> candidates.assumable(first, granted, abroad);
      case "may_assume_if_trusted" -> candidates.retrustable(first, abroad);
      case "role_abroad" -> candidates.abroad(first);
      case "acts_for" -> List.of(args.get(1));
      case "serves_strangers" -> aws.deputies().services(args.get(1), args.get(2));
      case "may_widen" -> others.widening().ways(first);
      case "may_lift_limits" -> others.organisations().limited();
      case "only_denied_by" -> others.denials().denying(first);
      case "administrator", "administrator_as_member" -> {
        String account = facts.second("in_account", first);
        yield account == null ? List.of() : List.of(account);
      }
      default -> throw new IllegalArgumentException(relation + " leaves nothing open");
    };
  }

  /// What no statement of an identity policy may allow is allowed by none, where no resource has a
  /// policy of its own to allow it.
  boolean mayHold(String relation, List<String> args) {
    return switch (AwsQuestions.plain(relation)) {
      case "may_any", "may_on_new" ->
          mayBeGranted(args.getFirst(), args.get(1), AwsQuestions.change(relation));
      case "may_pass" ->
          mayBeGranted(args.getFirst(), Candidates.PASS, AwsQuestions.change(relation));
      default -> true;
    };
  }

  /// See [Candidates#mayBeGranted].
  boolean mayBeGranted(String principal, String action, StateChange change) {
    return candidates.mayBeGranted(principal, action, change.opensPolicies());
  }

  /// See [dev.ardennes.policy.DecisionPart#alike].
  @Nullable String alike(String relation, List<String> args) {
    if (AwsQuestions.change(relation) == StateChange.WIDENED) {
      return null;
    }
    return switch (AwsQuestions.plain(relation)) {
      case "may" -> likeness.of(args.get(0), args.get(1), args.get(2));
      case "may_pass" -> likeness.ofPass(args.get(0), args.get(1), args.get(2));
      default -> null;
    };
  }

  /// Whether [#scopes] is worth asking.
  boolean listsScopes(String relation) {
    return AwsQuestions.plain(relation).equals("may_pass")
        && AwsQuestions.change(relation) != StateChange.WIDENED
        && candidates.hasRoles(Scope.LEAST);
  }

  /// The roles of one account that trust a service are alike for a principal if no statement about
  /// passing roles tells one from another, or only such as allow more where all are allowed anyway.
  List<Scope.Decided> scopes(
      String relation, List<String> args, BiFunction<String, List<String>, Decision> decide) {
    String principal = args.getFirst();
    if (!listsScopes(relation) || !aws.grants().deniesAlike(principal, Candidates.PASS)) {
      return List.of();
    }
    List<String> roles = candidates(relation, args, false);
    if (roles.size() < Scope.LEAST || !candidates.isAll(principal, args.get(2), roles)) {
      return List.of();
    }
    Set<String> told = Set.copyOf(candidates.toldApart(principal, args.get(2)));
    List<Scope.Decided> decided = new ArrayList<>();
    for (Scope scope : scopesOfRoles(principal, args.get(2), roles)) {
      scope.members().stream()
          .filter(role -> !told.contains(role))
          .findFirst()
          .map(role -> decide.apply(relation, List.of(principal, role, args.get(2))))
          .filter(decision -> told.isEmpty() || isUnconditional(decision))
          .ifPresent(decision -> decided.add(new Scope.Decided(scope, holds(decision))));
    }
    return decided;
  }

  private static boolean holds(Decision decision) {
    return decision.verdict() != Verdict.NO && !decision.alternatives().isEmpty();
  }

  private static boolean isUnconditional(Decision decision) {
    return decision.alternatives().stream().anyMatch(Alternative::unconditional);
  }

  private List<Scope> scopesOfRoles(String principal, String service, List<String> roles) {
    return scopesOfRoles.computeIfAbsent(
        facts.second("in_account", principal) + " " + service,
        key -> scopesOfRolesAnew(service, roles));
  }

  private List<Scope> scopesOfRolesAnew(String service, List<String> roles) {
    Map<String, List<String>> alike = new TreeMap<>();
    for (String role : roles) {
      String key = Unseen.is(role) ? null : likeness.ofPassed(role, service);
      if (key != null) {
        alike.computeIfAbsent(key, added -> new ArrayList<>()).add(role);
      }
    }
    return alike.values().stream()
        .filter(members -> members.size() >= Scope.LEAST)
        .map(Scope::new)
        .toList();
  }

  /// An action that is about no resource is decided alike for all.
  boolean isAboutListed(String relation, List<String> args) {
    int action = relation.equals("may_as_member") ? 2 : 1;
    return !ABOUT_ACTIONS.contains(AwsQuestions.plain(relation))
        || services
            .action(args.get(action))
            .map(known -> !known.resources().isEmpty())
            .orElse(false);
  }
}
