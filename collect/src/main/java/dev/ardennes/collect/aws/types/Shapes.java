package dev.ardennes.collect.aws.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The shapes of resource types. Immutable.
public final class Shapes {
  private static final Set<String> FIELDS =
      Set.of("type", "ref", "attributes", "rename", "set", "values", "parts", "like");
  private static final Set<String> PART_FIELDS =
      Set.of("each", "type", "item", "self", "with", "rename", "set");

  private final Map<String, Shape> shapes = new LinkedHashMap<>();

  private Shapes(JsonNode root, @Nullable Shapes base) {
    for (var entry : root.properties()) {
      JsonNode like = entry.getValue().get("like");
      Shape found = base == null ? null : base.shapes.get(entry.getKey());
      Shape of = like == null ? found : shapes.get(like.asString());
      shapes.put(entry.getKey(), shape(entry.getKey(), entry.getValue(), of));
    }
    if (base != null) {
      base.shapes.forEach(shapes::putIfAbsent);
    }
  }

  /// Types as templates write them.
  public static Shapes ofTemplates() {
    return Holder.TEMPLATES;
  }

  /// Types as AWS Config writes what it has found, in capital letters: where it differs from
  /// templates.
  public static Shapes ofInventory() {
    return Holder.INVENTORY;
  }

  private static final class Holder {
    static final Shapes TEMPLATES = new Shapes(load("cloudformation-types.yaml"), null);
    static final Shapes INVENTORY = new Shapes(load("inventory-types.yaml"), TEMPLATES);

    private static JsonNode load(String name) {
      try (InputStream in = Shapes.class.getResourceAsStream(name)) {
        return new YAMLMapper().readTree(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Shape shape(String type, JsonNode row, @Nullable Shape base) {
    only(type, row, FIELDS);
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    if (base != null) {
      values.putAll(base.values());
    }
    JsonNode written = row.get("values");
    if (written != null) {
      written.properties().forEach(entry -> values.put(entry.getKey(), texts(entry.getValue())));
    }
    String otherwise = base == null ? Words.terraformType(type) : base.type();
    return new Shape(
        text(row, "type", otherwise),
        text(row, "ref", base == null ? "id" : base.reference()),
        both(base == null ? Map.of() : base.attributes(), texts(row.get("attributes"))),
        both(base == null ? Map.of() : base.rename(), texts(row.get("rename"))),
        both(base == null ? Map.of() : base.set(), texts(row.get("set"))),
        values,
        row.get("parts") == null && base != null ? base.parts() : parts(type, row));
  }

  private static Map<String, String> both(Map<String, String> base, Map<String, String> more) {
    Map<String, String> both = new LinkedHashMap<>(base);
    both.putAll(more);
    return Map.copyOf(both);
  }

  private static List<Shape.Part> parts(String type, JsonNode row) {
    List<Shape.Part> parts = new ArrayList<>();
    JsonNode written = row.get("parts");
    if (written != null) {
      for (JsonNode part : written) {
        only(type, part, PART_FIELDS);
        parts.add(
            new Shape.Part(
                text(part, "each", ""),
                text(part, "type", ""),
                text(part, "item", ""),
                texts(part.get("self")),
                texts(part.get("with")),
                texts(part.get("rename")),
                texts(part.get("set"))));
      }
    }
    return List.copyOf(parts);
  }

  private static void only(String type, JsonNode row, Set<String> fields) {
    for (String field : row.propertyNames()) {
      if (!fields.contains(field)) {
        throw new IllegalStateException("unknown field " + field + " of " + type);
      }
    }
  }

  private static String text(JsonNode row, String field, String otherwise) {
    JsonNode value = row.get(field);
    return value == null ? otherwise : value.asString();
  }

  private static Map<String, String> texts(@Nullable JsonNode row) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (row != null) {
      row.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    }
    return texts;
  }

  /// All types that are listed.
  public Map<String, Shape> all() {
    return Map.copyOf(shapes);
  }

  /// The shape of a type; for one that is not listed the usual one, in which every name is
  /// Terraform's in another spelling.
  public Shape of(String type) {
    Shape listed = shapes.get(type);
    String name = type.startsWith("AWS::") ? Words.terraformType(type) : "";
    return listed != null
        ? listed
        : new Shape(name, "id", Map.of(), Map.of(), Map.of(), Map.of(), List.of());
  }
}
