package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.engine.attack.Step;
import dev.ardennes.model.EntryPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// From the attack graph to what people ask of it: the minimal paths by risk, the changes that stop
/// them and the premises they share. Pure; the same graph and request give the same result.
public final class Analysis {
  private Analysis() {}

  /// Everything the report needs. Cost grows with the number of paths asked for, not with the
  /// number there are.
  static Result run(AttackGraph graph, AnalysisRequest request) {
    LikelihoodTable table = LikelihoodTable.standard();
    Support support = new Support(table, request.stances(), Set.of());
    PathGraph paths = PathGraph.of(graph, request.targets(), support);
    PathSearch search = new PathSearch(paths, graph, table, request.stances(), request.limits());
    Sorting sorting = new Sorting(graph, request);
    List<FoundPath> found = search.riskiest(request.maximumPaths(), sorting);
    Changes changes = new Changes(table, request.stances(), found);
    List<OfferedChange> offered = changes.offered(found, request.costs());
    AnalysisRequest.Rerun rerun = request.rerun();
    if (rerun != null) {
      offered = new ChangeTrials(graph, rerun, table, request.stances(), found).tried(offered);
    }
    return new Result(
        graph,
        request,
        found,
        offered,
        Linchpins.of(graph.facts(), changes, found),
        sorting.standing,
        sorting.access,
        search.unexhausted());
  }

  /// Tells an attack path from what an entry holds anyway.
  private static final class Sorting implements PathSearch.Wanted {
    private final AttackGraph graph;
    private final boolean inferred;
    private final boolean single;
    private final AnalysisRequest.PathFilter suppressed;
    private final Set<String> known = new HashSet<>();
    private final Set<String> reached = new HashSet<>();
    private final Set<String> administrators = new HashSet<>();
    final List<FoundPath> standing = new ArrayList<>();
    final List<FoundPath> access = new ArrayList<>();

    Sorting(AttackGraph graph, AnalysisRequest request) {
      this.graph = graph;
      this.inferred = request.entriesInferred();
      this.single = request.single();
      this.suppressed = request.suppressed();
    }

    /// A path that needs only one of several entries held together is one of that entry too, and is
    /// asked about once.
    @Override
    public boolean isListed(FoundPath path) {
      String id = path.id();
      return known.add(id) && isPath(path) && !suppressed.hides(id, path.techniques());
    }

    @Override
    public boolean isDone(String target) {
      return single && reached.contains(target);
    }

    private boolean isPath(FoundPath path) {
      if (single && !reached.add(path.target().entity())) {
        return false;
      }
      if (gainsItsEntry(path)) {
        return false;
      }
      if (!inferred) {
        return true;
      }
      String entry = path.entry().entity();
      if (!entry.equals(EntryPoint.INTERNET) && !uses(path)) {
        return false;
      }
      List<Step> steps = path.shownSteps();
      if (steps.size() == 1 && steps.getFirst().from().equals(entry)) {
        Step only = steps.getFirst();
        if (only.gain().relation().equals("controls_account")) {
          administrators.add(entry + " " + only.to());
          standing.add(path);
          return false;
        }
        if (only.gain().relation().equals("reads")) {
          access.add(path);
          return false;
        }
      }
      return !administrators.contains(entry + " " + accountOf(path.target().entity()));
    }

    /// Whether the path needs what its entry gives, or would be there for anyone on the internet.
    private boolean uses(FoundPath path) {
      Gain start = graph.entries().get(path.entry());
      return path.steps().stream()
          .flatMap(step -> step.premises().stream())
          .anyMatch(p -> p instanceof Premise.Gained gained && gained.gain().equals(start));
    }

    /// Whether the path comes to have what its entry gives on the way: it is one of another entry.
    private boolean gainsItsEntry(FoundPath path) {
      Gain start = graph.entries().get(path.entry());
      return path.steps().stream().anyMatch(step -> step.gain().equals(start));
    }

    private String accountOf(String entity) {
      String account = graph.facts().second("in_account", entity);
      return account == null ? entity : account;
    }
  }
}
