package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.HclParser;
import dev.ardennes.collect.terraform.hcl.Limits;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.hcl.SourceText;
import dev.ardennes.collect.terraform.hcl.TemplatePart;
import dev.ardennes.collect.terraform.hcl.TextMap;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.JsonText;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.References;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Terraform's JSON syntax, `*.tf.json` and `*.tfvars.json`, as the same syntax tree. JSON does not
/// say what is a nested block: inside resources everything but Terraform's own blocks becomes an
/// attribute.
final class JsonConfiguration {
  private static final Map<String, Integer> LABELS =
      Map.of(
          "resource",
          2,
          "data",
          2,
          "ephemeral",
          2,
          "module",
          1,
          "variable",
          1,
          "output",
          1,
          "provider",
          1,
          "locals",
          0,
          "terraform",
          0);

  private static final Map<String, Integer> NESTED =
      Map.of("lifecycle", 0, "provisioner", 1, "connection", 0, "dynamic", 1, "content", 0);

  private static final Map<String, Integer> NESTED_IN_TERRAFORM =
      Map.of("required_providers", 0, "backend", 1);

  private static final Set<String> EXPRESSIONS = Set.of("provider", "depends_on", "type");

  private final Diagnostics diagnostics;

  private JsonConfiguration(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// A file of blocks.
  static Body file(String path, byte[] bytes, Diagnostics diagnostics) {
    return document(path, bytes, diagnostics)
        .map(root -> new JsonConfiguration(diagnostics).body(root, LABELS, "", path))
        .orElse(Body.EMPTY);
  }

  /// A file of values without templates: `*.tfvars.json`.
  static Optional<MapValue> document(String path, byte[] bytes, Diagnostics diagnostics) {
    Optional<String> text = SourceText.decodeText(path, bytes, diagnostics);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    TextMap map = TextMap.verbatim(text.get(), Position.at(path, 1, 1));
    return switch (JsonText.parse(text.get(), map, References.NONE)) {
      case JsonText.Parsed.Document(MapValue root) -> Optional.of(root);
      case JsonText.Parsed.Document(Value other) -> {
        diagnostics.error(other.position(), "the file is no JSON object", "write `{ ... }`");
        yield Optional.empty();
      }
      case JsonText.Parsed.Invalid(String says, Position position) -> {
        diagnostics.error(position, "the file is not JSON: " + says, "correct it");
        yield Optional.empty();
      }
    };
  }

  private Body body(MapValue object, Map<String, Integer> blockTypes, String block, String path) {
    List<Body.Attribute> attributes = new ArrayList<>();
    List<Body.Block> blocks = new ArrayList<>();
    for (Map.Entry<String, Value> entry : object.entries().entrySet()) {
      Integer labels = blockTypes.get(entry.getKey());
      if (entry.getKey().equals("//")) {
        continue;
      }
      if (labels != null) {
        addBlocks(blocks, entry.getKey(), labels, List.of(), entry.getValue(), path);
      } else {
        attributes.add(attribute(entry.getKey(), entry.getValue(), block));
      }
    }
    return new Body(attributes, blocks);
  }

  private void addBlocks(
      List<Body.Block> blocks,
      String type,
      int labels,
      List<String> names,
      Value value,
      String path) {
    switch (value) {
      case ListValue list ->
          list.elements().forEach(element -> addBlocks(blocks, type, labels, names, element, path));
      case MapValue object when labels == 0 -> {
        Map<String, Integer> nested = type.equals("terraform") ? NESTED_IN_TERRAFORM : NESTED;
        blocks.add(
            new Body.Block(type, names, body(object, nested, type, path), object.position()));
      }
      case MapValue object ->
          object
              .entries()
              .forEach(
                  (name, inner) -> {
                    List<String> longer = new ArrayList<>(names);
                    longer.add(name);
                    if (!name.equals("//")) {
                      addBlocks(blocks, type, labels - 1, longer, inner, path);
                    }
                  });
      case NullValue _ -> {
        // A block that is not there.
      }
      default ->
          diagnostics.error(value.position(), "`" + type + "` needs an object", "write `{ ... }`");
    }
  }

  private Body.Attribute attribute(String name, Value value, String block) {
    boolean reference =
        EXPRESSIONS.contains(name) && (!name.equals("type") || block.equals("variable"));
    Expression expression =
        reference && value instanceof StringValue text
            ? HclParser.expression(text.text(), text.position(), Limits.DEFAULT, diagnostics)
                .orElse(new Expression.NullLiteral(value.position()))
            : expression(value);
    return new Body.Attribute(name, expression, value.position());
  }

  /// Texts are templates.
  private Expression expression(Value value) {
    Position position = value.position();
    return switch (value) {
      case NullValue _, UnknownValue _ -> new Expression.NullLiteral(position);
      case BoolValue bool -> new Expression.BoolLiteral(bool.value(), position);
      case NumberValue number -> new Expression.NumberLiteral(number.value(), position);
      case StringValue text -> template(text);
      case ListValue list ->
          new Expression.Tuple(list.elements().stream().map(this::expression).toList(), position);
      case SetValue set ->
          new Expression.Tuple(set.elements().stream().map(this::expression).toList(), position);
      case MapValue map -> object(map);
    };
  }

  private Expression template(StringValue text) {
    Position inside =
        Position.at(text.position().file(), text.position().line(), text.position().column() + 1);
    if (!text.text().contains("${") && !text.text().contains("%{")) {
      return literal(text.text(), text.position());
    }
    return HclParser.template(text.text(), inside, Limits.DEFAULT, diagnostics)
        .orElseGet(() -> literal(text.text(), text.position()));
  }

  private static Expression literal(String text, Position position) {
    List<TemplatePart> parts =
        text.isEmpty() ? List.of() : List.of(new TemplatePart.Text(text, position));
    return new Expression.Template(parts, false, position);
  }

  private Expression object(MapValue map) {
    List<Expression.Entry> entries = new ArrayList<>();
    map.entries()
        .forEach(
            (name, entry) -> {
              Expression key = literal(name, entry.position());
              entries.add(new Expression.Entry(key, expression(entry)));
            });
    return new Expression.ObjectLiteral(entries, map.position());
  }
}
