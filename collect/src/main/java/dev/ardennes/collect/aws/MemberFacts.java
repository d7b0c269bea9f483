package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.List;

/// Facts about who acts in the members of an organisation: the account that manages it, by the role
/// that its members are made with; services; and members that administer these.
final class MemberFacts {
  static final String CONTROL_TOWER = "controltower.amazonaws.com";
  static final String MADE_WITH = "OrganizationAccountAccessRole";
  static final String CONTROL_TOWER_ROLE = "AWSControlTowerExecution";
  private static final String ACCOUNT = "aws_organizations_account";
  private static final String ORGANISATION = "aws_organizations_organization";
  private static final String SERVICES = "aws_service_access_principals";
  private static final List<String> WITH_POLICY =
      List.of("aws_organizations_policy", "aws_organizations_organizational_unit", ACCOUNT);

  private final Estate estate;

  MemberFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case ACCOUNT -> member(resource);
      case ORGANISATION -> trusted(resource);
      case "aws_organizations_delegated_administrator" -> delegated(resource);
      case "aws_organizations_resource_policy" -> policy(resource);
      case "aws_cloudformation_stack_set" -> stackSet(resource);
      default -> {
        // Every other type is no matter of organisations.
      }
    }
  }

  private void member(AwsResource member) {
    Evidence at = member.evidence();
    String id =
        member
            .attributes()
            .text("id", Unknown.part(member.root() + ":" + member.address() + ".id"));
    String account = estate.account(id, at);
    estate.fact(at, "manages_member", member.account().entity(), account, member.entity());
    role(member, id, account, member.attributes().text("role_name", MADE_WITH), at);
    for (AwsResource organisation : estate.directory().ofType(ORGANISATION)) {
      if (organisation.account().equals(member.account()) && trusts(organisation, CONTROL_TOWER)) {
        role(member, id, account, CONTROL_TOWER_ROLE, organisation.at(SERVICES));
      }
    }
  }

  private void role(AwsResource member, String id, String account, String name, Evidence at) {
    String arn = "arn:" + member.account().partition() + ":iam::" + id + ":role/" + name;
    String role = estate.named(arn, member, "aws_iam_role", at);
    if (role != null) {
      estate.fact(at, "access_role", account, role);
    }
  }

  private static boolean trusts(AwsResource organisation, String service) {
    return organisation.attributes().all(SERVICES).stream()
        .anyMatch(value -> service.equals(Attributes.text(value)));
  }

  /// A list that a configuration writes is the whole list.
  void trusted(AwsResource organisation) {
    if (!organisation.type().equals(ORGANISATION)) {
      return;
    }
    String manager = organisation.account().entity();
    boolean known = true;
    for (Value value : organisation.attributes().all(SERVICES)) {
      String service = Attributes.text(value);
      if (service == null || Unknown.in(service)) {
        known = false;
      } else {
        estate.fact(organisation.evidence(value), "trusted_service", manager, service);
      }
    }
    if (known && organisation.managed()) {
      estate.fact(organisation.at(SERVICES), "covered", manager, "trusted_service");
    }
  }

  private void delegated(AwsResource delegation) {
    String id = delegation.attributes().text("account_id");
    String service = delegation.attributes().text("service_principal");
    if (id != null && service != null) {
      Evidence at = delegation.evidence();
      String account = estate.account(id, at);
      String manager = delegation.account().entity();
      estate.fact(at, "delegated_administrator", account, service, manager);
    }
  }

  /// The organisation's policy holds for whatever belongs to it.
  private void policy(AwsResource policy) {
    Value content = policy.attributes().value("content");
    if (content == null) {
      return;
    }
    String document = policy.account().label() + "/" + policy.address();
    estate.document(
        document, ResourcePolicyFacts.KIND, policy.address(), policy, policy.evidence());
    estate.statements(document, content, policy);
    for (String type : WITH_POLICY) {
      for (AwsResource part : estate.directory().ofType(type)) {
        if (part.managed() && part.account().equals(policy.account())) {
          estate.fact(policy.evidence(), "resource_policy", part.entity(), document);
        }
      }
    }
  }

  private void stackSet(AwsResource set) {
    if (set.attributes().text("permission_model", "").equals("SERVICE_MANAGED")) {
      estate.fact(set.at("permission_model"), "service_managed", set.entity());
    }
  }
}
