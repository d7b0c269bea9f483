package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Problem;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything of one cluster that its authorizer looks at, as plain records. Immutable; built with
/// [#builder()].
///
/// Texts may contain unknown parts written `⟨symbol⟩`: any text, equal to itself. A whole list, a
/// whole rule or a whole selector may be one unknown part.
///
/// Cluster roles and cluster role bindings that every cluster has are added where none of their
/// name is declared; what rests on them says so in an assumption.
///
/// ```java
/// RbacModel.builder()
///     .rule(RoleName.of("shop", "reader"), "{\"verbs\":[\"get\"],...}", "f1")
///     .bind("shop", "read", RoleName.of("shop", "reader"), Subject.user("eve"), "f2")
///     .build();
/// ```
public final class RbacModel {
  private final Map<RoleName, Role> roles;
  private final List<RoleName> clusterRoles;
  private final Map<String, Bucket> buckets;
  private final List<String> unclearNamespaces;
  private final Map<Subject, List<Binding>> bindings;
  private final List<Binding> unclear;
  private final Map<Subject, List<Member>> members;
  private final List<Subject> accounts;
  private final List<Problem> problems;
  private final boolean allCollected;
  private final Aggregation aggregation;

  private RbacModel(Builder builder) {
    TreeMap<RoleName, Role> declared = new TreeMap<>();
    builder.roles.forEach((name, draft) -> declared.put(name, draft.build()));
    roles = Map.copyOf(declared);
    clusterRoles = declared.keySet().stream().filter(RoleName::isCluster).toList();
    Map<String, Bucket.Draft> drafts = new HashMap<>();
    Map<Subject, List<Binding>> bySubject = new HashMap<>();
    List<Binding> open = new ArrayList<>();
    for (Binding binding : builder.bindings) {
      drafts.computeIfAbsent(binding.namespace(), at -> new Bucket.Draft()).add(binding);
      if (binding.subject().isUnknown()) {
        open.add(binding);
      }
      bySubject.computeIfAbsent(binding.subject(), of -> new ArrayList<>()).add(binding);
    }
    TreeMap<String, Bucket> sorted = new TreeMap<>();
    drafts.forEach((namespace, draft) -> sorted.put(namespace, draft.build()));
    buckets = Collections.unmodifiableSortedMap(sorted);
    unclearNamespaces = sorted.keySet().stream().filter(Unknown::in).toList();
    bindings = Map.copyOf(bySubject);
    unclear = List.copyOf(open);
    members = Collections.unmodifiableSortedMap(new TreeMap<>(builder.members));
    accounts = List.copyOf(builder.accounts);
    problems = builder.problems.stream().sorted().distinct().toList();
    allCollected = builder.allCollected;
    aggregation = new Aggregation(this);
  }

  public static Builder builder() {
    return new Builder();
  }

  /// What a rule gives and the fact that states it.
  record Stated(Permission permission, String factId) {}

  /// The labels of a role, the selectors by which it takes rules from others, and its own rules.
  ///
  /// @param aggregates whether an aggregation rule fills it
  /// @param builtIn whether Kubernetes itself makes it and no source declares it
  record Role(
      List<Stated> rules,
      Map<String, String> labels,
      String labelsFact,
      List<LabelSelector> selectors,
      String selectorsFact,
      boolean aggregates,
      boolean builtIn) {}

  /// One subject of a binding.
  ///
  /// @param namespace empty for a cluster role binding
  /// @param builtIn whether Kubernetes itself makes it and no source declares it
  record Binding(
      String namespace,
      String name,
      RoleName role,
      Subject subject,
      String factId,
      boolean builtIn) {}

  /// That somebody is in a group, and the fact that says so.
  record Member(String group, String factId) {}

  /// The bindings of one namespace, or of the cluster.
  record Bucket(Map<Subject, List<Binding>> exact, List<Binding> unclear, List<Binding> all) {
    /// A bucket while it is filled.
    private static final class Draft {
      private final Map<Subject, List<Binding>> exact = new HashMap<>();
      private final List<Binding> unclear = new ArrayList<>();
      private final List<Binding> all = new ArrayList<>();

      void add(Binding binding) {
        exact.computeIfAbsent(binding.subject(), of -> new ArrayList<>()).add(binding);
        all.add(binding);
        if (binding.subject().isUnknown()) {
          unclear.add(binding);
        }
      }

      Bucket build() {
        return new Bucket(Map.copyOf(exact), List.copyOf(unclear), List.copyOf(all));
      }
    }
  }

  /// What could not be read and so takes no part in decisions; sorted.
  public List<Problem> problems() {
    return problems;
  }

  /// The service accounts that were declared.
  public List<Subject> accounts() {
    return accounts;
  }

  Optional<Role> role(RoleName name) {
    return Optional.ofNullable(roles.get(name));
  }

  /// Every role that was collected, and those that each cluster has; in order.
  Set<RoleName> roles() {
    return roles.keySet();
  }

  List<RoleName> clusterRoles() {
    return clusterRoles;
  }

  Map<String, Bucket> buckets() {
    return buckets;
  }

  /// The namespaces of bindings that have unknown parts.
  List<String> unclearNamespaces() {
    return unclearNamespaces;
  }

  List<Binding> bindings(Subject subject) {
    return bindings.getOrDefault(subject, List.of());
  }

  /// The bindings whose subject has unknown parts.
  List<Binding> unclear() {
    return unclear;
  }

  Map<Subject, List<Member>> members() {
    return members;
  }

  boolean allCollected() {
    return allCollected;
  }

  Aggregation aggregation() {
    return aggregation;
  }

