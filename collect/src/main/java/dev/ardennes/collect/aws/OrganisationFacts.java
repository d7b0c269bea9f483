package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about an organisation: which policies limit which accounts and units, and where these lie.
final class OrganisationFacts {
  private static final String POLICY = "aws_organizations_policy";
  private static final String ORGANISATION = "aws_organizations_organization";
  private static final String[] PLACES = {
    "aws_organizations_account", "aws_organizations_organizational_unit"
  };

  private final Estate estate;

  OrganisationFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case POLICY -> policy(resource);
      case "aws_organizations_policy_attachment" -> attachment(resource);
      case "aws_organizations_account" -> {
        member(resource);
        belongs(resource);
      }
      case "aws_organizations_organizational_unit" -> member(resource);
      default -> {
        // Every other type is no matter of organisations.
      }
    }
  }

  private void policy(AwsResource policy) {
    Value content = policy.attributes().value("content");
    if (content != null && !layer(policy).isEmpty()) {
      estate.statements(policy.entity(), content, policy);
    }
  }

  /// Policies about backups, tags and the like limit no permission.
  private static String layer(AwsResource policy) {
    return switch (policy.attributes().text("type", "SERVICE_CONTROL_POLICY")) {
      case "SERVICE_CONTROL_POLICY" -> "scp";
      case "RESOURCE_CONTROL_POLICY" -> "rcp";
      default -> "";
    };
  }

  private void attachment(AwsResource attachment) {
    Value named = attachment.attributes().value("policy_id");
    Value target = attachment.attributes().value("target_id");
    AwsResource policy =
        named == null ? null : estate.directory().find(named, attachment.account(), POLICY);
    String place = target == null ? null : place(target, attachment);
    if (policy != null && place != null && !layer(policy).isEmpty()) {
      estate.fact(attachment.evidence(), "control_policy", place, policy.entity(), layer(policy));
    }
  }

  private void member(AwsResource member) {
    for (Value parent : member.attributes().all(List.of("parent_id"))) {
      String place = place(parent, member);
      if (place != null) {
        estate.fact(member.evidence(parent), "organisation_member", member.entity(), place);
      }
    }
  }

  /// The account belongs to the organisation that the same configuration declares, directly below
  /// the root where it has no other parent.
  private void belongs(AwsResource member) {
    for (AwsResource organisation : estate.directory().ofType(ORGANISATION)) {
      if (organisation.managed() && organisation.account().equals(member.account())) {
        Evidence at = member.evidence();
        estate.fact(at, "in_organisation", member.entity(), id(organisation, ".id"));
        if (!member.attributes().has("parent_id")) {
          String root = unit(id(organisation, ".roots[0].id"), member);
          estate.fact(at, "organisation_member", member.entity(), root);
        }
      }
    }
  }

  /// The account is in the organisation that it declares or looks up.
  void organisation(AwsResource organisation) {
    if (organisation.type().equals(ORGANISATION)) {
      String account = organisation.account().entity();
      String id = id(organisation, ".id");
      estate.fact(organisation.evidence(), "in_organisation", account, id);
    }
  }

  /// The attribute as texts that refer to it hold it, or its value in a plan or state.
  static String id(AwsResource organisation, String attribute) {
    String known = attribute.equals(".id") ? organisation.attributes().text("id") : null;
    return known != null
        ? known
        : Unknown.part(organisation.root() + ":" + organisation.address() + attribute);
  }

  /// A unit or account that is declared, an account by its id, or a place that only its id names.
  private @Nullable String place(Value value, AwsResource from) {
    AwsResource found = estate.directory().find(value, from.account(), PLACES);
    if (found != null) {
      return found.entity();
    }
    String text = Attributes.text(value);
    if (text == null) {
      return null;
    }
    Evidence at = from.evidence(value);
    if (Arn.isAccountId(text)) {
      return estate.account(text, at);
    }
    return unit(text, from);
  }

  private String unit(String text, AwsResource from) {
    String id = from.account().label() + "/organisation/" + text;
    estate.out().entity(id, "aws.organizations.unit", text, List.of());
    return id;
  }
}
