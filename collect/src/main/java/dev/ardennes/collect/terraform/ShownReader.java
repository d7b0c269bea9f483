package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.References;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads what `terraform show -json` prints of a plan or a state.
final class ShownReader {
  private static final int DEEPEST = 50;

  private final StateContent content;
  private final Map<String, JsonNode> unknowns = new HashMap<>();
  private ShownConfiguration configuration = new ShownConfiguration(MissingNode.getInstance());
  private boolean dataOnly;

  ShownReader(String root, JsonValues values, ResourceKnowledge knowledge) {
    this.content = new StateContent(root, values, knowledge);
  }

  RootModule state(JsonNode document) {
    content.addOutputs(document.path("values").path("outputs"), "/values/outputs");
    module(document.path("values").path("root_module"), "/values/root_module", 0);
    return content.module();
  }

  /// Planned values first; data sources that were read while planning stand in the prior state.
  RootModule plan(JsonNode document) {
    configuration = new ShownConfiguration(document.path("configuration"));
    for (JsonNode change : document.path("resource_changes")) {
      unknowns.put(
          change.path("address").asString(""), change.path("change").path("after_unknown"));
    }
    addVariables(document.path("variables"));
    addProviders(document.path("configuration").path("provider_config"));
    JsonNode planned = document.path("planned_values");
    content.addOutputs(planned.path("outputs"), "/planned_values/outputs");
    module(planned.path("root_module"), "/planned_values/root_module", 0);
    dataOnly = true;
    module(
        document.path("prior_state").path("values").path("root_module"),
        "/prior_state/values/root_module",
        0);
    return content.module();
  }

  private void addVariables(JsonNode node) {
    Map<String, RootModule.Variable> variables = new LinkedHashMap<>();
    for (String name : new TreeSet<>(node.propertyNames())) {
      String place = "/variables" + JsonValues.step(name);
      Value value = content.values().value(node.path(name).path("value"), place + "/value");
      variables.put(
          name, new RootModule.Variable(name, value, false, content.values().position(place)));
    }
    content.replaceRoot(variables);
  }

  private void addProviders(JsonNode node) {
    for (String key : node.propertyNames()) {
      String place = "/configuration/provider_config" + JsonValues.step(key);
      List<EvaluatedBody.Attribute> attributes = new ArrayList<>();
      JsonNode expressions = node.path(key).path("expressions");
      for (String name : expressions.propertyNames()) {
        String at = place + "/expressions" + JsonValues.step(name);
        attributes.add(
            new EvaluatedBody.Attribute(
                name,
                expression(expressions.path(name), at, key + "." + name),
                content.values().position(at)));
      }
      content.addProvider(
          new ProviderConfiguration(
              configuration.provider(key),
              EvaluatedBody.of(attributes, List.of()),
              content.values().position(place)));
    }
  }

  /// An expression of the configuration: a constant, a block of expressions, or references, whose
  /// value a plan does not say.
  private Value expression(JsonNode node, String pointer, String name) {
    return content
        .values()
        .value(
            ShownConfiguration.constants(node),
            ShownConfiguration.unknowns(node),
            pointer,
            content.root() + ":provider." + name);
  }

  private void module(JsonNode module, String pointer, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    String address = module.path("address").asString("");
    if (!module.isMissingNode()) {
      content.addModule(address, Map.of());
    }
    JsonNode resources = module.path("resources");
    for (int index = 0; index < resources.size(); index++) {
      resource(resources.path(index), address, pointer + "/resources/" + index);
    }
    JsonNode children = module.path("child_modules");
    for (int index = 0; index < children.size(); index++) {
      module(children.path(index), pointer + "/child_modules/" + index, depth + 1);
    }
  }

  private void resource(JsonNode resource, String module, String pointer) {
    Optional<Mode> mode = StateContent.mode(resource.path("mode").asString(""));
    if (mode.isEmpty() || (dataOnly && mode.get() != Mode.DATA)) {
      return;
    }
    ResourceInstance.Identity identity =
        new ResourceInstance.Identity(
            content.root(),
            module,
            mode.get(),
            resource.path("type").asString(""),
            resource.path("name").asString(""),
            content.key(resource.path("index"), pointer + "/index"),
            false);
    ShownConfiguration.Resource configured = configuration.resource(identity);
    content.add(
        identity,
        configured.provider(resource.path("provider_name").asString(""), identity.type()),
        attributes(resource, identity, configured, pointer),
        content.values().position(pointer));
  }

  private List<EvaluatedBody.Attribute> attributes(
      JsonNode resource,
      ResourceInstance.Identity identity,
      ShownConfiguration.Resource configured,
      String pointer) {
    JsonNode values = resource.path("values");
    JsonNode unknown =
        unknowns.getOrDefault(resource.path("address").asString(""), MissingNode.getInstance());
    TreeSet<String> names = new TreeSet<>(values.propertyNames());
    for (String name : unknown.propertyNames()) {
      if (configured.sets(name)) {
        names.add(name);
      }
    }
    List<EvaluatedBody.Attribute> attributes = new ArrayList<>();
    for (String name : names) {
      boolean computed = unknown.path(name).isBoolean() && !configured.sets(name);
      if (computed && unknown.path(name).asBoolean()) {
        // Left to what is known of the type, as where the configuration is read.
        continue;
      }
      String place = pointer + "/values" + JsonValues.step(name);
      String symbol = new Reference(content.root(), identity.address(), name).symbol();
      Value value = content.values().value(values.path(name), unknown.path(name), place, symbol);
      attributes.add(
          new EvaluatedBody.Attribute(
              name,
              value.from(references(configured, name, identity.module())),
              content.values().position(place)));
    }
    return attributes;
  }

  private References references(
      ShownConfiguration.Resource configured, String attribute, String module) {
    References references = References.NONE;
    for (String text : configured.references(attribute)) {
      Optional<Reference> reference = ShownConfiguration.reference(content.root(), module, text);
      if (reference.isPresent()) {
        references = references.union(References.of(reference.get()));
      }
    }
    return references;
  }

  /// A provider as its full name says it: `registry.terraform.io/hashicorp/aws`.
  static ProviderReference provider(String module, String fullName, String alias) {
    String[] parts = fullName.split("/", -1);
    String name = parts[parts.length - 1];
    String source =
        parts.length < 2 ? fullName : parts[parts.length - 2] + "/" + parts[parts.length - 1];
    return new ProviderReference(module, name, alias, source, true);
  }
}
