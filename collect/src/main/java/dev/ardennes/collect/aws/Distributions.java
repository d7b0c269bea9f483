package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Facts about distributions of CloudFront: to whom they hand requests, of which buckets they serve
/// the objects, and what they ask callers for first.
final class Distributions {
  private static final String FUNCTION = "aws_lambda_function";
  private static final String BUCKET = "aws_s3_bucket";
  private static final String IDENTITY_PATH = "origin-access-identity/cloudfront/";
  private static final String IDENTITY = "aws_cloudfront_origin_access_identity";

  private final Estate estate;

  Distributions(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource distribution) {
    if (distribution.attributes().is("enabled", false)) {
      return; // it answers nobody
    }
    String reason = "a distribution that AWS serves on the internet";
    estate.fact(distribution.evidence(), "public_endpoint", distribution.entity(), reason);
    for (Attributes origin : distribution.attributes().blocks("origin")) {
      if (!isUsed(distribution, origin.text("origin_id", ""))) {
        continue;
      }
      for (Value domain : origin.all("domain_name")) {
        String asked = signed(distribution, origin.text("origin_id", ""));
        AwsResource behind = origin(domain, distribution);
        Evidence at = distribution.evidence(domain);
        if (behind != null && !behind.equals(distribution)) {
          estate.fact(at, "hands_to", distribution.entity(), "", behind.entity(), asked);
        }
        AwsResource bucket = bucket(domain, distribution);
        if (bucket != null) {
          serves(distribution, bucket, origin, asked, at);
        }
      }
    }
  }

  /// Whether some behaviour leads to the origin, by itself or in a group, or may do so.
  private static boolean isUsed(AwsResource distribution, String origin) {
    Set<String> open = new HashSet<>();
    for (String behaviour : List.of("default_cache_behavior", "ordered_cache_behavior")) {
      open.addAll(texts(distribution, behaviour, "target_origin_id"));
    }
    boolean used = open.isEmpty() || open.contains(origin);
    for (Attributes group : distribution.attributes().blocks("origin_group")) {
      if (open.remove(group.text("origin_id", ""))) {
        used |= group.all("member.origin_id").stream().anyMatch(id -> names(id, origin));
      }
    }
    open.removeAll(texts(distribution, "origin", "origin_id"));
    return used || !open.isEmpty();
  }

  private static boolean names(Value id, String origin) {
    String text = Attributes.text(id);
    return text == null || Unknown.in(text) || text.equals(origin);
  }

  private static Set<String> texts(AwsResource distribution, String blocks, String attribute) {
    Set<String> texts = new HashSet<>();
    for (Attributes block : distribution.attributes().blocks(blocks)) {
      texts.add(block.text(attribute, ""));
    }
    return texts;
  }

  private @Nullable AwsResource bucket(Value domain, AwsResource from) {
    String text = Attributes.text(domain);
    int end = text == null ? -1 : text.indexOf(".s3");
    AwsResource named =
        text == null || end < 0
            ? null
            : estate.directory().find(text.substring(0, end), from.account(), BUCKET);
    return named != null ? named : estate.directory().find(domain, from.account(), BUCKET);
  }

  /// As whom the distribution asks for objects. What runs at the edge before that may ask callers
  /// for something.
  private void serves(
      AwsResource distribution, AwsResource bucket, Attributes origin, String asked, Evidence at) {
    String identity = "everybody";
    List<Value> given = origin.all("s3_origin_config.origin_access_identity");
    AwsResource found = given.isEmpty() ? null : identity(given.getFirst(), distribution);
    if (found != null) {
      identity = found.entity();
    } else if (origin.has("origin_access_control_id")) {
      identity = "itself";
    }
    String[] args = {distribution.entity(), bucket.entity(), identity, asked};
    if (atTheEdge(distribution)) {
      estate.out().assume(at, "serves_objects", args);
    } else {
      estate.fact(at, "serves_objects", args);
    }
  }

  /// An origin names the identity by a path that ends with its id.
  private @Nullable AwsResource identity(Value given, AwsResource from) {
    AwsResource found = estate.directory().find(given, from.account(), IDENTITY);
    String text = Attributes.text(given);
    if (found == null && text != null && text.startsWith(IDENTITY_PATH)) {
      String end = " " + text.substring(IDENTITY_PATH.length());
      for (AwsResource identity : estate.directory().ofType(IDENTITY)) {
        if (identity.naming().arn().endsWith(end)) {
          return identity;
        }
      }
    }
    return found;
  }

  private static boolean atTheEdge(AwsResource distribution) {
    for (String behaviour : List.of("default_cache_behavior", "ordered_cache_behavior")) {
      for (Attributes block : distribution.attributes().blocks(behaviour)) {
        for (String functions : List.of("function_association", "lambda_function_association")) {
          if (block.blocks(functions).stream()
              .anyMatch(one -> "viewer-request".equals(one.text("event_type")))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private @Nullable AwsResource origin(Value domain, AwsResource from) {
    AwsResource url = estate.directory().find(domain, from.account(), "aws_lambda_function_url");
    if (url != null) {
      Value function = url.attributes().value("function_name");
      return function == null ? null : estate.directory().find(function, url.account(), FUNCTION);
    }
    return estate
        .directory()
        .find(
            domain,
            from.account(),
            "aws_lb",
            "aws_elb",
            FUNCTION,
            "aws_instance",
            "aws_api_gateway_rest_api",
            "aws_apigatewayv2_api",
            "aws_elastic_beanstalk_environment");
  }

  /// Whether every behaviour that leads to the origin asks for signed URLs.
  private static String signed(AwsResource distribution, String origin) {
    List<Attributes> behaviours =
        new ArrayList<>(distribution.attributes().blocks("default_cache_behavior"));
    behaviours.addAll(distribution.attributes().blocks("ordered_cache_behavior"));
    boolean any = false;
    for (Attributes behaviour : behaviours) {
      if (behaviour.text("target_origin_id", origin).equals(origin)) {
        boolean asks = behaviour.has("trusted_key_groups") || behaviour.has("trusted_signers");
        if (!asks) {
          return "none";
        }
        any = true;
      }
    }
    return any ? "a signed URL" : "none";
  }
}
