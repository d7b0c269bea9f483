package dev.ardennes.analysis;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Stance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One result, complete: what the text, JSON and HTML forms show. Lists are in their final order;
/// an entity, fact, assumption or change is named by its id and stands once in its list.
///
/// A part that was not computed is null, never empty: the JSON form leaves it out.
///
/// @param asOf the date that decided what has expired, `2026-11-21`
/// @param entities those that a listed result uses, or all
/// @param facts those that a listed result uses, or all, down to the collected ones
/// @param entries each a start of its own
/// @param heldTogether what one attacker holds at once, as groups; empty where nobody declared any
/// @param findings what scanners reported, those that matter first; null where no report was read
public record Report(
    String asOf,
    Estate estate,
    List<Entity> entities,
    List<ListedFact> facts,
    List<Entry> entries,
    List<List<Entry>> heldTogether,
    List<Target> targets,
    List<Path> paths,
    List<ListedAssumption> assumptions,
    List<Change> changes,
    List<Linchpin> linchpins,
    List<TechniqueUsed> techniques,
    List<Hidden> hidden,
    List<Problem> problems,
    List<Limit> limits,
    List<StandingRisk> standingRisks,
    @Nullable Closest closest,
    @Nullable WhatIf whatIf,
    @Nullable List<Finding> findings) {

  /// The version of the JSON form.
  public static final String SCHEMA = "ardennes.report/1";

  /// What was read.
  ///
  /// @param scopes for a resource that stands for others which nothing tells from it, their ids
  public record Estate(
      String name,
      List<Source> sources,
      int entities,
      int facts,
      SortedMap<String, List<String>> scopes) {
    public Estate(String name, List<Source> sources, int entities, int facts) {
      this(name, sources, entities, facts, new TreeMap<>());
    }

    /// How many things of this id's scope there are, itself included.
    public int size(String id) {
      return 1 + scopes.getOrDefault(id, List.of()).size();
    }
  }

  /// One source that was read.
  public record Source(
      String name, String kind, String location, int files, int facts, List<String> covers) {}

  /// A fact with how it was derived.
  ///
  /// @param derivedBy a policy engine (`policy.aws`) or a technique's id; empty for collected facts
  /// @param from ids of the facts it follows from; empty for collected facts
  /// @param says the fact as a readable sentence
  public record ListedFact(Fact fact, String derivedBy, List<String> from, String says) {}

  /// What the attacker has at the start.
  ///
  /// @param kind `credential`, `reach`, `code` or `content`
  public record Entry(String entity, String kind, String why, List<Evidence> evidence) {}

  /// What must not fall.
  ///
  /// @param impact `critical`, `high`, `medium` or `low`
  /// @param impactKind such as `data read` or `control of an account`
  /// @param moreWays whether there may be paths to it beyond those listed
  public record Target(
      String entity,
      String impact,
      String impactKind,
      String why,
      List<Evidence> evidence,
      boolean moreWays) {}

  /// Lower end, best estimate and upper end, 0 to 1.
  public record Likelihood(double low, double best, double high) {}

  /// One minimal attack path: a graph of steps in topological order, ended by `goalStep`.
  ///
  /// @param entry the first of the entries that the path needs
  /// @param heldWith the others that it needs, held together with the first; empty for most paths
  /// @param orderProved false where a better path could not be ruled out
  public record Path(
      String id,
      int rank,
      String entry,
      List<String> heldWith,
      String target,
      String goalStep,
      Likelihood likelihood,
      String impact,
      double risk,
      boolean orderProved,
      List<Step> steps,
      List<String> assumptions) {
    /// All entries that the path needs.
    public List<String> starts() {
      List<String> starts = new ArrayList<>();
      starts.add(entry);
      heldWith.stream().filter(held -> !held.equals(entry)).forEach(starts::add);
      return starts;
    }
  }

  /// One application of a technique.
  ///
  /// @param stage `entry`, `pivot`, `escalation`, `impact`, `persistence` or `cover-up`
  /// @param via static entities of the step (a template, a bucket) beside the hop's ends
  /// @param gain the id of the fact gained
  /// @param cutBy ids of changes that each remove this step
  public record Step(
      String id,
      String stage,
      String technique,
      String title,
      List<String> attack,
      List<String> stride,
      String from,
      String to,
      List<String> via,
      String gain,
      String says,
      List<Because> because,
      List<String> assumes,
      List<String> alternatives,
      Detection detection,
      List<String> cutBy) {}

  /// A premise of a step.
  ///
  /// @param step the step that gained it; null where it is a fact of the estate or an entry
  public record Because(String fact, @Nullable String step) {}

  /// What could see a step.
  ///
  /// @param seenBy log events that record it
  /// @param blind what keeps it unseen; empty where nothing is known to
  public record Detection(List<String> seenBy, String blind) {}

  /// An assumption with its stance and how many of the listed paths rest on it.
  public record ListedAssumption(Assumption assumption, Stance stance, int paths) {}

  /// A change of the estate, checked on the attack graph: with it, a step is gone for every
  /// technique.
  ///
  /// @param removes ids of collected facts it takes out
  /// @param adds ids of facts it puts in
  /// @param pathsClosed how many of the listed paths are gone with it
  /// @param verified whether that was counted by running the engine again without the facts; false
  ///   where it was not tried
  public record Change(
      String id,
      String says,
      List<String> removes,
      List<String> adds,
      double cost,
      List<Evidence> evidence,
      int pathsClosed,
      boolean verified) {}

  /// A premise that many paths share: cut it and they all fall.
  public record Linchpin(String fact, String says, int paths, List<Evidence> evidence) {}

  /// A technique that a listed path uses.
  public record TechniqueUsed(String id, String digest, String rule) {}

  /// What configuration hides, counted.
  ///
  /// @param by the place that hides it, `ardennes.yaml:12`
  public record Hidden(String by, String what, int count) {}

  /// A limit and whether it was hit.
  public record Limit(String what, long limit, long total, boolean hit) {}

  /// A fact that is no path but that people want to know: an administrator's long-lived key.
  public record StandingRisk(String entity, String says, List<Evidence> evidence) {}

  /// Where no path was found: the path that came closest and what it lacks.
  ///
  /// @param reached what the attacker comes to, in order
  /// @param missing readable premises that do not hold, with what decided each
  /// @param then the steps that would follow if they held
  public record Closest(
      String entry, String target, List<String> reached, List<String> missing, List<String> then) {}

  /// Set where changes were applied: what was applied and what it closed.
  ///
  /// @param before paths before the changes
  /// @param after paths that remain
  /// @param closed ids of the paths that are gone
  /// @param opened ids of paths that were not there before
  public record WhatIf(
      List<String> changes, int before, int after, List<String> closed, List<String> opened) {}

  /// What a scanner reported. It matters if a step of a listed path rests on what it is about.
  ///
  /// @param severity what the tool thinks: `critical`, `high`, `medium`, `low` or `info`
  /// @param says the tool's title for it
  /// @param about what it is about: files, images, packages, addresses, objects of Kubernetes
  /// @param classes the kinds of weakness it is; empty where the tool does not say
  /// @param place the file and line it points at; null where it names no file
  /// @param evidence where the reports of the tools have it
  /// @param also the same finding by other tools
  /// @param paths ids of the listed paths that it completes
  /// @param steps ids of their steps that rest on it
  /// @param whyNot why it matters to no listed path; null where it does
  public record Finding(
      String id,
      String tool,
      String rule,
      String severity,
      String says,
      List<String> about,
      List<String> classes,
      @Nullable Evidence place,
      List<Evidence> evidence,
      List<AlsoReported> also,
      List<String> paths,
      List<String> steps,
      @Nullable WhyNot whyNot) {
    public boolean matters() {
      return whyNot == null;
    }
  }

  /// The same finding by another tool.
  public record AlsoReported(String id, String tool, String rule) {}

  /// Why a finding matters to no listed path.
  public record WhyNot(Kind kind, String says, List<Evidence> evidence) {
    /// The reasons, in the order in which they are looked for.
    public enum Kind {
      /// Somebody told the tool to say nothing of it.
      SUPPRESSED,
      /// A VEX document says that the product is not affected, or that it is mended.
      NOT_AFFECTED,
      /// It is in files that only tests or builds use.
      DEVELOPMENT,
      /// It is in code or an image that nothing runs of what was collected.
      NOT_RUN,
      /// Nothing that an attacker comes to have leads to what it is about.
      NO_WAY_IN,
      /// An attacker can use it, and no listed path does.
      NO_PATH,
      /// What it is about is reached, and nothing known follows from a finding of its class.
      NOTHING_FOLLOWS,
      /// It names nothing that was collected.
      NOT_PLACED;

      /// `no-way-in`.
      public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }
  }

  /// The same result, as one with changes applied.
  public Report with(WhatIf comparison) {
    return with(entities, hidden, limits, closest, comparison);
  }

  /// The same result with this list of what is hidden.
  public Report withHidden(List<Hidden> all) {
    return with(entities, all, limits, closest, whatIf);
  }

  /// The same result with one limit more.
  public Report withLimit(Limit limit) {
    List<Limit> all = new ArrayList<>(limits);
    all.add(limit);
    return with(entities, hidden, all, closest, whatIf);
  }

  /// The same result with the path that came closest.
  ///
  /// @param named the entities it names
  public Report withClosest(Closest found, Collection<Entity> named) {
    Map<String, Entity> listed = entitiesById();
    named.forEach(entity -> listed.put(entity.id(), entity));
    List<Entity> all = new ArrayList<>(listed.values());
    all.sort(null);
    return with(all, hidden, limits, found, whatIf);
  }

  private Report with(
      List<Entity> listed,
      List<Hidden> hiding,
      List<Limit> reached,
      @Nullable Closest nearest,
      @Nullable WhatIf comparison) {
    return new Report(
        asOf,
        estate,
        listed,
        facts,
        entries,
        heldTogether,
        targets,
        paths,
        assumptions,
        changes,
        linchpins,
        techniques,
        hiding,
        problems,
        reached,
        standingRisks,
        nearest,
        comparison,
        findings);
  }

  /// The entities by id.
  public Map<String, Entity> entitiesById() {
    Map<String, Entity> byId = new LinkedHashMap<>();
    entities.forEach(entity -> byId.put(entity.id(), entity));
    return byId;
  }
}
