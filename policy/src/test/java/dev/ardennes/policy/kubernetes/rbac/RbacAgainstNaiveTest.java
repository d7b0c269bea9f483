package dev.ardennes.policy.kubernetes.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The engine against an evaluator that looks at everything.
final class RbacAgainstNaiveTest {
  private static final long SEED = 20_260_728;
  private static final List<Subject> ASKING =
      List.of(
          Subject.user("u1"),
          Subject.user("u2"),
          Subject.user("system:anonymous"),
          Subject.serviceAccount("n1", "a"),
          Subject.serviceAccount("n2", "a"));

  private static List<String> groups(Subject who) {
    return switch (who.kind()) {
      case USER ->
          List.of(
              who.name().equals("system:anonymous")
                  ? "system:unauthenticated"
                  : "system:authenticated");
      case SERVICE_ACCOUNT ->
          List.of(
              "system:authenticated",
              "system:serviceaccounts",
              "system:serviceaccounts:" + who.namespace());
      case GROUP -> List.of();
    };
  }

  private static boolean naive(
      NaiveRbac.NaiveCluster cluster, Subject who, String verb, RbacTarget target) {
    return NaiveRbac.allows(cluster, who, groups(who), verb, target);
  }

  @Test
  void decisionsAndTheirReasonsAreThoseOfTheNaiveEvaluator() {
    Random random = new Random(SEED);
    Map<String, Integer> coverage = new TreeMap<>();
    for (int round = 0; round < 2000; round++) {
      RandomCluster source = new RandomCluster(random, 0);
      NaiveRbac.NaiveCluster cluster = source.cluster();
      RbacDecisions rbac = new RbacDecisions(source.model(cluster));
      for (int i = 0; i < 8; i++) {
        Subject who = source.one(ASKING);
        String verb = source.one(RandomCluster.VERBS);
        RbacTarget target = source.target();
        Decision decision = rbac.decide(RbacRequest.of(who, verb, target));
        boolean allowed = naive(cluster, who, verb, target);
        String what = "seed " + SEED + " round " + round + " " + who + verb + target + cluster;
        assertThat(decision.verdict()).as(what).isEqualTo(allowed ? Verdict.YES : Verdict.NO);
        if (allowed) {
          reasonsHold(cluster, decision, who, verb, target, what);
        }
        count(coverage, decision, target);
      }
    }
    System.out.println("rbac against naive, seed " + SEED + ": " + coverage);
    assertThat(coverage.get("YES")).isGreaterThan(1000);
  }

  private static void count(Map<String, Integer> coverage, Decision decision, RbacTarget target) {
    coverage.merge(decision.verdict().name(), 1, Integer::sum);
    if (decision.verdict() == Verdict.YES) {
      coverage.merge("alternatives " + decision.alternatives().size(), 1, Integer::sum);
      int most =
          decision.alternatives().stream().mapToInt(one -> one.factIds().size()).max().orElse(0);
      coverage.merge("facts " + most, 1, Integer::sum);
      coverage.merge(target.getClass().getSimpleName(), 1, Integer::sum);
    }
  }

  /// Each alternative alone allows it and none of its facts is idle; without one fact of each,
  /// nothing does.
  private static void reasonsHold(
      NaiveRbac.NaiveCluster cluster,
      Decision decision,
      Subject who,
      String verb,
      RbacTarget target,
      String what) {
    Set<String> all = facts(cluster);
    Set<String> hitting = new HashSet<>();
    for (Alternative alternative : decision.alternatives()) {
      Set<String> others = new TreeSet<>(all);
      others.removeAll(alternative.factIds());
      assertThat(naive(cluster.without(others), who, verb, target)).as(what).isTrue();
      for (String fact : alternative.factIds()) {
        Set<String> more = new TreeSet<>(others);
        more.add(fact);
        assertThat(naive(cluster.without(more), who, verb, target)).as(what).isFalse();
      }
      hitting.add(alternative.factIds().getFirst());
    }
    assertThat(naive(cluster.without(hitting), who, verb, target)).as(what).isFalse();
  }

  private static Set<String> facts(NaiveRbac.NaiveCluster cluster) {
    Set<String> all = new TreeSet<>();
    cluster.rules().forEach(one -> all.add(one.factId()));
    cluster.bindings().forEach(one -> all.add(one.factId()));
    cluster.labels().forEach(one -> all.add(one.factId()));
    cluster.selectors().forEach(one -> all.add(one.factId()));
    return all;
  }

