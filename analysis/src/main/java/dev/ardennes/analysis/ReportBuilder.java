package dev.ardennes.analysis;

import dev.ardennes.analysis.Report.Because;
import dev.ardennes.analysis.Report.ListedAssumption;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Decision;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Puts a result into the form of the report: every premise of a listed path is in its facts, down
/// to the collected ones.
public final class ReportBuilder {
  /// What the report says beside the analysis: what was read and what was hidden.
  public record Frame(
      String asOf,
      Report.Estate estate,
      List<Problem> problems,
      List<Report.Hidden> hidden,
      List<Report.Limit> limits) {}

  private final Result result;
  private final AttackGraph graph;
  private final Sentences sentences;
  private final Map<String, Report.ListedFact> facts = new TreeMap<>();
  private final Map<Assumption, Integer> assumptions = new TreeMap<>();
  private final Map<String, Report.TechniqueUsed> techniques = new TreeMap<>();
  private final Set<String> entities = new TreeSet<>();

  private ReportBuilder(Result result) {
    this.result = result;
    this.graph = result.graph();
    this.sentences = new Sentences(graph.facts());
  }

  /// Analyses the graph and reports what it finds.
  public static Report report(AttackGraph graph, AnalysisRequest request, Frame frame) {
    return new ReportBuilder(Analysis.run(graph, request)).build(frame);
  }

  private Report build(Frame frame) {
    List<Report.Path> paths = new ArrayList<>();
    for (FoundPath found : result.paths()) {
      paths.add(path(found, paths.size() + 1));
    }
    List<Report.Change> changes = changes();
    List<Report.Linchpin> linchpins = linchpins();
    List<Report.Entry> entries = entries();
    List<List<Report.Entry>> together = heldTogether();
    List<Report.Target> targets = targets();
    List<Report.StandingRisk> standing = standing();
    if (result.request().everything()) {
      graph.facts().facts().forEach(this::listCollected);
      graph.facts().entities().forEach(entity -> entities.add(entity.id()));
    }
    List<Report.Limit> limits = new ArrayList<>(frame.limits());
    limits.add(pathLimit());
    return new Report(
        frame.asOf(),
        frame.estate(),
        listedEntities(),
        List.copyOf(facts.values()),
        entries,
        together,
        targets,
        paths,
        listedAssumptions(),
        changes,
        linchpins,
        List.copyOf(techniques.values()),
        frame.hidden(),
        frame.problems(),
        limits,
        standing,
        null,
        null,
        FindingReview.of(graph, paths, facts, frame.estate().sources()));
  }

  private Report.Limit pathLimit() {
    int listed = result.paths().size();
    boolean hit = !result.unexhausted().isEmpty();
    return new Report.Limit("paths", result.request().maximumPaths(), hit ? -1 : listed, hit);
  }

  // --- paths
  // ----------------------------------------------------------------------------------------

  private Report.Path path(FoundPath found, int rank) {
    StepIdentity identity = new StepIdentity(found.groups());
    Map<Gain, Step> stepOfGain = new LinkedHashMap<>();
    Map<Gain, PathGraph.Group> witnesses = new LinkedHashMap<>();
    for (PathGraph.Group group : found.groups()) {
      if (group.gain().witness()) {
        witnesses.put(group.gain(), group);
      } else {
        stepOfGain.put(group.gain(), group.best().step());
      }
    }
    listEntry(found.entry());
    found.heldWith().forEach(this::listEntry);
    listOutsider(found);
    String id = found.id();
    List<Report.Step> steps = new ArrayList<>();
    for (PathGraph.Group group : found.groups()) {
      if (!group.gain().witness()) {
        steps.add(step(id, group, witnesses, stepOfGain, identity));
      }
    }
    Set<Assumption> rests = found.assumptions();
    rests.forEach(assumption -> assumptions.merge(assumption, 1, Integer::sum));
    return new Report.Path(
        id,
        rank,
        found.entry().entity(),
        found.heldWith().stream().map(EntryPoint::entity).distinct().toList(),
        found.target().entity(),
        steps.isEmpty() ? "" : steps.getLast().id(),
        rounded(found.likelihood()),
        found.target().impact().word(),
        rounded(found.risk()),
        found.orderProved(),
        steps,
        rests.stream().map(Assumption::id).toList());
  }

