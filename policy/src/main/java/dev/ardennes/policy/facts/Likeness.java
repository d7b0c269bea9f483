package dev.ardennes.policy.facts;

import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.Arns;
import dev.ardennes.policy.aws.AwsAction;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsServices;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which questions about one principal and action must be answered alike, so that one of them need
/// be asked: those about things of one type and account without policies of their own, where no
/// statement tells one from another.
final class Likeness {
  private final FactBase facts;
  private final AwsServices services;
  private final AwsDecisions aws;
  private final ActionTargets targets;
  private final Map<String, Boolean> decidedAlike = new HashMap<>();

  Likeness(FactBase facts, AwsServices services, AwsDecisions aws, ActionTargets targets) {
    this.facts = facts;
    this.services = services;
    this.aws = aws;
    this.targets = targets;
  }

  /// A text that the likes share; null where the question is to be decided by itself.
  @Nullable String of(String principal, String actionName, String resource) {
    String like = ofThing(actionName, resource);
    return like == null || !decidesAlike(principal, actionName) ? null : like;
  }

  /// What things share that are decided alike by whoever tells nothing apart.
  @Nullable String ofThing(String actionName, String resource) {
    String arn = facts.second("arn", resource);
    AwsAction action = services.action(actionName).orElse(null);
    if (arn == null
        || action == null
        || Unknown.in(arn)
        || Arns.service(arn).equals("kms")
        || !facts.relation("resource_policy", resource).isEmpty()) {
      return null;
    }
    ActionTargets.Fit fit = targets.fit(action, arn);
    return fit == null
        ? null
        : FactModel.accountText(facts, resource) + " " + fit.type() + " " + fit.inside();
  }

  /// The same for whether the principal may pass the role to a service: roles that trust it alike.
  @Nullable String ofPass(String principal, String role, String service) {
    return decidesAlike(principal, Candidates.PASS) ? ofPassed(role, service) : null;
  }

  /// What roles share that are passed alike by whoever tells no role from another.
  @Nullable String ofPassed(String role, String service) {
    String like = ofThing(Candidates.PASS, role);
    return like == null ? null : like + " " + aws.trusts(role, service).verdict();
  }

  /// Whether the principal is no session in a network, whose endpoints have policies about things.
  boolean isAnywhere(String principal) {
    return facts.relation("located_in", principal).isEmpty();
  }

  private boolean decidesAlike(String principal, String action) {
    return isAnywhere(principal)
        && decidedAlike.computeIfAbsent(
            principal + " " + action, key -> aws.grants().decidesAlike(principal, action));
  }
}
