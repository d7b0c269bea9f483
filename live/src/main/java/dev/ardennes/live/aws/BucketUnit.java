package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// All buckets of an account, each asked for where it lies; their policies, access lists, and what
/// is blocked for the account as a whole.
///
/// @param regions what is collected
record BucketUnit(Set<String> regions) implements Unit {
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String POLICY = "AWS::S3::BucketPolicy";

  @Override
  public String what() {
    return BUCKET;
  }

  @Override
  public void collect(Place place, Findings findings) throws CallFailure {
    block(place, findings);
    SortedMap<String, String> regionOf = new TreeMap<>();
    place.pages(
        Operation.LIST_BUCKETS,
        Map.of("max-buckets", "1000"),
        page -> {
          for (JsonNode bucket : page.path("Buckets")) {
            String region = bucket.path("BucketRegion").asString(place.region());
            regionOf.put(bucket.path("Name").asString(""), region);
          }
        });
    for (Map.Entry<String, String> bucket : regionOf.entrySet()) {
      if (regions.contains(bucket.getValue())) {
        one(place.in(bucket.getValue()), bucket.getKey(), findings);
      }
    }
  }

  private static void one(Place place, String bucket, Findings findings) {
    String arn = "arn:" + place.partition() + ":s3:::" + bucket;
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.put("BucketName", bucket);
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    try {
      ObjectNode read = CloudControl.get(place, BUCKET, bucket);
      properties = read == null ? properties : read;
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
    try {
      ObjectNode policy = CloudControl.get(place, POLICY, bucket);
      if (policy != null) {
        findings.item(
            place.region(), POLICY, bucket, "", policy, JsonNodeFactory.instance.objectNode());
      }
    } catch (CallFailure failure) {
      findings.policyMissing(BUCKET, arn, failure);
    }
    try {
      JsonNode acl = place.call(Operation.GET_BUCKET_ACL, Map.of("Bucket", bucket));
      more.putObject("AccessControlList").set("Grants", grants(acl));
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
    findings.item(place.region(), BUCKET, bucket, arn, properties, more);
  }

  private static JsonNode grants(JsonNode acl) {
    JsonNode list = acl.path("AccessControlList");
    return list.isArray() ? list : JsonNodeFactory.instance.arrayNode();
  }

  private static void block(Place place, Findings findings) {
    try {
      JsonNode answer =
          place.call(
              Operation.GET_ACCOUNT_PUBLIC_ACCESS_BLOCK, Map.of("AccountId", place.account()));
      findings.item("AWS::S3::AccountPublicAccessBlock", place.account(), "", answer);
    } catch (CallFailure failure) {
      if (!failure.is("NoSuchPublicAccessBlockConfiguration")) {
        findings.gap(failure);
      }
    }
  }
}
