package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Fact;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.kubernetes.rbac.RbacModel;
import dev.ardennes.policy.kubernetes.rbac.Requester;
import dev.ardennes.policy.kubernetes.rbac.RoleName;
import dev.ardennes.policy.kubernetes.rbac.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/// What the facts say of one cluster's role-based access control, as its decision engine takes it.
final class RbacFacts {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> ALL = List.of("rbac_rule", "rbac_binding");
  private static final String AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-";
  private static final int MOST_USERS = 20;

  /// Before the id of a role whose labels an answer rests on; a role has one fact for each label.
  private static final String LABELS = "labels of ";

  private final ClusterFacts facts;
  private final String cluster;
  private final Map<Subject, List<Bound>> bound = new HashMap<>();
  private final Map<Subject, Set<String>> ids = new HashMap<>();
  private final Map<Subject, String> namedBy = new HashMap<>();
  private final Map<String, List<Fact>> mapped = new HashMap<>();

  /// A role that somebody has.
  ///
  /// @param namespace by name; empty for the cluster
  /// @param factIds that it is bound, and that there is such a role
  record Bound(String namespace, RoleName role, List<String> factIds) {}

  RbacFacts(ClusterFacts facts, String cluster) {
    this.facts = facts;
    this.cluster = cluster;
  }

  RbacModel build() {
    RbacModel.Builder builder = RbacModel.builder();
    for (String role : roles()) {
      role(role, builder);
    }
    for (Fact binding : facts.of(cluster, "rbac_binding")) {
      bind(binding, builder);
    }
    accounts(builder);
    for (Fact member : facts.all().relation("group_member")) {
      member(member, builder);
    }
    for (Fact map : facts.all().relation("maps_identity")) {
      if (map.args().get(2).equals(cluster)) {
        mapped(map.args().getFirst(), map);
      }
    }
    if (facts.covers(cluster, ALL)) {
      builder.allCollected();
    }
    return builder.build();
  }

  // --- roles

