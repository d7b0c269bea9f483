package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Snapshots of databases and of clusters of them, with the accounts that may restore each.
enum DatabaseSnapshotUnit implements Unit {
  OF_INSTANCES(
      "DBSnapshot",
      "snapshot",
      "DBInstanceIdentifier",
      Operation.DESCRIBE_DB_SNAPSHOTS,
      Operation.DESCRIBE_DB_SNAPSHOT_ATTRIBUTES),
  OF_CLUSTERS(
      "DBClusterSnapshot",
      "cluster-snapshot",
      "DBClusterIdentifier",
      Operation.DESCRIBE_DB_CLUSTER_SNAPSHOTS,
      Operation.DESCRIBE_DB_CLUSTER_SNAPSHOT_ATTRIBUTES);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// The attribute that names who may restore a snapshot.
  private static final String RESTORE = "restore";

  private final String element;
  private final String arnType;
  private final String source;
  private final Operation list;
  private final Operation attributes;

  DatabaseSnapshotUnit(
      String element, String arnType, String source, Operation list, Operation attributes) {
    this.element = element;
    this.arnType = arnType;
    this.source = source;
    this.list = list;
    this.attributes = attributes;
  }

  @Override
  public String what() {
    return "AWS::RDS::" + element;
  }

  @Override
  public void collect(Place place, Findings findings) throws CallFailure {
    place.pages(
        list,
        Map.of(),
        page -> {
          for (JsonNode snapshot : page.path(element + "s")) {
            one(place, snapshot, findings);
          }
        });
  }

  private void one(Place place, JsonNode snapshot, Findings findings) {
    String key = element + "Identifier";
    String id = snapshot.path(key).asString("");
    if (id.isEmpty()) {
      return;
    }
    ObjectNode kept = NODES.objectNode();
    for (String name : List.of(key, source, "SnapshotType", "KmsKeyId")) {
      String text = snapshot.path(name).asString("");
      if (!text.isEmpty()) {
        kept.put(name, text);
      }
    }
    // Those that AWS makes by itself cannot be shared.
    if (kept.path("SnapshotType").asString("").equals("manual")) {
      try {
        kept.set("SharedAccounts", shared(place.call(attributes, Map.of(key, id))));
      } catch (CallFailure failure) {
        findings.gap(failure);
      }
    }
    String arn =
        "arn:%s:rds:%s:%s:%s:%s"
            .formatted(place.partition(), place.region(), place.account(), arnType, id);
    findings.item(what(), id, arn, kept);
  }

  private ArrayNode shared(JsonNode answer) {
    ArrayNode accounts = NODES.arrayNode();
    JsonNode all = answer.path(element + "AttributesResult").path(element + "Attributes");
    for (JsonNode attribute : all) {
      if (attribute.path("AttributeName").asString("").equals(RESTORE)) {
        attribute.path("AttributeValues").forEach(account -> accounts.add(account.asString("")));
      }
    }
    return accounts;
  }
}
