package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Same;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Entities that a file says are the same, given one id.
final class Merging {
  private static final String CLUSTER = "k8s.cluster";

  /// Relations of which an entity has one fact: those of the entity that stays decide.
  private static final Set<String> SINGLE = Set.of("arn", "in_account");

  private final EstateConfiguration configuration;
  private final List<Collected> sources;
  private final Map<String, Entity> entities = new TreeMap<>();
  private final Patterns patterns;
  private final Map<String, String> parents = new TreeMap<>();
  private final List<Hidden> hidden = new ArrayList<>();
  private final Set<String> stated = new LinkedHashSet<>();

  Merging(EstateConfiguration configuration, List<Collected> sources) {
    this.configuration = configuration;
    this.sources = sources;
    sources.forEach(source -> source.entities().forEach(e -> entities.putIfAbsent(e.id(), e)));
    this.patterns = new Patterns(entities.values());
  }

  Applied<List<Collected>> applied() {
    configuration.same().forEach(this::add);
    List<Collected> merged = parents.isEmpty() ? sources : renamed();
    hidden.sort(null);
    return new Applied<>(List.copyOf(merged), patterns.problems(), hidden);
  }

  private void add(Same item) {
    List<Entity> ones = select(item.one());
    List<Entity> others = select(item.other());
    if (ones.isEmpty() || others.isEmpty()) {
      return;
    }
    if (ones.size() > 1) {
      patterns.warn(
          "`" + item.one().glob() + "` names " + ones.size() + " things, of which one should stay",
          "write the name of the one that the others are the same as",
          item.one());
      return;
    }
    int count = 0;
    for (Entity other : others) {
      count += join(ones.getFirst(), other, item) ? 1 : 0;
    }
    if (count > 0) {
      String what = "things taken for `" + ones.getFirst().id() + "`: " + item.reason();
      hidden.add(new Hidden(item.place().place(), what, count));
    }
  }

  /// Accounts are related by facts; nothing of theirs is renamed.
  private List<Entity> select(EntityPattern pattern) {
    if (SameThings.isAccountId(pattern.glob())) {
      return List.of();
    }
    List<Entity> found =
        Selector.select(entities.values(), pattern.glob()).stream()
            .map(Selector.Match::entity)
            .toList();
    boolean account = found.stream().anyMatch(e -> e.kind().equals(SameThings.ACCOUNT));
    return account ? List.of() : found;
  }

  private boolean join(Entity one, Entity other, Same item) {
    if (!one.kind().equals(other.kind())) {
      patterns.warn(
          "`"
              + other.id()
              + "` is of kind `"
              + other.kind()
              + "` and cannot be `"
              + one.id()
              + "`, which is of kind `"
              + one.kind()
              + "`",
          "name two things of one kind",
          item.other());
      return false;
    }
    String stays = root(one.id());
    String goes = root(other.id());
    if (stays.equals(goes)) {
      return false;
    }
    parents.put(goes, stays);
    if (one.kind().equals(CLUSTER)) {
      joinContents(stays, goes);
    }
    return true;
  }

  /// What lies in a cluster has ids that begin with the cluster's.
  private void joinContents(String stays, String goes) {
    for (Entity entity : List.copyOf(entities.values())) {
      String at = root(entity.id());
      if (at.startsWith(goes + "/")) {
        String inside = stays + at.substring(goes.length());
        parents.put(at, inside);
        entities.putIfAbsent(
            inside, new Entity(inside, entity.kind(), entity.name(), entity.aliases()));
      }
    }
  }

  private String root(String id) {
    String at = id;
    String parent = parents.get(at);
    while (parent != null) {
      at = parent;
      parent = parents.get(at);
    }
    return at;
  }

  private List<Collected> renamed() {
    for (Collected source : sources) {
      for (Fact fact : source.facts()) {
        if (SINGLE.contains(fact.relation())) {
          stated.add(fact.relation() + "\n" + fact.args().getFirst());
        }
      }
    }
    return sources.stream().map(this::renamed).toList();
  }

  private Collected renamed(Collected source) {
    return new Collected(
        source.source(),
        source.kind(),
        source.location(),
        source.files(),
        source.entities().stream().map(this::renamed).toList(),
        source.facts().stream().filter(this::stays).map(this::renamed).toList(),
        source.covers(),
        source.problems(),
        source.hidden());
  }

  private Entity renamed(Entity entity) {
    String id = root(entity.id());
    Entity stays = entities.get(id);
    if (stays == null || id.equals(entity.id())) {
      return entity;
    }
    Set<String> aliases = new LinkedHashSet<>(entity.aliases());
    aliases.add(entity.id());
    aliases.add(entity.name());
    return new Entity(id, stays.kind(), stays.name(), List.copyOf(aliases));
  }

  private boolean stays(Fact fact) {
    String first = fact.args().getFirst();
    return !SINGLE.contains(fact.relation())
        || !parents.containsKey(first)
        || !stated.contains(fact.relation() + "\n" + root(first));
  }

  private Fact renamed(Fact fact) {
    Relation relation = Catalogue.standard().relation(fact.relation());
    if (relation == null || fact.args().stream().noneMatch(parents::containsKey)) {
      return fact;
    }
    List<String> args = new ArrayList<>(fact.args());
    for (int i = 0; i < Math.min(args.size(), relation.arity()); i++) {
      if (Catalogue.standard().isEntity(relation.columns().get(i).type())) {
        args.set(i, root(args.get(i)));
      }
    }
    return new Fact(fact.relation(), args, fact.standing(), fact.evidence());
  }
}