  /// Roles of which something is said. One that only a binding names may be one that every cluster
  /// has, or one that was not collected.
  private Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    for (String relation : List.of("rbac_rule", "aggregates")) {
      for (Fact fact : facts.of(cluster, relation)) {
        if (role(fact.args().getFirst()).isPresent()) {
          roles.add(fact.args().getFirst());
        }
      }
    }
    return roles;
  }

  private void role(String id, RbacModel.Builder builder) {
    RoleName name = role(id).orElseThrow();
    builder.role(name);
    for (Fact rule : facts.pieces("rbac_rule", id)) {
      builder.rule(name, rule.args().get(2), rule.id());
    }
    Map<String, String> labels = facts.labels(id);
    if (!labels.isEmpty()) {
      builder.labels(name, JSON.writeValueAsString(labels), LABELS + id);
    }
    for (Fact aggregates : facts.all().relation("aggregates", id)) {
      builder.aggregates(name, aggregates.args().get(1), aggregates.id());
    }
  }

  private Optional<RoleName> role(String id) {
    ObjectId read = facts.object(id);
    return switch (read.kind()) {
      case "clusterrole" -> Optional.of(RoleName.cluster(read.name()));
      case "role" -> Optional.of(RoleName.of(read.namespaceName(), read.name()));
      default -> Optional.empty();
    };
  }

  /// The decision with the labels that it rests on, one fact for each.
  Decision withLabels(Decision decision) {
    List<Alternative> alternatives = new ArrayList<>();
    for (Alternative alternative : decision.alternatives()) {
      Set<String> ids = new TreeSet<>();
      Mentions mentions = new Mentions(facts, alternative);
      for (String id : alternative.factIds()) {
        if (id.startsWith(LABELS)) {
          addLabels(id.substring(LABELS.length()), mentions, ids);
        } else {
          ids.add(id);
        }
      }
      alternatives.add(
          new Alternative(List.copyOf(ids), alternative.assumed(), alternative.choices()));
    }
    return new Decision(decision.verdict(), alternatives, decision.complete(), decision.controls());
  }

  private void addLabels(String role, Mentions mentions, Set<String> ids) {
    mentions.addLabels(role, ids);
    for (Fact label : facts.all().relation("label", role)) {
      if (label.args().get(1).startsWith(AGGREGATE)) {
        ids.add(label.id());
      }
    }
  }

  // --- bindings

  private void bind(Fact binding, RbacModel.Builder builder) {
    Optional<RoleName> role = role(binding.args().get(2));
    Optional<Subject> subject = subject(binding.args().get(3));
    if (role.isPresent() && subject.isPresent()) {
      String namespace = ObjectId.namespaceName(binding.args().get(1));
      String name = facts.object(binding.args().getFirst()).name();
      builder.bind(namespace, name, role.get(), subject.get(), binding.id());
      bound
          .computeIfAbsent(subject.get(), key -> new ArrayList<>())
          .add(new Bound(namespace, role.get(), standing(binding)));
      known(binding.args().get(3), subject.get(), binding);
    }
  }

  private List<String> standing(Fact binding) {
    List<String> ids = new ArrayList<>(List.of(binding.id()));
    String role = binding.args().get(2);
    facts.pieces("rbac_rule", role).stream().limit(1).forEach(rule -> ids.add(rule.id()));
    if (ids.size() == 1) {
      facts.addAbout("aggregates", role, ids);
    }
    return ids;
  }

  List<Bound> bound(Requester who) {
    List<Bound> all = new ArrayList<>(bound.getOrDefault(who.subject(), List.of()));
    for (String group : who.groups()) {
      Subject subject = Subject.group(group);
      if (!subject.equals(who.subject())) {
        all.addAll(bound.getOrDefault(subject, List.of()));
      }
    }
    return all;
  }

  // --- who there is

  private void accounts(RbacModel.Builder builder) {
    for (Fact fact : facts.of(cluster, "runs_as_account")) {
      account(fact.args().get(1), fact, builder);
    }
    for (Fact fact : facts.of(cluster, "in_namespace")) {
      account(fact.args().getFirst(), fact, builder);
    }
  }

  private void account(String id, Fact fact, RbacModel.Builder builder) {
    ObjectId read = facts.object(id);
    if (read.kind().equals("serviceaccount") && read.isInNamespace()) {
      builder.account(read.namespaceName(), read.name());
      subject(id).ifPresent(subject -> known(id, subject, fact));
    }
  }

  private void member(Fact member, RbacModel.Builder builder) {
    String who = member.args().getFirst();
    Optional<Subject> group = subject(member.args().get(1));
    if (group.isEmpty() || group.get().kind() != Subject.Kind.GROUP) {
      return;
    }
    known(member.args().get(1), group.get(), member);
    Optional<Subject> subject = subject(who);
    if (subject.isPresent()) {
      known(who, subject.get(), member);
      builder.member(subject.get(), group.get().name(), member.id());
    } else {
      mapped(who, member);
    }
  }

  private void mapped(String principal, Fact fact) {
    mapped.computeIfAbsent(principal, key -> new ArrayList<>()).add(fact);
    String is = fact.args().get(1);
    subject(is).ifPresent(subject -> known(principal, subject, fact));
    subject(is).ifPresent(subject -> known(is, subject, fact));
  }

  private void known(String id, Subject subject, Fact fact) {
    ids.computeIfAbsent(subject, key -> new TreeSet<>()).add(id);
    namedBy.merge(subject, fact.id(), (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  /// The id of the first fact that names somebody; none where nobody knows the subject.
  Optional<String> namedBy(Subject subject) {
    return Optional.ofNullable(namedBy.get(subject));
  }

  /// The facts that say who the principal is in the cluster.
  List<Fact> mappings(String principal) {
    return mapped.getOrDefault(principal, List.of());
  }

  Optional<Subject> subject(String id) {
    ObjectId read = facts.object(id);
    if (!read.cluster().equals(cluster)) {
      return Optional.empty();
    }
    return switch (read.kind()) {
      case "user" -> Optional.of(Subject.user(read.name()));
      case "group" -> Optional.of(Subject.group(read.name()));
      case "serviceaccount" ->
          Optional.of(Subject.serviceAccount(read.namespaceName(), read.name()));
      default -> Optional.empty();
    };
  }

  /// The principals that are the subject.
  Set<String> ids(Subject subject) {
    return ids.getOrDefault(subject, Set.of());
  }

  /// Every principal that is somebody in the cluster.
  Set<String> everybody() {
    Set<String> all = new TreeSet<>();
    ids.values().forEach(all::addAll);
    return all;
  }

  /// Every principal of the cluster that a fact names.
  Set<String> principals() {
    Set<String> all = new TreeSet<>();
    ids.values()
        .forEach(same -> same.stream().filter(id -> subject(id).isPresent()).forEach(all::add));
    return all;
  }

  /// A user that nobody knows, and the first of those that are known.
  Set<Subject> someUsers() {
    Set<Subject> users = new LinkedHashSet<>();
    users.add(Subject.user("somebody"));
    ids.keySet().stream()
        .filter(subject -> subject.kind() != Subject.Kind.GROUP)
        .sorted()
        .limit(MOST_USERS)
        .forEach(users::add);
    return users;
  }
}
