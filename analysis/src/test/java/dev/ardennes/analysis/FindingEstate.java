package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.engine.attack.StepKind;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A small estate made by hand: anyone calls an endpoint of `reports` that fetches any URL, which
/// shows files of its workload and so leads to a bucket. `ledger` runs beside it, out of reach.
final class FindingEstate {
  static final String REPORTS = "k8s/c/web/deployment/reports";
  static final String LEDGER = "k8s/c/books/deployment/ledger";
  static final String BUCKET = "arn:aws:s3:::exports";
  static final String CODE = "services/reports/Renderer.java";
  static final int FETCH_LINE = 42;
  static final int HANDLER_LINE = 10;
  private static final String ENDPOINT = "code/services/reports#POST /reports";
  private static final String HEALTH = "code/services/reports#GET /healthz";

  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, Entity> entities = new TreeMap<>();
  private final List<String> also = new ArrayList<>();
  private int numbers;

  FindingEstate() {
    component("services/reports");
    component("services/ledger");
    component("services/tool");
    handles(ENDPOINT, HANDLER_LINE);
    handles(HEALTH, 80);
    code(FETCH_LINE, "fetches_url", ENDPOINT, "url", "file,http");
    code(90, "discloses_setting", HEALTH, "MODE");
    workload(REPORTS, "web", "registry.example/shop/reports:2", "deploy/reports.yaml");
    workload(LEDGER, "books", "registry.example/shop/ledger:7", "deploy/ledger.yaml");
    entity(BUCKET, "aws.s3.bucket", "exports");
    at("infra", "exports.tf", 1, "kind", BUCKET, "aws.s3.bucket");
    at("infra", "exports.tf", 12, "policy_statement", BUCKET, "0", "{}");
  }

  private void component(String folder) {
    String id = "code/" + folder;
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    entity(id, "code.component", name);
    at("code", folder + "/Dockerfile", 0, "kind", id, "code.component");
    at("code", folder + "/Dockerfile", 0, "component_name", id, name);
  }

  private void handles(String endpoint, int line) {
    entity(endpoint, "code.endpoint", endpoint);
    at("code", "services/reports/Api.java", line, "handles", "code/services/reports", endpoint);
    String[] request = endpoint.substring(endpoint.indexOf('#') + 1).split(" ");
    at(
        "code",
        "services/reports/Api.java",
        line,
        "endpoint_path",
        endpoint,
        request[0],
        request[1]);
  }

  private void workload(String id, String namespace, String image, String file) {
    entity(id, "k8s.deployment", id.substring(id.lastIndexOf('/') + 1));
    at("deploy", file, 1, "kind", id, "k8s.deployment");
    at("deploy", file, 1, "in_namespace", id, "k8s/c/" + namespace);
    at("deploy", file, 5, "label", id, "app", id.substring(id.lastIndexOf('/') + 1));
    at("deploy", file, 9, "image", id, image);
  }

  private void code(int line, String relation, String... args) {
    at("code", CODE, line, relation, args);
  }

  private void entity(String id, String kind, String name) {
    entities.put(id, new Entity(id, kind, name, List.of()));
  }

  FindingEstate at(String source, String file, int line, String relation, String... args) {
    facts.add(Fact.configured(Evidence.at(source, file, line, 0), relation, args));
    return this;
  }

  /// A network policy of the namespace, `index` lines deep in `deploy/network.yaml`.
  FindingEstate networkPolicy(String namespace, String name, int line, String spec, int rules) {
    String id = "k8s/c/" + namespace + "/networkpolicy/" + name;
    entity(id, "k8s.networkpolicy", name);
    at("deploy", "deploy/network.yaml", line, "in_namespace", id, "k8s/c/" + namespace);
    at("deploy", "deploy/network.yaml", line, "network_policy", id, spec);
    for (int i = 0; i < rules; i++) {
      at("deploy", "deploy/network.yaml", line + 2, "network_rule", id, "ingress", "" + i, "{}");
    }
    return this;
  }

  /// Begins a finding; what is said next is about it.
  Said finding(String tool, String rule, String severity) {
    String id = "finding/scan.json#" + ++numbers;
    entity(id, "finding", "title of " + rule);
    Said said = new Said(id);
    return said.says("kind", "finding").says("reported", tool, rule, severity);
  }

  /// The first step rests on the finding too, as a step through a known vulnerability does.
  void entersThrough(Said said) {
    also.add(said.id);
  }

  /// States facts about one finding.
  final class Said {
    final String id;

