package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The arguments and nested blocks of a block, each evaluated when it is first asked for.
public final class EvaluatedBody {
  private final Map<String, Lazy<Attribute>> attributes = new LinkedHashMap<>();
  private final Lazy<List<Block>> blocks;
  private final Set<String> blockTypes;

  /// `name = value`.
  ///
  /// @param position where the name stands
  public record Attribute(String name, Value value, Position position) {}

  /// A nested block, one for each that `dynamic` makes.
  ///
  /// @param symbolic whether it stands for an unknown number of blocks, none included
  public record Block(
      String type, List<String> labels, EvaluatedBody body, Position position, boolean symbolic) {
    public Block {
      labels = List.copyOf(labels);
    }
  }

  /// @param blockTypes types of nested blocks that there may be, known without evaluating
  EvaluatedBody(
      Map<String, Supplier<Attribute>> attributes,
      Set<String> blockTypes,
      Supplier<List<Block>> blocks) {
    attributes.forEach((name, supplier) -> this.attributes.put(name, new Lazy<>(name, supplier)));
    this.blockTypes = Set.copyOf(blockTypes);
    this.blocks = new Lazy<>("the blocks", blocks);
  }

  /// A body whose content is known already.
  static EvaluatedBody of(Collection<Attribute> attributes, List<Block> blocks) {
    Map<String, Supplier<Attribute>> suppliers = new LinkedHashMap<>();
    attributes.forEach(attribute -> suppliers.put(attribute.name(), () -> attribute));
    Set<String> types = blocks.stream().map(Block::type).collect(Collectors.toSet());
    List<Block> copy = List.copyOf(blocks);
    return new EvaluatedBody(suppliers, types, () -> copy);
  }

  /// Names of the arguments that are written, in the order of the text; one may be null.
  public List<String> names() {
    return List.copyOf(attributes.keySet());
  }

  /// The argument of that name, empty where it is not written or null.
  public Optional<Attribute> attribute(String name) {
    Lazy<Attribute> attribute = attributes.get(name);
    return attribute == null
        ? Optional.empty()
        : Optional.of(attribute.get()).filter(found -> !(found.value() instanceof NullValue));
  }

  /// The value of the argument of that name, empty where it is not written or null.
  public Optional<Value> value(String name) {
    return attribute(name).map(Attribute::value);
  }

  /// All arguments, evaluated, in the order of the text.
  public List<Attribute> attributes() {
    return attributes.values().stream().map(Lazy::get).toList();
  }

  /// All nested blocks in the order of the text.
  public List<Block> blocks() {
    return blocks.get();
  }

  /// Types of nested blocks that there may be.
  Set<String> blockTypes() {
    return blockTypes;
  }

  /// The nested blocks of a type. An argument of that name which holds objects is read as blocks
  /// too, since JSON configurations, plans and states do not tell them apart.
  public List<Block> blocks(String type) {
    if (blockTypes.contains(type)) {
      return blocks().stream().filter(block -> block.type().equals(type)).toList();
    }
    return attribute(type).map(attribute -> asBlocks(type, attribute.value())).orElse(List.of());
  }

  private static List<Block> asBlocks(String type, Value value) {
    List<Block> blocks = new ArrayList<>();
    switch (value) {
      case MapValue map -> blocks.add(asBlock(type, map, false));
      case ListValue list -> addAll(blocks, type, list.elements(), !list.exact());
      case SetValue set -> addAll(blocks, type, set.elements(), !set.exact());
      default -> {
        // Not an object: no block.
      }
    }
    return blocks;
  }

  private static void addAll(
      List<Block> blocks, String type, List<Value> elements, boolean symbolic) {
    for (Value element : elements) {
      if (element instanceof MapValue map) {
        blocks.add(asBlock(type, map, symbolic));
      }
    }
  }

  private static Block asBlock(String type, MapValue map, boolean symbolic) {
    List<Attribute> attributes = new ArrayList<>();
    map.entries()
        .forEach((name, value) -> attributes.add(new Attribute(name, value, value.position())));
    return new Block(type, List.of(), of(attributes, List.of()), map.position(), symbolic);
  }
}
