package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.Mode;
import dev.ardennes.collect.terraform.ResourceInstance;
import dev.ardennes.collect.terraform.RootModule;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// From the instances of all root modules of one source to facts.
final class TerraformFacts {
  private final ResourceFacts facts;

  TerraformFacts(String source) {
    this.facts = new ResourceFacts(source);
  }

  void problems(Collection<Problem> problems) {
    facts.problems(problems);
  }

  /// Takes in everything that a root module makes and looks up.
  void root(RootModule module) {
    ProviderAccounts accounts = new ProviderAccounts(module);
    List<AwsResource> managed = new ArrayList<>();
    for (ResourceInstance instance : module.resources()) {
      if (!instance.type().startsWith("aws_")) {
        continue;
      }
      AwsResource resource = resource(instance, accounts);
      if (resource.managed()) {
        managed.add(resource);
        facts.made(
            resource,
            ProviderAccounts.defaultTags(module, instance.provider()),
            module.completeness());
      } else {
        facts.lookedUp(resource);
      }
    }
    facts.states().module(module, managed);
    facts.symbols().replacements(accounts.replacements());
    relateVariables(module);
    managed.forEach(facts::add);
  }

  private AwsResource resource(ResourceInstance instance, ProviderAccounts accounts) {
    ResourceType listed = ResourceTypes.standard().find(instance.type());
    ResourceType type = listed != null ? listed : ResourceType.unlisted(instance.type());
    Naming naming =
        new Naming(
            type,
            instance.root(),
            instance.address(),
            ConfiguredEntries.of(instance, facts.symbols()::settled),
            accounts.of(instance.provider()));
    return new AwsResource(
        facts.source(), naming, instance.mode() == Mode.MANAGED, instance.position());
  }

  /// Variables of the root module without value, and inputs that modules pass on unchanged are the
  /// same unknown.
  private void relateVariables(RootModule module) {
    Map<String, Evidence> variables = new TreeMap<>();
    for (RootModule.Module part : module.modules()) {
      if (!part.address().isEmpty()) {
        continue;
      }
      part.variables()
          .forEach(
              (name, variable) -> {
                if (unsaid(variable.value()) && AccountSymbols.speaksOfAccount(name)) {
                  variables.put(name, variable.position().evidence(facts.source()));
                }
              });
    }
    facts.symbols().relate(module.path(), variables);
  }

  private static boolean unsaid(Value value) {
    return value instanceof UnknownValue
        || (value instanceof StringValue text && text.text().isEmpty());
  }

  Collected build(String kind, String location, int files) {
    return facts.build(kind, location, files);
  }
}
