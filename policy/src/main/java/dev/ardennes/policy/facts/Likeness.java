package dev.ardennes.policy.facts;

import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.AwsAction;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.aws.OwnWords;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What things have in common but for their names: type and account, and what their own policies
/// say.
final class Likeness {
  private final FactBase facts;
  private final AwsServices services;
  private final AwsDecisions aws;
  private final ActionTargets targets;
  private final Map<String, @Nullable OwnWords> words = new HashMap<>();

  Likeness(FactBase facts, AwsServices services, AwsDecisions aws, ActionTargets targets) {
    this.facts = facts;
    this.services = services;
    this.aws = aws;
    this.targets = targets;
  }

  /// The users and roles that the thing's policies tell from others of its account.
  Set<String> named(String resource) {
    OwnWords words = words(resource);
    return words == null ? Set.of() : words.named();
  }

  /// Whether the thing's policies may let in users and roles of its account that they do not name.
  boolean letsIn(String resource) {
    OwnWords words = words(resource);
    return words != null && words.letsIn();
  }

  private @Nullable OwnWords words(String resource) {
    OwnWords known = words.get(resource);
    if (known == null && !words.containsKey(resource)) {
      String arn = facts.second("arn", resource);
      String account = FactModel.accountText(facts, resource);
      known = arn == null ? null : aws.ownWords(resource, arn, account == null ? "" : account);
      words.put(resource, known);
    }
    return known;
  }

  /// What things share that are decided alike by whoever tells nothing apart.
  @Nullable String ofThing(String actionName, String resource) {
    String arn = facts.second("arn", resource);
    AwsAction action = services.action(actionName).orElse(null);
    if (arn == null || action == null || Unknown.in(arn)) {
      return null;
    }
    OwnWords words = words(resource);
    if (words == null) {
      return null;
    }
    ActionTargets.Fit fit = targets.fit(action, arn);
    return fit == null
        ? null
        : FactModel.accountText(facts, resource)
            + " "
            + fit.type()
            + " "
            + fit.inside()
            + words.toAll();
  }

  /// Whether the action is about what lies inside the thing.
  boolean isInside(String actionName, String resource) {
    AwsAction action = services.action(actionName).orElse(null);
    String arn = facts.second("arn", resource);
    ActionTargets.Fit fit = action == null || arn == null ? null : targets.fit(action, arn);
    return fit != null && fit.inside();
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
}