  private Report.Step step(
      String path,
      PathGraph.Group group,
      Map<Gain, PathGraph.Group> witnesses,
      Map<Gain, Step> stepOfGain,
      StepIdentity identity) {
    Step step = group.best().step();
    Set<Because> because = new LinkedHashSet<>();
    Set<Assumption> assumes = new TreeSet<>(group.best().assumptions());
    because(group.best(), witnesses, stepOfGain, because, assumes, identity);
    listGain(step, because);
    techniques.putIfAbsent(
        step.kind().technique(),
        new Report.TechniqueUsed(
            step.kind().technique(), step.kind().digest(), step.kind().rule()));
    entities.add(step.from());
    entities.add(step.to());
    entities.addAll(step.via());
    return new Report.Step(
        identity.of(step),
        step.kind().stage(),
        step.kind().technique(),
        step.kind().title(),
        step.kind().attack(),
        step.kind().stride(),
        step.from(),
        step.to(),
        step.via(),
        step.gain().factId(),
        step.says(),
        List.copyOf(because),
        assumes.stream().map(Assumption::id).toList(),
        alternatives(group),
        new Report.Detection(step.kind().seenBy(), step.kind().blind()),
        cutBy(path, group, step, witnesses));
  }

  private void because(
      Support.Chosen chosen,
      Map<Gain, PathGraph.Group> witnesses,
      Map<Gain, Step> stepOfGain,
      Set<Because> because,
      Set<Assumption> assumes,
      StepIdentity identity) {
    int decided = 0;
    for (Premise premise : chosen.step().premises()) {
      switch (premise) {
        case Premise.Stated stated -> {
          listCollected(stated.fact());
          because.add(new Because(stated.fact().id(), null));
        }
        case Premise.Absent absent -> {
          for (Fact shown : absent.shown()) {
            listCollected(shown);
            because.add(new Because(shown.id(), null));
          }
        }
        case Premise.Decided decision -> {
          listDecision(decision.decision(), chosen.decisions().get(decided++));
          because.add(new Because(decision.decision().factId(), null));
        }
        case Premise.Assumed assumed -> {}
        case Premise.Gained gained -> {
          PathGraph.Group witness = witnesses.get(gained.gain());
          if (witness != null) {
            assumes.addAll(witness.best().assumptions());
            because(witness.best(), witnesses, stepOfGain, because, assumes, identity);
          } else {
            Step gainedBy = stepOfGain.get(gained.gain());
            because.add(
                new Because(
                    gained.gain().factId(), gainedBy == null ? null : identity.of(gainedBy)));
          }
        }
      }
    }
  }

  private static List<String> alternatives(PathGraph.Group group) {
    Set<String> others = new TreeSet<>();
    group.steps().forEach(chosen -> others.add(chosen.step().kind().technique()));
    others.remove(group.best().step().kind().technique());
    return List.copyOf(others);
  }

  private List<String> cutBy(
      String path, PathGraph.Group group, Step step, Map<Gain, PathGraph.Group> witnesses) {
    Set<PathGraph.Group> needed = new LinkedHashSet<>();
    needed.add(group);
    for (Premise premise : step.premises()) {
      if (premise instanceof Premise.Gained gained) {
        PathGraph.Group witness = witnesses.get(gained.gain());
        if (witness != null) {
          needed.add(witness);
        }
      }
    }
    return result.changes().stream()
        .filter(change -> change.cutsOf(path, needed))
        .map(OfferedChange::id)
        .sorted()
        .toList();
  }

  // --- facts
  // ----------------------------------------------------------------------------------------

  private void listCollected(Fact fact) {
    facts.putIfAbsent(fact.id(), new Report.ListedFact(fact, "", List.of(), sentences.of(fact)));
    fact.args().stream().filter(this::isEntity).forEach(entities::add);
  }

  private void listDecision(Decision decision, Decision.Support support) {
    support.facts().forEach(this::listCollected);
    Fact fact = derived(decision.relation(), decision.args());
    List<String> from = support.facts().stream().map(Fact::id).sorted().distinct().toList();
    facts.putIfAbsent(
        fact.id(), new Report.ListedFact(fact, decision.engine(), from, sentences.of(fact)));
    decision.args().stream().filter(this::isEntity).forEach(entities::add);
  }

  private void listGain(Step step, Set<Because> because) {
    Fact fact = derived(step.gain().relation(), step.gain().args());
    List<String> from = because.stream().map(Because::fact).sorted().distinct().toList();
    facts.putIfAbsent(
        fact.id(), new Report.ListedFact(fact, step.kind().technique(), from, step.says()));
  }

  private void listEntry(EntryPoint entry) {
    Gain start = Objects.requireNonNull(graph.entries().get(entry));
    Fact fact = new Fact(start.relation(), start.args(), Standing.ASSUMED, entry.evidence());
    facts.put(fact.id(), new Report.ListedFact(fact, "entry", List.of(), entry.why()));
    entities.add(entry.entity());
  }

