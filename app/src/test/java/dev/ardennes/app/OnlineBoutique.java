package dev.ardennes.app;

import dev.ardennes.collect.helm.ChartTree;
import dev.ardennes.collect.helm.HelmChart;
import dev.ardennes.collect.helm.HelmCharts;
import dev.ardennes.collect.helm.RenderedFile;
import dev.ardennes.collect.helm.ValueFile;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.facts.RelationDecisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The outside system as one set of manifests, and who may call what in it.
final class OnlineBoutique {
  private static final Path ROOT = Labs.corpora().resolve("multi-source/online-boutique");
  private static final String NAMESPACE = ClusterGains.CLUSTER + "/default";
  private static final Pattern DECLARED = Pattern.compile("^\\s*(service|rpc) (\\w+)");

  /// The policies are made for a namespace whose pods get a proxy of the mesh; the namespace of the
  /// mesh has no policies of its own.
  private static final String MESHED =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: default, labels: {istio-injection: enabled}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: istio-system}
      """;

  /// A call of one workload to a method of a service.
  record Call(String source, String service, String method) implements Comparable<Call> {
    /// The workload that answers.
    String target() {
      return service.toLowerCase(Locale.ROOT);
    }

    Pair pair() {
      return new Pair(source, target());
    }

    @Override
    public int compareTo(Call other) {
      return toString().compareTo(other.toString());
    }
  }

  /// Two workloads of which one calls the other.
  record Pair(String source, String target) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return toString().compareTo(other.toString());
    }
  }

  private final FactBase facts;
  private final RelationDecisions decisions;
  private final Map<String, Set<String>> methods;

  private OnlineBoutique(Path folder) throws IOException {
    this.methods = declared();
    List<Fact> endpoints = new ArrayList<>();
    methods.forEach((service, all) -> all.forEach(one -> endpoints.add(path(service, one))));
    this.facts =
        Estate.facts(ScanRequest.reading(List.of(folder), false)).changed(f -> false, endpoints);
    this.decisions = new RelationDecisions(facts, null);
  }

  static boolean present() {
    return Files.isDirectory(ROOT);
  }

  // --- the manifests

  /// The chart rendered with values of the test's.
  static OnlineBoutique rendered(Path folder, String values) throws IOException {
    HelmChart chart = HelmCharts.find(ChartTree.ofTexts("chart", texts())).getFirst();
    List<ValueFile> given =
        values.isEmpty() ? List.of() : List.of(new ValueFile("on.yaml", values));
    for (RenderedFile file : chart.render(given).files()) {
      String name = Labs.last(file.path());
      Files.writeString(folder.resolve(name), file.text());
    }
    Files.writeString(folder.resolve("namespace.yaml"), MESHED);
    return new OnlineBoutique(folder);
  }

  private static Map<String, String> texts() throws IOException {
    Path chart = ROOT.resolve("helm-chart");
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(chart.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }

  /// Manifests of some of the system's folders, as they stand there.
  static OnlineBoutique plain(Path folder, String... from) throws IOException {
    for (String each : from) {
      try (Stream<Path> files = Files.list(ROOT.resolve(each))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
          String name = file.getFileName().toString();
          if (!name.equals("kustomization.yaml")) {
            Files.copy(file, folder.resolve(name));
          }
        }
      }
    }
    return new OnlineBoutique(folder);
  }

  /// The methods of each service.
  private static Map<String, Set<String>> declared() throws IOException {
    Map<String, Set<String>> methods = new TreeMap<>();
    String service = "";
    for (String line : Files.readAllLines(ROOT.resolve("protos/demo.proto"))) {
      Matcher declared = DECLARED.matcher(line);
      if (!declared.find()) {
        continue;
      }
      if (declared.group(1).equals("service")) {
        service = declared.group(2);
      } else {
        methods.computeIfAbsent(service, of -> new TreeSet<>()).add(declared.group(2));
      }
    }
    return methods;
  }

  /// How gRPC asks for a method.
  private static Fact path(String service, String method) {
    List<String> args =
        List.of(endpoint(service, method), "POST", "/hipstershop." + service + "/" + method);
    return new Fact("endpoint_path", args, Standing.CONFIGURED, List.of());
  }

  private static String endpoint(String service, String method) {
    return "endpoint/" + service + "/" + method;
  }

  // --- what is known

  static Set<Call> grants() throws IOException {
    Set<Call> grants = new TreeSet<>();
    for (JsonNode each : truth().get("authorization_policy_grants")) {
      grants.add(new Call(each.get(0).asString(), each.get(1).asString(), each.get(2).asString()));
    }
    return grants;
  }

  static List<Pair> missing() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (JsonNode each : truth().get("expected").get("base_manifest_calls_missing_workload")) {
      pairs.add(new Pair(each.get(0).asString(), each.get(1).asString()));
    }
    return pairs;
  }

  private static JsonNode truth() throws IOException {
    return new JsonMapper().readTree(Files.readString(ROOT.resolve("GROUND_TRUTH.json")));
  }

  // --- what is decided

  Set<String> workloads() {
    Set<String> names = new TreeSet<>();
    facts.relation("runs_as_account").forEach(fact -> names.add(Labs.last(fact.args().getFirst())));
    return names;
  }

  /// Whether a setting of the workload names the host.
  boolean names(String workload, String host) {
    return facts.relation("setting", id(workload)).stream()
        .anyMatch(fact -> fact.args().get(2).matches(Pattern.quote(host) + "(:\\d+)?"));
  }

  private static String id(String workload) {
    return NAMESPACE + "/deployment/" + workload;
  }

  /// Every method that every other workload might call.
  Set<Call> everyCall() {
    Set<Call> all = new TreeSet<>();
    for (String source : workloads()) {
      methods.forEach(
          (service, names) -> names.forEach(name -> all.add(new Call(source, service, name))));
    }
    all.removeIf(call -> call.source().equals(call.target()));
    return all;
  }

  /// The calls that network policies and the mesh let through.
  Set<Call> calls() {
    return calls(Verdict.YES);
  }

  /// The calls of which it is open whether they pass.
  Set<Call> openCalls() {
    return calls(Verdict.CONDITIONAL);
  }

  Set<Pair> pairs() {
    Set<Pair> pairs = new TreeSet<>();
    calls().forEach(call -> pairs.add(call.pair()));
    return pairs;
  }

  private Set<Call> calls(Verdict verdict) {
    Set<Call> calls = everyCall();
    calls.removeIf(call -> verdict(call) != verdict);
    return calls;
  }

  /// The best that any port of the target gives.
  private Verdict verdict(Call call) {
    Verdict best = Verdict.NO;
    for (Fact backs : facts.relation("backs")) {
      if (backs.args().get(2).equals(id(call.target()))) {
        Verdict one = verdict(call, backs.args().get(3));
        best = best == Verdict.NO || one == Verdict.YES ? one : best;
      }
    }
    return best;
  }

  private Verdict verdict(Call call, String port) {
    String source = id(call.source());
    String target = id(call.target());
    Set<Verdict> all = EnumSet.noneOf(Verdict.class);
    all.add(decide("pod_reaches", source, target, port, "TCP"));
    all.add(decide("mesh_connects", source, target, port));
    all.add(decide("mesh_lets", source, target, port, endpoint(call.service(), call.method())));
    if (all.contains(Verdict.NO)) {
      return Verdict.NO;
    }
    return all.contains(Verdict.CONDITIONAL) ? Verdict.CONDITIONAL : Verdict.YES;
  }

  private Verdict decide(String relation, String... args) {
    return decisions.decide(relation, List.of(args)).verdict();
  }
}
