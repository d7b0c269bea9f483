package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.TemplatePart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The type of a variable, as `type = ...` writes it.
public sealed interface TypeConstraint {
  /// Any value.
  record Any() implements TypeConstraint {}

  /// `string`, `number` or `bool`.
  enum Primitive implements TypeConstraint {
    STRING,
    NUMBER,
    BOOL
  }

  /// `list(element)`.
  record ListOf(TypeConstraint element) implements TypeConstraint {}

  /// `set(element)`.
  record SetOf(TypeConstraint element) implements TypeConstraint {}

  /// `map(element)`.
  record MapOf(TypeConstraint element) implements TypeConstraint {}

  /// `tuple([...])`.
  record TupleOf(List<TypeConstraint> elements) implements TypeConstraint {
    public TupleOf {
      elements = List.copyOf(elements);
    }
  }

  /// `object({...})`.
  record ObjectOf(Map<String, Attribute> attributes) implements TypeConstraint {
    public ObjectOf {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
  }

  /// An attribute of an object.
  ///
  /// @param initial the default inside `optional(type, default)`; null where there is none
  record Attribute(TypeConstraint type, boolean optional, @Nullable Expression initial) {}

  /// Reads a type; what is no type is taken as any.
  static TypeConstraint of(Expression expression) {
    return switch (expression) {
      case Expression.Root root ->
          switch (root.name()) {
            case "string" -> Primitive.STRING;
            case "number" -> Primitive.NUMBER;
            case "bool" -> Primitive.BOOL;
            case "list" -> new ListOf(new Any());
            case "set" -> new SetOf(new Any());
            case "map" -> new MapOf(new Any());
            default -> new Any();
          };
      case Expression.Call call when call.arguments().size() == 1 -> constructed(call);
      case Expression.Template template -> quoted(template);
      default -> new Any();
    };
  }

  private static TypeConstraint constructed(Expression.Call call) {
    Expression argument = call.arguments().getFirst();
    return switch (call.name()) {
      case "list" -> new ListOf(of(argument));
      case "set" -> new SetOf(of(argument));
      case "map" -> new MapOf(of(argument));
      case "tuple" -> argument instanceof Expression.Tuple tuple ? tuple(tuple) : new Any();
      case "object" ->
          argument instanceof Expression.ObjectLiteral object ? object(object) : new Any();
      default -> new Any();
    };
  }

  private static TypeConstraint tuple(Expression.Tuple tuple) {
    List<TypeConstraint> elements = new ArrayList<>();
    tuple.elements().forEach(element -> elements.add(of(element)));
    return new TupleOf(elements);
  }

  private static TypeConstraint object(Expression.ObjectLiteral object) {
    Map<String, Attribute> attributes = new TreeMap<>();
    for (Expression.Entry entry : object.entries()) {
      String name = name(entry.key());
      if (name != null) {
        attributes.put(name, attribute(entry.value()));
      }
    }
    return new ObjectOf(attributes);
  }

  private static @Nullable String name(Expression key) {
    return switch (key) {
      case Expression.Root root -> root.name();
      case Expression.Template template
          when template.parts().size() == 1
              && template.parts().getFirst() instanceof TemplatePart.Text text ->
          text.text();
      default -> null;
    };
  }

  private static Attribute attribute(Expression type) {
    if (type instanceof Expression.Call call
        && call.name().equals("optional")
        && !call.arguments().isEmpty()) {
      Expression initial = call.arguments().size() > 1 ? call.arguments().get(1) : null;
      return new Attribute(of(call.arguments().getFirst()), true, initial);
    }
    return new Attribute(of(type), false, null);
  }

  /// Before Terraform 0.12 types were quoted.
  private static TypeConstraint quoted(Expression.Template template) {
    String name = name(template);
    return switch (name == null ? "" : name) {
      case "string" -> Primitive.STRING;
      case "list" -> new ListOf(new Any());
      case "map" -> new MapOf(new Any());
      default -> new Any();
    };
  }
}
