package dev.ardennes.collect.aws.configuration;

import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.aws.types.Shape;
import dev.ardennes.collect.aws.types.Shapes;
import dev.ardennes.collect.aws.types.Translation;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// From items to resources in Terraform's words.
final class ItemFacts {
  private final DeclaredResources out;

  ItemFacts(DeclaredResources out) {
    this.out = out;
  }

  /// A list shows what it was told to record, and never that there is nothing else.
  void state(Item item) {
    Shapes shapes =
        item.schema() == Item.Schema.CLOUDFORMATION ? Shapes.ofTemplates() : Shapes.ofInventory();
    Shape shape = shapes.of(item.type());
    Origin origin = ItemValues.origin(item.written());
    Map<String, Value> properties = ItemValues.properties(item.properties());
    DeclaredResources.Account account =
        new DeclaredResources.Account(
            item.account().isEmpty() ? "." : item.account(), item.account(), item.region());
    DeclaredResources.Resource resource =
        resource(shape.type(), item, "", attributes(shape, item, properties, origin), origin);
    if (!shape.type().isEmpty()) {
      out.add(account, resource, false);
    }
    for (Translation.Made part :
        Translation.parts(shape, properties, name -> computed(account, resource, name))) {
      Origin at = Origin.at(part.position());
      out.add(
          account, resource(part.type(), item, "." + part.step(), part.attributes(), at), false);
    }
  }

  private static DeclaredResources.Resource resource(
      String type, Item item, String step, MapValue attributes, Origin origin) {
    String root = item.account().isEmpty() ? "." : item.account();
    return new DeclaredResources.Resource(
        type, root, item.key() + step, attributes, origin.position());
  }

  /// What an item says of itself counts where its configuration does not say it.
  private static MapValue attributes(
      Shape shape, Item item, Map<String, Value> properties, Origin origin) {
    Map<String, Value> entries =
        new LinkedHashMap<>(Translation.attributes(shape, properties, origin).entries());
    String name = DeclaredResources.nameAttribute(shape.type());
    if (!item.name().isEmpty() && !name.isEmpty()) {
      entries.putIfAbsent(name, StringValue.foreign(item.name(), origin));
    }
    if (item.arn().startsWith("arn:")) {
      entries.put("arn", StringValue.foreign(item.arn(), origin));
    }
    if (!item.id().isEmpty()) {
      entries.put("id", StringValue.foreign(item.id(), origin));
    }
    if (item.tags() != null) {
      Map<String, Value> tags = Map.of("Tags", ItemValues.value(item.tags()));
      Value all = Translation.attributes(shape, tags, origin).entry("tags");
      if (all != null) {
        entries.putIfAbsent("tags", all);
      }
    }
    return MapValue.of(entries, origin);
  }

  private static Value computed(
      DeclaredResources.Account account, DeclaredResources.Resource resource, String attribute) {
    String text = DeclaredResources.computed(account, resource, attribute);
    if (text != null) {
      return StringValue.of(text, resource.attributes().origin());
    }
    Value set = resource.attributes().entry(attribute);
    return set == null ? new NullValue(resource.attributes().origin()) : set;
  }
}
