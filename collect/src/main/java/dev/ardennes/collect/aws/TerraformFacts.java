package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.terraform.Mode;
import dev.ardennes.collect.terraform.ResourceInstance;
import dev.ardennes.collect.terraform.RootModule;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// From the instances of all root modules of one source to facts.
final class TerraformFacts {
  private final CollectedBuilder out;
  private final AccountSymbols symbols = new AccountSymbols();
  private final Directory directory = new Directory(symbols);
  private final Estate estate;
  private final List<AwsResource> lookedUp = new ArrayList<>();
  private final Map<String, Boolean> covered = new TreeMap<>();
  private final Map<AwsResource, Map<String, Value>> defaultTags = new LinkedHashMap<>();

  TerraformFacts(String source) {
    this.out = new CollectedBuilder(source, symbols::settled);
    this.estate = new Estate(out, directory, symbols);
  }

  void problems(Collection<Problem> problems) {
    out.problems(problems);
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
        account(resource, module);
        defaultTags.put(resource, ProviderAccounts.defaultTags(module, instance.provider()));
      } else {
        lookedUp.add(resource);
      }
    }
    symbols.replacements(accounts.replacements());
    relateVariables(module);
    managed.forEach(directory::add);
  }

  private AwsResource resource(ResourceInstance instance, ProviderAccounts accounts) {
    ResourceType listed = ResourceTypes.standard().find(instance.type());
    ResourceType type = listed != null ? listed : ResourceType.unlisted(instance.type());
    Naming naming =
        new Naming(
            type,
            instance.root(),
            instance.address(),
            ConfiguredEntries.of(instance, symbols::settled),
            accounts.of(instance.provider()));
    return new AwsResource(
        out.source(), naming, instance.mode() == Mode.MANAGED, instance.position());
  }

  private void account(AwsResource resource, RootModule module) {
    AwsAccount account = resource.account();
    symbols.account(account);
    covered.merge(account.entity(), module.completeness(), Boolean::logicalAnd);
    if (out.knows(account.entity())) {
      return;
    }
    Evidence at = resource.evidence();
    String alias = Unknown.asGlob(account.arn());
    out.entity(account.entity(), "aws.account", account.name(), List.of(account.label(), alias));
    out.fact(at, "kind", account.entity(), "aws.account");
    out.fact(at, "arn", account.entity(), account.arn());
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
                  variables.put(name, variable.position().evidence(out.source()));
                }
              });
    }
    symbols.relate(module.path(), variables);
  }

  /// What is looked up and what facts refer to exists, but nothing here declares it.
  private void lookedUp() {
    Set<String> texts = out.texts();
    for (AwsResource resource : lookedUp) {
      String id = resource.entity();
      String arn = resource.naming().arn();
      if (!texts.contains(id) || out.knows(id)) {
        continue;
      }
      List<String> aliases = List.of(resource.address(), Unknown.asGlob(arn));
      out.entity(id, resource.shape().kind(), resource.naming().shownName(), aliases);
      out.fact(resource.evidence(), "in_account", id, resource.account().entity());
      if (!arn.isEmpty()) {
        out.fact(resource.evidence(), "arn", id, arn);
      }
      if (resource.type().equals("aws_iam_user")) {
        estate.outsideUsers().putIfAbsent(id, resource.evidence());
      }
    }
  }

  private static boolean unsaid(Value value) {
    return value instanceof UnknownValue
        || (value instanceof StringValue text && text.text().isEmpty());
  }

  /// All facts, in an order that does not depend on the order of files.
  Collected build(String kind, String location, int files) {
    lookedUp.forEach(directory::add);
    List<AwsResource> managed = directory.managed();
    for (AwsResource resource : managed) {
      if (ResourceTypes.standard().find(resource.type()) != null) {
        Declared.state(estate, resource, defaultTags.getOrDefault(resource, Map.of()));
      }
    }
    IdentityFacts identity = new IdentityFacts(estate);
    ResourcePolicyFacts policies = new ResourcePolicyFacts(estate);
    WorkloadFacts workloads = new WorkloadFacts(estate);
    StorageFacts storage = new StorageFacts(estate);
    ExposureFacts exposure = new ExposureFacts(estate);
    EndpointFacts endpoints = new EndpointFacts(estate);
    CredentialFacts credentials = new CredentialFacts(estate);
    OrganisationFacts organisation = new OrganisationFacts(estate);
    for (AwsResource resource : managed) {
      identity.state(resource);
      policies.state(resource);
      workloads.state(resource);
      storage.state(resource);
      exposure.state(resource);
      endpoints.state(resource);
      credentials.state(resource);
      organisation.state(resource);
      organisation.organisation(resource);
    }
    lookedUp.forEach(organisation::organisation);
    managed.forEach(identity::stateExclusive);
    lookedUp();
    estate.finish();
    identity.finish();
    covered.forEach(
        (account, complete) -> {
          if (complete) {
            out.covers("aws.iam of account " + account);
          }
        });
    return out.build(kind, location, files, List.of());
  }
}
