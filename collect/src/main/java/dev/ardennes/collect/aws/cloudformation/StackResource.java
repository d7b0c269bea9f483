package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.aws.types.Shape;
import dev.ardennes.collect.aws.types.Shapes;
import dev.ardennes.collect.aws.types.Translation;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.References;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A resource of a stack. Its properties are evaluated when they are asked for: what refers to a
/// name must not evaluate the rest.
final class StackResource {
  private static final String OUTPUTS = "Outputs.";

  private final Stack stack;
  private final String logicalId;
  private final String type;
  private final Json written;
  private final Shape shape;
  private final Truth exists;
  private final String address;
  private final Map<String, Json> properties;

  StackResource(Stack stack, String logicalId, String type, Json written) {
    this.stack = stack;
    this.logicalId = logicalId;
    this.type = type;
    this.written = written;
    this.shape = Shapes.ofTemplates().of(type);
    this.exists = exists();
    String condition = written.textAt("Condition");
    this.address =
        stack.site().prefix() + logicalId + (exists == Truth.OPEN ? "[if " + condition + "]" : "");
    this.properties =
        written.at("Properties") instanceof Json.Obj object
            ? stack.evaluator().loops(object)
            : Map.of();
  }

  /// A resource whose condition nobody can decide is taken for one that exists, as one of
  /// Terraform's with an unknown `count`; its address says so.
  private Truth exists() {
    return written.at("Condition") instanceof Json.Text condition
        ? stack.conditions().named(condition.value(), condition)
        : Truth.YES;
  }

  boolean absent() {
    return exists == Truth.NO;
  }

  String logicalId() {
    return logicalId;
  }

  String type() {
    return type;
  }

  Json written() {
    return written;
  }

  /// The property; null where it is not set.
  @Nullable Value property(String name) {
    Json property = properties.get(name);
    return property == null
        ? null
        : stack
            .session()
            .once(
                stack.symbol(logicalId + "." + name),
                property,
                () -> stack.evaluator().evaluate(property));
  }

  private Map<String, Value> evaluated() {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String name : properties.keySet()) {
      Value value = property(name);
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }

  // --- what others see of it ---

  /// What `Ref` answers.
  Value reference() {
    return computed(shape.reference());
  }

  /// What `Fn::GetAtt` answers.
  Value attribute(String name, Json at) {
    if (type.equals(Template.STACK) && name.startsWith(OUTPUTS)) {
      Stack nested = stack.stacks().nested(this, stack);
      return nested == null
          ? unknown(name, UnknownValue.Reason.NOT_LOADED)
          : nested.output(name.substring(OUTPUTS.length()), at);
    }
    return computed(shape.attribute(name));
  }

  /// An attribute in Terraform's words: as AWS computes it, as it is set, or unknown.
  private Value computed(String attribute) {
    References references = References.of(new Reference(stack.site().root(), address, attribute));
    String text =
        DeclaredResources.computed(stack.site().account(), resource(onDemand()), attribute);
    if (text != null) {
      return Values.ofText(text, origin().withReferences(references));
    }
    Value set = onDemand().entry(attribute);
    return set == null ? unknown(attribute, UnknownValue.Reason.COMPUTED) : set.from(references);
  }

  private Value unknown(String attribute, UnknownValue.Reason reason) {
    Reference reference = new Reference(stack.site().root(), address, attribute);
    return new UnknownValue(
        reference.symbol(), reason, origin().withReferences(References.of(reference)));
  }

  private Origin origin() {
    return Evaluator.origin(written);
  }

  /// The outermost properties as attributes, which is where names are.
  private MapValue onDemand() {
    Map<String, String> names = new LinkedHashMap<>();
    properties.keySet().forEach(name -> names.putIfAbsent(shape.attributeOf(name), name));
    return MapValue.lazy(
        new MapValue.Entries() {
          @Override
          public Set<String> names() {
            return names.keySet();
          }

          @Override
          public @Nullable Value entry(String name) {
            String property = names.get(name);
            return property == null ? null : property(property);
          }
        },
        null,
        origin());
  }

  private DeclaredResources.Resource resource(MapValue attributes) {
    return new DeclaredResources.Resource(
        shape.type(), stack.site().root(), address, attributes, position());
  }

  private Position position() {
    return Session.position(written);
  }

  // --- what it is in Terraform's words ---

  /// The resource and its parts; none where its condition does not hold.
  List<DeclaredResources.Resource> declared() {
    List<DeclaredResources.Resource> declared = new ArrayList<>();
    if (absent()) {
      return declared;
    }
    Map<String, Value> values = evaluated();
    if (!shape.type().isEmpty()) {
      declared.add(resource(Translation.attributes(shape, values, origin())));
    }
    for (Translation.Made part : Translation.parts(shape, values, this::computed)) {
      declared.add(
          new DeclaredResources.Resource(
              part.type(),
              stack.site().root(),
              address + "." + part.step(),
              part.attributes(),
              part.position()));
    }
    return declared;
  }
}
