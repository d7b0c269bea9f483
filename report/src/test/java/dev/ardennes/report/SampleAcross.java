package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.List;

/// A report made by hand whose one path runs across seven kinds of entities, branches and joins.
final class SampleAcross {
  /// Kind and name of each entity, the first three and the last as one finds them.
  private static final List<String[]> ENTITIES =
      List.of(
          new String[] {"external.internet", "internet"},
          new String[] {"k8s.deployment", "page-printer-with-a-name-that-does-not-fit"},
          new String[] {"k8s.deployment", "worker"},
          new String[] {"aws.ssm.parameter", "/billing/exports/signing-9f27c4d1"},
          new String[] {"k8s.service-account", "page-printer"},
          new String[] {"aws.iam.role", "contoso-workload-shared"},
          new String[] {"aws.iam.user", "contoso-export"},
          new String[] {"aws.s3.bucket", "contoso-customer-exports"});

  /// From, to, stage, and the steps that it needs, of each step.
  private static final int[][] STEPS = {
    {0, 1},
    {1, 1, 0},
    {1, 2, 1},
    {2, 3, 2},
    {1, 1, 0},
    {1, 4, 4},
    {4, 5, 5},
    {5, 3, 3, 6},
    {3, 6, 7},
    {6, 7, 8}
  };

  private static final List<String> STAGES =
      List.of(
          "entry",
          "pivot",
          "pivot",
          "pivot",
          "pivot",
          "pivot",
          "escalation",
          "impact",
          "pivot",
          "impact");

  private SampleAcross() {}

  static Report report() {
    List<Report.ListedFact> facts = new ArrayList<>();
    List<Report.Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS.length; i++) {
      steps.add(step(i, facts));
    }
    Report.Path path =
        new Report.Path(
            "p6e90f92bfe0e9ae8",
            1,
            id(0),
            List.of(),
            id(7),
            "s9",
            new Report.Likelihood(0.01, 0.03, 0.57),
            "critical",
            0.03,
            true,
            steps,
            List.of());
    return new Report(
        "2026-11-28",
        new Report.Estate("across", List.of(), 8, facts.size()),
        entities(),
        facts,
        List.of(new Report.Entry(id(0), "reach", "anyone on the internet", List.of())),
        List.of(),
        List.of(new Report.Target(id(7), "critical", "data read", "regulated", List.of(), false)),
        List.of(path),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  private static String id(int entity) {
    return "e" + entity;
  }

  private static List<Entity> entities() {
    List<Entity> entities = new ArrayList<>();
    for (int i = 0; i < ENTITIES.size(); i++) {
      entities.add(new Entity(id(i), ENTITIES.get(i)[0], ENTITIES.get(i)[1], List.of()));
    }
    return entities;
  }

  private static Report.Step step(int number, List<Report.ListedFact> facts) {
    int[] step = STEPS[number];
    Evidence place =
        Evidence.at("across", "deploy/base/file-%d.yaml".formatted(number), number + 7, 1);
    Fact ground =
        new Fact(
            "label", List.of(id(step[0]), "n", "" + number), Standing.CONFIGURED, List.of(place));
    Fact gain = new Fact("gained", List.of("" + number, id(step[1])), Standing.DERIVED, List.of());
    facts.add(new Report.ListedFact(ground, "", List.of(), "what step " + number + " rests on"));
    facts.add(new Report.ListedFact(gain, "sample.step", List.of(ground.id()), "gained"));
    List<Report.Because> because = new ArrayList<>();
    because.add(new Report.Because(ground.id(), null));
    for (int i = 2; i < step.length; i++) {
      String earlier = Fact.idOf("gained", List.of("" + step[i], id(STEPS[step[i]][1])));
      because.add(new Report.Because(earlier, "s" + step[i]));
    }
    return new Report.Step(
        "s" + number,
        STAGES.get(number),
        "sample.step",
        "A step",
        List.of("T1190"),
        List.of("I"),
        id(step[0]),
        id(step[1]),
        List.of(),
        gain.id(),
        "the attacker goes on from one thing to the next, as step " + number + " says",
        because,
        List.of(),
        List.of(),
        new Report.Detection(List.of("app.access a request"), "one among all others"),
        List.of());
  }
}
