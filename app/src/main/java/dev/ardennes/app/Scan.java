package dev.ardennes.app;

import dev.ardennes.analysis.AnalysisRequest;
import dev.ardennes.analysis.Impacts;
import dev.ardennes.analysis.Report;
import dev.ardennes.analysis.ReportBuilder;
import dev.ardennes.analysis.Stances;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.AttackGraphBuilder;
import dev.ardennes.engine.attack.AttackRules;
import dev.ardennes.engine.attack.Decision;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.engine.decisions.PolicyRelations;
import dev.ardennes.engine.nearest.NearMiss;
import dev.ardennes.engine.nearest.NearMissSearch;
import dev.ardennes.estate.Applied;
import dev.ardennes.estate.EstateConfiguration.Suppression;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.Collected;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Stance;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.facts.RelationDecisions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The main job: from an estate to its report.
final class Scan {
  private final ScanRequest request;
  private final AttackRules rules;
  private final AwsServices services = AwsServices.bundled();

  Scan(ScanRequest request, AttackRules rules) {
    this.request = request;
    this.rules = rules;
  }

  /// Derives the attack graph of the estate and reports its paths.
  Report report(Estate estate) {
    AttackGraphBuilder.Built built = graph(estate);
    List<Report.Limit> limits = new ArrayList<>();
    built.limit().ifPresent(hit -> limits.add(new Report.Limit(hit.what(), hit.value(), -1, true)));
    Outcome outcome = new Outcome();
    AnalysisRequest asked = analysis(estate, built.graph(), outcome);
    Report report = ReportBuilder.report(built.graph(), asked, frame(estate, limits, outcome));
    Report shown = outcome.used.isEmpty() ? report : hiding(report, estate, outcome);
    return shown.paths().isEmpty() ? withNearest(shown, estate, built.graph(), asked) : shown;
  }

  /// The way on which least is missing; else the identity that would lead to a target if it fell.
  private Report withNearest(
      Report report, Estate estate, AttackGraph graph, AnalysisRequest asked) {
    List<NearMissSearch.Target> targets =
        estate.targets().stream()
            .map(target -> new NearMissSearch.Target(target.entity(), Impacts.gains(target)))
            .toList();
    RelationDecisions decisions = new RelationDecisions(estate.facts(), asOf(), services);
    NearMissSearch search = new NearMissSearch(graph, rules, decisions);
    Optional<NearMiss> miss = search.nearest(targets);
    Report limited =
        search.cutAt().isPresent()
            ? report.withLimit(
                new Report.Limit(
                    "decisions tried for what came closest", search.cutAt().getAsInt(), -1, true))
            : report;
    return miss.map(Scan::closest)
        .map(closest -> limited.withClosest(closest, named(closest, estate.facts())))
        .orElseGet(() -> withClosest(limited, estate, graph, asked, decisions));
  }

  private static Report.Closest closest(NearMiss miss) {
    return new Report.Closest(
        miss.entry(), miss.target(), miss.reached(), miss.lacks(), miss.then());
  }

  /// Where there are too many identities to try each, the report says that nobody looked.
  private Report withClosest(
      Report report,
      Estate estate,
      AttackGraph graph,
      AnalysisRequest asked,
      RelationDecisions decisions) {
    List<EntryPoint> identities = Nearest.everyIdentity(estate.facts());
    if (identities.size() > Nearest.MOST_IDENTITIES) {
      return report.withLimit(
          new Report.Limit(
              "identities tried for what came closest",
              Nearest.MOST_IDENTITIES,
              identities.size(),
              true));
    }
    AttackGraph fallen = builder(estate.facts()).build(identities).graph();
    AnalysisRequest one = asked.with(estate.targets(), false).onePathEach();
    return new Nearest(estate, graph, decisions)
        .closest(
            fallen,
            one,
            (g, request) ->
                ReportBuilder.report(g, request, Nearest.frame(this.request.asOf().toString())))
        .map(closest -> report.withClosest(closest, named(closest, estate.facts())))
        .orElse(report);
  }

  private static List<Entity> named(Report.Closest closest, FactBase facts) {
    List<Entity> named = new ArrayList<>();
    List<String> ids = new ArrayList<>(closest.reached());
    ids.add(closest.entry());
    ids.add(closest.target());
    for (String id : ids) {
      Entity entity = facts.entity(id);
      if (entity != null) {
        named.add(entity);
      }
    }
    return named;
  }

  /// What was met on the way, besides the report.
  private static final class Outcome {
    final List<Problem> problems = new ArrayList<>();
    final List<Hidden> hidden = new ArrayList<>();
    final List<Suppression> used = new ArrayList<>();
  }

  /// Suppressed paths are known only once the paths are.
  private static Report hiding(Report report, Estate estate, Outcome outcome) {
    List<Report.Hidden> hidden = new ArrayList<>(report.hidden());
    estate.suppressions().hidden(outcome.used).forEach(what -> hidden.add(shown(what)));
    return report.withHidden(hidden);
  }

  private static Report.Hidden shown(Hidden what) {
    return new Report.Hidden(what.by(), what.what(), what.count());
  }

