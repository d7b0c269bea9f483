package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Facts about networks: what lies in which subnet, where routes lead, which access lists guard
/// subnets, which networks are peered.
final class NetworkFacts {
  private static final String VPC = "aws_vpc";
  private static final String SUBNET = "aws_subnet";
  private static final String TABLE = "aws_route_table";
  private static final String ACL = "aws_network_acl";
  private static final List<String> SUBNETS =
      List.of(
          "subnet_id",
          "subnet_ids",
          "subnets",
          "subnet_mapping.subnet_id",
          "vpc_zone_identifier",
          "network_configuration.subnets",
          "vpc_config.subnet_ids",
          "vpc_config.subnets",
          "vpc_options.subnet_ids",
          "network_interfaces.subnet_id");

  /// Subnet groups of databases, by the attribute that names them.
  private static final Map<String, String> SUBNET_GROUPS =
      Map.of(
          "db_subnet_group_name", "aws_db_subnet_group",
          "cluster_subnet_group_name", "aws_redshift_subnet_group",
          "subnet_group_name", "aws_elasticache_subnet_group");

  /// The attributes that say where a route leads.
  private static final Map<String, String> TARGETS = targets();

  /// `com.amazonaws.eu-west-1.s3`, where the region may be unknown.
  private static final Pattern SERVICE =
      Pattern.compile(
          "com\\.amazonaws\\.(?:%1$s[^%2$s]*%2$s|[^.]+)\\.(.+)"
              .formatted(Unknown.OPEN, Unknown.CLOSE));

  private static final Set<String> ENDPOINT_FORMS = Set.of("Gateway", "Interface");

  private final Estate estate;

  NetworkFacts(Estate estate) {
    this.estate = estate;
  }

