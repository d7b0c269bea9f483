package dev.ardennes.verify;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.ContentId;
import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation;
import dev.ardennes.model.Standing;
import dev.ardennes.model.Unknown;
import dev.ardennes.model.Unseen;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The independent checker: derives every path of a report again, from the facts that the report
/// lists and the technique library, without the engine that found it. Policy decisions are made
/// anew from the statements that each is said to follow from.
///
/// ```java
/// List<Finding> wrong = Verifier.verify(Path.of("report.json"), techniques, null).findings();
/// ```
public final class Verifier {
  private final ReportFile report;
  private final TechniqueSet techniques;
  private final @Nullable FactBase collected;
  private final DecisionCheck decisions;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> decided = new HashMap<>();

  private Verifier(
      ReportFile report,
      TechniqueSet techniques,
      @Nullable FactBase collected,
      @Nullable Instant asOf) {
    this.report = report;
    this.techniques = techniques;
    this.collected = collected;
    this.decisions = new DecisionCheck(report, asOf, collected);
  }

  /// What was checked and what is wrong with it.
  public record Outcome(int paths, int steps, int facts, List<Finding> findings) {
    public Outcome {
      findings = List.copyOf(findings);
    }
  }

  /// Checks a report.
  ///
  /// @param techniques the library that its steps must be instances of
  /// @param collected what the sources state now, to compare the facts with; null to check the
  ///   report against itself
  /// @throws IOException if the file cannot be read or is no report
  public static Outcome verify(Path file, TechniqueSet techniques, @Nullable FactBase collected)
      throws IOException {
    ReportFile report = ReportFile.read(file);
    Verifier verifier = new Verifier(report, techniques, collected, endOf(report.asOf()));
    verifier.ids();
    verifier.entities();
    report.paths().forEach(verifier::path);
    int steps = report.paths().stream().mapToInt(path -> path.steps().size()).sum();
    return new Outcome(report.paths().size(), steps, report.facts().size(), verifier.findings);
  }

