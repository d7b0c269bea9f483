package dev.ardennes.estate;

import dev.ardennes.model.Collected;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Stance;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What the people of an estate say of it in `ardennes.yaml`. Immutable; every part is empty where
/// the file does not speak of it, and every item knows its place in the file.
///
/// A date in `expires` is the last day on which the item counts.
///
/// @param name for the report; empty where the file gives none
/// @param sections where each part of the file begins, by its key
public record EstateConfiguration(
    String name,
    List<SourceFolder> sources,
    List<Jewel> crownJewels,
    List<Entry> entries,
    List<Same> same,
    List<Vendor> vendors,
    List<Said> assumptions,
    List<Exemption> exceptions,
    List<Cost> costs,
    List<Suppression> suppressions,
    Map<String, Evidence> sections) {

  /// The kind of the source that the file itself is.
  public static final String SOURCE_KIND = "ardennes.configuration";

  /// A folder or file to read.
  ///
  /// @param path relative to the folder of `ardennes.yaml`, with `/`, never above it
  /// @param name what evidence calls it; unique in the file
  public record SourceFolder(String path, String name, Evidence place) {}

  /// Things that must not fall.
  ///
  /// @param impactKind one of [ImpactKinds#WORDS]
  public record Jewel(
      EntityPattern entity,
      CrownJewel.Impact impact,
      String impactKind,
      String why,
      Evidence place) {}

  /// What the attacker has at the start.
  ///
  /// @param kind null for what is usual for the entity
  /// @param together what the attacker has besides, at the same time
  public record Entry(
      EntityPattern entity,
      EntryPoint.@Nullable Kind kind,
      String why,
      List<Companion> together,
      Evidence place) {
    public Entry {
      together = List.copyOf(together);
    }
  }

  /// Something held together with an entry.
  ///
  /// @param kind null for what is usual for the entity
  public record Companion(EntityPattern entity, EntryPoint.@Nullable Kind kind) {}

  /// Two names of one thing.
  public record Same(EntityPattern one, EntityPattern other, String reason, Evidence place) {}

  /// Accounts of somebody who acts in the accounts of many customers from there.
  public record Vendor(EntityPattern account, String why, Evidence place) {}

  /// A stance on the assumptions whose id begins with `id`.
  public record Said(
      String id, Stance stance, String reason, @Nullable LocalDate expires, Evidence place) {}

  /// Something that was allowed for a while.
  ///
  /// @param entity null where the exception is about no entity
  public record Exemption(
      String what,
      String owner,
      LocalDate expires,
      @Nullable EntityPattern entity,
      Evidence place) {}

  /// What changing certain facts costs.
  ///
  /// @param relation empty for any
  /// @param entity null for any
  public record Cost(String relation, @Nullable EntityPattern entity, int cost, Evidence place) {}

  /// Paths that are not to be shown.
  ///
  /// @param path beginning of path ids; empty where `technique` says which paths
  /// @param technique id of a technique; empty where `path` says which paths
  public record Suppression(
      String path, String technique, String reason, LocalDate expires, Evidence place) {}

  public EstateConfiguration {
    sources = List.copyOf(sources);
    crownJewels = List.copyOf(crownJewels);
    entries = List.copyOf(entries);
    same = List.copyOf(same);
    vendors = List.copyOf(vendors);
    assumptions = List.copyOf(assumptions);
    exceptions = List.copyOf(exceptions);
    costs = List.copyOf(costs);
    suppressions = List.copyOf(suppressions);
    sections = Map.copyOf(sections);
  }

  /// What holds where there is no file.
  public static EstateConfiguration none() {
    return new EstateConfiguration(
        "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of(), Map.of());
  }

  /// The same with other sources.
  EstateConfiguration withSources(List<SourceFolder> others) {
    return new EstateConfiguration(
        name,
        others,
        crownJewels,
        entries,
        same,
        vendors,
        assumptions,
        exceptions,
        costs,
        suppressions,
        sections);
  }

  /// The entry points: the configured ones in the order of the file, in the place of the inferred
  /// ones, which are counted as hidden. The inferred ones stay where no pattern matches anything,
  /// so that a wrong pattern cannot make an estate look safe. O(patterns x entities).
  public Applied<EntrySelection> entries(FactBase facts, List<EntryPoint> inferred) {
    return new Entries(this, facts).applied(inferred);
  }

  /// The crown jewels, under the same rules as [#entries(FactBase, List)]; the first item that
  /// matches an entity decides about it. O(patterns x entities).
  public Applied<List<CrownJewel>> jewels(FactBase facts, List<CrownJewel> inferred) {
    return new Jewels(this, facts).applied(inferred);
  }

  /// `same_symbol` facts for accounts and unknown names that are the same, with their place in the
  /// file as evidence. Results that need one rest on the assumption [SameThings#assumption(Fact)].
  public Applied<List<Fact>> sameFacts(FactBase facts) {
    return new SameThings(this, facts).applied();
  }

  /// `serves_customers` facts for the accounts of vendors, with their place in the file as
  /// evidence. O(patterns x entities).
  public Applied<List<Fact>> vendorFacts(FactBase facts) {
    return new Vendors(this, facts).applied();
  }

  /// The sources with other entities than accounts that are the same merged: they, and the facts
  /// that name them, get the id of `one`. To be called before the sources become a [FactBase].
  public Applied<List<Collected>> merged(List<Collected> sources) {
    return new Merging(this, sources).applied();
  }

  /// The stance on each assumption of which the file speaks, by full id. What has expired does not
  /// count and is a problem; so is an id that begins several assumptions. The last item about an
  /// assumption decides.
  ///
  /// @param assumptionIds ids of all assumptions that are in question
  public Applied<Map<String, Stance>> stances(LocalDate asOf, Collection<String> assumptionIds) {
    return SaidStances.applied(this, asOf, assumptionIds);
  }

  /// The exceptions that have expired, each a problem too.
  public Applied<List<ExpiredException>> expiredExceptions(LocalDate asOf, FactBase facts) {
    return ExpiredException.applied(this, asOf, facts);
  }

  /// The suppressions that count on this day; those that have expired are problems.
  public Applied<Suppressions> suppressions(LocalDate asOf) {
    return Suppressions.applied(this, asOf);
  }

  /// The suppression that hides a path; empty where none does. See [Suppressions#hiding(String,
  /// List)].
  public Optional<Suppression> suppresses(
      String pathId, List<? extends Collection<String>> steps, LocalDate asOf) {
    return suppressions(asOf).value().hiding(pathId, steps);
  }

  /// What changes cost in this estate.
  public Applied<Costs> costs(FactBase facts) {
    return Costs.applied(this, facts);
  }

  /// What taking out the fact costs; empty where the file does not say. For many facts make
  /// [#costs(FactBase)] once.
  public OptionalInt cost(FactBase facts, Fact fact) {
    return costs(facts).value().of(fact);
  }

  /// The file as a source of its own, so that what it states has a place that can be opened.
  ///
  /// @param location the folder of `ardennes.yaml`, as the user named it
  /// @param stated what [#sameFacts(FactBase)] gives
  public Collected source(String source, String location, List<Fact> stated) {
    return new Collected(source, SOURCE_KIND, location, 1, List.of(), stated, List.of(), List.of());
  }
}
