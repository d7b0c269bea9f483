package dev.ardennes.policy.facts;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.DecisionPart;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsServices;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be asked of the computed relations about AWS, and which questions need no decision.
final class AwsListing {
  private static final Set<String> ABOUT_ACTIONS = Set.of("may", "may_as_member");

  private final FactBase facts;
  private final AwsServices services;
  private final AwsDecisions aws;
  private final Candidates candidates;
  private final Others others;
  private final ThingScopes scopes;

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
    this.scopes =
        new ThingScopes(facts, aws, candidates, new Likeness(facts, services, aws, targets));
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

  /// See [dev.ardennes.policy.DecisionPart#grantColumn].
  int grantColumn(String relation) {
    if (AwsQuestions.change(relation) == StateChange.WIDENED) {
      return DecisionPart.NO_GRANTS;
    }
    return switch (AwsQuestions.plain(relation)) {
      case "may", "may_any", "may_on_new" -> 1;
      case "may_pass" -> -1;
      default -> DecisionPart.NO_GRANTS;
    };
  }

  /// See [dev.ardennes.policy.DecisionPart#grantGroup].
  String grantGroup(String relation) {
    String plain = AwsQuestions.plain(relation);
    String asked = plain.equals("may_on_new") ? "may_any" : plain;
    return asked + " " + AwsQuestions.change(relation).opensPolicies();
  }

  /// An action is performed by what an identity policy may allow, or what a thing's own policy
  /// does.
  boolean mayHold(String relation, List<String> args) {
    StateChange change = AwsQuestions.change(relation);
    String first = args.getFirst();
    return switch (AwsQuestions.plain(relation)) {
      case "may" -> mayBeGranted(first, args.get(1), change) || candidates.mayLetIn(args.get(1));
      case "may_any", "may_on_new" -> mayBeGranted(first, args.get(1), change);
      case "may_pass" -> mayBeGranted(first, Candidates.PASS, change);
      default -> true;
    };
  }

  /// See [Candidates#mayBeGranted].
  boolean mayBeGranted(String principal, String action, StateChange change) {
    return candidates.mayBeGranted(principal, action, change.opensPolicies());
  }

  /// See [dev.ardennes.policy.DecisionPart#alike].
  @Nullable String alike(String relation, List<String> args) {
    return scopes.alike(relation, args);
  }

  /// See [dev.ardennes.policy.DecisionPart#beside].
  List<String> beside(String relation, List<String> args, List<Scope> found) {
    return scopes.beside(relation, args, found, () -> candidates(relation, args, false));
  }

  /// See [ThingScopes].
  ThingScopes scopes() {
    return scopes;
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
