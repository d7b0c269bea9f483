package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the account shares by Resource Access Manager, and with whom.
final class ShareUnit implements Unit {
  private static final String WHAT = "AWS::RAM::ResourceShare";
  private static final String KEY = "resourceShareArn";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public String what() {
    return WHAT;
  }

  @Override
  public void collect(Place place, Findings findings) throws CallFailure {
    Map<String, ObjectNode> shares = new TreeMap<>();
    place.pages(
        Operation.GET_RESOURCE_SHARES,
        Map.of("resourceOwner", "SELF", "resourceShareStatus", "ACTIVE"),
        page -> page.path("resourceShares").forEach(share -> begin(share, shares)));
    associations(place, "RESOURCE", "ResourceArns", shares, findings);
    associations(place, "PRINCIPAL", "Principals", shares, findings);
    shares.forEach((arn, share) -> findings.item(WHAT, arn, arn, share));
  }

  private static void begin(JsonNode share, Map<String, ObjectNode> shares) {
    String arn = share.path(KEY).asString("");
    if (!arn.isEmpty()) {
      ObjectNode kept = NODES.objectNode();
      kept.put("Name", share.path("name").asString(""));
      kept.put("AllowExternalPrincipals", share.path("allowExternalPrincipals").asBoolean(true));
      shares.put(arn, kept);
    }
  }

  private static void associations(
      Place place,
      String type,
      String property,
      Map<String, ObjectNode> shares,
      Findings findings) {
    try {
      place.pages(
          Operation.GET_RESOURCE_SHARE_ASSOCIATIONS,
          Map.of("associationType", type, "associationStatus", "ASSOCIATED"),
          page -> {
            for (JsonNode one : page.path("resourceShareAssociations")) {
              ObjectNode share = shares.get(one.path(KEY).asString(""));
              if (share != null) {
                share.withArray(property).add(one.path("associatedEntity").asString(""));
              }
            }
          });
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
  }
}