  private static Map<String, String> targets() {
    Map<String, String> targets = new LinkedHashMap<>();
    targets.put("nat_gateway_id", "nat");
    targets.put("egress_only_gateway_id", "egress-only");
    targets.put("vpc_peering_connection_id", "peering");
    targets.put("transit_gateway_id", "transit-gateway");
    targets.put("vpc_endpoint_id", "endpoint");
    targets.put("network_interface_id", "other");
    targets.put("carrier_gateway_id", "other");
    targets.put("local_gateway_id", "other");
    targets.put("core_network_arn", "other");
    return targets;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case VPC -> block(resource);
      case SUBNET, "aws_default_subnet" -> {
        partOf(resource);
        block(resource);
      }
      case "aws_security_group", "aws_default_security_group" -> partOf(resource);
      case TABLE -> {
        partOf(resource);
        inlineRoutes(resource, resource.entity());
      }
      case "aws_default_route_table" -> defaultTable(resource);
      case "aws_route" -> route(resource);
      case "aws_route_table_association" -> {
        if (resource.attributes().is("main", true)) {
          association(resource, "vpc_id", VPC); // as EC2 lists the one of a network
        } else {
          association(resource, "subnet_id", SUBNET);
        }
      }
      case "aws_main_route_table_association" -> association(resource, "vpc_id", VPC);
      case ACL -> acl(resource);
      case "aws_default_network_acl" -> defaultAcl(resource);
      case "aws_network_acl_rule" -> aclRule(resource);
      case "aws_network_acl_association" -> aclAssociation(resource);
      case "aws_vpc_peering_connection" -> peering(resource);
      case "aws_vpc_endpoint" -> {
        partOf(resource);
        endpoint(resource);
        endpointRoutes(resource);
        placed(resource);
      }
      case "aws_vpc_endpoint_route_table_association" -> endpointRoute(resource);
      default -> placed(resource);
    }
  }

  private @Nullable AwsResource found(AwsResource from, String attribute, String... types) {
    Value value = from.attributes().value(attribute);
    return value == null ? null : estate.directory().find(value, from.account(), types);
  }

  private void partOf(AwsResource part) {
    AwsResource vpc = found(part, "vpc_id", VPC);
    if (vpc != null) {
      estate.fact(part.at("vpc_id"), "in_vpc", part.entity(), vpc.entity());
    }
  }

  private void endpoint(AwsResource endpoint) {
    AwsResource vpc = found(endpoint, "vpc_id", VPC);
    String text = endpoint.attributes().text("service_name");
    Matcher service = SERVICE.matcher(text == null ? "" : text);
    if (vpc != null && service.matches()) {
      estate.fact(
          endpoint.at("service_name"),
          "vpc_endpoint",
          endpoint.entity(),
          vpc.entity(),
          service.group(1));
    }
  }

  /// Which route tables lead to a gateway. Where one of them is not known, none is stated.
  private void endpointRoutes(AwsResource endpoint) {
    String type = endpoint.attributes().text("vpc_endpoint_type", "Gateway");
    if (!ENDPOINT_FORMS.contains(type)) {
      return;
    }
    estate.fact(
        endpoint.at("vpc_endpoint_type"),
        "endpoint_form",
        endpoint.entity(),
        type.toLowerCase(Locale.ROOT));
    Map<String, Evidence> tables = new LinkedHashMap<>();
    for (Value value : endpoint.attributes().all("route_table_ids")) {
      String table = table(value, endpoint);
      if (table == null) {
        return;
      }
      tables.put(table, endpoint.evidence(value));
    }
    tables.forEach((table, at) -> estate.fact(at, "routes_to_endpoint", table, endpoint.entity()));
  }

  private void endpointRoute(AwsResource association) {
    AwsResource endpoint = found(association, "vpc_endpoint_id", "aws_vpc_endpoint");
    Value value = association.attributes().value("route_table_id");
    String table = value == null ? null : table(value, association);
    if (endpoint != null && table != null) {
      estate.fact(association.evidence(), "routes_to_endpoint", table, endpoint.entity());
    }
  }

  private void block(AwsResource network) {
    String text = network.attributes().text("cidr_block");
    if (text != null && !Unknown.in(text)) {
      estate.fact(network.at("cidr_block"), "address_block", network.entity(), text);
    }
  }

  // --- what lies where ---

  private void placed(AwsResource workload) {
    if (workload.type().endsWith("subnet_group")) {
      return;
    }
    for (Value value : workload.attributes().all(SUBNETS)) {
      placed(workload, value, workload);
    }
    SUBNET_GROUPS.forEach(
        (attribute, type) -> {
          AwsResource group = found(workload, attribute, type);
          if (group != null) {
            group.attributes().all("subnet_ids").forEach(value -> placed(workload, value, group));
          }
        });
    for (Value value : workload.attributes().all("network_interface.network_interface_id")) {
      card(workload, estate.directory().find(value, workload.account(), "aws_network_interface"));
    }
    if (workload.attributes().has("ipv6_addresses")
        || !workload.attributes().text("ipv6_address_count", "0").equals("0")) {
      estate.fact(workload.evidence(), "ipv6_address", workload.entity());
    }
  }

  private void placed(AwsResource workload, Value value, AwsResource saying) {
    AwsResource subnet =
        estate.directory().find(value, saying.account(), SUBNET, "aws_default_subnet");
    if (subnet == null || subnet.type().equals("aws_default_subnet")) {
      return;
    }
    estate.fact(saying.evidence(value), "in_subnet", workload.entity(), subnet.entity());
    if (subnet.attributes().is("assign_ipv6_address_on_creation", true)) {
      estate.fact(subnet.at("assign_ipv6_address_on_creation"), "ipv6_address", workload.entity());
    }
  }

  /// What a machine has from a network interface that is declared by itself.
  private void card(AwsResource machine, @Nullable AwsResource card) {
    if (card == null) {
      return;
    }
    card.attributes().all("subnet_id").forEach(value -> placed(machine, value, card));
    new SecurityGroups(estate).members(machine, card);
  }

  // --- routes ---

  private void inlineRoutes(AwsResource declaring, String table) {
    for (Attributes route : declaring.attributes().blocks("route")) {
      for (String path : List.of("cidr_block", "ipv6_cidr_block")) {
        String destination = route.text(path);
        if (destination != null) {
          leads(declaring, route, table, destination);
        }
      }
    }
  }

  private void route(AwsResource route) {
    Value value = route.attributes().value("route_table_id");
    String table = value == null ? null : table(value, route);
    for (String path : List.of("destination_cidr_block", "destination_ipv6_cidr_block")) {
      String destination = route.attributes().text(path);
      if (destination != null && table != null) {
        leads(route, route.attributes(), table, destination);
      }
    }
  }

  private void leads(AwsResource declaring, Attributes route, String table, String destination) {
    Value gateway = route.value("gateway_id");
    if (gateway != null) {
      gateway(declaring, gateway, table, destination);
      return;
    }
    for (Map.Entry<String, String> target : TARGETS.entrySet()) {
      Value value = route.value(target.getKey());
      if (value != null) {
        AwsResource at = estate.directory().find(value, declaring.account());
        String text = Attributes.text(value);
        String id = at != null ? at.entity() : text == null ? target.getValue() : text;
        estate.fact(
            declaring.evidence(value), "network_route", table, destination, target.getValue(), id);
        return;
      }
    }
    estate.fact(declaring.evidence(), "network_route", table, destination, "unknown", "");
  }

  private void gateway(AwsResource declaring, Value value, String table, String destination) {
    AwsResource found =
        estate
            .directory()
            .find(value, declaring.account(), "aws_internet_gateway", "aws_vpn_gateway");
    String text = Attributes.text(value);
    String id = found != null ? found.entity() : text == null ? "" : text;
    String kind = "unknown";
    if (found != null) {
      kind = found.type().equals("aws_internet_gateway") ? "internet-gateway" : "other";
    } else if (id.startsWith("igw-")) {
      kind = "internet-gateway";
    } else if (id.startsWith("vgw-") || id.equals("local")) {
      kind = "other";
    }
    estate.fact(declaring.evidence(value), "network_route", table, destination, kind, id);
  }

  /// The table that a value names: one of its own, or the one that came with a network.
  private @Nullable String table(Value value, AwsResource from) {
    AwsResource table =
        estate.directory().find(value, from.account(), TABLE, "aws_default_route_table");
    if (table != null) {
      return table.entity();
    }
    AwsResource vpc = estate.directory().find(value, from.account(), VPC);
    return vpc == null ? null : mainTable(vpc, from.evidence(value));
  }

  private String mainTable(AwsResource vpc, Evidence at) {
    for (AwsResource table : estate.directory().ofType("aws_default_route_table")) {
      if (vpc.equals(found(table, "default_route_table_id", VPC))) {
        return table.entity();
      }
    }
    String id = vpc.entity() + "/main-route-table";
    estate.out().entity(id, "aws.ec2.route-table", "main route table", List.of());
    estate.fact(at, "uses_routes", vpc.entity(), id);
    estate.fact(at, "in_vpc", id, vpc.entity());
    return id;
  }

  private void defaultTable(AwsResource table) {
    AwsResource vpc = found(table, "default_route_table_id", VPC);
    if (vpc != null) {
      Evidence at = table.at("default_route_table_id");
      estate.fact(at, "uses_routes", vpc.entity(), table.entity());
      estate.fact(at, "in_vpc", table.entity(), vpc.entity());
    }
    inlineRoutes(table, table.entity());
  }

  private void association(AwsResource association, String attribute, String type) {
    AwsResource network = found(association, attribute, type);
    Value value = association.attributes().value("route_table_id");
    String table = value == null ? null : table(value, association);
    if (network != null && table != null) {
      estate.fact(association.evidence(), "uses_routes", network.entity(), table);
    }
  }

  // --- access lists ---

  private void acl(AwsResource list) {
    partOf(list);
    guards(list, list);
    inlineRules(list);
  }

  private void defaultAcl(AwsResource list) {
    AwsResource vpc = found(list, "default_network_acl_id", VPC);
    if (vpc != null) {
      estate.fact(list.at("default_network_acl_id"), "uses_acl", vpc.entity(), list.entity());
    }
    guards(list, list);
    inlineRules(list);
  }

  private void aclAssociation(AwsResource association) {
    AwsResource list = found(association, "network_acl_id", ACL);
    if (list != null) {
      guards(association, list);
    }
  }

  private void guards(AwsResource saying, AwsResource list) {
    for (Value value : saying.attributes().all(List.of("subnet_ids", "subnet_id"))) {
      AwsResource subnet = estate.directory().find(value, saying.account(), SUBNET);
      if (subnet != null) {
        estate.fact(saying.evidence(value), "uses_acl", subnet.entity(), list.entity());
      }
    }
  }

  private void inlineRules(AwsResource list) {
    for (Map.Entry<String, String> direction :
        Map.of("ingress", "in", "egress", "out").entrySet()) {
      for (Attributes rule : list.attributes().blocks(direction.getKey())) {
        String verdict = rule.text("action", "deny");
        entry(list, list, rule, direction.getValue(), rule.text("rule_no", ""), verdict);
      }
    }
  }

  private void aclRule(AwsResource rule) {
    AwsResource list = found(rule, "network_acl_id", ACL, "aws_default_network_acl");
    if (list != null) {
      Attributes says = rule.attributes();
      String direction = says.is("egress", true) ? "out" : "in";
      String verdict = says.text("rule_action", "deny");
      entry(list, rule, says, direction, says.text("rule_number", ""), verdict);
    }
  }

  private void entry(
      AwsResource list,
      AwsResource declaring,
      Attributes rule,
      String direction,
      String number,
      String verdict) {
    for (Value block : rule.all(List.of("cidr_block", "ipv6_cidr_block"))) {
      String text = Attributes.text(block);
      if (text != null) {
        estate.fact(
            declaring.evidence(block),
            "acl_rule",
            list.entity(),
            direction,
            number,
            verdict,
            text,
            SecurityGroups.ports(rule, "protocol"));
      }
    }
  }

  private void peering(AwsResource peering) {
    AwsResource one = found(peering, "vpc_id", VPC);
    AwsResource other = found(peering, "peer_vpc_id", VPC);
    if (one != null && other != null) {
      estate.fact(peering.evidence(), "peered", one.entity(), other.entity());
    }
  }
}