  /// A path may use that everybody is on the internet, whatever its entry.
  private void listOutsider(FoundPath found) {
    Gain outsider = graph.outsider();
    boolean used =
        found.steps().stream()
            .flatMap(step -> step.premises().stream())
            .anyMatch(p -> p instanceof Premise.Gained gained && gained.gain().equals(outsider));
    if (used) {
      Fact fact = new Fact(outsider.relation(), outsider.args(), Standing.ASSUMED, List.of());
      facts.putIfAbsent(
          fact.id(),
          new Report.ListedFact(
              fact, "entry", List.of(), "anyone can send requests from the internet"));
      entities.add(EntryPoint.INTERNET);
    }
  }

  private static Fact derived(String relation, List<String> args) {
    return new Fact(relation, args, Standing.DERIVED, List.of());
  }

  private boolean isEntity(String arg) {
    return graph.facts().entity(arg) != null;
  }

  // --- lists
  // ----------------------------------------------------------------------------------------

  private List<Entity> listedEntities() {
    return entities.stream()
        .map(id -> Objects.requireNonNullElse(graph.facts().entity(id), unnamed(id)))
        .toList();
  }

  private static Entity unnamed(String id) {
    return new Entity(id, "unknown", id, List.of());
  }

  private List<Report.Entry> entries() {
    List<Report.Entry> entries = new ArrayList<>();
    for (List<EntryPoint> world : graph.worlds()) {
      if (world.size() == 1) {
        entries.add(entry(world.getFirst()));
      }
    }
    return entries;
  }

  private Report.Entry entry(EntryPoint entry) {
    entities.add(entry.entity());
    return new Report.Entry(entry.entity(), entry.kind().word(), entry.why(), entry.evidence());
  }

  private List<List<Report.Entry>> heldTogether() {
    List<List<Report.Entry>> groups = new ArrayList<>();
    for (List<EntryPoint> world : graph.worlds()) {
      if (world.size() > 1) {
        groups.add(world.stream().map(this::entry).toList());
      }
    }
    return groups;
  }

  private List<Report.Target> targets() {
    List<Report.Target> targets = new ArrayList<>();
    for (CrownJewel jewel : result.request().targets()) {
      entities.add(jewel.entity());
      targets.add(
          new Report.Target(
              jewel.entity(),
              jewel.impact().word(),
              jewel.impactKind(),
              jewel.why(),
              jewel.evidence(),
              result.unexhausted().contains(jewel.entity())));
    }
    return targets;
  }

  private List<ListedAssumption> listedAssumptions() {
    List<ListedAssumption> listed = new ArrayList<>();
    assumptions.forEach(
        (assumption, paths) ->
            listed.add(
                new ListedAssumption(
                    assumption, result.request().stances().of(assumption), paths)));
    return listed;
  }

  private List<Report.Change> changes() {
    List<Report.Change> changes = new ArrayList<>();
    for (OfferedChange change : result.changes()) {
      change.removes().forEach(this::listCollected);
      changes.add(
          new Report.Change(
              change.id(),
              sentences.change(change),
              List.copyOf(change.removedIds()),
              List.of(),
              change.cost(),
              places(change.removes()),
              change.pathsClosed(),
              change.verified()));
    }
    return changes;
  }

  private static List<Evidence> places(Set<Fact> facts) {
    Set<Evidence> places = new TreeSet<>();
    facts.forEach(fact -> places.addAll(fact.evidence()));
    return List.copyOf(places);
  }

  private List<Report.Linchpin> linchpins() {
    List<Report.Linchpin> linchpins = new ArrayList<>();
    for (Linchpins.Linchpin linchpin : result.linchpins()) {
      listCollected(linchpin.fact());
      linchpins.add(
          new Report.Linchpin(
              linchpin.fact().id(),
              sentences.of(linchpin.fact()),
              linchpin.paths(),
              linchpin.fact().evidence()));
    }
    return linchpins;
  }

  private List<Report.StandingRisk> standing() {
    List<Report.StandingRisk> standing = new ArrayList<>();
    for (FoundPath path : result.standing()) {
      entities.add(path.entry().entity());
      standing.add(
          new Report.StandingRisk(
              path.entry().entity(), sentences.standing(path), path.entry().evidence()));
    }
    return standing;
  }

  private static Report.Likelihood rounded(Report.Likelihood likelihood) {
    return new Report.Likelihood(
        rounded(likelihood.low()), rounded(likelihood.best()), rounded(likelihood.high()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
