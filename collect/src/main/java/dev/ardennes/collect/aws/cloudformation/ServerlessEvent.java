package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What starts a function of SAM: a resource that connects the two, and the permission for it.
final class ServerlessEvent {
  private static final String INVOCATION =
      "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations";

  private final ServerlessFunction function;
  private final String name;
  private final Json event;
  private final Json properties;
  private final Written write;

  /// @param name what the logical ids of its resources begin with
  ServerlessEvent(ServerlessFunction function, String name, Json event) {
    this.function = function;
    this.name = name;
    this.event = event;
    Json written = event.at("Properties");
    this.write = new Written(event.place());
    this.properties = written == null ? write.object() : written;
  }

  void expand() {
    String type = event.textAt("Type");
    switch (type == null ? "" : type) {
      case "Api" -> api();
      case "HttpApi" -> httpApi();
      case "S3" -> bucket();
      case "SNS" -> topic();
      case "SQS" -> polled(properties.at("Queue"));
      case "Kinesis", "DynamoDB", "MSK", "DocumentDB" ->
          polled(or(properties.at("Stream"), properties.at("Cluster")));
      case "MQ" -> polled(properties.at("Broker"));
      case "Schedule", "EventBridgeRule", "CloudWatchEvent" -> rule();
      case "ScheduleV2" -> schedule();
      case "CloudWatchLogs" -> logs();
      case "IoTRule" -> permission("iot.amazonaws.com", null);
      case "Cognito" -> permission("cognito-idp.amazonaws.com", null);
      case "AlexaSkill" -> permission("alexa-appkit.amazon.com", null);
      default -> {
        // Whatever else may start it needs a permission that is written elsewhere.
      }
    }
  }

  private static @Nullable Json or(@Nullable Json one, @Nullable Json other) {
    return one == null ? other : one;
  }

  private void put(String suffix, String type, Json.Obj made) {
    function.into().put(name + suffix, write.resource(type, function.resource(), made));
  }

  private Json self() {
    return write.reference(function.logicalId());
  }

  private Json arn() {
    return write.attribute(function.logicalId(), "Arn");
  }

  private void permission(String principal, @Nullable Json source) {
    put(
        "Permission",
        "AWS::Lambda::Permission",
        write.object(
            "FunctionName",
            self(),
            "Action",
            "lambda:InvokeFunction",
            "Principal",
            principal,
            "SourceArn",
            source));
  }

  private void polled(@Nullable Json source) {
    put(
        "",
        "AWS::Lambda::EventSourceMapping",
        write.object("FunctionName", self(), "EventSourceArn", source));
  }

  // --- APIs ---

  private Json invocation() {
    return write.substitute(INVOCATION.replace("${F.", "${" + function.logicalId() + "."));
  }

  private Json apiArn(Json api) {
    return write.object(
        "Fn::Sub",
        write.list(
            write.text(
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__Api__}/*"),
            write.object("__Api__", api)));
  }

  private void api() {
    Json named = properties.at("RestApiId");
    if (named == null) {
      function.into().implicitApi(Serverless.REST_API, write);
    }
    Json api = named == null ? write.reference(Serverless.REST_API) : named;
    put(
        "Method",
        "AWS::ApiGateway::Method",
        write.object(
            "RestApiId",
            api,
            "ResourceId",
            properties.at("Path"),
            "HttpMethod",
            properties.at("Method"),
            "AuthorizationType",
            authorization(named),
            "Integration",
            write.object("Type", "AWS_PROXY", "Uri", invocation())));
    permission("apigateway.amazonaws.com", apiArn(api));
  }

  private void httpApi() {
    Json named = properties.at("ApiId");
    if (named == null) {
      function.into().implicitApi(Serverless.HTTP_API, write);
    }
    Json api = named == null ? write.reference(Serverless.HTTP_API) : named;
    put(
        "Integration",
        "AWS::ApiGatewayV2::Integration",
        write.object("ApiId", api, "IntegrationType", "AWS_PROXY", "IntegrationUri", arn()));
    put(
        "Route",
        "AWS::ApiGatewayV2::Route",
        write.object("ApiId", api, "AuthorizationType", authorization(named)));
    permission("apigateway.amazonaws.com", apiArn(api));
  }

  /// Whom a method lets in: what the event says, else the default of its API.
  private String authorization(@Nullable Json api) {
    Json own = properties.at("Auth");
    Json authorizer = own == null ? null : own.at("Authorizer");
    Json ofApi = authorizer == null ? function.into().propertyOf(api, "Auth") : null;
    String name =
        authorizer != null
            ? Objects.requireNonNullElse(Json.scalar(authorizer), "CUSTOM")
            : ofApi == null
                ? "NONE"
                : Objects.requireNonNullElse(ofApi.textAt("DefaultAuthorizer"), "NONE");
    return name.equals("NONE") || name.equals("AWS_IAM") ? name : "CUSTOM";
  }

  // --- other services ---

  private void bucket() {
    Json bucket = properties.at("Bucket");
    String named = bucket == null ? null : bucket.textAt("Ref");
    if (named != null) {
      Json notification =
          write.object(
              "NotificationConfiguration",
              write.object("LambdaConfigurations", write.list(write.object("Function", arn()))));
      function
          .into()
          .put(named, write.object("Type", "AWS::S3::Bucket", "Properties", notification));
    }
    permission("s3.amazonaws.com", null);
  }

  private void topic() {
    Json topic = properties.at("Topic");
    put(
        "",
        "AWS::SNS::Subscription",
        write.object("Protocol", "lambda", "Endpoint", arn(), "TopicArn", topic));
    permission("sns.amazonaws.com", topic);
  }

  private void rule() {
    Json pattern = or(properties.at("Pattern"), properties.at("EventPattern"));
    put(
        "",
        "AWS::Events::Rule",
        write.object(
            "Name",
            properties.at("Name"),
            "EventBusName",
            properties.at("EventBusName"),
            "EventPattern",
            pattern,
            "ScheduleExpression",
            properties.at("Schedule"),
            "Targets",
            write.list(write.object("Id", name + "LambdaTarget", "Arn", arn()))));
    permission("events.amazonaws.com", write.attribute(name, "Arn"));
  }

  private void schedule() {
    Json role = properties.at("RoleArn");
    if (role == null) {
      function.into().put(name + "Role", schedulerRole());
      role = write.attribute(name + "Role", "Arn");
    }
    put(
        "",
        "AWS::Scheduler::Schedule",
        write.object(
            "Name",
            properties.at("Name"),
            "ScheduleExpression",
            properties.at("ScheduleExpression"),
            "Target",
            write.object("Arn", arn(), "RoleArn", role)));
  }

  private Json schedulerRole() {
    Json policy =
        write.object(
            "Version",
            "2012-10-17",
            "Statement",
            write.list(
                write.object(
                    "Effect", "Allow", "Action", "lambda:InvokeFunction", "Resource", arn())));
    return new ServerlessRole(name + "Role", "scheduler.amazonaws.com", function.resource())
        .role(write.object("Policies", write.list(policy)), List.of());
  }

  private void logs() {
    put(
        "",
        "AWS::Logs::SubscriptionFilter",
        write.object("LogGroupName", properties.at("LogGroupName"), "DestinationArn", arn()));
    permission("logs.amazonaws.com", null);
  }
}