  @Test
  void rolesHoldWhatTheirAuthorHas() {
    Random random = new Random(SEED + 2);
    Map<String, Integer> coverage = new TreeMap<>();
    for (int round = 0; round < 4000; round++) {
      RandomCluster source = new RandomCluster(random, 0);
      NaiveRbac.NaiveCluster cluster = writing(source.cluster(), random.nextInt(6) == 0);
      RbacEscalation escalation = new RbacEscalation(new RbacDecisions(source.model(cluster)));
      NaiveRbac.NaiveRule wanted = source.wanted();
      Subject who = source.one(ASKING);
      RoleName role = source.one(List.of(RoleName.cluster("new"), RoleName.of("n1", "new")));
      RbacTarget object = RbacTarget.Resource.of(Rules.RBAC, role.resource(), role.namespace());
      boolean covers = NaiveRbac.covers(cluster, who, groups(who), role.namespace(), wanted);
      boolean expected =
          naive(cluster, who, "create", object)
              && (covers || naive(cluster, who, "escalate", object));
      RbacEscalation.RoleContent content = RbacEscalation.RoleContent.of(source.json(wanted));
      Decision decision = escalation.mayWriteRole(Requester.of(who), "create", role, content);
      String what = "seed " + (SEED + 2) + " round " + round + " " + who + wanted + cluster;
      assertThat(decision.verdict()).as(what).isEqualTo(expected ? Verdict.YES : Verdict.NO);
      coverage.merge("covers " + covers + ", may " + expected, 1, Integer::sum);
    }
    System.out.println("rbac escalation against naive, seed " + (SEED + 2) + ": " + coverage);
    assertThat(coverage).hasSizeGreaterThanOrEqualTo(3);
  }

  /// The cluster in which everybody may create roles, and may let them hold anything or not.
  private static NaiveRbac.NaiveCluster writing(NaiveRbac.NaiveCluster cluster, boolean escalate) {
    RoleName writer = RoleName.cluster("writer");
    List<NaiveRbac.NaiveRule> rules = new ArrayList<>(cluster.rules());
    rules.add(
        new NaiveRbac.NaiveRule(
            writer,
            escalate ? List.of("create", "escalate") : List.of("create"),
            List.of(Rules.RBAC),
            List.of("roles", "clusterroles"),
            List.of(),
            List.of(),
            "w1"));
    List<NaiveRbac.NaiveBinding> bindings = new ArrayList<>(cluster.bindings());
    Subject everybody = Subject.group("system:authenticated");
    bindings.add(new NaiveRbac.NaiveBinding("", writer, everybody, "w2"));
    return new NaiveRbac.NaiveCluster(rules, bindings, cluster.labels(), cluster.selectors());
  }

  @Test
  void unknownPartsNeverHideWhatTheyCouldMean() {
    Random random = new Random(SEED + 1);
    Map<String, Integer> coverage = new TreeMap<>();
    for (int round = 0; round < 600; round++) {
      RandomCluster source = new RandomCluster(random, 0.12);
      NaiveRbac.NaiveCluster cluster = source.cluster();
      RbacDecisions rbac = new RbacDecisions(source.model(cluster));
      List<NaiveRbac.NaiveCluster> worlds = worlds(cluster);
      for (int i = 0; i < 4; i++) {
        Subject who = source.one(ASKING);
        String verb = source.one(List.of("get", "create", "list"));
        RbacTarget target = source.target();
        Verdict verdict = rbac.decide(RbacRequest.of(who, verb, target)).verdict();
        long allowed = worlds.stream().filter(one -> naive(one, who, verb, target)).count();
        String what =
            "seed " + (SEED + 1) + " round " + round + " " + who + verb + target + cluster;
        switch (verdict) {
          case YES -> assertThat(allowed).as(what).isEqualTo(worlds.size());
          case NO -> assertThat(allowed).as(what).isZero();
          case CONDITIONAL -> assertThat(allowed).as(what).isLessThan(worlds.size());
        }
        coverage.merge(
            verdict + (allowed == 0 ? " in no world" : " in some world"), 1, Integer::sum);
      }
    }
    System.out.println("rbac with unknown parts, seed " + (SEED + 1) + ": " + coverage);
    assertThat(coverage.get("CONDITIONAL in some world")).isGreaterThan(100);
  }

  /// The cluster with its unknown parts in every way that could matter, and one that could not.
  private static List<NaiveRbac.NaiveCluster> worlds(NaiveRbac.NaiveCluster cluster) {
    List<NaiveRbac.NaiveCluster> worlds = new ArrayList<>(List.of(cluster));
    List<String> values =
        List.of(
            "get",
            "create",
            "list",
            "*",
            "",
            "apps",
            "pods",
            "pods/exec",
            "deployments/scale",
            "*/scale",
            "web",
            "db",
            "/a",
            "/a/b",
            "/c",
            "n1",
            "n2",
            "u1",
            "u2",
            "a",
            "system:serviceaccount:n1:a",
            "system:authenticated",
            "system:serviceaccounts",
            "system:anonymous",
            "system:unauthenticated",
            "something else");
    for (String unknown : NaiveRbac.unknowns(cluster).keySet()) {
      List<NaiveRbac.NaiveCluster> next = new ArrayList<>();
      for (NaiveRbac.NaiveCluster world : worlds) {
        values.forEach(value -> next.add(world.with(Map.of(unknown, value))));
      }
      worlds = next;
    }
    return worlds;
  }
}
