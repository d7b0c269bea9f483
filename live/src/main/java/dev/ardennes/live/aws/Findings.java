package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What one part of a collection found, until it is written. Kept as text, which is a tenth of what
/// a tree takes.
final class Findings {
  private static final int MOST_GAPS = 100;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Place place;

  /// By region and type, then by id.
  private final SortedMap<String, SortedMap<String, SortedMap<String, String>>> items =
      new TreeMap<>();

  private final SortedMap<String, SortedMap<String, String>> policies = new TreeMap<>();
  private final Set<String> types = new TreeSet<>();
  private final List<Gap> gaps = new ArrayList<>();

  Findings(Place place) {
    this.place = place;
  }

  /// Files of this type are this part's: what an earlier run left of them goes away.
  void answersFor(String type) {
    types.add(type);
  }

  /// A resource of the place's region.
  void item(String type, String id, String arn, JsonNode configuration) {
    item(place.region(), type, id, arn, configuration, NODES.objectNode());
  }

  /// @param supplementary what its type has no property for, named as AWS Config does; empty for
  ///   most
  void item(
      String region,
      String type,
      String id,
      String arn,
      JsonNode configuration,
      ObjectNode supplementary) {
    ObjectNode item = NODES.objectNode();
    item.put("resourceType", type).put("resourceId", id);
    item.put("awsAccountId", place.account()).put("awsRegion", region);
    if (!arn.isEmpty()) {
      item.put("arn", arn);
    }
    item.set("configuration", Redacted.tree(configuration));
    if (!supplementary.isEmpty()) {
      item.set("supplementaryConfiguration", Redacted.tree(supplementary));
    }
    types.add(type);
    items
        .computeIfAbsent(region, key -> new TreeMap<>())
        .computeIfAbsent(type, key -> new TreeMap<>())
        .put(id, Written.lines(item));
  }

  /// The policy of a resource, which the reader of account exports takes.
  void policy(String type, String resource, JsonNode document) {
    ObjectNode entry = NODES.objectNode();
    entry.put("Resource", resource).set("Policy", document);
    policies.computeIfAbsent(type, key -> new TreeMap<>()).put(resource, Written.lines(entry));
  }

  /// Whether the resource has a policy is not known: the reader takes it for one that may say
  /// anything.
  void policyMissing(String type, String resource, CallFailure failure) {
    gap(failure);
    if (!resource.isEmpty()) {
      ObjectNode entry = NODES.objectNode();
      entry.put("Resource", resource).put("NotCollected", Gap.of(failure).action());
      policies.computeIfAbsent(type, key -> new TreeMap<>()).put(resource, Written.lines(entry));
    }
  }

  /// Something is missing; the like of it is counted.
  void gap(CallFailure failure) {
    Gap gap = Gap.of(failure);
    for (int i = 0; i < gaps.size(); i++) {
      if (gaps.get(i).like(gap)) {
        gaps.set(i, gaps.get(i).again());
        return;
      }
    }
    if (gaps.size() < MOST_GAPS) {
      gaps.add(gap);
    }
  }

  List<Gap> gaps() {
    return gaps;
  }

  int count() {
    return items.values().stream()
        .flatMap(types -> types.values().stream())
        .mapToInt(Map::size)
        .sum();
  }

  void write(Folder folder) throws IOException {
    for (String type : types) {
      folder.remove(place.account(), place.region(), file(type));
    }
    for (var region : items.entrySet()) {
      for (var type : region.getValue().entrySet()) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("schema", "\"cloudformation\"");
        members.put("configurationItems", Written.list(type.getValue().values()));
        folder.write(
            Written.object(members), place.account(), region.getKey(), file(type.getKey()));
      }
    }
    for (var type : policies.entrySet()) {
      String list = "{\n\"ResourcePolicies\": " + Written.list(type.getValue().values()) + "\n}";
      folder.write(
          Written.object(Map.of(place.account(), list)),
          place.account(),
          place.region(),
          "policies." + file(type.getKey()));
    }
  }

  /// `AWS.Lambda.Function.json`: the types are this program's own.
  private static String file(String type) {
    return type.replace("::", ".") + ".json";
  }
}
