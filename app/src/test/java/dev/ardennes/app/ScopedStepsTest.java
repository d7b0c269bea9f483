package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.AnalysisRequest;
import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.ReportBuilder;
import dev.ardennes.analysis.Stances;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.attack.Decision;
import dev.ardennes.engine.attack.DecisionSource;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.NameSets;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.policy.aws.AwsServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Steps to scopes say the same as a step for each pair, which is what they are held against: with
/// a source of decisions that knows no scopes.
final class ScopedStepsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final AwsServices SERVICES = AwsServices.bundled();
  private static final List<String> IDENTITIES =
      List.of(GeneratedAccount.iam("user/*"), GeneratedAccount.iam("role/*"));

  /// Enough for the entries looked at to have all their paths listed.
  private static final int MOST_PATHS = 400;

  private static final int TARGETS = 12;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = 1)
  void stepsToScopesLeadWhereStepsToEachThingLead(long seed) throws IOException {
    new GeneratedAccount(seed, 80, 260).write(folder);
    Estate estate = Estate.read(Labs.request(folder, IDENTITIES, List.of()));
    AttackGraph scoped = graph(estate, estate.entries(), true);
    AttackGraph pairs = graph(estate, estate.entries(), false);
    assertThat(scoped.gains()).anyMatch(gain -> gain.kind() == Gain.Kind.SCOPE);
    assertThat(pairs.gains()).noneMatch(gain -> gain.kind() == Gain.Kind.SCOPE);
    assertThat(scoped.steps().size()).isLessThan(pairs.steps().size());
    assertThat(held(scoped)).as("seed %d", seed).isEqualTo(held(pairs));
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void pathsAreThoseOfStepsToEachThing(long seed) throws IOException {
    new GeneratedAccount(seed, 80, 260).write(folder);
    Estate estate = Estate.read(Labs.request(folder, IDENTITIES, List.of()));
    List<CrownJewel> targets = estate.targets().stream().limit(TARGETS).toList();
    int compared = 0;
    for (int i = 0; i < estate.entries().size(); i += 4) {
      List<EntryPoint> entries = List.of(estate.entries().get(i));
      Map<String, Object> expected = paths(graph(estate, entries, false), targets);
      Map<String, Object> found = paths(graph(estate, entries, true), targets);
      if (expected.size() < MOST_PATHS) {
        assertThat(found).as("seed %d, from %s", seed, entries).isEqualTo(expected);
        compared += expected.size();
      }
    }
    assertThat(compared).as("paths compared").isGreaterThan(10);
  }

  /// Small accounts in which nearly every path goes over roles that are passed.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 6})
  void pathsOverPassedRolesAreThoseOfStepsToEachThing(long seed) throws IOException {
    Files.writeString(folder.resolve("account.json"), new PassedRoles(seed).export());
    Estate estate = Estate.read(Labs.request(folder, List.of(PassedRoles.USERS), List.of()));
    List<CrownJewel> targets = estate.targets();
    int compared = 0;
    for (EntryPoint entry : estate.entries()) {
      AttackGraph scoped = graph(estate, List.of(entry), true);
      Map<String, Object> expected = paths(graph(estate, List.of(entry), false), targets);
      if (expected.size() < MOST_PATHS && hasScopes(scoped)) {
        assertThat(paths(scoped, targets)).as("seed %d, %s", seed, entry).isEqualTo(expected);
        compared += expected.size();
      }
    }
    assertThat(compared).as("paths compared").isPositive();
  }

  private static boolean hasScopes(AttackGraph graph) {
    return graph.gains().stream().anyMatch(gain -> gain.kind() == Gain.Kind.SCOPE);
  }

  /// Roles that services start, some of them administrators, and users who may pass them.
  private static final class PassedRoles {
    static final String USERS = "arn:aws:iam::640021117300:user/*";
    private static final String ARN = "arn:aws:iam::640021117300:";
    private static final int ROLES = 28;
    private static final String BOUNDED =
        """
        , "PermissionsBoundary": {"PermissionsBoundaryType": "Policy",
          "PermissionsBoundaryArn": "arn:aws:iam::640021117300:policy/b"}""";
    private final SplittableRandom random;

    PassedRoles(long seed) {
      this.random = new SplittableRandom(seed);
    }

    String export() {
      List<String> users = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        users.add(
            """
            {"UserName": "u%1$d", "Arn": "%2$suser/u%1$d", "UserId": "U%1$d", "Path": "/",
             "GroupList": [], "AttachedManagedPolicies": [], "UserPolicyList": [%3$s]%4$s}
            """
                .formatted(i, ARN, policy(statements()), i == 0 ? BOUNDED : ""));
      }
      List<String> roles = new ArrayList<>();
      for (int i = 0; i < ROLES; i++) {
        roles.add(
            """
            {"RoleName": "r%1$d", "Arn": "%2$srole/r%1$d", "RoleId": "R%1$d", "Path": "/",
             "InstanceProfileList": [], "AttachedManagedPolicies": [], "RolePolicyList": [%4$s],
             "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
               {"Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"Service": "%3$s.amazonaws.com"}}]}}
            """
                .formatted(i, ARN, random.nextInt(3) == 0 ? "codebuild" : "lambda", ofRole()));
      }
      return """
          {"UserDetailList": [%s], "GroupDetailList": [], "RoleDetailList": [%s], "Policies": [
            {"PolicyName": "b", "Arn": "arn:aws:iam::640021117300:policy/b", "DefaultVersionId": "v1",
             "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": true, "Document":
               {"Version": "2012-10-17", "Statement": [%s,%s]}}]}]}
          """
          .formatted(
              String.join(",", users),
              String.join(",", roles),
              allow("iam:PassRole", ARN + "role/r1*"),
              """
              {"Effect": "Allow", "NotAction": "iam:PassRole", "Resource": "*"}""");
    }

    private String ofRole() {
      return switch (random.nextInt(8)) {
        case 0 -> policy(List.of(allow("*", "*")));
        case 1, 2 -> policy(statements());
        default -> policy(List.of(allow("s3:ListAllMyBuckets", "*")));
      };
    }

    private List<String> statements() {
      List<String> all = new ArrayList<>();
      all.add(allow("iam:PassRole", random.nextInt(3) == 0 ? role() : "*"));
      if (random.nextInt(3) == 0) {
        all.add(allow("iam:PassRole", role()));
      }
      if (random.nextInt(4) == 0) {
        all.add(statement("Deny", "iam:PassRole", role()));
      }
      if (random.nextInt(3) > 0) {
        all.add(allow("lambda:*", "*"));
      }
      if (random.nextBoolean()) {
        all.add(allow("codebuild:*", "*"));
      }
      return all;
    }

    private String role() {
      return ARN + "role/r" + random.nextInt(ROLES);
    }

    private static String allow(String action, String resource) {
      return statement("Allow", action, resource);
    }

    private static String statement(String effect, String action, String resource) {
      return """
          {"Effect": "%s", "Action": "%s", "Resource": "%s"}"""
          .formatted(effect, action, resource);
    }

    private static String policy(List<String> statements) {
      return """
          {"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [%s]}}"""
          .formatted(String.join(",", statements));
    }
  }

  private static Map<String, Object> paths(AttackGraph graph, List<CrownJewel> targets) {
    AnalysisRequest request =
        new AnalysisRequest(
            targets,
            false,
            new Stances(Map.of()),
            MOST_PATHS,
            ProofLimits.STANDARD,
            false,
            false,
            (path, techniques) -> false,
            fact -> 1,
            null);
    Report report =
        ReportBuilder.report(
            graph,
            request,
            new ReportBuilder.Frame(
                NOW.toString(),
                new Report.Estate("", List.of(), 0, 0),
                List.of(),
                List.of(),
                List.of()));
    Map<String, Object> paths = new TreeMap<>();
    for (Report.Path path : report.paths()) {
      paths.put(
          path.id(),
          path.steps().stream()
              .map(
                  step ->
                      List.of(
                          step.says(),
                          step.from(),
                          step.to(),
                          step.gain(),
                          new TreeSet<>(step.assumes()),
                          new TreeSet<>(step.alternatives()),
                          step.because().stream()
                              .map(because -> because.fact())
                              .collect(Collectors.toCollection(TreeSet::new))))
              .collect(Collectors.toSet()));
    }
    return paths;
  }

  private static Set<String> held(AttackGraph graph) {
    return graph.gains().stream()
        .filter(gain -> !gain.witness())
        .map(Gain::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static AttackGraph graph(Estate estate, List<EntryPoint> entries, boolean scopes) {
    AttackGraphBuilder.Built built =
        new AttackGraphBuilder(
                Techniques.rules(List.of()),
                estate.facts(),
                symbols -> {
                  DecisionSource known =
                      new PolicyRelations(estate.facts(), symbols, NOW, SERVICES);
                  return scopes ? known : new WithoutScopes(known);
                })
            .build(entries);
    assertThat(built.limit()).isEmpty();
    return built.graph();
  }

  /// Answers everything thing by thing.
  private record WithoutScopes(DecisionSource known) implements DecisionSource {
    @Override
    public Map<String, ComputedRelation> relations() {
      return known.relations();
    }

    @Override
    public boolean answers(String relation) {
      return known.answers(relation);
    }

    @Override
    public NameSets nameSets() {
      return known.nameSets();
    }

    @Override
    public String witness(int names) {
      return known.witness(names);
    }

    @Override
    public Decision decision(String relation, List<String> args) {
      return known.decision(relation, args);
    }
  }
}
