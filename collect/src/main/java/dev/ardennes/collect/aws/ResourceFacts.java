package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
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

/// From resources in Terraform's words, whichever language declares them, to facts.
final class ResourceFacts {
  private final CollectedBuilder out;
  private final AccountSymbols symbols = new AccountSymbols();
  private final Directory directory = new Directory(symbols);
  private final Estate estate;
  private final List<AwsResource> lookedUp = new ArrayList<>();
  private final Map<String, Boolean> covered = new TreeMap<>();
  private final Map<AwsResource, Map<String, Value>> defaultTags = new LinkedHashMap<>();
  private final StateFacts states = new StateFacts();
  private boolean keysShown = true;
  private boolean opensUrls = true;

  ResourceFacts(String source) {
    this.out = new CollectedBuilder(source, symbols::settled);
    this.estate = new Estate(out, directory, symbols);
  }

  String source() {
    return out.source();
  }

  AccountSymbols symbols() {
    return symbols;
  }

  StateFacts states() {
    return states;
  }

  void problems(Collection<Problem> problems) {
    out.problems(problems);
  }

  /// Something made, to be [added][#add] once all that settles its texts is known.
  ///
  /// @param complete whether everything is shown that is made together with it
  void made(AwsResource resource, Map<String, Value> tags, boolean complete) {
    account(resource, complete);
    defaultTags.put(resource, tags);
  }

  /// The source is silent about the access keys of users.
  void keysNotShown() {
    keysShown = false;
  }

  /// What is declared is all that there is: nothing adds a function's policy to its URL.
  void urlsNotOpened() {
    opensUrls = false;
  }

  /// Something that exists and that nothing here makes.
  void lookedUp(AwsResource resource) {
    lookedUp.add(resource);
  }

  void add(AwsResource resource) {
    directory.add(resource);
  }

  /// Two accounts are proved to be one; those whose ids are known say so themselves.
  void same(AwsAccount one, AwsAccount other, Evidence at) {
    AwsAccount unknown = one.known() ? other : one;
    if (!unknown.known() && !one.entity().equals(other.entity())) {
      AwsAccount is = unknown.equals(one) ? other : one;
      String text = is.known() ? is.account() : is.label();
      out.fact(at, "same_symbol", unknown.label(), text, "");
    }
  }

  private void account(AwsResource resource, boolean complete) {
    AwsAccount account = resource.account();
    symbols.account(account);
    covered.merge(account.entity(), complete, Boolean::logicalAnd);
    if (out.knows(account.entity())) {
      return;
    }
    Evidence at = resource.evidence();
    String alias = Unknown.asGlob(account.arn());
    out.entity(account.entity(), "aws.account", account.name(), List.of(account.label(), alias));
    out.fact(at, "kind", account.entity(), "aws.account");
    out.fact(at, "arn", account.entity(), account.arn());
  }

  /// What is looked up and what facts refer to exists, but nothing here declares it.
  private void stateLookedUp() {
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
    ResourcePolicyFacts policies = new ResourcePolicyFacts(estate, opensUrls);
    WorkloadFacts workloads = new WorkloadFacts(estate);
    StorageFacts storage = new StorageFacts(estate);
    ExposureFacts exposure = new ExposureFacts(estate);
    EndpointFacts endpoints = new EndpointFacts(estate);
    CredentialFacts credentials = new CredentialFacts(estate);
    LoginFacts logins = new LoginFacts(estate);
    OrganisationFacts organisation = new OrganisationFacts(estate);
    AgentFacts agents = new AgentFacts(estate);
    ShareFacts shares = new ShareFacts(estate);
    ManagedNodes nodes = new ManagedNodes(estate);
    MemberFacts members = new MemberFacts(estate);
    IdentityCenterFacts identityCenter = new IdentityCenterFacts(estate);
    SessionFacts sessions = new SessionFacts(estate);
    Safeguards safeguards = new Safeguards(estate);
    for (AwsResource resource : managed) {
      identity.state(resource);
      policies.state(resource);
      workloads.state(resource);
      storage.state(resource);
      exposure.state(resource);
      endpoints.state(resource);
      credentials.state(resource);
      logins.state(resource);
      organisation.state(resource);
      organisation.organisation(resource);
      members.state(resource);
      shares.state(resource);
      agents.state(resource);
      nodes.state(resource);
      identityCenter.state(resource);
      sessions.state(resource);
      safeguards.state(resource);
    }
    workloads.finish();
    safeguards.finish(covered);
    shares.finish();
    states.state(estate, managed);
    lookedUp.forEach(organisation::organisation);
    lookedUp.forEach(members::trusted);
    managed.forEach(identity::stateExclusive);
    stateLookedUp();
    estate.finish();
    identity.finish(keysShown);
    covered.forEach(
        (account, complete) -> {
          if (complete) {
            out.covers("aws.iam of account " + account);
          }
        });
    return out.build(kind, location, files, List.of());
  }
}