  /// The likeliest path to each thing that the entries can come to have.
  Report reach(Estate estate) {
    AttackGraphBuilder.Built built = graph(estate);
    Set<String> entities = new TreeSet<>();
    built.graph().gains().stream()
        .filter(gain -> !gain.witness())
        .forEach(gain -> entities.add(gain.args().getFirst()));
    built.graph().entries().keySet().forEach(entry -> entities.remove(entry.entity()));
    List<CrownJewel> everything =
        entities.stream()
            .map(id -> new CrownJewel(id, CrownJewel.Impact.CRITICAL, Impacts.ANY, "", List.of()))
            .toList();
    return ReportBuilder.report(
        built.graph(),
        analysis(estate, built.graph(), new Outcome()).with(everything, false).onePathEach(),
        frame(estate, List.of(), new Outcome()));
  }

  private AttackGraphBuilder.Built graph(Estate estate) {
    return builder(estate.facts()).build(estate.entries(), estate.together());
  }

  private AttackGraphBuilder builder(FactBase facts) {
    return new AttackGraphBuilder(rules, facts, symbols -> relations(facts, symbols));
  }

  private PolicyRelations relations(FactBase facts, SymbolTable symbols) {
    return new PolicyRelations(facts, symbols, asOf(), services);
  }

  private AnalysisRequest analysis(Estate estate, AttackGraph graph, Outcome outcome) {
    return new AnalysisRequest(
        estate.targets(),
        estate.entriesInferred(),
        new Stances(stances(estate, graph, outcome)),
        request.maximumPaths(),
        ProofLimits.STANDARD,
        request.everything(),
        false,
        (path, techniques) -> {
          var suppression = estate.suppressions().hiding(path, techniques);
          suppression.ifPresent(outcome.used::add);
          return suppression.isPresent();
        },
        fact -> estate.costs().of(fact).orElse(1),
        (removed, entries, gains) -> without(estate, removed, entries, gains));
  }

  /// The attack graph among the gains with a change applied.
  private Optional<AttackGraph> without(
      Estate estate, Set<String> removed, List<EntryPoint> entries, Collection<Gain> gains) {
    FactBase changed = estate.facts().changed(fact -> removed.contains(fact.id()), List.of());
    AttackGraphBuilder.Built built = builder(changed).buildAmong(entries, gains);
    return built.limit().isEmpty() ? Optional.of(built.graph()) : Optional.empty();
  }

  /// What the configuration says of assumptions, and then the command line, which has the last
  /// word.
  private Map<String, Stance> stances(Estate estate, AttackGraph graph, Outcome outcome) {
    boolean nothingIsSaid =
        estate.configuration().assumptions().isEmpty()
            && request.assume().isEmpty()
            && request.reject().isEmpty();
    Set<String> ids = nothingIsSaid ? Set.of() : assumptions(graph);
    Applied<Map<String, Stance>> said = estate.configuration().stances(request.asOf(), ids);
    outcome.problems.addAll(said.problems());
    outcome.hidden.addAll(said.hidden());
    Map<String, Stance> stances = new HashMap<>(said.value());
    request.assume().forEach(id -> stances.put(one("--assume", id, ids), Stance.CONFIRMED));
    request.reject().forEach(id -> stances.put(one("--reject", id, ids), Stance.REJECTED));
    return stances;
  }

  private static Set<String> assumptions(AttackGraph graph) {
    Set<Assumption> found = new HashSet<>();
    Set<Decision> looked = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Step step : graph.steps()) {
      for (Premise premise : step.premises()) {
        if (premise instanceof Premise.Assumed assumed) {
          found.add(assumed.assumption());
        } else if (premise instanceof Premise.Decided decided && looked.add(decided.decision())) {
          decided.decision().supports().forEach(support -> found.addAll(support.assumptions()));
        }
      }
    }
    Set<String> ids = new TreeSet<>();
    found.forEach(assumption -> ids.add(assumption.id()));
    return ids;
  }

  /// Reports show the beginnings of ids; an option takes them too.
  private static String one(String option, String wanted, Set<String> ids) {
    List<String> matches = ids.stream().filter(id -> id.startsWith(wanted)).toList();
    if (matches.size() != 1) {
      throw UsageError.usage(
          option
              + " `"
              + wanted
              + "` names "
              + (matches.isEmpty() ? "no assumption" : "several assumptions")
              + " of this result; `ardennes scan` lists them");
    }
    return matches.getFirst();
  }

  private ReportBuilder.Frame frame(Estate estate, List<Report.Limit> limits, Outcome outcome) {
    List<Report.Source> sources = new ArrayList<>();
    TreeSet<Problem> problems = new TreeSet<>();
    List<Report.Hidden> hidden = new ArrayList<>();
    for (Collected source : estate.sources()) {
      sources.add(
          new Report.Source(
              source.source(),
              source.kind(),
              source.location(),
              source.files(),
              source.facts().size(),
              source.covers()));
      problems.addAll(source.problems());
      source.hidden().forEach(hiding -> hidden.add(shown(hiding)));
    }
    problems.addAll(estate.problems());
    problems.addAll(outcome.problems);
    estate.hidden().forEach(hiding -> hidden.add(shown(hiding)));
    outcome.hidden.forEach(hiding -> hidden.add(shown(hiding)));
    Report.Estate what =
        new Report.Estate(
            estate.name(),
            sources,
            estate.shownEntities() + estate.scopes().leftOut(),
            estate.shownFacts() + estate.scopes().factsLeftOut(),
            estate.scopes().likes());
    return new ReportBuilder.Frame(
        request.asOf().toString(), what, List.copyOf(problems), hidden, limits);
  }

  /// Conditions about the time are decided at the end of the day.
  private Instant asOf() {
    return request.asOf().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
  }
}
