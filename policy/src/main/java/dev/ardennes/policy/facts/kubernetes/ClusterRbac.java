package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Disjunction;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.kubernetes.rbac.Grant;
import dev.ardennes.policy.kubernetes.rbac.RbacDecisions;
import dev.ardennes.policy.kubernetes.rbac.RbacEscalation;
import dev.ardennes.policy.kubernetes.rbac.RbacRequest;
import dev.ardennes.policy.kubernetes.rbac.RbacTarget;
import dev.ardennes.policy.kubernetes.rbac.Requester;
import dev.ardennes.policy.kubernetes.rbac.RoleName;
import dev.ardennes.policy.kubernetes.rbac.Subject;
import dev.ardennes.policy.kubernetes.rbac.SubjectDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What role-based access control lets principals do in one cluster. A principal of elsewhere has
/// the permissions of everybody that it is in the cluster.
final class ClusterRbac {
  private final ClusterFacts facts;
  private final String cluster;
  private final RbacFacts model;
  private final RbacDecisions rbac;
  private final RbacEscalation escalation;
  private final Map<String, Places> places = new HashMap<>();

  /// The roles that hold everything; null before the first question.
  private @Nullable Map<RoleName, Decision> complete;

  /// Null before the first question.
  private @Nullable ClusterObjects objects;

  ClusterRbac(ClusterFacts facts, String cluster) {
    this.facts = facts;
    this.cluster = cluster;
    this.model = new RbacFacts(facts, cluster);
    this.rbac = new RbacDecisions(model.build());
    this.escalation = new RbacEscalation(rbac);
  }

  /// Somebody of the cluster, and the facts that say that the principal is it.
  private record As(Subject subject, List<String> factIds) {}

  private List<As> identities(String principal) {
    if (principal.equals(EntryPoint.INTERNET)) {
      return List.of(new As(Requester.anonymous().subject(), List.of()));
    }
    List<As> all = new ArrayList<>();
    model.subject(principal).ifPresent(own -> all.add(new As(own, List.of())));
    for (Fact fact : model.mappings(principal)) {
      model.subject(fact.args().get(1)).ifPresent(s -> all.add(new As(s, List.of(fact.id()))));
    }
    return all;
  }

  /// The decision for any of those that the principal is.
  private Decision any(String principal, Function<Requester, Decision> question) {
    List<Decision> ways = new ArrayList<>();
    for (As as : identities(principal)) {
      Decision decision = question.apply(Requester.of(as.subject()));
      ways.add(Answers.with(decision, alternative -> as.factIds()));
    }
    return ways.isEmpty()
        ? Conjunction.no("`" + principal + "` is nobody in the cluster")
        : model.withLabels(Disjunction.of(ways));
  }

  // --- permissions

  Decision may(String principal, String verb, String what, String scope) {
    if (!isScope(scope) || KubernetesKinds.isElsewhere(what, namespace(scope))) {
      return Conjunction.no("the resource is not in `" + scope + "`");
    }
    RbacTarget target = KubernetesKinds.target(what, namespace(scope));
    return any(principal, who -> rbac.decide(new RbacRequest(who, verb, target)));
  }

  Decision mayOn(String principal, String verb, String object) {
    String[] words = verb.split(" ", 2);
    String subresource = words.length > 1 ? words[1] : "";
    RbacTarget target = KubernetesKinds.object(facts.object(object), subresource);
    return any(principal, who -> rbac.decide(new RbacRequest(who, words[0], target)));
  }

  Decision administrator(String principal, String scope) {
    if (!isScope(scope)) {
      return Conjunction.no("`" + scope + "` is no namespace of the cluster");
    }
    return scope.equals(cluster)
        ? any(principal, rbac::administrator)
        : may(principal, "*", "*", scope);
  }

  // --- more than the permissions

  Decision grants(String principal, String how, String scope) {
    if (!isScope(scope)) {
      return Conjunction.no("`" + scope + "` is no namespace of the cluster");
    }
    RbacGrants grants = new RbacGrants(escalation, model, completeRoles(), namespace(scope));
    return switch (how) {
      case "bind" -> any(principal, grants::byBinding);
      case "escalate" -> any(principal, grants::byWriting);
      default -> Conjunction.no("`" + how + "` is no way to get permissions");
    };
  }

  private Map<RoleName, Decision> completeRoles() {
    Map<RoleName, Decision> known = complete;
    if (known == null) {
      known = rbac.completeRoles();
      complete = known;
    }
    return known;
  }

  Decision impersonates(String principal, String other) {
    return model
        .subject(other)
        .map(as -> any(principal, who -> impersonates(who, as)))
        .orElseGet(() -> Conjunction.no("`" + other + "` is nobody in the cluster"));
  }

