package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the services' own calls say better than Cloud Control does, in its shape.
enum DescribedUnit implements Unit {
  ROUTES("AWS::EC2::RouteTable") {
    @Override
    public void collect(Place place, Findings findings) throws CallFailure {
      List.of("AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation")
          .forEach(findings::answersFor);
      place.pages(
          Operation.DESCRIBE_ROUTE_TABLES,
          Map.of(),
          page -> page.path("routeTableSet").forEach(table -> routes(place, table, findings)));
    }
  },
  NETWORK_ACLS("AWS::EC2::NetworkAcl") {
    @Override
    public void collect(Place place, Findings findings) throws CallFailure {
      List.of("AWS::EC2::NetworkAclEntry", "AWS::EC2::SubnetNetworkAclAssociation")
          .forEach(findings::answersFor);
      place.pages(
          Operation.DESCRIBE_NETWORK_ACLS,
          Map.of(),
          page -> page.path("networkAclSet").forEach(acl -> acl(place, acl, findings)));
    }
  },
  SNAPSHOTS("AWS::EC2::Snapshot") {
    @Override
    public void collect(Place place, Findings findings) throws CallFailure {
      place.pages(
          Operation.DESCRIBE_SNAPSHOTS,
          Map.of("Owner.1", "self"),
          page -> {
            for (JsonNode snapshot : page.path("snapshotSet")) {
              snapshot(place, snapshot, findings);
            }
          });
    }
  },
  MANAGED_INSTANCES("AWS::SSM::ManagedInstanceInventory") {
    @Override
    public void collect(Place place, Findings findings) throws CallFailure {
      place.pages(
          Operation.DESCRIBE_INSTANCE_INFORMATION,
          Map.of(),
          page -> {
            for (JsonNode instance : page.path("InstanceInformationList")) {
              String id = instance.path("InstanceId").asString("");
              findings.item(what(), id, arn(place, "ssm", "managed-instance/" + id), instance);
            }
          });
    }
  },
  /// Cloud Control does not read these.
  BUILD_PROJECTS("AWS::CodeBuild::Project") {
    @Override
    public void collect(Place place, Findings findings) throws CallFailure {
      List<String> names = new ArrayList<>();
      place.pages(
          Operation.LIST_PROJECTS,
          Map.of(),
          page -> page.path("projects").forEach(name -> names.add(name.asString(""))));
      for (String name : names) {
        try {
          JsonNode answer = place.call(Operation.BATCH_GET_PROJECTS, Map.of("names", name));
          for (JsonNode project : answer.path("projects")) {
            ObjectNode kept = deep(project);
            findings.item(what(), name, kept.path("Arn").asString(""), kept);
          }
        } catch (CallFailure failure) {
          findings.gap(failure);
        }
      }
    }
  },
  NOTEBOOKS("AWS::SageMaker::NotebookInstance") {
    @Override
    public void collect(Place place, Findings findings) throws CallFailure {
      List<String> names = new ArrayList<>();
      place.pages(
          Operation.LIST_NOTEBOOK_INSTANCES,
          Map.of(),
          page ->
              page.path("NotebookInstances")
                  .forEach(one -> names.add(one.path("NotebookInstanceName").asString(""))));
      for (String name : names) {
        try {
          notebook(
              place,
              name,
              place.call(
                  Operation.DESCRIBE_NOTEBOOK_INSTANCE, Map.of("NotebookInstanceName", name)),
              findings);
        } catch (CallFailure failure) {
          findings.gap(failure);
        }
      }
    }
  },
  /// Names and keys of parameters: their values are never asked for.
  PARAMETERS("AWS::SSM::Parameter") {
    @Override
    public void collect(Place place, Findings findings) throws CallFailure {
      place.pages(
          Operation.DESCRIBE_PARAMETERS,
          Map.of(),
          page -> {
            for (JsonNode parameter : page.path("Parameters")) {
              String name = parameter.path("Name").asString("");
              String path = name.startsWith("/") ? name : "/" + name;
              ObjectNode kept = NODES.objectNode();
              for (String key : List.of("Name", "Type", "KeyId", "Tier", "DataType")) {
                set(kept, key, parameter.path(key));
              }
              findings.item(what(), name, arn(place, "ssm", "parameter" + path), kept);
            }
          });
    }
  };

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String what;

  DescribedUnit(String what) {
    this.what = what;
  }

  @Override
  public String what() {
    return what;
  }

  private static void notebook(Place place, String name, JsonNode described, Findings findings) {
    ObjectNode kept =
        copy(
            described,
            "NotebookInstanceName",
            "RoleArn",
            "SubnetId",
            "DirectInternetAccess",
            "RootAccess",
            "KmsKeyId",
            "InstanceType",
            "DefaultCodeRepository");
    set(kept, "SecurityGroupIds", described.path("SecurityGroups"));
    set(kept, "LifecycleConfigName", described.path("NotebookInstanceLifecycleConfigName"));
    String arn = described.path("NotebookInstanceArn").asString("");
    findings.item(
        NOTEBOOKS.what(),
        name,
        arn.isEmpty() ? arn(place, "sagemaker", "notebook-instance/" + name) : arn,
        kept);
  }

