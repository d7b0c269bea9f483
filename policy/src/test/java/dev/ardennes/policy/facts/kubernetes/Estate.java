package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Facts of a small cluster, stated by hand.
final class Estate {
  static final String CLUSTER = "k8s/main";

  private final List<Fact> facts = new ArrayList<>();

  Estate state(String relation, String... args) {
    facts.add(new Fact(relation, List.of(args), Standing.CONFIGURED, List.<Evidence>of()));
    return this;
  }

  Estate namespace(String name, String... labels) {
    state("kind", CLUSTER + "/" + name, "kubernetes.namespace");
    state("in_kubernetes", CLUSTER + "/" + name, CLUSTER);
    return label(CLUSTER + "/" + name, labels);
  }

  Estate label(String entity, String... labels) {
    for (String label : labels) {
      String[] parts = label.split("=", 2);
      state("label", entity, parts[0], parts[1]);
    }
    return this;
  }

  Estate covered(String namespace, String... relations) {
    for (String relation : relations) {
      state("covered", CLUSTER + "/" + namespace, relation);
    }
    return this;
  }

  /// A deployment with a service account of its own name.
  Estate pods(String namespace, String name, String... labels) {
    String id = pods(namespace + "/" + name);
    object(namespace, "deployment", name);
    object(namespace, "serviceaccount", name);
    state("runs_as_account", id, CLUSTER + "/" + namespace + "/serviceaccount/" + name);
    return label(id, labels);
  }

  Estate object(String namespace, String kind, String name) {
    String id = CLUSTER + "/" + namespace + "/" + kind + "/" + name;
    return state("in_namespace", id, CLUSTER + "/" + namespace);
  }

  Estate networkPolicy(String namespace, String name, String spec) {
    object(namespace, "networkpolicy", name);
    return state("network_policy", CLUSTER + "/" + namespace + "/networkpolicy/" + name, spec);
  }

  Estate networkRule(String namespace, String policy, String direction, int index, String rule) {
    String id = CLUSTER + "/" + namespace + "/networkpolicy/" + policy;
    return state("network_rule", id, direction, String.valueOf(index), rule);
  }

  Estate authorizationPolicy(String namespace, String name, String spec, String... rules) {
    object(namespace, "authorizationpolicy", name);
    String id = CLUSTER + "/" + namespace + "/authorizationpolicy/" + name;
    state("authorization_policy", id, spec);
    for (int i = 0; i < rules.length; i++) {
      state("authorization_rule", id, String.valueOf(i), rules[i]);
    }
    return this;
  }

  Estate clusterRole(String name, String... rules) {
    for (int i = 0; i < rules.length; i++) {
      state("rbac_rule", CLUSTER + "/clusterrole/" + name, String.valueOf(i), rules[i]);
    }
    return this;
  }

  /// A binding of a cluster role.
  ///
  /// @param namespace empty for the whole cluster
  Estate bind(String namespace, String name, String role, String subject) {
    String scope = namespace.isEmpty() ? CLUSTER : CLUSTER + "/" + namespace;
    String kind = namespace.isEmpty() ? "/clusterrolebinding/" : "/rolebinding/";
    return state(
        "rbac_binding", scope + kind + name, scope, CLUSTER + "/clusterrole/" + role, subject);
  }

  static String pods(String path) {
    String[] parts = path.split("/");
    return CLUSTER + "/" + parts[0] + "/deployment/" + parts[1];
  }

  static String account(String path) {
    String[] parts = path.split("/");
    return CLUSTER + "/" + parts[0] + "/serviceaccount/" + parts[1];
  }

  static String namespaceId(String name) {
    return CLUSTER + "/" + name;
  }

  FactBase facts() {
    return base(facts);
  }

  KubernetesPart part() {
    return new KubernetesPart(facts());
  }

  Decision decide(String relation, String... args) {
    return part().decide(relation, List.of(args));
  }

  private static FactBase base(List<Fact> some) {
    return FactBase.of(
        List.of(new Collected("test", "test", "", 1, List.of(), some, List.of(), List.of())));
  }

  /// What is wrong with the first alternative that its own facts do not decide again; empty where
  /// all are decided. This is how a report is checked.
  static String undecided(FactBase all, String relation, List<String> args) {
    Decision decision = new KubernetesPart(all).decide(relation, args);
    for (Alternative alternative : decision.alternatives()) {
      List<Fact> listed = new ArrayList<>();
      for (String id : alternative.factIds()) {
        Fact fact = all.fact(id);
        if (fact == null) {
          return "no fact " + id + " for " + relation + args;
        }
        listed.add(fact);
      }
      Decision again = new KubernetesPart(base(listed)).decide(relation, args);
      if (again.alternatives().stream().noneMatch(other -> covers(other, alternative))) {
        return relation + args + "\n" + listed + "\n" + alternative + "\n" + again;
      }
    }
    return "";
  }

  private static boolean covers(Alternative again, Alternative listed) {
    Set<String> ids = new TreeSet<>(again.factIds());
    return ids.equals(new TreeSet<>(listed.factIds()))
        && new HashSet<>(listed.assumptions()).containsAll(again.assumptions());
  }
}
