package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// One question, asked about one requester or about many: what each role gives is worked out once.
final class Query {
  static final String MASTERS = "system:masters";

  private final RbacModel model;
  private final String verb;
  private final RbacTarget target;
  private final Map<RoleName, Ways> roles = new HashMap<>();
  private final List<Scope> scopes;

  /// A bucket of bindings in whose namespace the request may be.
  private record Scope(RbacModel.Bucket bucket, Match match) {}

  /// Something that a binding may name so that it is about the requester, and how that is known.
  private record Key(Subject subject, Ways ways) {}

  private Query(RbacModel model, String verb, RbacTarget target, String namespace) {
    this.model = model;
    this.verb = verb;
    this.target = target;
    this.scopes = scopes(namespace);
  }

  /// A question about a request.
  static Query of(RbacModel model, String verb, RbacTarget target) {
    RbacTarget seen = RbacRequest.seen(verb, target);
    String namespace = seen instanceof RbacTarget.Resource resource ? resource.namespace() : "";
    return new Query(model, verb, seen, namespace);
  }

  /// A question about a permission as a rule writes it, held in a namespace or in the cluster.
  static Query held(RbacModel model, String verb, RbacTarget target, String namespace) {
    return new Query(model, verb, target, namespace);
  }

  private List<Scope> scopes(String namespace) {
    List<Scope> found = new ArrayList<>();
    add(found, "", Match.YES);
    if (namespace.isEmpty()) {
      return found;
    }
    add(found, namespace, Match.YES);
    boolean open = Unknown.in(namespace);
    for (String other : open ? model.buckets().keySet() : model.unclearNamespaces()) {
      if (!other.isEmpty() && !other.equals(namespace)) {
        add(found, other, Match.same(other, namespace));
      }
    }
    return found;
  }

  private void add(List<Scope> found, String namespace, Match match) {
    RbacModel.Bucket bucket = model.buckets().get(namespace);
    if (bucket != null && match.possible()) {
      found.add(new Scope(bucket, match));
    }
  }

  /// The ways in which the requester is allowed it.
  Ways ways(Requester who) {
    List<Ways> found = new ArrayList<>();
    for (Key key : keys(who)) {
      if (key.subject().equals(Subject.group(MASTERS))) {
        found.add(key.ways());
      }
      for (Scope scope : scopes) {
        exact(scope, key, found);
        unclear(scope, key, found);
      }
    }
    return Ways.any(found);
  }

  private List<Key> keys(Requester who) {
    List<Key> keys = new ArrayList<>();
    for (Subject subject : who.keys()) {
      keys.add(new Key(subject, Ways.ALWAYS));
    }
    for (RbacModel.Member member : model.members().getOrDefault(who.subject(), List.of())) {
      keys.add(new Key(Subject.group(member.group()), Ways.fact(member.factId())));
    }
    return keys;
  }

  private void exact(Scope scope, Key key, List<Ways> found) {
    for (RbacModel.Binding binding :
        scope.bucket().exact().getOrDefault(key.subject(), List.of())) {
      add(binding, key.ways().and(Ways.of(scope.match(), binding.factId())), found);
    }
  }

  private void unclear(Scope scope, Key key, List<Ways> found) {
    List<RbacModel.Binding> some =
        key.subject().isUnknown() ? scope.bucket().all() : scope.bucket().unclear();
    for (RbacModel.Binding binding : some) {
      Match match = same(binding.subject(), key.subject());
      if (match.possible() && !match.certain()) {
        add(binding, key.ways().and(Ways.of(scope.match().and(match), binding.factId())), found);
      }
    }
  }

  static Match same(Subject bound, Subject asking) {
    if (bound.kind() == Subject.Kind.USER && asking.kind() == Subject.Kind.SERVICE_ACCOUNT) {
      return Match.same(bound.name(), asking.userName());
    }
    return bound.kind() == asking.kind()
        ? Match.same(bound.name(), asking.name())
            .and(Match.same(bound.namespace(), asking.namespace()))
        : Match.NO;
  }

  private void add(RbacModel.Binding binding, Ways applies, List<Ways> found) {
    Ways role = role(binding);
    if (!role.never()) {
      found.add(role.and(applies).and(Bindings.stands(binding)));
    }
  }

  private Ways role(RbacModel.Binding binding) {
    RoleName role = binding.role();
    if (model.role(role).isEmpty()) {
      return model.allCollected() ? Ways.NONE : uncollected(binding);
    }
    Ways known = roles.get(role);
    if (known == null) {
      known = model.aggregation().rules(role).ways(verb, target);
      roles.put(role, known);
    }
    return known;
  }

  private Ways uncollected(RbacModel.Binding binding) {
    String what = RbacRequest.says(verb, target);
    String says = binding.role().says() + ", which was not collected, allows " + what;
    return Ways.provided(Assumption.Kind.NOT_COLLECTED, says, binding.factId(), false);
  }

  /// The subjects that may be allowed it, in order: those that bindings name, and the service
  /// accounts and members of their groups.
  List<Subject> candidates() {
    TreeSet<Subject> found = new TreeSet<>();
    found.add(Subject.group(MASTERS));
    for (Scope scope : scopes) {
      for (RbacModel.Binding binding : scope.bucket().all()) {
        if (!role(binding).never()) {
          found.add(binding.subject());
        }
      }
    }
    TreeSet<Subject> all = new TreeSet<>(found);
    for (Subject account : model.accounts()) {
      if (Requester.of(account).keys().stream().anyMatch(found::contains)) {
        all.add(account);
      }
    }
    model
        .members()
        .forEach(
            (subject, groups) -> {
              if (groups.stream().anyMatch(one -> found.contains(Subject.group(one.group())))) {
                all.add(subject);
              }
            });
    return List.copyOf(all);
  }
}