  /// A whole tree with CloudFormation's names. Its depth is that of an answer, which is limited.
  private static ObjectNode deep(JsonNode from) {
    ObjectNode copy = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String key = member.getKey().equals("buildspec") ? "BuildSpec" : capital(member.getKey());
      set(copy, key, deepValue(member.getValue()));
    }
    return copy;
  }

  private static JsonNode deepValue(JsonNode value) {
    if (value.isObject()) {
      return deep(value);
    }
    if (!value.isArray()) {
      return value;
    }
    ArrayNode list = NODES.arrayNode();
    value.forEach(element -> list.add(deepValue(element)));
    return list;
  }

  private static void routes(Place place, JsonNode table, Findings findings) {
    String id = table.path("routeTableId").asString("");
    ObjectNode kept = copy(table, "routeTableId", "vpcId");
    kept.set("Tags", tags(table));
    findings.item("AWS::EC2::RouteTable", id, arn(place, "ec2", "route-table/" + id), kept);
    for (JsonNode route : table.path("routeSet")) {
      ObjectNode one = capitalised(route);
      one.put("RouteTableId", id);
      String to = one.path("DestinationCidrBlock").asString("");
      to = to.isEmpty() ? one.path("DestinationIpv6CidrBlock").asString("") : to;
      to = to.isEmpty() ? one.path("DestinationPrefixListId").asString("") : to;
      findings.item("AWS::EC2::Route", id + "|" + to, "", one);
    }
    for (JsonNode association : table.path("associationSet")) {
      ObjectNode one = copy(association, "routeTableId", "subnetId", "gatewayId", "main");
      one.put("VpcId", table.path("vpcId").asString(""));
      String named = association.path("routeTableAssociationId").asString("");
      one.put("Id", named);
      findings.item("AWS::EC2::SubnetRouteTableAssociation", named, "", one);
    }
  }

  private static void acl(Place place, JsonNode acl, Findings findings) {
    String id = acl.path("networkAclId").asString("");
    ObjectNode kept = copy(acl, "vpcId", "default");
    kept.put("Id", id).set("Tags", tags(acl));
    findings.item("AWS::EC2::NetworkAcl", id, arn(place, "ec2", "network-acl/" + id), kept);
    for (JsonNode entry : acl.path("entrySet")) {
      ObjectNode one = copy(entry, "ruleNumber", "protocol", "ruleAction", "egress", "cidrBlock");
      set(one, "Ipv6CidrBlock", entry.path("ipv6CidrBlock"));
      set(one, "PortRange", ports(entry.path("portRange")));
      one.put("NetworkAclId", id);
      String named = id + "|" + one.path("Egress").asString("") + "|";
      findings.item(
          "AWS::EC2::NetworkAclEntry", named + one.path("RuleNumber").asString(""), "", one);
    }
    for (JsonNode association : acl.path("associationSet")) {
      String named = association.path("networkAclAssociationId").asString("");
      ObjectNode one = copy(association, "networkAclId", "subnetId");
      one.put("AssociationId", named);
      findings.item("AWS::EC2::SubnetNetworkAclAssociation", named, "", one);
    }
  }

  private static JsonNode ports(JsonNode range) {
    return range.isObject() ? capitalised(range) : range;
  }

  /// Who may make a volume of it is asked for each: nothing else tells shared ones apart.
  private static void snapshot(Place place, JsonNode snapshot, Findings findings) {
    String id = snapshot.path("snapshotId").asString("");
    ObjectNode kept = copy(snapshot, "snapshotId", "volumeId", "encrypted", "kmsKeyId");
    set(kept, "Description", snapshot.path("description"));
    kept.set("Tags", tags(snapshot));
    try {
      JsonNode answer =
          place.call(
              Operation.DESCRIBE_SNAPSHOT_ATTRIBUTE,
              Map.of("SnapshotId", id, "Attribute", "createVolumePermission"));
      ArrayNode shared = kept.putArray("CreateVolumePermissions");
      for (JsonNode to : answer.path("createVolumePermission")) {
        shared.add(capitalised(to));
      }
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
    findings.item("AWS::EC2::Snapshot", id, arn(place, "ec2", "snapshot/" + id), kept);
  }

  private static String arn(Place place, String service, String rest) {
    String account = rest.startsWith("snapshot/") ? "" : place.account();
    return "arn:%s:%s:%s:%s:%s"
        .formatted(place.partition(), service, place.region(), account, rest);
  }

  private static ArrayNode tags(JsonNode described) {
    ArrayNode tags = NODES.arrayNode();
    for (JsonNode tag : described.path("tagSet")) {
      tags.add(capitalised(tag));
    }
    return tags;
  }

  private static ObjectNode copy(JsonNode from, String... keys) {
    ObjectNode copy = NODES.objectNode();
    for (String key : keys) {
      set(copy, capital(key), from.path(key));
    }
    return copy;
  }

  private static void set(ObjectNode to, String key, JsonNode value) {
    boolean empty = value.isMissingNode() || (value.isString() && value.asString().isEmpty());
    if (!empty) {
      to.set(key, value);
    }
  }

  private static ObjectNode capitalised(JsonNode from) {
    ObjectNode copy = NODES.objectNode();
    from.properties().forEach(member -> set(copy, capital(member.getKey()), member.getValue()));
    return copy;
  }

  private static String capital(String key) {
    if (key.isEmpty()) {
      return key;
    }
    return key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
  }
}
