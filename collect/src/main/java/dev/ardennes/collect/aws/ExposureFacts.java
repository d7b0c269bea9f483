package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about what the network lets through: security groups, public addresses, and machines that
/// send requests on for their callers. What AWS itself serves to the internet is in
/// [EndpointFacts].
final class ExposureFacts {
  private static final String GROUP = "aws_security_group";
  static final List<String> MACHINES = List.of("aws_instance", "aws_spot_instance_request");

  private final Estate estate;

  ExposureFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    for (Value group : resource.attributes().all(resource.shape().groups())) {
      AwsResource found = estate.directory().find(group, resource.account(), GROUP);
      if (found != null) {
        estate.fact(resource.evidence(group), "security_group", resource.entity(), found.entity());
      }
    }
    switch (resource.type()) {
      case "aws_security_group", "aws_default_security_group" -> inlineRules(resource);
      case "aws_security_group_rule" -> rule(resource);
      case "aws_vpc_security_group_ingress_rule" -> ingressRule(resource);
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
    forwarding(resource);
  }

  // --- security groups ---

  private void inlineRules(AwsResource group) {
    for (Attributes rule : group.attributes().blocks("ingress")) {
      String ports = ports(rule, "protocol");
      for (String path : List.of("cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids")) {
        for (Value source : rule.all(path)) {
          ingress(group, source, Attributes.text(source), ports, group);
        }
      }
      for (Value source : rule.all("security_groups")) {
        ingress(group, source, groupId(source, group), ports, group);
      }
      if (rule.is("self", true)) {
        Value self = rule.value("self");
        ingress(group, self, group.entity(), ports, group);
      }
    }
  }

  private void rule(AwsResource rule) {
    Value target = rule.attributes().value("security_group_id");
    AwsResource group =
        target == null ? null : estate.directory().find(target, rule.account(), GROUP);
    if (group == null || !"ingress".equals(rule.attributes().text("type"))) {
      return;
    }
    String ports = ports(rule.attributes(), "protocol");
    for (String path : List.of("cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids")) {
      for (Value source : rule.attributes().all(path)) {
        ingress(group, source, Attributes.text(source), ports, rule);
      }
    }
    Value source = rule.attributes().value("source_security_group_id");
    if (source != null) {
      ingress(group, source, groupId(source, rule), ports, rule);
    }
    if (rule.attributes().is("self", true)) {
      ingress(group, null, group.entity(), ports, rule);
    }
  }

  private void ingressRule(AwsResource rule) {
    Value target = rule.attributes().value("security_group_id");
    AwsResource group =
        target == null ? null : estate.directory().find(target, rule.account(), GROUP);
    if (group == null) {
      return;
    }
    String ports = ports(rule.attributes(), "ip_protocol");
    for (String path : List.of("cidr_ipv4", "cidr_ipv6", "prefix_list_id")) {
      for (Value source : rule.attributes().all(path)) {
        ingress(group, source, Attributes.text(source), ports, rule);
      }
    }
    Value source = rule.attributes().value("referenced_security_group_id");
    if (source != null) {
      ingress(group, source, groupId(source, rule), ports, rule);
    }
  }

  private @Nullable String groupId(Value value, AwsResource from) {
    AwsResource found = estate.directory().find(value, from.account(), GROUP);
    return found != null ? found.entity() : Attributes.text(value);
  }

  private void ingress(
      AwsResource group,
      @Nullable Value at,
      @Nullable String source,
      String ports,
      AwsResource declaring) {
    if (source != null) {
      Evidence place = at == null ? declaring.evidence() : declaring.evidence(at);
      estate.fact(place, "ingress", group.entity(), source, ports);
    }
  }

  /// `tcp/80-443`, `icmp`, or `all`.
  private static String ports(Attributes rule, String protocolName) {
    String protocol = rule.text(protocolName, "-1");
    if (protocol.equals("-1") || protocol.equals("all")) {
      return "all";
    }
    String name =
        switch (protocol) {
          case "6" -> "tcp";
          case "17" -> "udp";
          case "1" -> "icmp";
          default -> protocol;
        };
    String from = rule.text("from_port");
    String to = rule.text("to_port", from == null ? "" : from);
    return from == null || name.startsWith("icmp") ? name : name + "/" + from + "-" + to;
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
    machine.attributes().all("subnet_id").forEach(subnet -> subnet(machine, subnet));
  }

  private void subnet(AwsResource machine, Value value) {
    AwsResource subnet = estate.directory().find(value, machine.account(), "aws_subnet");
    if (subnet != null && subnet.attributes().is("map_public_ip_on_launch", true)) {
      estate.fact(subnet.at("map_public_ip_on_launch"), "public_address", machine.entity());
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
    for (Value group : template.attributes().all(template.shape().groups())) {
      AwsResource found = estate.directory().find(group, template.account(), GROUP);
      if (found != null) {
        estate.fact(template.evidence(group), "security_group", machine.entity(), found.entity());
      }
    }
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

  // --- what sends requests on behalf of its callers ---

  private void forwarding(AwsResource resource) {
    for (Value data : resource.attributes().all(List.of("user_data", "user_data_base64"))) {
      String script = Scripts.text(data);
      String directive = script == null ? null : Scripts.forwarding(script);
      if (script != null && directive != null) {
        String reason = "its first script configures `" + directive + "`";
        estate.fact(
            Scripts.place(resource, data, script, directive),
            "forwards_requests",
            resource.entity(),
            reason);
      }
    }
  }
}
