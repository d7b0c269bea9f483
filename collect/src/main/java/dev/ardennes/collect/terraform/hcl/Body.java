package dev.ardennes.collect.terraform.hcl;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands between the braces of a block, or in a file.
///
/// @param attributes in the order of the text, each name once
/// @param blocks in the order of the text
public record Body(List<Attribute> attributes, List<Block> blocks) {
  /// A body with nothing in it.
  public static final Body EMPTY = new Body(List.of(), List.of());

  public Body {
    attributes = List.copyOf(attributes);
    blocks = List.copyOf(blocks);
  }

  /// `name = expression`.
  ///
  /// @param position where the name stands
  public record Attribute(String name, Expression expression, Position position) {}

  /// `type "label" { ... }`.
  ///
  /// @param position where the type stands
  public record Block(String type, List<String> labels, Body body, Position position) {
    public Block {
      labels = List.copyOf(labels);
    }
  }

  /// The attribute of that name.
  public Optional<Attribute> attribute(String name) {
    return attributes.stream().filter(attribute -> attribute.name.equals(name)).findFirst();
  }

  /// The blocks of that type, in the order of the text.
  public Stream<Block> blocks(String type) {
    return blocks.stream().filter(block -> block.type.equals(type));
  }
}
