package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Answers whether somebody may give permissions away or take another identity: what the API server
/// demands beyond the verb on the object.
///
/// The rules are those of [Privilege escalation prevention and
/// bootstrapping](https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping)
/// and [User
/// impersonation](https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation).
public final class RbacEscalation {
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final int MOST_PARTS = 20_000;

  private final RbacDecisions decisions;

  public RbacEscalation(RbacDecisions decisions) {
    this.decisions = decisions;
  }

  /// What a role shall hold.
  ///
  /// @param rules as the JSON of manifests
  /// @param aggregates whether it shall have an aggregation rule, which takes every permission
  ///   there is
  public record RoleContent(List<String> rules, boolean aggregates) {
    public RoleContent {
      rules = List.copyOf(rules);
    }

    public static RoleContent of(String... rules) {
      return new RoleContent(List.of(rules), false);
    }
  }

  /// Whom somebody wants to be.
  ///
  /// @param subject a user or service account
  /// @param groups besides those that Kubernetes gives a service account
  /// @param uid empty for none
  /// @param extra other attributes by their key in lower case
  public record Identity(
      Subject subject, List<String> groups, String uid, Map<String, List<String>> extra) {
    public Identity {
      groups = List.copyOf(groups);
      Map<String, List<String>> sorted = new TreeMap<>();
      extra.forEach((key, values) -> sorted.put(key, List.copyOf(values)));
      extra = Collections.unmodifiableMap(sorted);
    }

    public static Identity of(Subject subject) {
      return new Identity(subject, List.of(), "", Map.of());
    }
  }

  /// Whether the requester may `create`, `update` or `patch` a role so that it holds this: the verb
  /// on the role, and either `escalate` or every permission that it shall hold, in the role's
  /// namespace. A rule that cannot be read is no rule.
  public Decision mayWriteRole(Requester who, String verb, RoleName role, RoleContent content) {
    RbacTarget.Resource object = object(role.resource(), role.namespace(), role.name());
    Ways write = ways(who, verb, object);
    Ways escalate = ways(who, "escalate", verb.equals("create") ? object.named("") : object);
    List<Held> shall =
        permissions(content).stream().map(each -> new Held(each, Ways.ALWAYS)).toList();
    Ways covers = covers(who, role.namespace(), shall);
    return decision(who, write.and(Ways.any(List.of(escalate, covers))), "write " + role.says());
  }

  /// Whether the requester may `create`, `update` or `patch` a binding of the role: the verb on the
  /// binding, and either `bind` on the role or every permission that the role has, in the binding's
  /// namespace.
  ///
  /// @param namespace empty for a cluster role binding
  public Decision mayBind(
      Requester who, String verb, String namespace, String binding, RoleName role) {
    String resource = namespace.isEmpty() ? "clusterrolebindings" : "rolebindings";
    Ways write = ways(who, verb, object(resource, namespace, binding));
    Ways bind = ways(who, "bind", object(role.resource(), namespace, role.name()));
    Ways covers = coversRole(who, namespace, role);
    return decision(who, write.and(Ways.any(List.of(bind, covers))), "bind " + role.says());
  }

  /// Whether the requester may send requests as somebody else: `impersonate` on the user or service
  /// account and on every group and attribute named.
  public Decision mayImpersonate(Requester who, Identity identity) {
    Ways all = impersonate(who, asResource(identity.subject()));
    for (String group : identity.groups()) {
      all = all.and(impersonate(who, asResource(Subject.group(group))));
    }
    if (!identity.uid().isEmpty()) {
      all = all.and(impersonate(who, authentication("uids", identity.uid())));
    }
    for (Map.Entry<String, List<String>> extra : identity.extra().entrySet()) {
      for (String value : extra.getValue()) {
        all = all.and(impersonate(who, authentication("userextras/" + extra.getKey(), value)));
      }
    }
    return decision(who, all, "impersonate " + identity.subject().says());
  }

  private static RbacTarget.Resource asResource(Subject subject) {
    return switch (subject.kind()) {
      case USER -> RbacTarget.Resource.of("", "users", "").named(subject.name());
      case GROUP -> RbacTarget.Resource.of("", "groups", "").named(subject.name());
      case SERVICE_ACCOUNT ->
          RbacTarget.Resource.of("", "serviceaccounts", subject.namespace()).named(subject.name());
    };
  }

  private static RbacTarget.Resource authentication(String resource, String name) {
    return RbacTarget.Resource.of("authentication.k8s.io", resource, "").named(name);
  }

  private Ways impersonate(Requester who, RbacTarget.Resource as) {
    return ways(who, "impersonate", as);
  }

  private static RbacTarget.Resource object(String resource, String namespace, String name) {
    return RbacTarget.Resource.of(GROUP, resource, namespace).named(name);
  }

  private Ways ways(Requester who, String verb, RbacTarget target) {
    return decisions.ways(new RbacRequest(who, verb, target));
  }

  private static Decision decision(Requester who, Ways ways, String what) {
    return ways.decision(() -> RbacDecisions.missing(who, what));
  }

  private static List<Permission> permissions(RoleContent content) {
    List<Permission> all = new ArrayList<>();
    if (content.aggregates()) {
      all.add(Permission.everything());
    }
    for (String json : content.rules()) {
      try {
        all.add(RuleParser.rule(json));
      } catch (RuleParser.Malformed malformed) {
        // the API server refuses it, and what it refuses gives nothing away
      }
    }
    return all;
  }

  private Ways coversRole(Requester who, String namespace, RoleName role) {
    if (decisions.model().role(role).isPresent()) {
      List<Held> held =
          decisions.rules(role).stream()
              .map(given -> new Held(given.permission(), given.ways().first().withoutConditions()))
              .toList();
      return covers(who, namespace, held);
    }
    if (decisions.model().allCollected()) {
      return Ways.NONE;
    }
    String says =
        who.subject().says() + " has all that " + role.says() + ", which was not collected, gives";
    return Ways.provided(Assumption.Kind.NOT_COLLECTED, says, "", false);
  }

  /// A permission of a role, and the facts that say that the role has it.
  private record Held(Permission permission, Ways stated) {}

  /// The ways in which the requester has each of the permissions, one verb, group, resource and
  /// name at a time. Where everything is among them, nothing else of its kind is asked for: who has
  /// everything has that.
  private Ways covers(Requester who, String namespace, List<Held> permissions) {
    boolean resources = permissions.stream().anyMatch(one -> one.permission().everyResource());
    boolean urls = permissions.stream().anyMatch(one -> one.permission().everyUrl());
    Ways all = Ways.ALWAYS;
    long parts = 0;
    for (Held held : permissions) {
      parts += held.permission().parts();
      if (parts > MOST_PARTS) {
        String says = who.subject().says() + " has the rest of the permissions";
        return all.and(Ways.provided(Assumption.Kind.NOT_COLLECTED, says, "", false));
      }
      for (String verb : held.permission().verbs()) {
        for (RbacTarget target : held.permission().targets(namespace)) {
          boolean some = target instanceof RbacTarget.Url ? urls : resources;
          if (!some || target.isEverything(verb)) {
            all = all.and(covers(who, namespace, verb, target, held));
          }
          if (all.never()) {
            return all;
          }
        }
      }
    }
    return all;
  }

  /// Whoever takes a role for complete says why it has every resource. That it has paths as well,
  /// which then are asked for, only this says.
  private Ways covers(Requester who, String namespace, String verb, RbacTarget target, Held held) {
    Ways has = Query.held(decisions.model(), verb, target, namespace).ways(who);
    return target instanceof RbacTarget.Url ? has.and(held.stated()) : has;
  }
}