  /// Whoever takes a group takes some user with it.
  private Decision impersonates(Requester who, Subject as) {
    if (as.kind() != Subject.Kind.GROUP) {
      return escalation.mayImpersonate(who, RbacEscalation.Identity.of(as));
    }
    RbacTarget group = RbacTarget.Resource.of("", "groups", "").named(as.name());
    Decision alone = rbac.decide(new RbacRequest(who, "impersonate", group));
    if (alone.verdict() == Verdict.NO) {
      return alone;
    }
    List<Decision> ways = new ArrayList<>();
    for (Subject user : model.someUsers()) {
      Decision both =
          escalation.mayImpersonate(
              who, new RbacEscalation.Identity(user, List.of(as.name()), "", Map.of()));
      ways.add(Answers.with(both, alternative -> model.namedBy(user).stream().toList()));
      if (ways.getLast().verdict() == Verdict.YES) {
        break;
      }
    }
    return Disjunction.of(ways);
  }

  // --- lists

  /// Where the bindings of a principal hold.
  ///
  /// @param everywhere whether one holds in the whole cluster, or in a namespace that is not known
  /// @param unclear whether one holds in a namespace that is not known
  /// @param named the namespaces of the others, by id
  private record Places(boolean everywhere, boolean unclear, Set<String> named) {}

  /// The cluster and namespaces in which the principal may have a permission at all.
  Set<String> scopes(String principal) {
    Places places = places(principal);
    return places.everywhere() ? everywhere() : places.named();
  }

  /// Those in which it may have this permission. Everybody has some permissions in the whole
  /// cluster: where they do not give this one, only namespaces with bindings of its own are left.
  Set<String> scopes(String principal, String verb, String what) {
    Places places = places(principal);
    if (!places.everywhere()) {
      return places.named();
    }
    RbacTarget target = KubernetesKinds.target(what, "");
    boolean all =
        places.unclear()
            || any(principal, who -> rbac.decide(new RbacRequest(who, verb, target))).verdict()
                != Verdict.NO;
    return all ? everywhere() : places.named();
  }

  private Set<String> everywhere() {
    Set<String> found = new TreeSet<>(facts.namespaces(cluster));
    found.add(cluster);
    return found;
  }

  private Places places(String principal) {
    return places.computeIfAbsent(principal, this::granted);
  }

  private Places granted(String principal) {
    Set<String> named = new TreeSet<>();
    boolean everywhere = false;
    boolean unclear = false;
    for (As as : identities(principal)) {
      for (Grant grant : rbac.grants(Requester.of(as.subject()))) {
        boolean unknown = Unknown.in(grant.namespace());
        unclear |= unknown;
        everywhere |= unknown || grant.namespace().isEmpty();
        if (!unknown && !grant.namespace().isEmpty()) {
          named.add(cluster + "/" + grant.namespace());
        }
      }
    }
    return new Places(everywhere, unclear, named);
  }

  List<String> whoMay(String verb, String what, String scope) {
    return isScope(scope)
        ? principals(rbac.whoMay(verb, KubernetesKinds.target(what, namespace(scope))))
        : List.of();
  }

  List<String> administrators(String scope) {
    if (!isScope(scope)) {
      return List.of();
    }
    return principals(
        scope.equals(cluster)
            ? rbac.administrators()
            : rbac.namespaceAdministrators(namespace(scope)));
  }

  /// Users, groups and service accounts that the principal may be able to impersonate.
  List<String> others(String principal) {
    boolean any =
        mayImpersonateSome(principal, "users", "") || mayImpersonateSome(principal, "groups", "");
    for (String scope : scopes(principal)) {
      any = any || mayImpersonateSome(principal, "serviceaccounts", namespace(scope));
    }
    return any ? List.copyOf(model.principals()) : List.of();
  }

  /// Objects of the cluster on which the principal may be able to use the verb.
  Set<String> objects(String principal, String verb) {
    String[] words = verb.split(" ", 2);
    Set<String> found = new TreeSet<>();
    for (As as : identities(principal)) {
      for (Grant grant : rbac.grants(Requester.of(as.subject()))) {
        if (grant.permission().mayBeAbout(words[0])) {
          objects().add(grant, words.length > 1 ? words[1] : "", found);
        }
      }
    }
    return found;
  }

  private ClusterObjects objects() {
    ClusterObjects known = objects;
    if (known == null) {
      known = new ClusterObjects(facts, cluster);
      objects = known;
    }
    return known;
  }

  private boolean mayImpersonateSome(String principal, String what, String namespace) {
    String name = Unknown.part("somebody");
    RbacTarget target = RbacTarget.Resource.of("", what, namespace).named(name);
    return any(principal, who -> rbac.decide(new RbacRequest(who, "impersonate", target))).verdict()
        != Verdict.NO;
  }

  private List<String> principals(List<SubjectDecision> subjects) {
    Set<String> found = new TreeSet<>();
    for (SubjectDecision each : subjects) {
      found.addAll(model.ids(each.subject()));
      if (each.subject().equals(Subject.group("system:authenticated"))) {
        found.addAll(model.everybody());
      }
      if (Requester.anonymous().groups().contains(each.subject().name())
          || each.subject().equals(Requester.anonymous().subject())) {
        found.add(EntryPoint.INTERNET);
      }
    }
    return List.copyOf(found);
  }

  private boolean isScope(String scope) {
    return scope.equals(cluster) || !ObjectId.namespaceName(scope).isEmpty();
  }

  private String namespace(String scope) {
    return ObjectId.namespaceName(scope);
  }
}
