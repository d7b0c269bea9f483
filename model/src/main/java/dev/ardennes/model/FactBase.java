package dev.ardennes.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All entities and collected facts of an estate, each once: facts of the same content are merged,
/// their evidence joined; entities of the same id have their aliases joined. Immutable; the order
/// is that of the sources.
public final class FactBase {
  /// Among so many facts one is found faster by comparing than by its id.
  private static final int FEW = 16;

  /// In the order of the ids.
  private final SequencedMap<String, Entity> entities;

  private final Map<String, Fact> factsById;
  private final Map<String, List<Fact>> byRelation;
  private final Map<String, Map<String, List<Fact>>> byFirst = new HashMap<>();

  private FactBase(SequencedMap<String, Entity> entities, Map<String, Fact> factsById) {
    this.entities = entities;
    this.factsById = factsById;
    this.byRelation = new HashMap<>();
    for (Fact fact : factsById.values()) {
      byRelation.computeIfAbsent(fact.relation(), relation -> new ArrayList<>()).add(fact);
      byFirst
          .computeIfAbsent(fact.relation(), relation -> new HashMap<>())
          .computeIfAbsent(fact.args().getFirst(), first -> new ArrayList<>(1))
          .add(fact);
    }
  }

  /// Everything that the sources state.
  public static FactBase of(Collection<Collected> sources) {
    Map<String, Entity> entities = new TreeMap<>();
    Map<String, Fact> facts = new LinkedHashMap<>();
    for (Collected source : sources) {
      source.entities().forEach(e -> entities.merge(e.id(), e, FactBase::joined));
      source.facts().forEach(f -> facts.merge(f.id(), f, FactBase::joined));
    }
    return new FactBase(new LinkedHashMap<>(entities), facts);
  }

  private static Entity joined(Entity one, Entity other) {
    Set<String> aliases = new LinkedHashSet<>(one.aliases());
    aliases.addAll(other.aliases());
    return new Entity(one.id(), one.kind(), one.name(), List.copyOf(aliases));
  }

  private static Fact joined(Fact one, Fact other) {
    Set<Evidence> evidence = new LinkedHashSet<>(one.evidence());
    evidence.addAll(other.evidence());
    return new Fact(one.relation(), one.args(), one.standing(), List.copyOf(evidence));
  }

  /// The same estate with some facts left out and others put in: the base of every what-if.
  public FactBase changed(Predicate<Fact> without, Collection<Fact> with) {
    Map<String, Fact> facts = new LinkedHashMap<>();
    factsById.values().stream().filter(without.negate()).forEach(f -> facts.put(f.id(), f));
    with.forEach(f -> facts.merge(f.id(), f, FactBase::joined));
    return new FactBase(entities, facts);
  }

  /// The same estate without these entities and every fact that names one.
  public FactBase without(Set<String> ids) {
    Map<String, Entity> fewer = new TreeMap<>(entities);
    fewer.keySet().removeAll(ids);
    Map<String, Fact> facts = new LinkedHashMap<>();
    for (Fact fact : factsById.values()) {
      if (fact.args().stream().noneMatch(ids::contains)) {
        facts.put(fact.id(), fact);
      }
    }
    return new FactBase(new LinkedHashMap<>(fewer), facts);
  }

  /// The same facts with further entities; an entity that is there already keeps its kind and name.
  public FactBase withEntities(Collection<Entity> more) {
    Map<String, Entity> all = new TreeMap<>(entities);
    more.forEach(e -> all.merge(e.id(), e, FactBase::joined));
    return new FactBase(new LinkedHashMap<>(all), factsById);
  }

  /// All entities, by id.
  public Collection<Entity> entities() {
    return Collections.unmodifiableCollection(entities.values());
  }

  public @Nullable Entity entity(String id) {
    return entities.get(id);
  }

  /// All facts, in the order of the sources.
  public Collection<Fact> facts() {
    return Collections.unmodifiableCollection(factsById.values());
  }

  public @Nullable Fact fact(String id) {
    return factsById.get(id);
  }

  /// The fact with this content; null where no source states it.
  public @Nullable Fact fact(String relation, String... args) {
    List<String> wanted = List.of(args);
    List<Fact> alike = relation(relation, args[0]);
    if (alike.size() > FEW) {
      return factsById.get(Fact.idOf(relation, wanted));
    }
    for (Fact fact : alike) {
      if (fact.args().equals(wanted)) {
        return fact;
      }
    }
    return null;
  }

  /// The facts of one relation.
  public List<Fact> relation(String name) {
    return Collections.unmodifiableList(byRelation.getOrDefault(name, List.of()));
  }

  /// The facts of one relation whose first argument is `first`.
  public List<Fact> relation(String name, String first) {
    return Collections.unmodifiableList(
        byFirst.getOrDefault(name, Map.of()).getOrDefault(first, List.of()));
  }

  /// The second argument of the first such fact; null where there is none.
  public @Nullable String second(String name, String first) {
    List<Fact> facts = relation(name, first);
    return facts.isEmpty() ? null : facts.getFirst().args().get(1);
  }
}
