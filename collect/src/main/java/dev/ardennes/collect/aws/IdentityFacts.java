package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Facts about users, groups, roles and their policies from the `aws_iam_*` resources.
final class IdentityFacts {
  private static final String USER = "aws_iam_user";
  private static final String ROLE = "aws_iam_role";
  private static final String GROUP = "aws_iam_group";
  private static final int MOST_KEYS = 2;

  private final Estate estate;
  private final Map<String, Integer> keys = new TreeMap<>();
  private final Map<String, Map<String, String>> inline = new LinkedHashMap<>();

  IdentityFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case USER -> boundary(resource);
      case ROLE -> role(resource);
      case "aws_iam_policy" -> policy(resource);
      case "aws_iam_user_policy" -> inline(resource, "user", USER);
      case "aws_iam_role_policy" -> inline(resource, "role", ROLE);
      case "aws_iam_group_policy" -> inline(resource, "group", GROUP);
      case "aws_iam_user_policy_attachment" -> attach(resource, "user", USER, "policy_arn");
      case "aws_iam_role_policy_attachment" -> attach(resource, "role", ROLE, "policy_arn");
      case "aws_iam_group_policy_attachment" -> attach(resource, "group", GROUP, "policy_arn");
      case "aws_iam_user_policy_attachments_exclusive" ->
          attach(resource, "user_name", USER, "policy_arns");
      case "aws_iam_role_policy_attachments_exclusive" ->
          attach(resource, "role_name", ROLE, "policy_arns");
      case "aws_iam_group_policy_attachments_exclusive" ->
          attach(resource, "group_name", GROUP, "policy_arns");
      case "aws_iam_policy_attachment" -> {
        attach(resource, "users", USER, "policy_arn");
        attach(resource, "roles", ROLE, "policy_arn");
        attach(resource, "groups", GROUP, "policy_arn");
      }
      case "aws_iam_group_membership" -> membership(resource, "users", "group");
      case "aws_iam_user_group_membership" -> membership(resource, "user", "groups");
      case "aws_iam_access_key" -> accessKey(resource);
      case "aws_iam_user_login_profile" -> loginProfile(resource);
      case "aws_iam_instance_profile" -> instanceProfile(resource);
      default -> {
        // Every other type is no matter of identity.
      }
    }
  }

  /// What is left out until all inline policies are known.
  void stateExclusive(AwsResource resource) {
    switch (resource.type()) {
      case "aws_iam_user_policies_exclusive" -> exclusive(resource, "user_name", USER);
      case "aws_iam_role_policies_exclusive" -> exclusive(resource, "role_name", ROLE);
      case "aws_iam_group_policies_exclusive" -> exclusive(resource, "group_name", GROUP);
      default -> {
        // Every other type is stated at once.
      }
    }
  }

  private void role(AwsResource role) {
    boundary(role);
    Value trust = role.attributes().value("assume_role_policy");
    String document = role.entity() + "/trust";
    if (trust != null) {
      Evidence at = role.evidence(trust);
      estate.document(document, "aws.iam.trust-policy", role.naming().shownName(), role, at);
      estate.fact(at, "trust_policy", role.entity(), document);
      estate.statements(document, trust, role);
    }
    for (Attributes block : role.attributes().blocks("inline_policy")) {
      Value policy = block.value("policy");
      if (policy != null) {
        inline(role, role.entity(), block.text("name"), policy);
      }
    }
    for (Value arn : role.attributes().all("managed_policy_arns")) {
      attach(role, role.entity(), arn);
    }
  }

  private void boundary(AwsResource principal) {
    Value arn = principal.attributes().value("permissions_boundary");
    String policy = arn == null ? null : estate.managedPolicy(arn, principal);
    if (arn != null && policy != null) {
      estate.fact(principal.evidence(arn), "boundary", principal.entity(), policy);
    }
  }

  private void policy(AwsResource policy) {
    estate.fact(policy.evidence(), "policy_versioned", policy.entity());
    Value document = policy.attributes().value("policy");
    if (document != null) {
      estate.statements(policy.entity(), document, policy);
    }
  }

  private void inline(AwsResource resource, String attribute, String type) {
    Value holder = resource.attributes().value(attribute);
    Value policy = resource.attributes().value("policy");
    String id = holder == null ? null : estate.named(holder, resource, type);
    if (id != null && policy != null) {
      inline(resource, id, resource.attributes().text("name"), policy);
    }
  }

  private void inline(AwsResource declaring, String holder, @Nullable String name, Value policy) {
    String shown = name == null || Unknown.in(name) ? declaring.address() : name;
    String document = holder + "/inline/" + shown;
    Evidence at = declaring.evidence();
    inline.computeIfAbsent(holder, ignored -> new LinkedHashMap<>()).put(shown, document);
    estate.document(document, "aws.iam.inline-policy", shown, declaring, at);
    estate.fact(at, "attached", holder, document);
    estate.statements(document, policy, declaring);
  }

  private void attach(AwsResource resource, String holders, String type, String policies) {
    for (Value holder : resource.attributes().all(holders)) {
      String id = estate.named(holder, resource, type);
      if (id != null) {
        resource.attributes().all(policies).forEach(arn -> attach(resource, id, arn));
      }
    }
  }

  private void attach(AwsResource declaring, String holder, Value arn) {
    String policy = estate.managedPolicy(arn, declaring);
    if (policy != null) {
      estate.fact(declaring.evidence(arn), "attached", holder, policy);
    }
  }

  /// Inline policies that stand in a list of allowed names and that nothing here declares have a
  /// document all the same.
  private void exclusive(AwsResource resource, String attribute, String type) {
    Value holder = resource.attributes().value(attribute);
    String id = holder == null ? null : estate.named(holder, resource, type);
    if (id == null) {
      return;
    }
    for (Value name : resource.attributes().all("policy_names")) {
      String text = Attributes.text(name);
      if (text != null && !inline.getOrDefault(id, Map.of()).containsKey(text)) {
        UnknownValue unknown =
            new UnknownValue(
                resource.address() + ": document of " + text,
                UnknownValue.Reason.LOOKED_UP,
                name.origin());
        inline(resource, id, text, unknown);
      }
    }
  }

  private void membership(AwsResource resource, String users, String groups) {
    for (Value user : resource.attributes().all(users)) {
      for (Value group : resource.attributes().all(groups)) {
        String userId = estate.named(user, resource, USER);
        String groupId = estate.named(group, resource, GROUP);
        if (userId != null && groupId != null) {
          estate.fact(resource.evidence(user), "member", userId, groupId);
        }
      }
    }
  }

  private void accessKey(AwsResource key) {
    Value user = key.attributes().value("user");
    String id = user == null ? null : estate.named(user, key, USER);
    if (id != null) {
      keys.merge(id, 1, Integer::sum);
      if (!"Inactive".equals(key.attributes().text("status"))) {
        estate.fact(key.evidence(), "access_key", id, key.entity());
      }
    }
  }

  private void loginProfile(AwsResource profile) {
    Value user = profile.attributes().value("user");
    String id = user == null ? null : estate.named(user, profile, USER);
    if (id != null) {
      estate.fact(profile.evidence(), "login_profile", id);
    }
  }

  private void instanceProfile(AwsResource profile) {
    List<Value> roles = new ArrayList<>(profile.attributes().all("role"));
    roles.addAll(profile.attributes().all("roles"));
    for (Value role : roles) {
      String id = estate.named(role, profile, ROLE);
      if (id != null) {
        estate.fact(profile.evidence(role), "instance_profile", profile.entity(), id);
      }
    }
  }

  /// How many keys a user has is known of declared users; of others a free place is the usual case.
  ///
  /// @param keysShown whether the source shows the keys of the users that it declares
  void finish(boolean keysShown) {
    for (AwsResource user : estate.directory().ofType(USER)) {
      if (keys.getOrDefault(user.entity(), 0) >= MOST_KEYS) {
        continue;
      }
      if (keysShown) {
        estate.fact(user.evidence(), "key_slots", user.entity());
      } else {
        estate.out().assume(user.evidence(), "key_slots", user.entity());
      }
    }
    estate
        .outsideUsers()
        .forEach(
            (user, at) -> {
              if (keys.getOrDefault(user, 0) < MOST_KEYS) {
                estate.out().assume(at, "key_slots", user);
              }
            });
  }
}
