package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function of SAM: the function itself, its role, its URL, and what starts it.
final class ServerlessFunction {
  private static final Map<String, String> POLLED =
      Map.of(
          "SQS", "AWSLambdaSQSQueueExecutionRole",
          "Kinesis", "AWSLambdaKinesisExecutionRole",
          "DynamoDB", "AWSLambdaDynamoDBExecutionRole",
          "MSK", "AWSLambdaMSKExecutionRole");
  private static final List<String> COPIED =
      List.of(
          "FunctionName",
          "Handler",
          "Runtime",
          "Description",
          "Environment",
          "VpcConfig",
          "Layers",
          "KmsKeyArn",
          "Tags",
          "CodeSigningConfigArn",
          "DeadLetterConfig");

  private final String logicalId;
  private final Json resource;
  private final Json properties;
  private final Serverless into;
  private final Written write;

  ServerlessFunction(String logicalId, Json resource, Json properties, Serverless into) {
    this.logicalId = logicalId;
    this.resource = resource;
    this.properties = properties;
    this.into = into;
    this.write = new Written(resource.place());
  }

  void expand() {
    Json role = properties.at("Role");
    if (role == null) {
      String roleId = logicalId + "Role";
      ServerlessRole own = new ServerlessRole(roleId, "lambda.amazonaws.com", resource);
      into.put(roleId, own.role(properties, managed()));
      role = write.attribute(roleId, "Arn");
    }
    List<@Nullable Object> members = new ArrayList<>();
    for (String property : COPIED) {
      members.add(property);
      members.add(properties.at(property));
    }
    members.addAll(List.of("Role", role, "Code", code()));
    into.put(
        logicalId,
        write.resource(
            "AWS::Lambda::Function", resource, write.object(members.toArray(Object[]::new))));
    url();
    events().forEach((name, event) -> new ServerlessEvent(this, logicalId + name, event).expand());
  }

  private Map<String, Json> events() {
    return properties.at("Events") instanceof Json.Obj events ? events.members() : Map.of();
  }

  /// Policies of AWS that the role has for what the function does.
  private List<String> managed() {
    Set<String> names = new LinkedHashSet<>();
    names.add("service-role/AWSLambdaBasicExecutionRole");
    if (properties.at("VpcConfig") != null) {
      names.add("service-role/AWSLambdaVPCAccessExecutionRole");
    }
    if (properties.at("Tracing") != null) {
      names.add("AWSXrayWriteOnlyAccess");
    }
    for (Json event : events().values()) {
      String type = event.textAt("Type");
      String policy = type == null ? null : POLLED.get(type);
      if (policy != null) {
        names.add("service-role/" + policy);
      }
    }
    return List.copyOf(names);
  }

  private Json code() {
    Json image = properties.at("ImageUri");
    return image != null ? write.object("ImageUri", image) : code(properties.at("CodeUri"), write);
  }

  /// Where code comes from; a folder beside the template is uploaded somewhere.
  static Json code(@Nullable Json uri, Written write) {
    if (uri instanceof Json.Text text && text.value().startsWith("s3://")) {
      String path = text.value().substring("s3://".length());
      int slash = path.indexOf('/');
      return slash < 0
          ? write.object()
          : write.object("S3Bucket", path.substring(0, slash), "S3Key", path.substring(slash + 1));
    }
    return uri == null
        ? write.object()
        : write.object("S3Bucket", uri.at("Bucket"), "S3Key", uri.at("Key"));
  }

  private void url() {
    Json configuration = properties.at("FunctionUrlConfig");
    if (configuration == null) {
      return;
    }
    Written there = new Written(configuration.place());
    Json type = configuration.at("AuthType");
    into.put(
        logicalId + "Url",
        there.resource(
            "AWS::Lambda::Url",
            resource,
            there.object("TargetFunctionArn", there.reference(logicalId), "AuthType", type)));
    if (type instanceof Json.Text text && text.value().equals("NONE")) {
      into.put(
          logicalId + "UrlPublicPermissions",
          there.resource(
              "AWS::Lambda::Permission",
              resource,
              there.object(
                  "FunctionName",
                  there.reference(logicalId),
                  "Action",
                  "lambda:InvokeFunctionUrl",
                  "Principal",
                  "*",
                  "FunctionUrlAuthType",
                  "NONE")));
    }
  }

  String logicalId() {
    return logicalId;
  }

  Json resource() {
    return resource;
  }

  Serverless into() {
    return into;
  }
}
