package dev.ardennes.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The relation catalogue: which predicates exist, how their columns are typed, and which of them
/// have a form under changed state. Read once from `relations.yaml`; immutable.
public final class Catalogue {
  /// The type of columns that hold sets of names and are joined by intersection.
  public static final String NAMES = "names";

  /// One type of the tree.
  ///
  /// @param parent the wider type; null for a root
  public record Type(String name, @Nullable String parent, String means) {}

  /// How decisions about a principal change once the attacker has gained `when` of it.
  ///
  /// @param when an attacker relation
  /// @param column 1-based column of a decision that names the principal
  /// @param alone whether a form of a rule changes no other state that is marked so, and this one
  ///   for one principal only
  /// @param use decision -> decision to ask instead
  public record ChangedState(String when, int column, boolean alone, Map<String, String> use) {}

  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, Relation> relations = new LinkedHashMap<>();
  private final List<ChangedState> changedStates = new ArrayList<>();

  private Catalogue(JsonNode root) {
    for (var entry : root.get("types").properties()) {
      JsonNode type = entry.getValue();
      String parent = type.has("is") ? type.get("is").asString() : null;
      types.put(entry.getKey(), new Type(entry.getKey(), parent, type.get("means").asString()));
    }
    root.get("relations").forEach(node -> add(relation(node)));
    root.get("changed_state").forEach(node -> changedStates.add(changedState(node)));
  }

  /// The product's own catalogue.
  public static Catalogue standard() {
    return Holder.STANDARD;
  }

  private static final class Holder {
    static final Catalogue STANDARD = load();

    private static Catalogue load() {
      try (InputStream in = Catalogue.class.getResourceAsStream("relations.yaml")) {
        return new Catalogue(new YAMLMapper().readTree(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Relation relation(JsonNode node) {
    List<Relation.Column> columns = new ArrayList<>();
    for (var column : node.get("columns").properties()) {
      columns.add(new Relation.Column(column.getKey(), column.getValue().asString()));
    }
    return new Relation(
        node.get("name").asString(),
        columns,
        Relation.Origin.valueOf(node.get("origin").asString().toUpperCase(Locale.ROOT)),
        node.get("means").asString(),
        node.get("absent").asString(),
        node.has("says") ? node.get("says").asString() : "");
  }

  private static ChangedState changedState(JsonNode node) {
    Map<String, String> use = new LinkedHashMap<>();
    node.get("use").properties().forEach(e -> use.put(e.getKey(), e.getValue().asString()));
    return new ChangedState(
        node.get("when").asString(),
        node.get("column").asInt(),
        node.path("alone").asBoolean(false),
        Collections.unmodifiableMap(use));
  }

  private void add(Relation relation) {
    for (Relation.Column column : relation.columns()) {
      if (!types.containsKey(column.type())) {
        throw new IllegalStateException(relation.name() + " has unknown type " + column.type());
      }
    }
    if (relations.put(relation.name(), relation) != null) {
      throw new IllegalStateException("relation twice in the catalogue: " + relation.name());
    }
  }

  /// The relation of this name; null where the catalogue has none.
  public @Nullable Relation relation(String name) {
    return relations.get(name);
  }

  /// All relations, in the catalogue's order.
  public Collection<Relation> relations() {
    return Collections.unmodifiableCollection(relations.values());
  }

  /// All types, in the catalogue's order.
  public Collection<Type> types() {
    return Collections.unmodifiableCollection(types.values());
  }

  /// The forms of decisions under changed state.
  public List<ChangedState> changedStates() {
    return Collections.unmodifiableList(changedStates);
  }

  /// Whether `type` is `ancestor` or narrower.
  public boolean isA(String type, String ancestor) {
    String at = type;
    while (at != null) {
      if (at.equals(ancestor)) {
        return true;
      }
      Type found = types.get(at);
      at = found == null ? null : found.parent();
    }
    return false;
  }

  /// Whether one variable may stand in columns of both types: they lie on one branch of the tree.
  public boolean compatible(String type, String other) {
    return isA(type, other) || isA(other, type);
  }

  /// Whether values of the type are entity ids.
  public boolean isEntity(String type) {
    return isA(type, "entity");
  }
}
