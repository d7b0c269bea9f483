package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an organization's document says of who acts in its members: the account that manages them,
/// services with trusted access, and members that administer services.
final class OrganizationMembers {
  private final CollectedBuilder out;
  private final Outsiders outsiders;
  private final PolicyFacts policies;
  private final List<Json> services = new ArrayList<>();
  private final List<Json> delegated = new ArrayList<>();

  /// By ARN, what the organization's own policy holds for.
  private final Map<String, Evidence> parts = new TreeMap<>();

  private @Nullable Json policy;
  private @Nullable Evidence servicesShown;

  OrganizationMembers(CollectedBuilder out, Outsiders outsiders, PolicyFacts policies) {
    this.out = out;
    this.outsiders = outsiders;
    this.policies = policies;
  }

  void service(Json service) {
    services.add(service);
  }

  void servicesShown(Evidence at) {
    servicesShown = at;
  }

  void delegated(Json administrator) {
    delegated.add(administrator);
  }

  void policy(Json resourcePolicy) {
    policy = resourcePolicy;
  }

  private Evidence at(Json json) {
    Json.Place place = json.place();
    return new Evidence(out.source(), place.file(), place.line(), place.column(), place.pointer());
  }

  /// A policy, unit or root, which lies in the account that manages the organization.
  void part(String arn, @Nullable String manager, Evidence at) {
    out.fact(at, "arn", arn, arn);
    Arn parsed = Arn.parse(arn);
    if (manager != null
        && parsed != null
        && parsed.accountKnown()
        && parsed.account().equals(manager)) {
      out.fact(at, "in_account", arn, outsiders.account(manager, at, false));
      parts.put(arn, at);
    }
  }

  void member(String id, Json account, @Nullable String manager) {
    String arn = account.textAt("Arn");
    if (manager == null || manager.equals(id) || arn == null) {
      return;
    }
    Evidence at = at(account);
    String name = account.textAt("Name");
    out.entity(arn, "aws.organizations.account", name == null ? id : name, List.of());
    out.fact(at, "kind", arn, "aws.organizations.account");
    part(arn, manager, at);
    String member = outsiders.account(id, at, false);
    out.fact(at, "manages_member", outsiders.account(manager, at, false), member, arn);
    if ("CREATED".equals(account.textAt("JoinedMethod"))) {
      role(arn, id, MemberFacts.MADE_WITH, member, at);
    }
    if (services.stream().anyMatch(OrganizationMembers::isControlTower)) {
      role(arn, id, MemberFacts.CONTROL_TOWER_ROLE, member, at);
    }
  }

  private static boolean isControlTower(Json service) {
    return MemberFacts.CONTROL_TOWER.equals(service.textAt("ServicePrincipal"));
  }

  private void role(String entry, String id, String name, String member, Evidence at) {
    Arn parsed = Arn.parse(entry);
    String partition = parsed == null ? "aws" : parsed.partition();
    String role = "arn:" + partition + ":iam::" + id + ":role/" + name;
    out.entity(role, "aws.iam.role", name, List.of());
    out.fact(at, "arn", role, role);
    out.fact(at, "in_account", role, member);
    out.fact(at, "access_role", member, role);
  }

  void finish(@Nullable String manager) {
    if (manager == null) {
      return;
    }
    for (Json service : services) {
      String name = service.textAt("ServicePrincipal");
      if (name != null) {
        String account = outsiders.account(manager, at(service), false);
        out.fact(at(service), "trusted_service", account, name);
      }
    }
    if (servicesShown != null) {
      String account = outsiders.account(manager, servicesShown, false);
      out.fact(servicesShown, "covered", account, "trusted_service");
    }
    delegated.forEach(administrator -> delegation(administrator, manager));
    resourcePolicy();
  }

  private void delegation(Json administrator, String manager) {
    String id = administrator.textAt("Id");
    if (id == null || !Arn.isAccountId(id)) {
      return;
    }
    for (Json service : administrator.listAt("DelegatedServices")) {
      String name = service.textAt("ServicePrincipal");
      Evidence at = at(service);
      if (name != null) {
        out.fact(
            at,
            "delegated_administrator",
            outsiders.account(id, at, false),
            name,
            outsiders.account(manager, at, false));
      }
    }
  }

  private void resourcePolicy() {
    Json content = policy == null ? null : policy.at("Content");
    if (policy == null || content == null) {
      return;
    }
    Evidence at = at(policy);
    String document = "aws/organisation/resource-policy";
    out.entity(document, ResourcePolicyFacts.KIND, "the organization's policy", List.of());
    out.fact(at, "kind", document, ResourcePolicyFacts.KIND);
    policies.statements(
        document, content, place -> place.line() > 0 ? at(new Json.Null(place)) : at);
    parts.forEach((arn, where) -> out.fact(at, "resource_policy", arn, document));
  }
}