  /// Collects a model. Calls may come in any order; what cannot be read becomes a problem of the
  /// model.
  public static final class Builder {
    private final TreeMap<RoleName, RoleDraft> roles = new TreeMap<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final TreeMap<Subject, List<Member>> members = new TreeMap<>();
    private final TreeSet<Subject> accounts = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean allCollected;
    private boolean defaults = true;

    private Builder() {}

    private static final class RoleDraft {
      private final List<Stated> rules = new ArrayList<>();
      private Map<String, String> labels = Map.of();
      private String labelsFact = "";
      private List<LabelSelector> selectors = List.of();
      private String selectorsFact = "";
      private boolean aggregates;
      private boolean builtIn;

      Role build() {
        return new Role(
            List.copyOf(rules),
            Map.copyOf(labels),
            labelsFact,
            selectors,
            selectorsFact,
            aggregates,
            builtIn);
      }
    }

    private RoleDraft draft(RoleName name) {
      return roles.computeIfAbsent(name, role -> new RoleDraft());
    }

    /// Declares a role, which matters for one without rules.
    public Builder role(RoleName name) {
      draft(name);
      return this;
    }

    /// A rule of a role as the JSON of its manifest, and the fact that states it.
    public Builder rule(RoleName name, String json, String factId) {
      RoleDraft role = draft(name);
      try {
        role.rules.add(new Stated(RuleParser.rule(json), factId));
      } catch (RuleParser.Malformed malformed) {
        problem("a rule of " + name.says(), malformed);
      }
      return this;
    }

    /// The labels of a role as a JSON object.
    public Builder labels(RoleName name, String json, String factId) {
      RoleDraft role = draft(name);
      try {
        role.labels = RuleParser.labels(json);
        role.labelsFact = factId;
      } catch (RuleParser.Malformed malformed) {
        problem("the labels of " + name.says(), malformed);
      }
      return this;
    }

    /// The aggregation rule of a cluster role: its object `aggregationRule` or the list in it.
    public Builder aggregates(RoleName name, String json, String factId) {
      RoleDraft role = draft(name);
      role.aggregates = true;
      role.selectorsFact = factId;
      try {
        role.selectors = RuleParser.selectors(json);
      } catch (RuleParser.Malformed malformed) {
        problem("the aggregation of " + name.says(), malformed);
      }
      return this;
    }

    /// One subject of a role binding, or of a cluster role binding where the namespace is empty.
    public Builder bind(
        String namespace, String name, RoleName role, Subject subject, String factId) {
      return bind(namespace, name, role, subject, factId, false);
    }

    private Builder bind(
        String namespace,
        String name,
        RoleName role,
        Subject subject,
        String factId,
        boolean builtIn) {
      Subject bound = subject;
      if (subject.kind() == Subject.Kind.SERVICE_ACCOUNT && subject.namespace().isEmpty()) {
        bound = Subject.serviceAccount(namespace, subject.name());
      }
      String where = namespace.isEmpty() ? "`" + name + "`" : "`" + namespace + "/" + name + "`";
      if (bound.kind() == Subject.Kind.SERVICE_ACCOUNT && bound.namespace().isEmpty()) {
        says(where + " binds service account `" + bound.name() + "` without a namespace");
      } else if (!role.isCluster() && !role.namespace().equals(namespace)) {
        says(where + " refers to a role of another namespace");
      } else {
        Subject user = bound.kind() == Subject.Kind.USER ? Subject.user(bound.name()) : bound;
        bindings.add(new Binding(namespace, name, role, user, factId, builtIn));
      }
      return this;
    }

    /// That a user or service account is in a group, by an identity provider or a mapping.
    public Builder member(Subject subject, String group, String factId) {
      members.computeIfAbsent(subject, of -> new ArrayList<>()).add(new Member(group, factId));
      return this;
    }

    /// A service account that exists, so that lists can name it.
    public Builder account(String namespace, String name) {
      accounts.add(Subject.serviceAccount(namespace, name));
      return this;
    }

    /// Says that every role and binding of the cluster was declared: what is referred to and was
    /// not declared does not exist, and nothing is added by default.
    public Builder allCollected() {
      allCollected = true;
      defaults = false;
      return this;
    }

    /// Leaves out the roles and bindings that every cluster has.
    public Builder withoutDefaults() {
      defaults = false;
      return this;
    }

    public RbacModel build() {
      if (defaults) {
        addDefaults(DefaultRoles.bundled());
        defaults = false;
      }
      return new RbacModel(this);
    }

    private void addDefaults(DefaultRoles bundled) {
      for (DefaultRoles.DefaultRole role : bundled.roles()) {
        RoleName name = RoleName.cluster(role.name());
        if (!roles.containsKey(name)) {
          RoleDraft draft = draft(name);
          draft.builtIn = true;
          draft.labels = role.labels();
          draft.selectors = role.selectors();
          draft.aggregates = !role.selectors().isEmpty();
          role.rules().forEach(rule -> draft.rules.add(new Stated(rule, "")));
        }
      }
      TreeSet<String> declared = new TreeSet<>();
      bindings.stream().filter(b -> b.namespace().isEmpty()).forEach(b -> declared.add(b.name()));
      for (DefaultRoles.DefaultBinding binding : bundled.bindings()) {
        if (!declared.contains(binding.name())) {
          RoleName role = RoleName.cluster(binding.role());
          bind("", binding.name(), role, binding.subject(), "", true);
        }
      }
    }

    private void problem(String what, RuleParser.Malformed malformed) {
      says(what + " is left out: " + malformed.reason());
    }

    private void says(String text) {
      problems.add(Problem.warning(text, "", null));
    }
  }
}
