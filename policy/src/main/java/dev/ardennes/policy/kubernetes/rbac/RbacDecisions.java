package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers what role-based access control allows in one cluster, from an immutable model.
///
/// Every answer is a pure function of the model and the question. Instances may be shared by
/// threads. A decision costs time linear in the bindings that name the requester or one of its
/// groups in the namespace of the request or in the cluster, not in all bindings.
///
/// The rules are those of [Using RBAC
/// Authorization](https://kubernetes.io/docs/reference/access-authn-authz/rbac/). Other authorizers
/// (Node, Webhook, the authorization of a cloud) and admission are not looked at. Members of
/// `system:masters` are allowed everything, since the API server does not ask RBAC about them.
///
/// ```java
/// var rbac = new RbacDecisions(model);
/// var secrets = RbacTarget.Resource.of("", "secrets", "shop");
/// rbac.decide(RbacRequest.of(Subject.user("eve"), "list", secrets)).verdict(); // YES
/// ```
public final class RbacDecisions {
  private static final RbacTarget EVERY_URL = new RbacTarget.Url("*");

  private final RbacModel model;

  public RbacDecisions(RbacModel model) {
    this.model = model;
  }

  /// The answer to a request. A name, verb, group or resource `*` asks for the permission to
  /// everything, which only a rule with `*` gives.
  public Decision decide(RbacRequest request) {
    return ways(request).decision(() -> missing(request.who(), request.says()));
  }

  Ways ways(RbacRequest request) {
    return Query.of(model, request.verb(), request.target()).ways(request.who());
  }

  RbacModel model() {
    return model;
  }

  static String missing(Requester who, String what) {
    return "no binding lets " + who.subject().says() + " " + what;
  }

  /// Everybody who may do it: the subjects of bindings, and the declared service accounts and
  /// members of groups that have it through a group; in order. Cost: one pass over the bindings of
  /// the namespace and the cluster.
  public List<SubjectDecision> whoMay(String verb, RbacTarget target) {
    Query query = Query.of(model, verb, target);
    List<SubjectDecision> found = new ArrayList<>();
    for (Subject subject : query.candidates()) {
      Ways ways = query.ways(Requester.of(subject));
      if (!ways.never()) {
        found.add(new SubjectDecision(subject, ways.decision(() -> "")));
      }
    }
    return found;
  }

  /// Everybody who may use every verb on every resource and every path of the whole cluster; in
  /// order.
  public List<SubjectDecision> administrators() {
    Query resources = Query.of(model, "*", everything(""));
    Query urls = Query.of(model, "*", EVERY_URL);
    List<SubjectDecision> found = new ArrayList<>();
    for (Subject subject : resources.candidates()) {
      Requester who = Requester.of(subject);
      Ways ways = resources.ways(who).and(urls.ways(who));
      if (!ways.never()) {
        found.add(new SubjectDecision(subject, ways.decision(() -> "")));
      }
    }
    return found;
  }

  /// Whether the requester is such an administrator.
  public Decision administrator(Requester who) {
    Ways resources = Query.of(model, "*", everything("")).ways(who);
    Ways urls = Query.of(model, "*", EVERY_URL).ways(who);
    return resources.and(urls).decision(() -> missing(who, "do everything in the cluster"));
  }

  /// Everybody who may use every verb on every resource of a namespace; in order.
  public List<SubjectDecision> namespaceAdministrators(String namespace) {
    return whoMay("*", everything(namespace));
  }

  private static RbacTarget everything(String namespace) {
    return RbacTarget.Resource.of("*", "*", namespace);
  }

  /// The roles that were collected and give every verb on every resource, each with the ways in
  /// which it does; cluster roles first.
  public Map<RoleName, Decision> completeRoles() {
    Map<RoleName, Decision> complete = new LinkedHashMap<>();
    for (RoleName role : model.roles()) {
      Ways ways = model.aggregation().rules(role).ways("*", everything(role.namespace()));
      if (!ways.never()) {
        complete.put(role, ways.decision(() -> ""));
      }
    }
    return complete;
  }

  /// Every rule that the requester has, by namespace, cluster first. Cost: linear in the rules of
  /// the bindings that name it or one of its groups.
  public List<Grant> grants(Requester who) {
    Map<Slot, List<Ways>> found = new LinkedHashMap<>();
    for (Subject key : who.keys()) {
      collect(key, Ways.ALWAYS, found);
    }
    for (RbacModel.Member member : model.members().getOrDefault(who.subject(), List.of())) {
      collect(Subject.group(member.group()), Ways.fact(member.factId()), found);
    }
    List<Grant> grants = new ArrayList<>();
    found.forEach(
        (slot, ways) ->
            grants.add(
                new Grant(
                    slot.namespace(),
                    slot.role(),
                    slot.rule(),
                    Ways.any(ways).decision(() -> ""))));
    grants.sort(Comparator.comparing(Grant::namespace).thenComparing(Grant::role));
    return grants;
  }

  private record Slot(String namespace, RoleName role, Permission rule) {}

  private void collect(Subject key, Ways member, Map<Slot, List<Ways>> found) {
    if (key.equals(Subject.group(Query.MASTERS))) {
      RoleName name = RoleName.cluster("cluster-admin");
      found
          .computeIfAbsent(new Slot("", name, Permission.everything()), at -> new ArrayList<>())
          .add(member);
    }
    for (RbacModel.Binding binding : model.bindings(key)) {
      collect(binding, member, found);
    }
    for (RbacModel.Binding binding : model.unclear()) {
      Match match = Query.same(binding.subject(), key);
      if (match.possible() && !match.certain()) {
        collect(binding, member.and(Ways.of(match, binding.factId())), found);
      }
    }
  }

  private void collect(RbacModel.Binding binding, Ways applies, Map<Slot, List<Ways>> found) {
    Ways bound = applies.and(Bindings.stands(binding));
    for (RoleRules.Given given : rules(binding.role())) {
      if (binding.namespace().isEmpty() || given.permission().aboutResources()) {
        Slot slot = new Slot(binding.namespace(), binding.role(), given.permission());
        found.computeIfAbsent(slot, at -> new ArrayList<>()).add(bound.and(given.ways()));
      }
    }
  }

  /// The rules of a role; one of which nothing is known where it was not collected.
  List<RoleRules.Given> rules(RoleName role) {
    if (model.role(role).isPresent() || model.allCollected()) {
      return model.aggregation().rules(role).all();
    }
    Permission any = Permission.unknown(Unknown.part("rules of " + role.name()));
    String says = role.says() + ", which was not collected, exists";
    Ways ways = Ways.provided(Assumption.Kind.NOT_COLLECTED, says, "", false);
    return List.of(new RoleRules.Given(any, "", ways));
  }
}
