package dev.ardennes.app;

import static dev.ardennes.app.GeneratedManifest.map;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Networks of a generated account: each third subnet leads to the internet, few groups are open to
/// everybody. Things whose numbers agree by the number of networks are in one network.
record GeneratedNetwork(GeneratedAccount account) {
  private static final String ANYWHERE = "0.0.0.0/0";

  /// Takes what has no ARN.
  interface Parts {
    void add(String type, int number, String id, Map<String, Object> properties);
  }

  Map<String, Object> properties(GeneratedKind kind, int i) {
    String id = account.id(kind, i);
    return switch (kind) {
      case VPC -> map("VpcId", id, "CidrBlock", "10." + i % 250 + ".0.0/16");
      case SUBNET ->
          map(
              "SubnetId",
              id,
              "VpcId",
              vpc(i),
              "CidrBlock",
              "10." + account.network(i) % 250 + "." + row(i) % 250 + ".0/24",
              "MapPublicIpOnLaunch",
              isPublic(i));
      case SECURITY_GROUP -> group(i);
      case ROUTE_TABLE -> map("RouteTableId", id, "VpcId", vpc(i));
      case GATEWAY -> map("InternetGatewayId", id);
      default -> throw new IllegalArgumentException(kind.name());
    };
  }

  /// Routes, what uses them, and how gateways are attached.
  void parts(Parts out) {
    for (int table = 0; table < account.count(GeneratedKind.ROUTE_TABLE); table++) {
      routes(table, out);
    }
    for (int subnet = 0; subnet < account.count(GeneratedKind.SUBNET); subnet++) {
      association(subnet, out);
    }
    for (int i = 0; i < account.count(GeneratedKind.VPC); i++) {
      String gateway = account.id(GeneratedKind.GATEWAY, i);
      String type = "AWS::EC2::VPCGatewayAttachment";
      Map<String, Object> attachment = map("InternetGatewayId", gateway, "VpcId", vpc(i));
      attachment.put("AttachmentType", "IGW");
      out.add(type, i, "IGW|" + vpc(i), attachment);
    }
  }

  private void routes(int table, Parts out) {
    String id = account.id(GeneratedKind.ROUTE_TABLE, table);
    String block = "10." + account.network(table) % 250 + ".0.0/16";
    out.add(
        "AWS::EC2::Route",
        table,
        id + "|" + block,
        map("RouteTableId", id, "DestinationCidrBlock", block, "GatewayId", "local"));
    if (row(table) == 0) {
      String gateway = account.id(GeneratedKind.GATEWAY, account.network(table));
      Map<String, Object> route = map("RouteTableId", id, "DestinationCidrBlock", ANYWHERE);
      route.put("GatewayId", gateway);
      out.add("AWS::EC2::Route", table, id + "|" + ANYWHERE, route);
    }
  }

  /// Of the tables of a network the first leads to the internet.
  private void association(int subnet, Parts out) {
    int networks = account.count(GeneratedKind.VPC);
    int tables = account.count(GeneratedKind.ROUTE_TABLE) / networks;
    int row = isPublic(subnet) || tables < 2 ? 0 : 1 + row(subnet) % (tables - 1);
    String table = account.id(GeneratedKind.ROUTE_TABLE, account.network(subnet) + row * networks);
    String id = "rtbassoc-" + subnet;
    out.add(
        "AWS::EC2::SubnetRouteTableAssociation",
        subnet,
        id,
        map(
            "Id",
            id,
            "RouteTableId",
            table,
            "SubnetId",
            account.id(GeneratedKind.SUBNET, subnet),
            "VpcId",
            vpc(subnet)));
  }

  private Map<String, Object> group(int i) {
    SplittableRandom chance = account.chance("rules", i);
    Map<String, Object> ingress =
        switch (chance.nextInt(20)) {
          case 0 -> open(22);
          case 1, 2, 3 -> open(443);
          case 4, 5, 6, 7, 8 -> from(group(i, chance), 8080);
          case 9, 10 -> from(group(i, chance), 5432);
          default -> cidr("10." + account.network(i) % 250 + ".0.0/16", 443);
        };
    return map(
        "GroupId", account.id(GeneratedKind.SECURITY_GROUP, i),
        "GroupName", account.name(GeneratedKind.SECURITY_GROUP, i),
        "GroupDescription", "of a service",
        "VpcId", vpc(i),
        "SecurityGroupIngress", List.of(ingress),
        "SecurityGroupEgress", List.of(map("IpProtocol", "-1", "CidrIp", ANYWHERE)));
  }

  private static Map<String, Object> open(int port) {
    return cidr(ANYWHERE, port);
  }

  private static Map<String, Object> cidr(String block, int port) {
    return map("IpProtocol", "tcp", "FromPort", port, "ToPort", port, "CidrIp", block);
  }

  private static Map<String, Object> from(String group, int port) {
    Map<String, Object> rule = map("IpProtocol", "tcp", "FromPort", port, "ToPort", port);
    rule.put("SourceSecurityGroupId", group);
    return rule;
  }

  // --- what is in one network

  private String vpc(int i) {
    return account.id(GeneratedKind.VPC, account.network(i));
  }

  private int row(int i) {
    return i / account.count(GeneratedKind.VPC);
  }

  boolean isPublic(String subnet) {
    return isPublic(Integer.parseInt(subnet.substring(subnet.lastIndexOf('-') + 1)));
  }

  private boolean isPublic(int subnet) {
    return row(subnet) % 3 == 0;
  }

  String subnet(int i, SplittableRandom chance) {
    return account.id(GeneratedKind.SUBNET, somewhere(i, GeneratedKind.SUBNET, chance));
  }

  String group(int i, SplittableRandom chance) {
    return account.id(
        GeneratedKind.SECURITY_GROUP, somewhere(i, GeneratedKind.SECURITY_GROUP, chance));
  }

  private int somewhere(int i, GeneratedKind kind, SplittableRandom chance) {
    int networks = account.count(GeneratedKind.VPC);
    int network = account.network(i);
    int rows = (account.count(kind) - network + networks - 1) / networks;
    return network + chance.nextInt(Math.max(1, rows)) * networks;
  }

  /// One of `many` that is in the same network, the like for the like.
  int near(int i, int many) {
    int networks = account.count(GeneratedKind.VPC);
    int rows = (many - account.network(i) + networks - 1) / networks;
    return account.network(i) + row(i) % Math.max(1, rows) * networks;
  }
}