  private static @Nullable Instant endOf(String date) {
    try {
      return LocalDate.parse(date)
          .plusDays(1)
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant()
          .minusSeconds(1);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private void wrong(String where, String says) {
    findings.add(new Finding(where, says));
  }

  // --- facts and entities
  // -----------------------------------------------------------------------------

  private void ids() {
    for (ReportFile.ListedFact listed : report.facts().values()) {
      if (!listed.fact().id().equals(listed.id())) {
        wrong("fact " + listed.id(), "its id is not that of its content");
      }
      boolean compared =
          isCollected(listed)
              || (listed.fact().standing() == Standing.ASSUMED && unseen(listed.fact()) != null);
      if (collected != null && compared && collected.fact(listed.id()) == null) {
        wrong("fact " + listed.id(), "the sources do not state `" + listed.fact() + "`");
      }
    }
    for (ReportFile.ListedAssumption listed : report.assumptions().values()) {
      if (!listed.assumption().id().equals(listed.id())) {
        wrong("assumption " + listed.id(), "its id is not that of its content");
      }
    }
  }

  private static boolean isCollected(ReportFile.ListedFact listed) {
    Standing standing = listed.fact().standing();
    return standing != Standing.DERIVED && standing != Standing.ASSUMED;
  }

  /// What the fact is about that no source shows; null where there is no such thing.
  private @Nullable Entity unseen(Fact fact) {
    return fact.args().stream()
        .filter(Unseen::is)
        .map(report.entities()::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// What facts say of an entity's kind and ARN is what the list of entities says.
  private void entities() {
    for (ReportFile.ListedFact listed : report.facts().values()) {
      Fact fact = listed.fact();
      Entity entity = report.entities().get(fact.args().getFirst());
      boolean agrees =
          switch (fact.relation()) {
            case "kind" -> entity != null && entity.kind().equals(fact.args().get(1));
            case "arn" -> entity != null && named(entity, fact.args().get(1));
            case "in_account" -> entity != null && inAccount(entity, fact.args().get(1));
            default -> true;
          };
      if (!agrees) {
        wrong("fact " + listed.id(), "`" + fact + "` is not what the entity's entry says");
      }
    }
  }

  private static boolean named(Entity entity, String arn) {
    return entity.id().equals(arn) || entity.aliases().contains(Unknown.asGlob(arn));
  }

  /// Whether the names of the entity and of the account agree: the account part of their ARNs, and
  /// the ids of what has no complete ARN.
  private boolean inAccount(Entity entity, String accountId) {
    Entity account = report.entities().get(accountId);
    if (account == null || !account.kind().equals("aws.account")) {
      return false;
    }
    boolean local = !entity.id().startsWith("arn:") && !accountId.startsWith("arn:");
    return (!local || entity.id().startsWith(accountId + "/"))
        && accountParts(entity).stream().allMatch(part -> accountParts(account).contains(part));
  }

  /// The account parts of an entity's ARNs; those that are not known are left out.
  private static Set<String> accountParts(Entity entity) {
    Set<String> parts = new HashSet<>();
    List<String> names = new ArrayList<>(entity.aliases());
    names.add(entity.id());
    for (String name : names) {
      String[] split = name.split(":", 6);
      if (name.startsWith("arn:") && split.length == 6 && split[4].matches("[0-9]+")) {
        parts.add(split[4]);
      }
    }
    return parts;
  }

  // --- paths
  // ------------------------------------------------------------------------------------------

  private void path(ReportFile.PathEntry path) {
    String where = "path " + path.id();
    Map<String, ReportFile.Step> before = new HashMap<>();
    Set<String> assumed = new HashSet<>();
    int number = 0;
    for (ReportFile.Step step : path.steps()) {
      step(path, step, where + " step " + ++number, before);
      before.put(step.id(), step);
      assumed.addAll(step.assumes());
    }
    if (report.worlds().stream().noneMatch(world -> isIn(world, held(path)))) {
      wrong(where, "what it starts from is no entry, or is not held together");
    }
    if (!assumed.equals(new HashSet<>(path.assumptions()))) {
      wrong(where, "its assumptions are not those of its steps");
    }
    for (String id : assumed) {
      ReportFile.ListedAssumption listed = report.assumptions().get(id);
      if (listed == null || listed.stance().equals("rejected")) {
        wrong(where, "assumption `" + id + "` is not listed, or is rejected");
      }
    }
    goal(path, where);
  }

  private void goal(ReportFile.PathEntry path, String where) {
    ReportFile.Step last = path.steps().isEmpty() ? null : path.steps().getLast();
    ReportFile.ListedFact gained = last == null ? null : report.facts().get(last.gain());
    if (last == null || gained == null || !last.id().equals(path.goalStep())) {
      wrong(where, "it does not end with its goal");
      return;
    }
    if (!gained.fact().args().getFirst().equals(path.target())
        || !report.targets().containsKey(path.target())) {
      wrong(where, "what it gains last is not about its target");
    }
  }

  private void step(
      ReportFile.PathEntry path,
      ReportFile.Step step,
      String where,
      Map<String, ReportFile.Step> before) {
    ReportFile.ListedFact gain = report.facts().get(step.gain());
    if (gain == null) {
      wrong(where, "what it gains is not listed");
      return;
    }
    List<Fact> premises = new ArrayList<>();
    for (ReportFile.Because because : step.because()) {
      ReportFile.ListedFact fact = report.facts().get(because.fact());
      if (fact == null) {
        wrong(where, "premise `" + because.fact() + "` is not listed");
        continue;
      }
      premises.add(fact.fact());
      String problem = premise(path, step, because, fact, before);
      if (problem != null) {
        wrong(where, problem);
      }
    }
    application(step, gain.fact(), premises, where);
  }

  /// Why a premise may be used; null where it may.
  private @Nullable String premise(
      ReportFile.PathEntry path,
      ReportFile.Step step,
      ReportFile.Because because,
      ReportFile.ListedFact fact,
      Map<String, ReportFile.Step> before) {
    Relation relation = Catalogue.standard().relation(fact.fact().relation());
    if (relation == null || relation.arity() != fact.fact().args().size()) {
      return "`" + fact.fact() + "` is no fact of the catalogue";
    }
    Entity unseen = unseen(fact.fact());
    if (unseen != null
        && relation.origin() != Relation.Origin.ATTACKER
        && !step.assumes().contains(Unseen.assumption(unseen).id())) {
      return "the step does not assume that `" + unseen.name() + "` is there";
    }
    return switch (relation.origin()) {
      case COLLECTED ->
          isCollected(fact) || unseen != null || fact.fact().args().getFirst().equals("internet")
              ? null
              : "`" + fact.fact() + "` is stated by no source";
      case COMPUTED -> decision(fact, step);
      case DERIVED -> "`" + fact.fact() + "` is derived, and no step derives it";
      case ATTACKER -> {
        ReportFile.Step gained = because.step() == null ? null : before.get(because.step());
        if (gained != null) {
          yield gained.gain().equals(fact.id())
              ? null
              : "the step named for `" + fact.fact() + "` does not gain it";
        }
        yield because.step() == null && entry(path, fact.fact())
            ? null
            : "nothing before it gains `" + fact.fact() + "`";
      }
    };
  }

  private @Nullable String decision(ReportFile.ListedFact fact, ReportFile.Step step) {
    String key = fact.id() + " " + step.assumes();
    String problem =
        decided.computeIfAbsent(
            key,
            k ->
                Objects.requireNonNullElse(
                    decisions.check(fact, new HashSet<>(step.assumes())), ""));
    return problem.isEmpty() ? null : problem;
  }

  /// Whether the fact is what the path's entry, or one held with it, gives the attacker.
  private boolean entry(ReportFile.PathEntry path, Fact fact) {
    boolean outsider =
        fact.relation().equals("controls") && fact.args().equals(List.of(EntryPoint.INTERNET));
    return outsider || isGiven(path, fact);
  }

  private boolean isGiven(ReportFile.PathEntry path, Fact fact) {
    Set<String> held = held(path);
    return fact.args().size() == 1
        && held.contains(fact.args().getFirst())
        && report.worlds().stream()
            .filter(world -> isIn(world, held))
            .flatMap(List::stream)
            .anyMatch(
                entry ->
                    fact.args().equals(List.of(entry.entity()))
                        && given(entry.kind()).contains(fact.relation()));
  }

  private static Set<String> held(ReportFile.PathEntry path) {
    Set<String> held = new HashSet<>(path.heldWith());
    held.add(path.entry());
    return held;
  }

  /// Whether one attacker holds all of these at once.
  private static boolean isIn(List<ReportFile.Entry> world, Set<String> held) {
    return world.stream()
        .map(ReportFile.Entry::entity)
        .collect(Collectors.toSet())
        .containsAll(held);
  }

  private static Set<String> given(String kind) {
    return switch (kind) {
      case "credential" -> Set.of("controls", "controls_account");
      case "login" -> Set.of("has_login");
      case "reach" -> Set.of("reaches");
      case "code" -> Set.of("runs_code_on");
      case "content" -> Set.of("writes");
      default -> Set.of();
    };
  }

  // --- rules
  // ------------------------------------------------------------------------------------------

  /// Whether the step is an instance of its technique's rule.
  private void application(
      ReportFile.Step step, Fact gain, Collection<Fact> premises, String where) {
    TechniqueFile technique = techniques.file(step.technique());
    ReportFile.Technique listed = report.techniques().get(step.technique());
    if (technique == null || listed == null) {
      wrong(
          where,
          "technique `" + step.technique() + "` is not known; give its folder with --techniques");
      return;
    }
    if (!technique.digest().equals(listed.digest())
        || !technique.ruleText().strip().equals(listed.rule())) {
      wrong(where, "technique `" + step.technique() + "` has another rule than the report lists");
      return;
    }
    RuleMatch match =
        new RuleMatch(premises, (relation, args) -> absent(relation, args, premises, step));
    boolean follows =
        CompiledRules.of(technique, Catalogue.standard()).rules().stream()
            .map(CompiledRule::rule)
            .anyMatch(rule -> match.match(rule, gain).isPresent());
    if (!follows) {
      wrong(
          where, "`" + gain + "` does not follow from its premises by `" + step.technique() + "`");
    }
    id(step, gain, premises, where);
  }

  private void id(ReportFile.Step step, Fact gain, Collection<Fact> premises, String where) {
    List<String> parts = new ArrayList<>();
    parts.add(gain.toString());
    premises.stream().map(Fact::toString).sorted().forEach(parts::add);
    if (!ContentId.of("s", step.technique(), parts).equals(step.id())) {
      wrong(where, "its id is not that of its content");
    }
  }

  /// A premise that something is absent holds if no listed fact contradicts it, and a source covers
  /// it or the step assumes something that nothing shows.
  private boolean absent(
      String relation,
      List<@Nullable String> args,
      Collection<Fact> premises,
      ReportFile.Step step) {
    Collection<ReportFile.ListedFact> all = report.facts().values();
    boolean contradicted = all.stream().anyMatch(listed -> matches(listed.fact(), relation, args));
    if (contradicted || (collected != null && contradicts(collected, relation, args))) {
      return false;
    }
    String entity = Objects.requireNonNullElse(args.getFirst(), "");
    boolean shown =
        premises.stream()
            .filter(
                fact -> fact.relation().equals("covered") && fact.args().get(1).equals(relation))
            .anyMatch(covered -> inAccount(premises, entity, covered.args().getFirst()));
    return shown || assumesUnseen(step);
  }

  private static boolean inAccount(Collection<Fact> premises, String entity, String account) {
    return premises.stream()
        .anyMatch(
            fact ->
                fact.relation().equals("in_account")
                    && fact.args().equals(List.of(entity, account)));
  }

  private boolean assumesUnseen(ReportFile.Step step) {
    return step.assumes().stream()
        .map(report.assumptions()::get)
        .filter(Objects::nonNull)
        .anyMatch(listed -> listed.assumption().kind() == Assumption.Kind.NOT_COLLECTED);
  }

  private static boolean contradicts(FactBase base, String relation, List<@Nullable String> args) {
    return base.relation(relation).stream().anyMatch(fact -> matches(fact, relation, args));
  }

  private static boolean matches(Fact fact, String relation, List<@Nullable String> args) {
    if (!fact.relation().equals(relation) || fact.args().size() != args.size()) {
      return false;
    }
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg != null && !arg.equals(fact.args().get(i))) {
        return false;
      }
    }
    return true;
  }
}
