package dev.ardennes.collect.aws;

import dev.ardennes.model.Unknown;
import org.jspecify.annotations.Nullable;

/// The name, ARN and Terraform id of a resource, as far as its configuration says them. Used while
/// Terraform is evaluated, for attributes that are computed, and afterwards, for facts: so both
/// agree.
record Naming(
    ResourceType type, String root, String address, Attributes attributes, AwsAccount account) {

  /// The part of ARNs that is the resource's name; a symbol of its own where it is not configured.
  String name() {
    for (String attribute : type.name()) {
      String text = attributes.text(attribute);
      if (text != null && !text.isEmpty()) {
        return text;
      }
      String prefix = attributes.text(attribute + "_prefix");
      if (prefix != null && !prefix.isEmpty()) {
        return prefix + symbol(attribute);
      }
    }
    return symbol(type.name().isEmpty() ? "id" : type.name().getFirst());
  }

  /// The name for people: where none is configured, the tag `Name` or the word that Terraform code
  /// uses.
  String shownName() {
    String name = name();
    if (!type.name().isEmpty() && !Unknown.in(name)) {
      return name;
    }
    String tagged = attributes.text("tags.Name");
    if (tagged != null && !Unknown.in(tagged)) {
      return tagged;
    }
    return Unknown.in(name)
            && !type.name().isEmpty()
            && !name.startsWith(String.valueOf(Unknown.OPEN))
        ? Unknown.asGlob(name)
        : word();
  }

  /// The last word of the address, without module and type.
  private String word() {
    int bracket = address.lastIndexOf('[');
    int end = bracket > 0 && address.endsWith("]") ? bracket : address.length();
    return address.substring(address.lastIndexOf('.', end) + 1);
  }

  /// The ARN; empty where the type has none.
  String arn() {
    String configured = attributes.text("arn");
    if (configured != null && configured.startsWith("arn:") && !type.arn().isEmpty()) {
      return configured;
    }
    String id = type.id().equals("arn") ? attributes.text("id") : null;
    if (id != null && id.startsWith("arn:")) {
      return id;
    }
    return type.arn().isEmpty() ? "" : expand(type.arn());
  }

  /// Terraform's `id`.
  String id() {
    String configured = attributes.text("id");
    if (configured != null) {
      return configured;
    }
    return switch (type.id()) {
      case "" -> symbol("id");
      case "arn" -> arn();
      case "name" -> name();
      default -> expand(type.id());
    };
  }

  private String expand(String format) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int open = format.indexOf('{'); open >= 0; open = format.indexOf('{', from)) {
      int close = format.indexOf('}', open);
      out.append(format, from, open).append(placeholder(format.substring(open + 1, close)));
      from = close + 1;
    }
    return out.append(format, from, format.length()).toString();
  }

  private String placeholder(String word) {
    return switch (word) {
      case "partition" -> account.partition();
      case "region" -> region();
      case "account" -> account.account();
      case "name" -> name();
      case "arn" -> arn();
      case "id" -> attributes.text("id", symbol("id"));
      case "random", "revision" -> symbol(word);
      case "path" -> attributes.text("path", "/");
      case "url_host" -> attributes.text("url", symbol("url")).replaceFirst("^https?://", "");
      case "slash_name" -> name().startsWith("/") ? name() : "/" + name();
      case "cluster_name" -> clusterName();
      case "lb_type" -> loadBalancerType();
      case "group_name" -> attributes.text("group_name", "default");
      case "function_arn" -> functionArn();
      case "bucket" -> lastPart(attributes.text("bucket", symbol("bucket")));
      default -> attributes.text(word, symbol(word));
    };
  }

  private String region() {
    return attributes.text("region", account.region());
  }

  private String clusterName() {
    String named = attributes.text("cluster_name");
    return named != null ? named : lastPart(attributes.text("cluster", "default"));
  }

  private String loadBalancerType() {
    return switch (attributes.text("load_balancer_type", "application")) {
      case "network" -> "net";
      case "gateway" -> "gwy";
      default -> "app";
    };
  }

  private String functionArn() {
    String function = attributes.text("function_name", symbol("function_name"));
    return function.startsWith("arn:")
        ? function
        : "arn:"
            + account.partition()
            + ":lambda:"
            + region()
            + ":"
            + account.account()
            + ":function:"
            + function;
  }

  private static String lastPart(String text) {
    Arn arn = Arn.parse(text);
    return arn == null ? text : arn.name();
  }

  private String symbol(String attribute) {
    return Unknown.part(symbolPrefix(root) + address + "." + attribute);
  }

  /// What the symbols of a root module begin with.
  static String symbolPrefix(String root) {
    return root + ":";
  }

  /// The value of an attribute that the provider computes; null where it cannot be known.
  @Nullable String computed(String attribute) {
    return switch (attribute) {
      case "arn" -> type.arn().isEmpty() ? null : arn();
      case "id" -> type.id().isEmpty() ? null : id();
      default -> computedByType(attribute);
    };
  }

  private @Nullable String computedByType(String attribute) {
    if (type.name().contains(attribute)) {
      return name();
    }
    return switch (type.type() + "." + attribute) {
      case "aws_lambda_function.qualified_arn" -> arn() + ":" + symbol("version");
      case "aws_lambda_function.invoke_arn", "aws_lambda_alias.invoke_arn" ->
          "arn:"
              + account.partition()
              + ":apigateway:"
              + region()
              + ":lambda:path/2015-03-31/functions/"
              + arn()
              + "/invocations";
      case "aws_lambda_layer_version.layer_arn" -> beforeLastColon(arn());
      case "aws_ecs_task_definition.arn_without_revision" -> beforeLastColon(arn());
      case "aws_s3_bucket.bucket_domain_name" -> name() + ".s3.amazonaws.com";
      case "aws_s3_bucket.bucket_regional_domain_name" ->
          name() + ".s3." + region() + ".amazonaws.com";
      case "aws_cloudfront_origin_access_identity.iam_arn" -> arn();
      case "aws_sqs_queue.url", "aws_sqs_queue.id" ->
          "https://sqs." + region() + ".amazonaws.com/" + account.account() + "/" + name();
      case "aws_kms_key.key_id" -> symbol("id");
      case "aws_iam_openid_connect_provider.url" -> attributes.text("url");
      case "aws_api_gateway_rest_api.execution_arn", "aws_apigatewayv2_api.execution_arn" ->
          "arn:"
              + account.partition()
              + ":execute-api:"
              + region()
              + ":"
              + account.account()
              + ":"
              + symbol("id");
      case "aws_ecr_repository.repository_url" ->
          account.account() + ".dkr.ecr." + region() + ".amazonaws.com/" + name();
      case "aws_ecr_repository.registry_id" -> account.account();
      case "aws_launch_template.latest_version", "aws_launch_template.default_version" -> null;
      default -> attribute.equals("owner_id") ? account.account() : null;
    };
  }

  private static String beforeLastColon(String arn) {
    Arn parts = Arn.parse(arn);
    return parts == null ? arn : arn.substring(0, arn.length() - parts.name().length() - 1);
  }
}