    private Said(String id) {
      this.id = id;
    }

    Said says(String relation, String... args) {
      List<String> all = new ArrayList<>(List.of(id));
      all.addAll(List.of(args));
      at("scan", "scan.json", numbers, relation, all.toArray(String[]::new));
      return this;
    }

    Said in(String file, int line) {
      return says("finding_place", file, "" + line);
    }

    Said is(String kind) {
      return says("finding_class", kind);
    }

    Report.Finding reviewed() {
      return Objects.requireNonNull(report().findings()).stream()
          .filter(finding -> finding.id().equals(id))
          .findFirst()
          .orElseThrow();
    }

    Report.WhyNot whyNot() {
      return Objects.requireNonNull(reviewed().whyNot(), "it matters");
    }
  }

  Report report() {
    AnalysisRequest request =
        new AnalysisRequest(
            List.of(
                new CrownJewel(
                    BUCKET, CrownJewel.Impact.CRITICAL, "data read", "named", List.of())),
            false,
            Stances.none(),
            100,
            ProofLimits.STANDARD,
            false,
            false,
            (path, techniques) -> false,
            fact -> 1,
            null);
    return ReportBuilder.report(graph(), request, frame());
  }

  private static ReportBuilder.Frame frame() {
    List<Report.Source> sources = new ArrayList<>();
    for (String name : List.of("code", "deploy", "scan")) {
      sources.add(new Report.Source(name, name, "shop", 1, 1, List.of()));
    }
    sources.add(new Report.Source("infra", "terraform", "shop/infra", 1, 1, List.of()));
    return new ReportBuilder.Frame(
        "2026-11-21", new Report.Estate("shop", sources, 1, 1), List.of(), List.of(), List.of());
  }

  private AttackGraph graph() {
    FactBase base =
        FactBase.of(
            List.of(
                new Collected(
                    "all",
                    "test",
                    "",
                    1,
                    List.copyOf(entities.values()),
                    facts,
                    List.of(),
                    List.of())));
    Gain anyone = gain(0, "reaches", "internet");
    Gain calls = gain(1, "calls", ENDPOINT);
    Gain files = gain(2, "reads_files_of", REPORTS);
    Gain bucket = gain(3, "reads", BUCKET);
    Gain health = gain(4, "calls", HEALTH);
    Gain mode = gain(5, "knows", "MODE");
    List<Step> steps =
        List.of(
            step(0, calls, anyone, entered(base)),
            step(1, files, calls, stated(base, "fetches_url", ENDPOINT)),
            step(2, bucket, files, stated(base, "policy_statement", BUCKET)),
            step(3, health, anyone, stated(base, "handles", "code/services/reports", HEALTH)),
            step(4, mode, health, stated(base, "discloses_setting", HEALTH)));
    EntryPoint internet =
        new EntryPoint(EntryPoint.INTERNET, EntryPoint.Kind.REACH, "anyone", List.of());
    Map<EntryPoint, Gain> entries = new LinkedHashMap<>(Map.of(internet, anyone));
    return new AttackGraph(
        base,
        List.of(anyone, calls, files, bucket, health, mode),
        steps,
        entries,
        List.of(List.of(internet)),
        anyone);
  }

  private static Gain gain(int number, String relation, String entity) {
    return new Gain(number, relation, List.of(entity), Gain.Kind.HELD);
  }

  private static Premise stated(FactBase base, String relation, String... beginning) {
    return new Premise.Stated(
        base.relation(relation).stream()
            .filter(fact -> fact.args().subList(0, beginning.length).equals(List.of(beginning)))
            .findFirst()
            .orElseThrow());
  }

  private Premise[] entered(FactBase base) {
    List<Premise> premises = new ArrayList<>();
    premises.add(stated(base, "handles", "code/services/reports", ENDPOINT));
    also.forEach(finding -> premises.add(stated(base, "reported", finding)));
    return premises.toArray(Premise[]::new);
  }

  private static Step step(int number, Gain gain, Gain needs, Premise... stated) {
    StepKind kind =
        new StepKind(
            "test." + gain.relation(),
            "",
            "pivot",
            List.of(),
            List.of(),
            "minutes",
            "low",
            "low",
            List.of(),
            "",
            "digest",
            "rule");
    String from = needs.args().getFirst();
    String to = gain.args().getFirst();
    List<Premise> premises = new ArrayList<>(List.of(stated));
    premises.add(new Premise.Gained(needs));
    return new Step(number, kind, gain, from, to, List.of(), premises, Step.Words.NONE);
  }
}
