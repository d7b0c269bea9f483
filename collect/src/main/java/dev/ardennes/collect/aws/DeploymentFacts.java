package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Facts about what reaches further than its own resource says: where deployments go, and whom an
/// identity pool knows.
final class DeploymentFacts {
  private static final String USER_POOL = "aws_cognito_user_pool";

  private final Estate estate;

  DeploymentFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case "aws_codedeploy_deployment_group" -> deploymentGroup(resource);
      case "aws_cognito_identity_pool" -> identityPool(resource);
      default -> {
        // Neither of the two.
      }
    }
  }

  private void deploymentGroup(AwsResource group) {
    for (Value value : group.attributes().all("autoscaling_groups")) {
      AwsResource machines =
          estate.directory().find(value, group.account(), "aws_autoscaling_group");
      if (machines != null) {
        estate.fact(group.evidence(value), "deploys_to", group.entity(), machines.entity());
      }
    }
    List<Attributes> filters = new ArrayList<>(group.attributes().blocks("ec2_tag_filter"));
    filters.addAll(group.attributes().blocks("ec2_tag_set.ec2_tag_filter"));
    if (filters.isEmpty()) {
      return;
    }
    for (AwsResource instance : estate.directory().ofType("aws_instance")) {
      if (instance.account().equals(group.account())
          && filters.stream().anyMatch(filter -> matches(filter, instance))) {
        estate.fact(group.evidence(), "deploys_to", group.entity(), instance.entity());
      }
    }
  }

  private static boolean matches(Attributes filter, AwsResource instance) {
    String key = filter.text("key", "");
    for (Attributes tags : instance.attributes().blocks("tags")) {
      if (switch (filter.text("type", "KEY_AND_VALUE")) {
        case "KEY_ONLY" -> tags.has(key);
        case "VALUE_ONLY" ->
            tags.map().names().stream()
                .anyMatch(name -> tags.text(name, "").equals(filter.text("value", "")));
        default -> tags.has(key) && tags.text(key, "").equals(filter.text("value", ""));
      }) {
        return true;
      }
    }
    return false;
  }

  private void identityPool(AwsResource pool) {
    for (Value client : pool.attributes().all("cognito_identity_providers.client_id")) {
      AwsResource found =
          estate.directory().find(client, pool.account(), "aws_cognito_user_pool_client");
      Value users = found == null ? null : found.attributes().value("user_pool_id");
      AwsResource userPool =
          users == null ? null : estate.directory().find(users, pool.account(), USER_POOL);
      if (userPool != null
          && !userPool
              .attributes()
              .is("admin_create_user_config.allow_admin_create_user_only", true)) {
        estate.fact(pool.evidence(client), "open_sign_up", pool.entity(), userPool.entity());
      }
    }
  }
}
