package dev.ardennes.analysis;

import dev.ardennes.analysis.Report.WhyNot;
import dev.ardennes.analysis.Report.WhyNot.Kind;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why a finding that completes no listed path matters to none. The first reason that holds is
/// given, the surest first: what somebody said of it, where it is, whether it runs, whether an
/// attacker gets there.
///
/// Built in time linear in the facts and the attack graph.
final class WhyNots {
  private static final Set<String> DEVELOPMENT_FOLDERS =
      Set.of(
          "test",
          "tests",
          "__tests__",
          "testdata",
          "fixtures",
          "e2e",
          "__mocks__",
          ".github",
          ".gitlab",
          ".circleci");
  private static final Pattern DEVELOPMENT_FILE =
      Pattern.compile(
          ".*_test\\.go|test_.*\\.py|.*_test\\.py|conftest\\.py|.*\\.(?:test|spec)\\.[cm]?[jt]sx?"
              + "|.*(?:Test|Tests|IT)\\.java|\\.gitlab-ci\\.ya?ml|Jenkinsfile|Makefile");

  /// To know what a thing is called is not to get at it.
  private static final Set<String> NO_ACCESS = Set.of("knows");

  private final FactBase facts;
  private final FindingSubjects subjects;
  private final Isolation isolation;
  private final PathPremises usable;
  private final Set<String> reached = new HashSet<>();
  private final Map<String, String> componentOfEndpoint = new HashMap<>();

  /// @param locations where each source lies, by its name
  WhyNots(AttackGraph graph, FindingClasses classes, Map<String, String> locations) {
    this.facts = graph.facts();
    this.subjects = new FindingSubjects(facts, locations);
    this.isolation = new Isolation(facts);
    this.usable = PathPremises.ofFacts(facts, used(graph, classes), classes, locations);
    facts
        .relation("handles")
        .forEach(fact -> componentOfEndpoint.put(fact.args().get(1), fact.args().getFirst()));
    graph.gains().forEach(this::gained);
  }

  private void gained(Gain gain) {
    if (gain.witness() || NO_ACCESS.contains(gain.relation())) {
      return;
    }
    for (String arg : gain.args()) {
      reached.add(arg);
      String component = componentOfEndpoint.get(arg);
      if (component != null) {
        reached.add(component);
      }
    }
  }

  /// The facts that some step of the attack graph rests on, of relations that findings are about.
  private static List<Fact> used(AttackGraph graph, FindingClasses classes) {
    Map<String, Fact> used = new LinkedHashMap<>();
    for (Step step : graph.steps()) {
      for (Premise premise : step.premises()) {
        if (premise instanceof Premise.Stated stated && classes.knows(stated.fact().relation())) {
          used.putIfAbsent(stated.fact().id(), stated.fact());
        }
      }
    }
    return List.copyOf(used.values());
  }

  WhyNot of(ReportedFinding finding) {
    WhyNot said = said(finding);
    if (said != null) {
      return said;
    }
    if (isDevelopment(finding)) {
      return new WhyNot(
          Kind.DEVELOPMENT, "it is in files that only tests or builds use", List.of());
    }
    FindingSubjects.Subject subject = subjects.of(finding);
    if (subject.isNothing()) {
      return new WhyNot(Kind.NOT_PLACED, "it names nothing that was collected", List.of());
    }
    return placed(finding, subject);
  }

  private @Nullable WhyNot said(ReportedFinding finding) {
    for (Fact fact : facts.relation("finding_suppressed", finding.id())) {
      String why = fact.args().get(2).isEmpty() ? "" : ": " + fact.args().get(2);
      return new WhyNot(
          Kind.SUPPRESSED, "suppressed (" + fact.args().get(1) + ")" + why, fact.evidence());
    }
    for (Fact fact : facts.relation("finding_exploitability", finding.id())) {
      String status = fact.args().get(2);
      if (status.equals("not_affected") || status.equals("fixed")) {
        return statement(fact.args().get(1), status, fact.evidence());
      }
    }
    return null;
  }

