package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about security groups: what carries them, and what they let in and out, whether the rules
/// stand inside the group or by themselves.
final class SecurityGroups {
  private static final String GROUP = "aws_security_group";
  private static final String PREFIX_LIST = "aws_ec2_managed_prefix_list";

  private final Estate estate;

  SecurityGroups(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    members(resource, resource);
    switch (resource.type()) {
      case GROUP, "aws_default_security_group" -> {
        inlineRules(resource, "ingress");
        inlineRules(resource, "egress");
      }
      case "aws_security_group_rule" -> rule(resource);
      case "aws_vpc_security_group_ingress_rule" -> singleRule(resource, "ingress");
      case "aws_vpc_security_group_egress_rule" -> singleRule(resource, "egress");
      default -> {
        // Every other type can only carry groups.
      }
    }
  }

  /// The groups that one resource says apply to another, or to itself.
  void members(AwsResource carrying, AwsResource saying) {
    for (Value group : saying.attributes().all(saying.shape().groups())) {
      String id = group(group, saying);
      if (id != null) {
        estate.fact(saying.evidence(group), "security_group", carrying.entity(), id);
      }
    }
  }

  /// A group that is named without being known is one that nothing shows: it has no `kind`.
  private @Nullable String group(Value value, AwsResource from) {
    AwsResource found = estate.directory().find(value, from.account(), GROUP);
    if (found != null) {
      return found.entity();
    }
    String text = Attributes.text(value);
    if (text == null || !(Unknown.in(text) || text.startsWith("sg-"))) {
      return null;
    }
    String name = Unknown.in(text) ? text.replaceAll("[\u27e8\u27e9]", "") : text;
    String id = from.account().label() + "/security-group/" + name;
    estate.out().entity(id, "aws.ec2.security-group", name, List.of());
    return id;
  }

  private void inlineRules(AwsResource group, String relation) {
    for (Attributes rule : group.attributes().blocks(relation)) {
      String ports = ports(rule, "protocol");
      for (String path : List.of("cidr_blocks", "ipv6_cidr_blocks")) {
        for (Value end : rule.all(path)) {
          lets(relation, group, group.evidence(end), Attributes.text(end), ports);
        }
      }
      for (Value list : rule.all("prefix_list_ids")) {
        prefixList(relation, group, list, ports, group);
      }
      for (Value end : rule.all("security_groups")) {
        lets(relation, group, group.evidence(end), groupId(end, group), ports);
      }
      Value self = rule.value("self");
      if (self != null && rule.is("self", true)) {
        lets(relation, group, group.evidence(self), group.entity(), ports);
      }
    }
  }

  private void rule(AwsResource rule) {
    AwsResource group = ruled(rule);
    String relation = rule.attributes().text("type");
    if (group == null || !List.of("ingress", "egress").contains(String.valueOf(relation))) {
      return;
    }
    String ports = ports(rule.attributes(), "protocol");
    for (String path : List.of("cidr_blocks", "ipv6_cidr_blocks")) {
      for (Value end : rule.attributes().all(path)) {
        lets(String.valueOf(relation), group, rule.evidence(end), Attributes.text(end), ports);
      }
    }
    for (Value list : rule.attributes().all("prefix_list_ids")) {
      prefixList(String.valueOf(relation), group, list, ports, rule);
    }
    Value end = rule.attributes().value("source_security_group_id");
    if (end != null) {
      lets(String.valueOf(relation), group, rule.evidence(end), groupId(end, rule), ports);
    }
    if (rule.attributes().is("self", true)) {
      lets(String.valueOf(relation), group, rule.evidence(), group.entity(), ports);
    }
  }

  private void singleRule(AwsResource rule, String relation) {
    AwsResource group = ruled(rule);
    if (group == null) {
      return;
    }
    String ports = ports(rule.attributes(), "ip_protocol");
    for (String path : List.of("cidr_ipv4", "cidr_ipv6")) {
      for (Value end : rule.attributes().all(path)) {
        lets(relation, group, rule.evidence(end), Attributes.text(end), ports);
      }
    }
    for (Value list : rule.attributes().all("prefix_list_id")) {
      prefixList(relation, group, list, ports, rule);
    }
    Value end = rule.attributes().value("referenced_security_group_id");
    if (end != null) {
      lets(relation, group, rule.evidence(end), groupId(end, rule), ports);
    }
  }

  private @Nullable AwsResource ruled(AwsResource rule) {
    Value target = rule.attributes().value("security_group_id");
    return target == null ? null : estate.directory().find(target, rule.account(), GROUP);
  }

  private @Nullable String groupId(Value value, AwsResource from) {
    AwsResource found = estate.directory().find(value, from.account(), GROUP);
    return found != null ? found.entity() : Attributes.text(value);
  }

  /// A prefix list that is declared counts as its entries; another one by its name, of which nobody
  /// knows what it holds.
  private void prefixList(
      String relation, AwsResource group, Value value, String ports, AwsResource declaring) {
    AwsResource list = estate.directory().find(value, declaring.account(), PREFIX_LIST);
    if (list != null && list.managed()) {
      for (Value entry : list.attributes().all("entry.cidr")) {
        lets(relation, group, list.evidence(entry), Attributes.text(entry), ports);
      }
      return;
    }
    String name = list == null ? Attributes.text(value) : list.attributes().text("name");
    String text = name == null ? Attributes.text(value) : name;
    if (text != null) {
      String listed = text.startsWith("pl-") || Unknown.in(text) ? text : "pl-" + text;
      lets(relation, group, declaring.evidence(value), listed, ports);
    }
  }

  private void lets(
      String relation, AwsResource group, Evidence at, @Nullable String end, String ports) {
    if (end != null) {
      estate.fact(at, relation, group.entity(), end, ports);
    }
  }

  /// `tcp/80-443`, `icmp`, or `all`.
  static String ports(Attributes rule, String protocolName) {
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
}
