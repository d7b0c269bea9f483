package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.value.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The `configuration` of a plan: providers, and which arguments the author wrote from which
/// references.
final class ShownConfiguration {
  private static final int DEEPEST = 50;
  private static final Pattern MODULE_STEP =
      Pattern.compile("module\\.([^.\\[]+)(?:\\[[^\\]]*\\])?");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<address>var\\.[^.\\[]+|(?:data\\.)?[a-z0-9_]+\\.[^.\\[]+(?:\\[[^\\]]*\\])?)(?:\\.(?<attribute>[^.\\[]+).*)?");

  private final JsonNode configuration;

  ShownConfiguration(JsonNode configuration) {
    this.configuration = configuration;
  }

  /// The block that an instance comes from.
  Resource resource(ResourceInstance.Identity identity) {
    JsonNode module = configuration.path("root_module");
    Matcher steps = MODULE_STEP.matcher(identity.module());
    while (steps.find()) {
      module = module.path("module_calls").path(steps.group(1)).path("module");
    }
    String address = identity.mode().prefix() + identity.type() + "." + identity.name();
    for (JsonNode candidate : module.path("resources")) {
      if (candidate.path("address").asString("").equals(address)) {
        return new Resource(this, candidate);
      }
    }
    return new Resource(this, MissingNode.getInstance());
  }

  /// A provider by the key under which the plan lists it: `aws.prod` or `module.a:aws`.
  ProviderReference provider(String key) {
    JsonNode provider = configuration.path("provider_config").path(key);
    int colon = key.lastIndexOf(':');
    String module = colon < 0 ? "" : key.substring(0, colon);
    String local = key.substring(colon + 1);
    int dot = local.indexOf('.');
    String alias = dot < 0 ? "" : local.substring(dot + 1);
    String fullName = provider.path("full_name").asString("");
    String name = dot < 0 ? local : local.substring(0, dot);
    String source =
        fullName.isEmpty() ? "" : ShownReader.provider(module, fullName, alias).source();
    return new ProviderReference(module, name, alias, source, !provider.isMissingNode());
  }

  /// A resource block of the configuration.
  record Resource(ShownConfiguration configuration, JsonNode node) {
    /// Whether the author wrote the argument.
    boolean sets(String argument) {
      return node.path("expressions").has(argument);
    }

    ProviderReference provider(String fullName, String type) {
      String key = node.path("provider_config_key").asString("");
      if (!key.isEmpty()) {
        return configuration.provider(key);
      }
      String name = fullName.isEmpty() ? type.split("_", -1)[0] : fullName;
      return ShownReader.provider("", name, "");
    }

    /// What an argument refers to, nested blocks included.
    List<String> references(String argument) {
      List<String> references = new ArrayList<>();
      collect(node.path("expressions").path(argument), references, 0);
      return references;
    }

    private static void collect(JsonNode expression, List<String> references, int depth) {
      if (depth > DEEPEST) {
        return;
      }
      if (expression.isArray()) {
        expression.forEach(element -> collect(element, references, depth + 1));
      }
      for (String name : expression.propertyNames()) {
        if (name.equals("references")) {
          expression.path(name).forEach(text -> references.add(text.asString("")));
        } else {
          collect(expression.path(name), references, depth + 1);
        }
      }
    }
  }

  /// What a reference of a module means: a variable or an attribute; empty for locals and the like.
  static Optional<Reference> reference(String root, String module, String text) {
    Matcher matcher = REFERENCE.matcher(text);
    if (!matcher.matches() || text.matches("(local|module|each|count|path|terraform|self)\\..*")) {
      return Optional.empty();
    }
    String address = (module.isEmpty() ? "" : module + ".") + matcher.group("address");
    String attribute = matcher.group("attribute");
    boolean variable = matcher.group("address").startsWith("var.");
    return Optional.of(
        new Reference(root, address, attribute == null || variable ? "" : attribute));
  }

  /// The constants of an expression or of a block of expressions.
  static JsonNode constants(JsonNode expression) {
    return split(expression, false, 0);
  }

  /// `true` wherever the expression is no constant.
  static JsonNode unknowns(JsonNode expression) {
    return split(expression, true, 0);
  }

  private static JsonNode split(JsonNode expression, boolean unknown, int depth) {
    if (expression.has("constant_value")) {
      return unknown ? MissingNode.getInstance() : expression.path("constant_value");
    }
    if (expression.has("references") || depth > DEEPEST) {
      return unknown ? BooleanNode.TRUE : MissingNode.getInstance();
    }
    if (expression.isArray()) {
      var parts = JsonNodeFactory.instance.arrayNode();
      expression.forEach(element -> parts.add(present(split(element, unknown, depth + 1))));
      return parts;
    }
    ObjectNode parts = JsonNodeFactory.instance.objectNode();
    for (String name : expression.propertyNames()) {
      parts.set(name, present(split(expression.path(name), unknown, depth + 1)));
    }
    return parts;
  }

  private static JsonNode present(JsonNode node) {
    return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
  }
}
