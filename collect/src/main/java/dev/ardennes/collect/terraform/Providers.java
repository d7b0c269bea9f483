package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.ModuleConfiguration.ResourceDeclaration;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Expression;
import java.util.Map;
import java.util.Optional;

/// Finds the provider configuration that a resource uses, through the calls of its modules.
final class Providers {
  private Providers() {}

  static ProviderReference of(ModuleInstance module, ResourceDeclaration declaration) {
    String name =
        declaration
            .block()
            .body()
            .attribute("provider")
            .flatMap(attribute -> Constants.reference(attribute.expression()))
            .orElse(defaultName(module, declaration.type()));
    return resolve(module, name);
  }

  /// The provider of a type without `provider`: the part of its name before the first `_`.
  private static String defaultName(ModuleInstance module, String type) {
    int end = type.indexOf('_');
    String prefix = end < 0 ? type : type.substring(0, end);
    if (module.configuration().requiredProviders().containsKey(prefix)) {
      return prefix;
    }
    return module.configuration().requiredProviders().entrySet().stream()
        .filter(provider -> provider.getValue().endsWith("/" + prefix))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(prefix);
  }

  /// Follows a configuration such as `aws.prod` from a module up to where it is configured.
  static ProviderReference resolve(ModuleInstance start, String local) {
    ModuleInstance module = start;
    String name = local;
    String source = "";
    while (true) {
      source = source.isEmpty() ? source(module, name) : source;
      ModuleInstance parent = module.parent();
      if (parent == null || module.configuration().providers().containsKey(name)) {
        return reference(module, name, source);
      }
      Optional<String> passed = passed(module, name);
      if (passed.isEmpty() && name.contains(".")) {
        return reference(module, name, source);
      }
      name = passed.orElse(name);
      module = parent;
    }
  }

  private static String source(ModuleInstance module, String name) {
    String provider = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    return module.configuration().requiredProviders().getOrDefault(provider, "");
  }

  private static ProviderReference reference(ModuleInstance module, String name, String source) {
    int dot = name.indexOf('.');
    return new ProviderReference(
        module.address(),
        dot < 0 ? name : name.substring(0, dot),
        dot < 0 ? "" : name.substring(dot + 1),
        source,
        module.configuration().providers().containsKey(name));
  }

  /// What the call of a module passes as `name`, as the caller calls it.
  private static Optional<String> passed(ModuleInstance module, String name) {
    Body call = module.call();
    if (call == null) {
      return Optional.empty();
    }
    Optional<Body.Attribute> providers = call.attribute("providers");
    if (providers.isEmpty()
        || !(providers.get().expression() instanceof Expression.ObjectLiteral map)) {
      return Optional.empty();
    }
    return map.entries().stream()
        .filter(entry -> Constants.reference(entry.key()).equals(Optional.of(name)))
        .findFirst()
        .flatMap(entry -> Constants.reference(entry.value()));
  }
}
