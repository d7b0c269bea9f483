package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Facts about the containers of an ECS service: on which machines they run, what they may do to
/// those, and on which ports they answer. Asked after all machines have said which cluster they
/// join.
final class Containers {
  /// The relation of containers that their machine keeps from its metadata service.
  static final String KEPT = "kept_from_metadata";

  private static final List<String> MACHINES =
      List.of("aws_instance", "aws_spot_instance_request", "aws_autoscaling_group");

  private static final Pattern AGENT_BLOCKS =
      Pattern.compile("ECS_AWSVPC_BLOCK_IMDS=[\"']?true", Pattern.CASE_INSENSITIVE);
  private static final Pattern RULE_BLOCKS =
      Pattern.compile(
          "(?m)^(?!\\s*#)[^\n]*DOCKER-USER[^\n]*169\\.254\\.169\\.254[^\n]*(DROP|REJECT)");

  private final Estate estate;
  private final Map<String, String> scripts;

  /// @param scripts first scripts of machines, by the machines' ids
  Containers(Estate estate, Map<String, String> scripts) {
    this.estate = estate;
    this.scripts = scripts;
  }

  /// @param task the task definition that the service starts
  void state(AwsResource service, AwsResource task) {
    Value definitions = task.attributes().value("container_definitions");
    List<Json> containers = definitions == null ? List.of() : elements(Documents.json(definitions));
    Evidence at = definitions == null ? task.evidence() : task.evidence(definitions);
    for (Json container : containers) {
      container(service, task, container, at);
    }
    namespace(service, task);
    if (service.attributes().is("network_configuration.assign_public_ip", true)) {
      estate.fact(
          service.at("network_configuration.assign_public_ip"), "public_address", service.entity());
    }
    hosts(service, task, containers, at);
  }

  private static List<Json> elements(@Nullable Json json) {
    return json instanceof Json.Arr array ? array.elements() : List.of();
  }

  private void container(AwsResource service, AwsResource task, Json container, Evidence at) {
    String id = service.entity();
    String image = container.textAt("image");
    if (image != null) {
      estate.fact(place(container.at("image"), at), "image", id, image);
    }
    if (!container.listAt("portMappings").isEmpty()) {
      Evidence where = place(container.at("image"), at);
      estate.fact(where, "unseen_server", id, "an application");
    }
    if ("true".equals(Json.scalar(container.at("privileged")))) {
      estate.fact(place(container.at("privileged"), at), "privileged", id);
    }
    String user = container.textAt("user");
    boolean root =
        user == null || user.equals("0") || user.startsWith("root") || user.startsWith("0:");
    if (root) {
      estate.fact(at, "container_root", id, user == null ? "not prevented" : "set");
    }
    for (Json mount : container.listAt("mountPoints")) {
      mount(service, task, mount);
    }
    Json parameters = container.at("linuxParameters");
    Json capabilities = parameters == null ? null : parameters.at("capabilities");
    for (Json added : capabilities == null ? List.<Json>of() : capabilities.listAt("add")) {
      String name = Json.scalar(added);
      if (name != null) {
        estate.fact(at, "adds_capability", id, name);
      }
    }
  }

  private Evidence place(@Nullable Json member, Evidence otherwise) {
    return member == null || member.place().line() == 0
        ? otherwise
        : Documents.evidence(estate.out().source(), member.place());
  }

  private void mount(AwsResource service, AwsResource task, Json mount) {
    String volume = mount.textAt("sourceVolume");
    String mode = "true".equals(Json.scalar(mount.at("readOnly"))) ? "read" : "write";
    for (Attributes declared : task.attributes().blocks("volume")) {
      Value path = declared.first("host_path");
      String text = path == null ? null : Attributes.text(path);
      if (path != null && text != null && declared.text("name", "").equals(volume)) {
        estate.fact(task.evidence(path), "mounts_host_path", service.entity(), text, mode);
      }
    }
  }

  private void namespace(AwsResource service, AwsResource task) {
    if ("host".equals(task.attributes().text("network_mode"))) {
      estate.fact(task.at("network_mode"), "host_namespace", service.entity(), "network");
    }
    if ("host".equals(task.attributes().text("pid_mode"))) {
      estate.fact(task.at("pid_mode"), "host_namespace", service.entity(), "processes");
    }
  }

  // --- the machines ---

  private void hosts(AwsResource service, AwsResource task, List<Json> containers, Evidence at) {
    if ("FARGATE".equals(service.attributes().text("launch_type"))) {
      return;
    }
    Value named = service.attributes().value("cluster");
    AwsResource cluster =
        named == null ? null : estate.directory().find(named, service.account(), "aws_ecs_cluster");
    if (cluster == null) {
      return;
    }
    List<AwsResource> placed = placed(service);
    boolean everywhere = "DAEMON".equals(service.attributes().text("scheduling_strategy"));
    for (String type : MACHINES) {
      for (AwsResource host : estate.directory().ofType(type)) {
        if (!estate.out().states("in_cluster", host.entity(), cluster.entity())
            || !(placed.isEmpty() || placed.contains(host))) {
          continue;
        }
        String certain =
            everywhere ? "every host" : placed.isEmpty() ? "may be placed there" : "placed there";
        estate.fact(service.evidence(), "hosted_on", service.entity(), host.entity(), certain);
        metadata(service, task, host);
        ports(service, task, containers, host, at);
      }
    }
  }

  /// The agent answers for containers that have a network interface of their own, a rule for
  /// packets for those behind the bridge; what shares the machine's network is kept from nothing.
  private void metadata(AwsResource service, AwsResource task, AwsResource host) {
    String script = scripts.getOrDefault(host.entity(), "");
    Pattern blocks =
        switch (task.attributes().text("network_mode", "bridge")) {
          case "awsvpc" -> AGENT_BLOCKS;
          case "bridge", "default" -> RULE_BLOCKS;
          default -> null;
        };
    if (blocks != null && blocks.matcher(script).find()) {
      estate.fact(host.evidence(), KEPT, service.entity(), host.entity());
    }
  }

  /// The machines that a constraint on where the service may be placed names.
  private List<AwsResource> placed(AwsResource service) {
    List<AwsResource> named = new ArrayList<>();
    for (Value constraint : service.attributes().all("placement_constraints.expression")) {
      AwsResource machine = estate.directory().find(constraint, service.account(), "aws_instance");
      if (machine != null) {
        named.add(machine);
      }
    }
    return named;
  }

  /// A port of the machine leads to the container, unless the container has a network interface of
  /// its own.
  private void ports(
      AwsResource service, AwsResource task, List<Json> containers, AwsResource host, Evidence at) {
    String mode = task.attributes().text("network_mode", "bridge");
    if (mode.equals("awsvpc") || mode.equals("none")) {
      return;
    }
    for (Json container : containers) {
      for (Json mapping : container.listAt("portMappings")) {
        String inside = Json.scalar(mapping.at("containerPort"));
        String outside = Json.scalar(mapping.at("hostPort"));
        String port = outside != null ? outside : mode.equals("host") ? inside : null;
        if (port != null && !port.equals("0")) {
          estate.fact(
              place(mapping, at), "hands_to", host.entity(), port, service.entity(), "none");
        }
      }
    }
  }
}
