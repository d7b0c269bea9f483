package dev.ardennes.engine.nearest;

import dev.ardennes.engine.attack.Gain;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Stated facts and what the attacker holds, found by any of their columns. A column is indexed
/// when it is first asked about.
final class FactIndex {
  private record Column(String relation, int column) {}

  private final FactBase facts;
  private final Map<String, List<List<String>>> held = new HashMap<>();
  private final Map<Column, Map<String, List<List<String>>>> indexes = new HashMap<>();
  private final Map<String, List<String>> ofType = new HashMap<>();
  private final Map<String, Set<String>> sets = new HashMap<>();

  /// @param reached what the attacker holds
  FactIndex(FactBase facts, Collection<Gain> reached) {
    this.facts = facts;
    for (Gain gain : reached) {
      if (!gain.witness()) {
        held.computeIfAbsent(gain.relation(), r -> new ArrayList<>()).add(gain.args());
      }
    }
  }

  /// A superset of the tuples that match, cheap to get: those that have one of the given values.
  ///
  /// @param pattern null for a column that is open
  List<List<String>> near(String relation, List<@Nullable String> pattern) {
    List<List<String>> fewest = null;
    for (int column = 0; column < pattern.size(); column++) {
      String value = pattern.get(column);
      if (value != null) {
        List<List<String>> some =
            index(new Column(relation, column)).getOrDefault(value, List.of());
        if (fewest == null || some.size() < fewest.size()) {
          fewest = some;
        }
      }
    }
    return fewest == null ? tuples(relation) : fewest;
  }

  private Map<String, List<List<String>>> index(Column column) {
    Map<String, List<List<String>>> index = indexes.get(column);
    if (index == null) {
      index = new HashMap<>();
      for (List<String> tuple : tuples(column.relation())) {
        if (column.column() < tuple.size()) {
          index.computeIfAbsent(tuple.get(column.column()), v -> new ArrayList<>()).add(tuple);
        }
      }
      indexes.put(column, index);
    }
    return index;
  }

  private List<List<String>> tuples(String relation) {
    List<List<String>> gained = held.get(relation);
    if (gained != null) {
      return gained;
    }
    return facts.relation(relation).stream().map(Fact::args).toList();
  }

  /// Whether a tuple has the given values.
  static boolean matches(List<String> tuple, List<@Nullable String> pattern) {
    for (int column = 0; column < pattern.size(); column++) {
      String value = pattern.get(column);
      if (value != null && !value.equals(tuple.get(column))) {
        return false;
      }
    }
    return true;
  }

  boolean holds(Ground ground) {
    return near(ground.relation(), List.copyOf(ground.args())).stream()
        .anyMatch(tuple -> tuple.equals(ground.args()));
  }

  /// Whether some fact has the thing in a column of the type; true for texts and for `resource`,
  /// which anything is.
  boolean is(String id, String type) {
    return type.equals("resource")
        || type.equals("entity")
        || !Catalogue.standard().isEntity(type)
        || sets.computeIfAbsent(type, t -> new HashSet<>(ofType(t))).contains(id);
  }

  /// The things that some fact has in a column of the type, or of a narrower one, in order.
  List<String> ofType(String type) {
    return ofType.computeIfAbsent(type, this::ofTypeAnew);
  }

  private List<String> ofTypeAnew(String type) {
    TreeSet<String> found = new TreeSet<>();
    Catalogue catalogue = Catalogue.standard();
    for (Relation relation : catalogue.relations()) {
      for (int column = 0; column < relation.arity(); column++) {
        if (catalogue.isA(relation.columns().get(column).type(), type)) {
          for (Fact fact : facts.relation(relation.name())) {
            found.add(fact.args().get(column));
          }
        }
      }
    }
    return List.copyOf(found);
  }
}
