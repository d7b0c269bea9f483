package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Facts about IAM Identity Center: the role that a permission set becomes in each account where it
/// is assigned, what that role may do, and who signs in as it.
final class IdentityCenterFacts {
  private static final String SET = "aws_ssoadmin_permission_set";
  private static final String USER = "aws_identitystore_user";
  private static final String GROUP = "aws_identitystore_group";

  private final Estate estate;
  private final Set<String> stated = new HashSet<>();

  IdentityCenterFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    if (!resource.type().equals("aws_ssoadmin_account_assignment")) {
      return;
    }
    AwsResource set = set(resource);
    String account = resource.attributes().text("target_id");
    if (set == null || account == null || !Arn.isAccountId(account)) {
      return;
    }
    String role = role(set, account, resource);
    for (Value identity : resource.attributes().all("principal_id")) {
      signsIn(resource, identity, role);
    }
  }

  private @Nullable AwsResource set(AwsResource from) {
    Value named = from.attributes().value("permission_set_arn");
    return named == null ? null : estate.directory().find(named, from.account(), SET);
  }

  /// The role that Identity Center makes in the account, once for all assignments of the set.
  private String role(AwsResource set, String account, AwsResource assignment) {
    String name = "AWSReservedSSO_" + set.naming().shownName();
    Evidence at = assignment.evidence();
    String in = estate.account(account, at);
    String id = in + "/role/" + name;
    if (!stated.add(id)) {
      return id;
    }
    String arn =
        "arn:aws:iam::"
            + account
            + ":role/aws-reserved/sso.amazonaws.com/"
            + name
            + "_"
            + Unknown.part(set.naming().shownName() + ":suffix");
    estate.out().entity(id, "aws.iam.role", name, List.of(Unknown.asGlob(arn)));
    estate.fact(at, "kind", id, "aws.iam.role");
    estate.fact(at, Safeguards.RESERVED, id);
    estate.fact(at, "in_account", id, in);
    estate.fact(at, "arn", id, arn);
    estate.fact(at, "provisions_role", set.entity(), id);
    trust(id, in, account, assignment);
    permissions(set, id, in);
    return id;
  }

  private void trust(String role, String in, String account, AwsResource assignment) {
    Evidence at = assignment.evidence();
    String document = role + "/trust";
    String provider = "arn:aws:iam::" + account + ":saml-provider/AWSSSO_DO_NOT_DELETE";
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("Effect", text("Allow"));
    members.put("Principal", new Json.Obj(Map.of("Federated", text(provider)), Json.Place.NONE));
    members.put("Action", text("sts:AssumeRoleWithSAML"));
    document(document, "aws.iam.trust-policy", in, at);
    estate.fact(at, "trust_policy", role, document);
    estate.statement(document, "0", new Json.Obj(members, Json.Place.NONE), assignment);
  }

  private void document(String id, String kind, String account, Evidence at) {
    estate.out().entity(id, kind, id.substring(id.lastIndexOf('/') + 1), List.of());
    estate.fact(at, "kind", id, kind);
    estate.fact(at, "in_account", id, account);
  }

  private void permissions(AwsResource set, String role, String in) {
    for (AwsResource attached : of(set, "aws_ssoadmin_managed_policy_attachment")) {
      managed(attached, "managed_policy_arn", "attached", role);
    }
    for (AwsResource attached : of(set, "aws_ssoadmin_customer_managed_policy_attachment")) {
      managed(attached, "customer_managed_policy_reference.name", "attached", role);
    }
    for (AwsResource attached : of(set, "aws_ssoadmin_permissions_boundary_attachment")) {
      managed(attached, "permissions_boundary.managed_policy_arn", "boundary", role);
      managed(
          attached,
          "permissions_boundary.customer_managed_policy_reference.name",
          "boundary",
          role);
    }
    for (AwsResource inline : of(set, "aws_ssoadmin_permission_set_inline_policy")) {
      Value policy = inline.attributes().value("inline_policy");
      if (policy != null) {
        String document = role + "/inline/AwsSSOInlinePolicy";
        document(document, "aws.iam.inline-policy", in, inline.evidence());
        estate.fact(inline.evidence(), "attached", role, document);
        estate.statements(document, policy, inline);
      }
    }
  }

  private void managed(AwsResource attachment, String path, String relation, String role) {
    for (Value value : attachment.attributes().all(path)) {
      String policy = estate.managedPolicy(value, attachment);
      if (policy != null) {
        estate.fact(attachment.evidence(value), relation, role, policy);
      }
    }
  }

  private List<AwsResource> of(AwsResource set, String type) {
    return estate.directory().ofType(type).stream().filter(r -> set.equals(set(r))).toList();
  }

  /// A user of the identity store, or every user of a group.
  private void signsIn(AwsResource assignment, Value identity, String role) {
    AwsResource found = estate.directory().find(identity, assignment.account(), USER, GROUP);
    if (found == null) {
      return;
    }
    if (found.type().equals(USER)) {
      estate.fact(assignment.evidence(identity), "signs_in_as", found.entity(), role);
      return;
    }
    for (AwsResource membership : estate.directory().ofType("aws_identitystore_group_membership")) {
      Value group = membership.attributes().value("group_id");
      Value member = membership.attributes().value("member_id");
      if (group == null
          || member == null
          || !found.equals(estate.directory().find(group, membership.account(), GROUP))) {
        continue;
      }
      AwsResource user = estate.directory().find(member, membership.account(), USER);
      if (user != null) {
        estate.fact(membership.evidence(member), "signs_in_as", user.entity(), role);
      }
    }
  }

  private static Json text(String text) {
    return new Json.Text(text, Json.Place.NONE);
  }
}
