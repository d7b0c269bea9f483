package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about what gives out sessions of roles, and about the policies that it limits them with.
///
/// A limited session is an entity of its own: whoever has it may do less than who has the role.
final class SessionFacts {
  static final String KIND = "aws.iam.session";
  private static final String ROLE = "aws_iam_role";
  private static final String AUTHORITY = "aws_acmpca_certificate_authority";

  private final Estate estate;

  SessionFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case "aws_cognito_identity_pool_roles_attachment" -> identityPool(resource);
      case "aws_rolesanywhere_profile" -> profile(resource);
      case "aws_rolesanywhere_trust_anchor" -> anchor(resource);
      case "aws_transfer_user" -> fileUser(resource);
      case "aws_eks_pod_identity_association" -> association(resource);
      default -> {
        // Every other type gives out no sessions.
      }
    }
  }

  private void identityPool(AwsResource attachment) {
    Value value = attachment.attributes().value("identity_pool_id");
    AwsResource pool =
        value == null
            ? null
            : estate.directory().find(value, attachment.account(), "aws_cognito_identity_pool");
    if (pool == null) {
      return;
    }
    for (String whom : List.of("authenticated", "unauthenticated")) {
      for (Value role : attachment.attributes().all("roles." + whom)) {
        String id = estate.named(role, attachment, ROLE);
        boolean nobody =
            whom.equals("unauthenticated")
                && pool.attributes().is("allow_unauthenticated_identities", false);
        if (id != null && !nobody) {
          String given = whom.equals("authenticated") ? id : guest(pool, id);
          estate.fact(attachment.evidence(role), "hands_out", pool.entity(), given, whom);
        }
      }
    }
  }

  /// A profile gives its roles to whoever has a certificate of a trust anchor of the account.
  private void profile(AwsResource profile) {
    if (profile.attributes().is("enabled", false)) {
      return;
    }
    List<String> policies = policies(profile, "session_policy");
    for (Value role : profile.attributes().all("role_arns")) {
      String id = estate.named(role, profile, ROLE);
      if (id != null) {
        Evidence at = profile.evidence(role);
        String given = policies == null ? id : session(profile, id, policies, at);
        estate.fact(at, "hands_out", profile.entity(), given, "certified");
      }
    }
  }

  private void anchor(AwsResource anchor) {
    Value authority = anchor.attributes().first("source.source_data.acm_pca_arn");
    AwsResource found =
        authority == null || anchor.attributes().is("enabled", false)
            ? null
            : estate.directory().find(authority, anchor.account(), AUTHORITY);
    if (authority != null && found != null) {
      estate.fact(anchor.evidence(authority), "certified_by", anchor.entity(), found.entity());
    }
  }

  /// A user of a file server acts as its role, within its policy.
  private void fileUser(AwsResource user) {
    Value role = user.attributes().value("role");
    String id = role == null ? null : estate.named(role, user, ROLE);
    Value policy = user.attributes().value("policy");
    if (role == null || id == null) {
      return;
    }
    String given = id;
    if (policy != null) {
      String document = document(user);
      estate.statements(document, TransferVariables.of(user).replaced(policy), user);
      given = session(user, id, List.of(document), user.evidence(policy));
    }
    estate.fact(user.evidence(role), "calls_as", user.entity(), given);
  }

  /// Pods of a service account get the role, or another that the service assumes with it, within
  /// the policy of the association.
  private void association(AwsResource association) {
    Value target = association.attributes().value("target_role_arn");
    Value role = target == null ? association.attributes().value("role_arn") : target;
    String id = role == null ? null : estate.named(role, association, ROLE);
    if (role == null || id == null) {
      return;
    }
    List<String> policies = policies(association, "policy");
    Evidence at = association.evidence(role);
    String given = policies == null ? id : session(association, id, policies, at);
    estate.fact(at, "runs_as", association.entity(), given);
    Value value = association.attributes().value("cluster_name");
    AwsResource cluster =
        value == null
            ? null
            : estate.directory().find(value, association.account(), "aws_eks_cluster");
    String namespace = association.attributes().text("namespace");
    String account = association.attributes().text("service_account");
    if (cluster != null && namespace != null && account != null) {
      estate.fact(
          association.at("service_account"),
          "pod_identity",
          association.entity(),
          cluster.entity(),
          namespace,
          account);
    }
  }

  /// What a guest gets: the role itself where the pool lets callers exchange its token for the role
  /// on their own, or may do so for all that is known.
  private String guest(AwsResource pool, String role) {
    boolean limited =
        pool.managed()
            && (!pool.attributes().has("allow_classic_flow")
                || pool.attributes().is("allow_classic_flow", false));
    return limited ? session(pool, role, guestPolicies(pool), pool.evidence()) : role;
  }

  private List<String> guestPolicies(AwsResource pool) {
    String document = GuestScope.DOCUMENT;
    estate.out().entity(document, "aws.iam.session-policy", GuestScope.NAME, List.of());
    estate.fact(pool.evidence(), "kind", document, "aws.iam.session-policy");
    estate.statement(document, "0", GuestScope.statement(), pool);
    String arn = "arn:" + pool.account().partition() + ":iam::aws:policy/" + GuestScope.MANAGED;
    return List.of(document, estate.managedPolicy(arn, pool, pool.evidence()));
  }

  private String document(AwsResource giver) {
    String document = giver.entity() + "/session-policy";
    Evidence at = giver.evidence();
    estate.document(document, "aws.iam.session-policy", giver.naming().shownName(), giver, at);
    return document;
  }

  /// A session of the role as the giver hands it out.
  ///
  /// @param policies the documents that limit it
  private String session(AwsResource giver, String role, List<String> policies, Evidence at) {
    String id = giver.entity() + "/session/" + role;
    String name = role.substring(role.lastIndexOf('/') + 1).replace("aws_iam_role.", "");
    String shown = name + " by " + giver.naming().shownName();
    estate.out().entity(id, KIND, shown, List.of());
    estate.fact(at, "kind", id, KIND);
    estate.fact(at, "in_account", id, giver.account().entity());
    estate.fact(at, "session_of", id, role);
    policies.forEach(policy -> estate.fact(at, "session_policy", id, policy));
    return id;
  }

  /// The documents with which the resource limits the sessions that it gives out; null where it
  /// does not limit them.
  private @Nullable List<String> policies(AwsResource giver, String inline) {
    List<String> documents = new ArrayList<>();
    Value policy = giver.attributes().value(inline);
    if (policy != null) {
      String document = document(giver);
      estate.statements(document, policy, giver);
      documents.add(document);
    }
    for (Value arn : giver.attributes().all("managed_policy_arns")) {
      String document = estate.managedPolicy(arn, giver);
      if (document == null) {
        return null;
      }
      documents.add(document);
    }
    return documents.isEmpty() ? null : documents;
  }
}
