package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Facts about what the network lets through: security groups, networks, public addresses, and
/// machines that send requests on for their callers. What AWS itself serves to the internet is in
/// [EndpointFacts].
final class ExposureFacts {
  static final List<String> MACHINES = List.of("aws_instance", "aws_spot_instance_request");

  private final Estate estate;
  private final SecurityGroups groups;
  private final NetworkFacts networks;
  private final Servers servers;

  ExposureFacts(Estate estate) {
    this.estate = estate;
    this.groups = new SecurityGroups(estate);
    this.networks = new NetworkFacts(estate);
    this.servers = new Servers(estate);
  }

  void state(AwsResource resource) {
    groups.state(resource);
    networks.state(resource);
    switch (resource.type()) {
      case "aws_instance", "aws_spot_instance_request" -> machine(resource);
      case "aws_autoscaling_group" -> group(resource);
      case "aws_eip" -> address(resource, "instance");
      case "aws_eip_association" -> address(resource, "instance_id");
      case "aws_db_instance", "aws_redshift_cluster", "aws_rds_cluster_instance", "aws_mq_broker" ->
          flagged(resource, "publicly_accessible");
      default -> {
        // Every other type is reached through one of these, or serves requests itself.
      }
    }
    servers.state(resource);
  }

  // --- addresses ---

  private void machine(AwsResource machine) {
    Value own = machine.attributes().value("associate_public_ip_address");
    if (own != null) {
      if (machine.attributes().is("associate_public_ip_address", true)) {
        estate.fact(machine.evidence(own), "public_address", machine.entity());
      }
      return;
    }
    if (fromTemplate(machine, machine.attributes().blocks("launch_template"))) {
      return;
    }
    List<Value> subnets = machine.attributes().all("subnet_id");
    if (subnets.isEmpty() && !machine.attributes().has("network_interface")) {
      // The default network's subnets give every machine an address on the internet.
      estate.out().assume(machine.evidence(), "public_address", machine.entity());
    }
    subnets.forEach(subnet -> subnet(machine, subnet));
  }

  private void subnet(AwsResource machine, Value value) {
    AwsResource subnet =
        estate.directory().find(value, machine.account(), "aws_subnet", "aws_default_subnet");
    if (subnet == null || !subnet.managed()) {
      estate.out().assume(machine.evidence(value), "public_address", machine.entity());
      return;
    }
    Value gives = subnet.attributes().value("map_public_ip_on_launch");
    boolean byDefault = subnet.type().equals("aws_default_subnet") && gives == null;
    if (byDefault || subnet.attributes().is("map_public_ip_on_launch", true)) {
      estate.fact(subnet.at("map_public_ip_on_launch"), "public_address", machine.entity());
    } else if (gives instanceof UnknownValue) {
      estate.out().assume(subnet.evidence(gives), "public_address", machine.entity());
    }
  }

  /// @return whether the template decides, one way or the other
  private boolean fromTemplate(AwsResource machine, List<Attributes> blocks) {
    for (Attributes block : blocks) {
      for (Value value :
          block.all(List.of("id", "name", "launch_template_id", "launch_template_name"))) {
        AwsResource template =
            estate.directory().find(value, machine.account(), "aws_launch_template");
        if (template != null) {
          return interfaces(machine, template);
        }
      }
    }
    return false;
  }

  private boolean interfaces(AwsResource machine, AwsResource template) {
    for (Value data : template.attributes().all("user_data")) {
      servers.script(template, machine.entity(), data);
    }
    groups.members(machine, template);
    String path = "network_interfaces.associate_public_ip_address";
    if (template.attributes().is(path, true)) {
      estate.fact(template.at(path), "public_address", machine.entity());
    }
    return template.attributes().has(path);
  }

  private void group(AwsResource group) {
    List<Attributes> templates = new ArrayList<>(group.attributes().blocks("launch_template"));
    templates.addAll(
        group
            .attributes()
            .blocks("mixed_instances_policy.launch_template.launch_template_specification"));
    if (fromTemplate(group, templates)) {
      return;
    }
    for (Value value : group.attributes().all("launch_configuration")) {
      AwsResource configuration =
          estate.directory().find(value, group.account(), "aws_launch_configuration");
      if (configuration != null
          && configuration.attributes().is("associate_public_ip_address", true)) {
        estate.fact(
            configuration.at("associate_public_ip_address"), "public_address", group.entity());
        return;
      }
    }
    group.attributes().all("vpc_zone_identifier").forEach(subnet -> subnet(group, subnet));
  }

  private void address(AwsResource address, String attribute) {
    Value value = address.attributes().value(attribute);
    AwsResource machine =
        value == null
            ? null
            : estate.directory().find(value, address.account(), MACHINES.toArray(String[]::new));
    if (value != null && machine != null) {
      estate.fact(address.evidence(value), "public_address", machine.entity());
    }
  }

  private void flagged(AwsResource resource, String attribute) {
    if (resource.attributes().is(attribute, true)) {
      estate.fact(resource.at(attribute), "public_address", resource.entity());
    }
  }
}