  private WhyNot statement(String id, String status, List<Evidence> otherwise) {
    List<Fact> stated = facts.relation("exploitability", id);
    String why = stated.isEmpty() ? "" : stated.getFirst().args().get(4);
    String says = "a VEX document says " + status.replace('_', ' ');
    return new WhyNot(
        Kind.NOT_AFFECTED,
        why.isEmpty() ? says : says + ": " + why,
        stated.isEmpty() ? otherwise : stated.getFirst().evidence());
  }

  private static boolean isDevelopment(ReportedFinding finding) {
    return !finding.spots().isEmpty()
        && finding.images().isEmpty()
        && finding.spots().stream().allMatch(spot -> isDevelopment(spot.file()));
  }

  private static boolean isDevelopment(String path) {
    int slash = path.lastIndexOf('/');
    if (DEVELOPMENT_FILE.matcher(path.substring(slash + 1)).matches()) {
      return true;
    }
    for (String folder : path.substring(0, Math.max(0, slash)).split("/", -1)) {
      if (DEVELOPMENT_FOLDERS.contains(folder)) {
        return true;
      }
    }
    return false;
  }

  private WhyNot placed(ReportedFinding finding, FindingSubjects.Subject subject) {
    if (isReached(subject.components())
        || isReached(subject.workloads())
        || isReached(subject.resources())) {
      return follows(finding);
    }
    if (subject.isNotRun()) {
      return notRun(subject);
    }
    return noWayIn(subject);
  }

  private boolean isReached(Set<String> entities) {
    return entities.stream().anyMatch(this::isReached);
  }

  private boolean isReached(String entity) {
    String account = facts.second("in_account", entity);
    return reached.contains(entity) || (account != null && reached.contains(account));
  }

  private WhyNot follows(ReportedFinding finding) {
    if (!usable.completedBy(finding).isEmpty()) {
      return new WhyNot(Kind.NO_PATH, "an attacker can use it, but no listed path does", List.of());
    }
    String kinds =
        finding.classes().isEmpty() ? "this kind" : String.join(" or ", finding.classes());
    return new WhyNot(
        Kind.NOTHING_FOLLOWS, "reached, but nothing known follows from " + kinds, List.of());
  }

  private WhyNot notRun(FindingSubjects.Subject subject) {
    if (subject.components().isEmpty()) {
      return new WhyNot(
          Kind.NOT_RUN,
          "no workload that was read runs " + subject.images().iterator().next(),
          List.of());
    }
    String component = subject.components().iterator().next();
    return new WhyNot(
        Kind.NOT_RUN,
        "no workload that was read runs " + name(component),
        place("kind", component));
  }

  private WhyNot noWayIn(FindingSubjects.Subject subject) {
    for (String workload : subject.workloads()) {
      Fact policy = isolation.of(workload);
      if (policy != null) {
        String kind =
            policy.relation().equals("network_policy") ? "NetworkPolicy " : "AuthorizationPolicy ";
        return new WhyNot(
            Kind.NO_WAY_IN,
            "no way in to " + name(workload) + ": " + kind + name(policy.args().getFirst()),
            policy.evidence());
      }
    }
    Set<String> some = subject.workloads().isEmpty() ? subject.resources() : subject.workloads();
    String entity = some.iterator().next();
    return new WhyNot(
        Kind.NO_WAY_IN,
        "no way in: nothing that an attacker comes to have leads to " + name(entity),
        place("kind", entity));
  }

  private String name(String id) {
    if (id.startsWith(FindingSubjects.COMPONENT)) {
      return id.substring(FindingSubjects.COMPONENT.length());
    }
    Entity entity = facts.entity(id);
    return entity == null ? id : entity.name();
  }

  private List<Evidence> place(String relation, String entity) {
    List<Fact> stated = facts.relation(relation, entity);
    return stated.isEmpty() ? List.of() : stated.getFirst().evidence();
  }
}
