package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What plans and states have in common: instances, outputs and modules that are known already.
final class StateContent {
  private final String root;
  private final JsonValues values;
  private final ResourceKnowledge knowledge;
  private final Map<String, ResourceInstance> resources = new LinkedHashMap<>();
  private final Map<String, RootModule.Module> modules = new TreeMap<>();
  private final Map<String, RootModule.Output> outputs = new LinkedHashMap<>();
  private final List<ProviderConfiguration> providers = new ArrayList<>();

  StateContent(String root, JsonValues values, ResourceKnowledge knowledge) {
    this.root = root;
    this.values = values;
    this.knowledge = knowledge;
    addModule("", Map.of());
  }

  String root() {
    return root;
  }

  JsonValues values() {
    return values;
  }

  /// The mode as JSON writes it; empty for a mode that is not known.
  static Optional<Mode> mode(String text) {
    return switch (text) {
      case "managed" -> Optional.of(Mode.MANAGED);
      case "data" -> Optional.of(Mode.DATA);
      case "ephemeral" -> Optional.of(Mode.EPHEMERAL);
      default -> Optional.empty();
    };
  }

  /// The key of an instance; null where there is none.
  @Nullable Value key(JsonNode index, String pointer) {
    return index.isMissingNode() || index.isNull() ? null : values.value(index, pointer);
  }

  void add(
      ResourceInstance.Identity identity,
      ProviderReference provider,
      Collection<EvaluatedBody.Attribute> attributes,
      Position position) {
    ResourceInstance instance =
        new ResourceInstance(
            identity, provider, position, EvaluatedBody.of(attributes, List.of()), knowledge);
    resources.putIfAbsent(instance.address(), instance);
    addModule(identity.module(), Map.of());
  }

  boolean contains(String address) {
    return resources.containsKey(address);
  }

  void addModule(String address, Map<String, RootModule.Variable> variables) {
    modules.putIfAbsent(address, new RootModule.Module(address, "", variables, Map.of()));
  }

  /// Sets the variables of the root module.
  void replaceRoot(Map<String, RootModule.Variable> variables) {
    modules.put("", new RootModule.Module("", "", variables, Map.of()));
  }

  void addOutputs(JsonNode node, String pointer) {
    for (String name : node.propertyNames()) {
      String place = pointer + JsonValues.step(name);
      JsonNode output = node.path(name);
      Value value =
          output.has("value")
              ? values.value(output.path("value"), place + "/value")
              : new UnknownValue(
                  root + ":output." + name, Reason.COMPUTED, Origin.at(values.position(place)));
      outputs.put(
          name,
          new RootModule.Output(
              name, value, output.path("sensitive").asBoolean(false), values.position(place)));
    }
  }

  void addProvider(ProviderConfiguration provider) {
    providers.add(provider);
  }

  RootModule module() {
    return new RootModule(
        root,
        List.of(values.path()),
        List.copyOf(resources.values()),
        List.copyOf(modules.values()),
        providers,
        outputs,
        List.of(),
        Optional.empty(),
        true);
  }
}
