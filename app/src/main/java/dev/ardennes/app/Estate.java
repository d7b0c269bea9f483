package dev.ardennes.app;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.estate.Applied;
import dev.ardennes.estate.Costs;
import dev.ardennes.estate.DescribedEndpoints;
import dev.ardennes.estate.EntryInference;
import dev.ardennes.estate.EntrySelection;
import dev.ardennes.estate.EstateConfiguration;
import dev.ardennes.estate.EstateFile;
import dev.ardennes.estate.JewelInference;
import dev.ardennes.estate.Locations;
import dev.ardennes.estate.Suppressions;
import dev.ardennes.estate.UnseenResources;
import dev.ardennes.model.Collected;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Standing;
import dev.ardennes.model.Unseen;
import dev.ardennes.policy.facts.Scopes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was read, and what of it is an entry point and a crown jewel for this request.
///
/// @param name how reports call it
/// @param configuration what `ardennes.yaml` says; nothing where there is none
/// @param problems what `ardennes.yaml` and the choice of entries and jewels met
/// @param hidden what `ardennes.yaml` hides
/// @param entries each a world of its own
/// @param together groups of entry points that one attacker holds at once
/// @param entriesInferred whether nobody has named the entries
/// @param scopes what stands for others in `facts`, which has one resource of each scope
record Estate(
    String name,
    List<Collected> sources,
    FactBase facts,
    EstateConfiguration configuration,
    List<Problem> problems,
    List<Hidden> hidden,
    List<EntryPoint> entries,
    List<List<EntryPoint>> together,
    List<CrownJewel> targets,
    boolean entriesInferred,
    Suppressions suppressions,
    Costs costs,
    Scopes scopes) {

  /// Reads the paths of a request.
  static Estate read(ScanRequest request) {
    return read(request, "--entry");
  }

  /// The same.
  ///
  /// @param entryWord what the user knows the request's entries by
  static Estate read(ScanRequest request, String entryWord) {
    return new Reading(request).estate(entryWord);
  }

  /// All facts that a scan of the request's paths would read, whatever it asks for.
  static FactBase facts(ScanRequest request) {
    return new Reading(request).read().facts();
  }

  private static List<Collected> collect(List<Path> paths, int jobs) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw UsageError.noInput("`" + path + "` does not exist");
      }
    }
    return Collect.run(paths, Limits.standard(), jobs);
  }

  /// What the sources state, that there is an internet, and what may be there beside what they
  /// show.
  private static FactBase withAssumed(
      List<Collected> sources, List<String> asked, List<Problem> problems) {
    var internet = EntryInference.internetEntity();
    Fact kind =
        new Fact("kind", List.of(internet.id(), internet.kind()), Standing.ASSUMED, List.of());
    List<Collected> all = new ArrayList<>(sources);
    all.add(
        new Collected(
            "", "assumed", "", 0, List.of(internet), List.of(kind), List.of(), List.of()));
    FactBase shown = FactBase.of(all);
    Collected unseen = UnseenResources.beside(sources, shown, asked);
    problems.addAll(unseen.problems());
    return unseen.facts().isEmpty()
        ? shown
        : shown.changed(fact -> false, unseen.facts()).withEntities(unseen.entities());
  }

  /// The same estate with other facts.
  Estate with(FactBase changed) {
    return new Estate(
        name,
        sources,
        changed,
        configuration,
        problems,
        hidden,
        entries,
        together,
        targets,
        entriesInferred,
        suppressions,
        costs,
        scopes);
  }

  /// How many things sources show, besides what may be there.
  int shownEntities() {
    return (int) facts.entities().stream().filter(e -> !Unseen.is(e.id())).count();
  }

  int shownFacts() {
    return (int)
        facts.facts().stream().filter(f -> f.args().stream().noneMatch(Unseen::is)).count();
  }

  /// Whether any source stated anything.
  boolean hasFacts() {
    return sources.stream().anyMatch(source -> !source.facts().isEmpty());
  }

  /// Reads one request's paths, and applies what their `ardennes.yaml` says.
  private static final class Reading {
    private final ScanRequest request;
    private final EstateConfiguration configuration;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Hidden> hidden = new ArrayList<>();

    Reading(ScanRequest request) {
      this.request = request;
      this.configuration = configuration();
    }

    private EstateConfiguration configuration() {
      Path first = request.paths().getFirst();
      if (!request.useConfiguration()) {
        return EstateConfiguration.none();
      }
      EstateFile.Result read = EstateFile.read(first);
      problems.addAll(read.problems());
      return read.configuration().orElse(EstateConfiguration.none());
    }

    private record Read(List<Collected> sources, FactBase facts) {}

    /// What the sources state, with what the configuration says is one thing.
    Read read() {
      List<Collected> sources = applied(configuration.merged(collect(paths(), request.jobs())));
      FactBase shown = DescribedEndpoints.in(withAssumed(sources, asked(), problems));
      FactBase stated = Locations.in(shown);
      List<Fact> said = new ArrayList<>(applied(configuration.sameFacts(stated)));
      said.addAll(applied(configuration.vendorFacts(stated)));
      return new Read(sources, said.isEmpty() ? stated : stated.changed(fact -> false, said));
    }

    /// What the user, or the configuration, wants to know the ways to.
    private List<String> asked() {
      List<String> asked = new ArrayList<>(request.targets());
      configuration.crownJewels().forEach(jewel -> asked.add(jewel.entity().glob()));
      return asked;
    }

    Estate estate(String entryWord) {
      Read read = read();
      List<Collected> sources = read.sources();
      FactBase facts = read.facts();
      applied(configuration.expiredExceptions(request.asOf(), facts));
      Naming naming = new Naming(facts);
      boolean named = !request.entries().isEmpty();
      EntrySelection selected =
          named
              ? new EntrySelection(naming.entries(entryWord, request.entries()), List.of(), false)
              : applied(configuration.entries(facts, EntryInference.infer(facts)));
      List<CrownJewel> jewels = applied(configuration.jewels(facts, JewelInference.infer(facts)));
      List<CrownJewel> targets =
          request.targets().isEmpty() ? jewels : naming.targets(request.targets(), jewels);
      Scopes scopes = Scopes.of(facts, marks(targets, selected.points()));
      return new Estate(
          name(),
          sources,
          scopes.facts(),
          configuration,
          List.copyOf(problems),
          List.copyOf(hidden),
          selected.points(),
          together(selected),
          targets.stream().filter(target -> !scopes.leavesOut(target.entity())).toList(),
          !named && !selected.configured(),
          applied(configuration.suppressions(request.asOf())),
          applied(configuration.costs(facts)),
          scopes);
    }

    /// What makes a resource another than those that nothing else tells from it.
    private static Map<String, String> marks(List<CrownJewel> targets, List<EntryPoint> entries) {
      Map<String, String> marks = new HashMap<>();
      targets.forEach(
          jewel ->
              marks.merge(
                  jewel.entity(),
                  jewel.impact() + " " + jewel.impactKind() + " " + jewel.why(),
                  String::concat));
      entries.forEach(
          entry -> marks.merge(entry.entity(), entry.kind() + " " + entry.why(), String::concat));
      return marks;
    }

    /// The groups, in which an entry that stands by itself too is the same as there.
    private static List<List<EntryPoint>> together(EntrySelection selected) {
      Map<String, EntryPoint> alone = new HashMap<>();
      selected.points().forEach(point -> alone.put(key(point), point));
      return selected.together().stream()
          .map(group -> group.stream().map(p -> alone.getOrDefault(key(p), p)).toList())
          .distinct()
          .toList();
    }

    private static String key(EntryPoint point) {
      return point.kind().word() + " " + point.entity();
    }

    /// The sources that the configuration names, or what the command line names.
    private List<Path> paths() {
      if (configuration.sources().isEmpty()) {
        return request.paths();
      }
      Path folder = request.paths().getFirst();
      List<Path> paths = new ArrayList<>();
      configuration.sources().forEach(source -> paths.add(folder.resolve(source.path())));
      paths.addAll(request.paths().subList(1, request.paths().size()));
      return paths;
    }

    private String name() {
      if (!configuration.name().isEmpty()) {
        return configuration.name();
      }
      Path path = request.paths().getFirst();
      Path last = path.toAbsolutePath().normalize().getFileName();
      return last == null ? path.toString() : last.toString();
    }

    private <T> T applied(Applied<T> part) {
      problems.addAll(part.problems());
      hidden.addAll(part.hidden());
      return part.value();
    }
  }
}
