package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Launch templates, launch configurations, and whatever is a machine or makes machines.
final class Machines {
  private static final String ROLE = "aws_iam_role";
  private static final String PROFILE = "aws_iam_instance_profile";
  private static final String CLUSTER = "aws_ecs_cluster";
  private static final String LAUNCH_TEMPLATE = "aws_launch_template";
  private static final String LAUNCH_CONFIGURATION = "aws_launch_configuration";

  private final Estate estate;
  private final Map<String, String> scripts = new LinkedHashMap<>();

  Machines(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case "aws_instance", "aws_spot_instance_request" -> instance(resource);
      case LAUNCH_TEMPLATE -> template(resource);
      case LAUNCH_CONFIGURATION -> configuration(resource);
      case "aws_autoscaling_group" -> group(resource);
      case "aws_eks_node_group" -> nodes(resource);
      default -> {
        // No machine.
      }
    }
  }

  /// The first scripts of the machines that join clusters, by the machines' ids.
  Map<String, String> scripts() {
    return Map.copyOf(scripts);
  }

  /// The roles that the instance profile hands out.
  List<String> rolesOf(Value profile, AwsResource from) {
    AwsResource found = estate.directory().find(profile, from.account(), PROFILE);
    if (found == null) {
      return List.of();
    }
    List<Value> roles = found.attributes().all(List.of("role", "roles"));
    return roles.stream()
        .map(role -> estate.named(role, found, ROLE))
        .filter(Objects::nonNull)
        .toList();
  }

  private void instance(AwsResource instance) {
    metadata(instance, instance, instance.attributes());
    ecsHost(instance, instance);
    fromTemplate(instance, instance.attributes().blocks("launch_template"));
  }

  private void template(AwsResource template) {
    for (Value profile :
        template
            .attributes()
            .all(List.of("iam_instance_profile.name", "iam_instance_profile.arn"))) {
      rolesOf(profile, template)
          .forEach(
              role ->
                  estate.fact(
                      template.evidence(profile), "template_runs_as", template.entity(), role));
    }
  }

  private void configuration(AwsResource configuration) {
    for (Value profile : configuration.attributes().all("iam_instance_profile")) {
      rolesOf(profile, configuration)
          .forEach(
              role ->
                  estate.fact(
                      configuration.evidence(profile),
                      "template_runs_as",
                      configuration.entity(),
                      role));
    }
  }

  private void group(AwsResource group) {
    fromTemplate(group, group.attributes().blocks("launch_template"));
    fromTemplate(
        group,
        group
            .attributes()
            .blocks("mixed_instances_policy.launch_template.launch_template_specification"));
    for (Value value : group.attributes().all("launch_configuration")) {
      AwsResource configuration =
          estate.directory().find(value, group.account(), LAUNCH_CONFIGURATION);
      if (configuration != null) {
        made(group, configuration, "pinned", group.evidence(value));
      }
    }
  }

  /// Nodes have the role of their group; of a template that is given only the rest counts.
  private void nodes(AwsResource group) {
    List<Value> named =
        group.attributes().all(List.of("launch_template.id", "launch_template.name"));
    if (named.isEmpty()) {
      Evidence at = group.evidence();
      estate.out().assume(at, "metadata_service", group.entity(), "v1");
      estate.out().assume(at, "answers_containers", group.entity());
    }
    for (Value value : named) {
      AwsResource template = estate.directory().find(value, group.account(), LAUNCH_TEMPLATE);
      AwsResource saying = template == null ? group : template;
      metadata(group, saying, saying.attributes());
    }
  }

  private void fromTemplate(AwsResource machine, List<Attributes> blocks) {
    for (Attributes block : blocks) {
      for (Value value :
          block.all(List.of("id", "name", "launch_template_id", "launch_template_name"))) {
        AwsResource template = estate.directory().find(value, machine.account(), LAUNCH_TEMPLATE);
        if (template != null) {
          made(machine, template, version(block), machine.evidence(value));
        }
      }
    }
  }

  /// A version that follows the template is one that a change of the template reaches.
  private static String version(Attributes block) {
    String version = block.text("version", "$Default");
    return switch (version) {
      case "$Latest" -> "latest";
      case "$Default" -> "default";
      default -> "pinned";
    };
  }

  private void made(AwsResource machine, AwsResource template, String version, Evidence at) {
    estate.fact(at, "starts_from", machine.entity(), template.entity(), version);
    List<String> paths =
        List.of("iam_instance_profile.name", "iam_instance_profile.arn", "iam_instance_profile");
    for (Value profile : template.attributes().all(paths)) {
      String id =
          Attributes.text(profile) == null ? null : estate.named(profile, template, PROFILE);
      if (id != null && !machine.attributes().has("iam_instance_profile")) {
        estate.fact(at, "has_instance_profile", machine.entity(), id);
        rolesOf(profile, template)
            .forEach(role -> estate.fact(at, "runs_as", machine.entity(), role));
      }
    }
    metadata(machine, template, template.attributes());
    ecsHost(machine, template);
  }

  /// Where nothing is said, the provider leaves the old default of the service, which an image may
  /// change.
  private void metadata(AwsResource machine, AwsResource saying, Attributes attributes) {
    if ("disabled".equals(attributes.text("metadata_options.http_endpoint"))) {
      estate.fact(
          saying.at("metadata_options.http_endpoint"), "metadata_service", machine.entity(), "off");
      return;
    }
    String tokens = attributes.text("metadata_options.http_tokens");
    boolean nodes = machine.type().equals("aws_eks_node_group");
    if (tokens == null && machine.equals(saying) && !nodes && attributes.has("launch_template")) {
      return;
    }
    containers(machine, saying, tokens == null ? "" : tokens);
    if (tokens == null) {
      estate.out().assume(saying.evidence(), "metadata_service", machine.entity(), "v1");
    } else if (tokens.equals("required") || tokens.equals("optional")) {
      estate.fact(
          saying.at("metadata_options.http_tokens"),
          "metadata_service",
          machine.entity(),
          tokens.equals("required") ? "v2" : "v1");
    }
  }

  /// A plain request is answered wherever it comes from. The token that version 2 asks for first
  /// lives as many hops as the machine says, and a container's own network is one more; how many
  /// these are where nothing is said, the image decides.
  private void containers(AwsResource machine, AwsResource saying, String tokens) {
    String path = "metadata_options.http_put_response_hop_limit";
    String hops = saying.attributes().text(path, "");
    boolean plain = tokens.equals("optional");
    if (plain || (tokens.equals("required") && hops.matches("[2-9]|[1-9][0-9]"))) {
      String at = plain ? "metadata_options.http_tokens" : path;
      estate.fact(saying.at(at), "answers_containers", machine.entity());
    } else if (!tokens.equals("required") || !hops.matches("[01]")) {
      estate.out().assume(saying.evidence(), "answers_containers", machine.entity());
    }
  }

  /// A machine joins a cluster by the name that its first script writes into the agent's
  /// configuration.
  private void ecsHost(AwsResource machine, AwsResource saying) {
    for (Value data : saying.attributes().all(List.of("user_data", "user_data_base64"))) {
      String script = Scripts.text(data);
      if (script == null || !script.contains("ECS_CLUSTER")) {
        continue;
      }
      AwsResource cluster = estate.directory().find(data, machine.account(), CLUSTER);
      if (cluster == null) {
        cluster = Scripts.namedCluster(script, machine, estate.directory());
      }
      scripts.putIfAbsent(machine.entity(), script);
      if (cluster != null) {
        estate.fact(saying.evidence(data), "in_cluster", machine.entity(), cluster.entity());
      }
    }
  }
}
