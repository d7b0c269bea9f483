package dev.ardennes.policy.kubernetes.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Random roles, bindings and questions over few words, so that they meet.
final class RandomCluster {
  static final List<String> VERBS = List.of("get", "create", "list", "deletecollection", "*");
  static final List<String> GROUPS = List.of("", "apps", "*");
  static final List<String> RESOURCES =
      List.of("pods", "pods/exec", "deployments/scale", "*/scale", "pods/*", "*");
  static final List<String> NAMES = List.of("web", "db");
  static final List<String> URLS = List.of("/a", "/a/*", "/a/b", "*");
  static final List<String> NAMESPACES = List.of("", "n1", "n2");
  static final List<Subject> SUBJECTS =
      List.of(
          Subject.user("u1"),
          Subject.user("u2"),
          Subject.group("g1"),
          Subject.group("system:authenticated"),
          Subject.group("system:serviceaccounts"),
          Subject.group("system:serviceaccounts:n1"),
          Subject.serviceAccount("n1", "a"),
          Subject.serviceAccount("n2", "a"));

  private final Random random;
  private final double unknown;
  private final JsonMapper mapper = new JsonMapper();
  private int facts;

  RandomCluster(Random random, double unknown) {
    this.random = random;
    this.unknown = unknown;
  }

  <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String fact() {
    return "f%03d".formatted(facts++);
  }

  private String text(List<String> from) {
    return random.nextDouble() < unknown ? "⟨u" + random.nextInt(2) + "⟩" : one(from);
  }

  private List<String> some(List<String> from, int least) {
    List<String> chosen = new ArrayList<>();
    int count = least + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      chosen.add(text(from));
    }
    return chosen.stream().distinct().toList();
  }

  private RoleName role() {
    int number = random.nextInt(6);
    return number < 4 ? RoleName.cluster("c" + number) : RoleName.of("n" + (number - 3), "r");
  }

  NaiveRbac.NaiveCluster cluster() {
    List<NaiveRbac.NaiveLabel> selectors = new ArrayList<>();
    List<NaiveRbac.NaiveLabel> labels = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RoleName role = RoleName.cluster("c" + i);
      if (random.nextInt(3) == 0) {
        selectors.add(new NaiveRbac.NaiveLabel(role, one(NAMES), fact()));
      }
      if (random.nextInt(2) == 0) {
        labels.add(new NaiveRbac.NaiveLabel(role, text(NAMES), fact()));
      }
    }
    List<NaiveRbac.NaiveRule> rules = new ArrayList<>();
    for (int i = 3 + random.nextInt(8); i > 0; i--) {
      rules.add(rule(selectors));
    }
    List<NaiveRbac.NaiveBinding> bindings = new ArrayList<>();
    for (int i = 3 + random.nextInt(9); i > 0; i--) {
      bindings.add(binding());
    }
    return new NaiveRbac.NaiveCluster(rules, bindings, labels, selectors);
  }

  private NaiveRbac.NaiveRule rule(List<NaiveRbac.NaiveLabel> selectors) {
    RoleName role = role();
    while (aggregates(role, selectors)) {
      role = role();
    }
    boolean urls = random.nextInt(4) == 0;
    return new NaiveRbac.NaiveRule(
        role,
        some(VERBS, 1),
        urls ? List.of() : some(GROUPS, 1),
        urls ? List.of() : some(RESOURCES, 1),
        urls || random.nextInt(3) > 0 ? List.of() : some(NAMES, 1),
        urls ? some(URLS, 1) : List.of(),
        fact());
  }

  private static boolean aggregates(RoleName role, List<NaiveRbac.NaiveLabel> selectors) {
    return selectors.stream().anyMatch(one -> one.role().equals(role));
  }

  private NaiveRbac.NaiveBinding binding() {
    RoleName role = role();
    String namespace = role.isCluster() ? text(NAMESPACES) : role.namespace();
    Subject subject = one(SUBJECTS);
    if (random.nextDouble() < unknown) {
      String name = "⟨u" + random.nextInt(2) + "⟩";
      subject = new Subject(subject.kind(), subject.namespace(), name);
    }
    return new NaiveRbac.NaiveBinding(namespace, role, subject, fact());
  }

  RbacTarget target() {
    if (random.nextInt(5) == 0) {
      return new RbacTarget.Url(one(List.of("/a", "/a/b", "/c")));
    }
    return RbacTarget.Resource.of(
            one(List.of("", "apps")),
            one(List.of("pods", "pods/exec", "deployments/scale")),
            one(NAMESPACES))
        .named(one(List.of("", "web", "db")));
  }

  /// A rule that a new role shall hold.
  NaiveRbac.NaiveRule wanted() {
    return rule(List.of());
  }

  String json(NaiveRbac.NaiveRule rule) {
    ObjectNode json = mapper.createObjectNode();
    json.set("verbs", mapper.valueToTree(rule.verbs()));
    json.set("apiGroups", mapper.valueToTree(rule.groups()));
    json.set("resources", mapper.valueToTree(rule.resources()));
    json.set("resourceNames", mapper.valueToTree(rule.names()));
    json.set("nonResourceURLs", mapper.valueToTree(rule.urls()));
    return json.toString();
  }

  RbacModel model(NaiveRbac.NaiveCluster cluster) {
    RbacModel.Builder builder = RbacModel.builder().allCollected();
    for (NaiveRbac.NaiveRule rule : cluster.rules()) {
      builder.rule(rule.role(), json(rule), rule.factId());
    }
    for (NaiveRbac.NaiveLabel label : cluster.labels()) {
      builder.labels(label.role(), "{\"to\":\"" + label.value() + "\"}", label.factId());
    }
    for (NaiveRbac.NaiveLabel selector : cluster.selectors()) {
      String json = "[{\"matchLabels\":{\"to\":\"" + selector.value() + "\"}}]";
      builder.aggregates(selector.role(), json, selector.factId());
    }
    for (NaiveRbac.NaiveBinding binding : cluster.bindings()) {
      builder.bind(binding.namespace(), "b", binding.role(), binding.subject(), binding.factId());
    }
    return builder.build();
  }
}
