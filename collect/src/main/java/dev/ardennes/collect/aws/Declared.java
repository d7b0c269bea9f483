package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What every declared resource has: an entity with its kind, account, ARN, tags, what it holds and
/// under which key.
final class Declared {
  private Declared() {}

  static void state(Estate estate, AwsResource resource, Map<String, Value> defaultTags) {
    String id = resource.entity();
    String arn = resource.naming().arn();
    String kind = resource.shape().kind();
    Evidence at = resource.evidence();
    estate
        .out()
        .entity(
            id,
            kind,
            resource.naming().shownName(),
            List.of(resource.address(), Unknown.asGlob(arn)));
    estate.fact(at, "kind", id, kind);
    estate.fact(at, "in_account", id, resource.account().entity());
    if (!arn.isEmpty()) {
      estate.fact(at, "arn", id, arn);
    }
    if (!resource.shape().stores().isEmpty()) {
      estate.fact(at, "stores", id, resource.shape().stores());
    }
    tags(estate, resource, defaultTags);
  }

  /// A tag of the resource itself hides one of the same key that the provider gives to everything.
  private static void tags(Estate estate, AwsResource resource, Map<String, Value> defaultTags) {
    Map<String, Value> all = new TreeMap<>(defaultTags);
    for (Attributes tags : resource.attributes().blocks("tags")) {
      all.putAll(tags.map().entries());
    }
    all.forEach(
        (key, value) ->
            Values.text(value)
                .ifPresent(
                    text ->
                        estate.fact(
                            resource.evidence(value), "tag", resource.entity(), key, text)));
  }
}
