package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the transform of SAM makes of a template, as far as it matters who may do what: functions
/// with their roles, APIs, what starts a function, tables, state machines.
final class Serverless {
  private static final String PREFIX = "AWS::Serverless::";
  private static final Set<String> KNOWN =
      Set.of(
          "AWS::LanguageExtensions",
          "AWS::SecretsManager-2020-07-23",
          "AWS::SecretsManager-2024-09-16",
          "AWS::CodeDeployBlueGreen");
  static final String REST_API = "ServerlessRestApi";
  static final String HTTP_API = "ServerlessHttpApi";

  private final Template template;
  private final Session session;
  private final Map<String, Json> made = new LinkedHashMap<>();
  private boolean whole;

  private Serverless(Template template, Session session) {
    this.template = template;
    this.session = session;
    this.whole = template.whole();
  }

  /// The template without anything that is SAM's own. Of other macros nobody knows what they make:
  /// the template is then not whole.
  static Template expanded(Template template, Session session) {
    return new Serverless(template, session).expanded();
  }

  private Template expanded() {
    macros();
    boolean serverless =
        template.section("Resources").values().stream()
            .map(resource -> resource.textAt("Type"))
            .anyMatch(type -> type != null && type.startsWith(PREFIX));
    if (!serverless) {
      return whole == template.whole()
          ? template
          : new Template(template.path(), template.root(), whole);
    }
    template.section("Resources").forEach(this::resource);
    Map<String, Json> sections = new LinkedHashMap<>(template.root().members());
    Json before = template.at("Resources");
    sections.put(
        "Resources", new Json.Obj(made, before == null ? Json.Place.NONE : before.place()));
    return new Template(template.path(), new Json.Obj(sections, template.root().place()), whole);
  }

  private void macros() {
    for (Json transform : template.root().listAt("Transform")) {
      String name = transform instanceof Json.Text text ? text.value() : transform.textAt("Name");
      if (name == null || (!name.startsWith("AWS::Serverless-") && !KNOWN.contains(name))) {
        session.warning(
            transform,
            "what the macro `" + name + "` makes of the template is not known",
            "scan the template that it has made");
        whole = false;
      }
    }
  }

  private void resource(String logicalId, Json resource) {
    String type = resource.textAt("Type");
    if (type == null || !type.startsWith(PREFIX)) {
      made.merge(logicalId, resource, Written::both);
      return;
    }
    String name = type.substring(PREFIX.length());
    Json globals = template.root().at("Globals");
    Json general = globals == null ? null : globals.at(name);
    Json properties = Written.both(general, resource.at("Properties"));
    Written write = new Written(resource.place());
    switch (name) {
      case "Function" -> new ServerlessFunction(logicalId, resource, properties, this).expand();
      case "StateMachine" -> stateMachine(logicalId, resource, properties, write);
      case "Api" -> put(logicalId, restApi(resource, properties, write));
      case "HttpApi" -> {
        Json.Obj api =
            write.object(
                "Name", properties.at("Name"), "ProtocolType", "HTTP", "Tags", tags(properties));
        put(logicalId, write.resource("AWS::ApiGatewayV2::Api", resource, api));
      }
      case "SimpleTable" -> {
        Json.Obj table = copied(properties, write, "TableName", "SSESpecification", "Tags");
        put(logicalId, write.resource("AWS::DynamoDB::Table", resource, table));
      }
      case "LayerVersion" -> {
        Json code = ServerlessFunction.code(properties.at("ContentUri"), write);
        Json.Obj layer = write.object("LayerName", properties.at("LayerName"), "Content", code);
        put(logicalId, write.resource("AWS::Lambda::LayerVersion", resource, layer));
      }
      case "Application" -> {
        Json parameters = properties.at("Parameters");
        Json.Obj stack =
            write.object("TemplateURL", properties.at("Location"), "Parameters", parameters);
        put(logicalId, write.resource(Template.STACK, resource, stack));
      }
      default -> unknown(type, resource);
    }
  }

  private static Json.Obj copied(Json properties, Written write, String... names) {
    List<@Nullable Object> members = new ArrayList<>();
    for (String name : names) {
      members.add(name);
      members.add(properties.at(name));
    }
    return write.object(members.toArray(Object[]::new));
  }

  private void unknown(String type, Json resource) {
    session.warning(
        resource,
        "what SAM makes of a resource of type `" + type + "` is not known",
        "scan the template that the transform has made");
    whole = false;
  }

  private void stateMachine(String logicalId, Json resource, Json properties, Written write) {
    Json role = properties.at("Role");
    if (role == null) {
      String roleId = logicalId + "Role";
      ServerlessRole own = new ServerlessRole(roleId, "states.amazonaws.com", resource);
      put(roleId, own.role(properties, List.of()));
      role = write.attribute(roleId, "Arn");
    }
    put(
        logicalId,
        write.resource(
            "AWS::StepFunctions::StateMachine",
            resource,
            write.object(
                "StateMachineName",
                properties.at("Name"),
                "RoleArn",
                role,
                "Definition",
                properties.at("Definition"),
                "Tags",
                tags(properties))));
  }

  private static Json restApi(Json resource, Json properties, Written write) {
    Json endpoint = properties.at("EndpointConfiguration");
    Json type = endpoint instanceof Json.Obj ? endpoint.at("Type") : endpoint;
    Json configuration = type == null ? null : write.object("Types", write.list(type));
    return write.resource(
        "AWS::ApiGateway::RestApi",
        resource,
        write.object(
            "Name",
            properties.at("Name"),
            "EndpointConfiguration",
            configuration,
            "Tags",
            tags(properties)));
  }

  static @Nullable Json tags(Json properties) {
    return properties.at("Tags");
  }

  /// The resource of that name; what there is of it already counts.
  void put(String logicalId, Json resource) {
    made.merge(logicalId, resource, (before, more) -> Written.both(more, before));
  }

  /// The API that functions share whose events name none.
  void implicitApi(String logicalId, Written write) {
    String type =
        logicalId.equals(REST_API) ? "AWS::ApiGateway::RestApi" : "AWS::ApiGatewayV2::Api";
    made.putIfAbsent(
        logicalId,
        write.object(
            "Type", type, "Properties", write.object("Name", write.reference("AWS::StackName"))));
  }

  /// The property of another resource of the template, by what refers to it.
  @Nullable Json propertyOf(@Nullable Json reference, String property) {
    String name = reference == null ? null : reference.textAt("Ref");
    Json resource = name == null ? null : template.section("Resources").get(name);
    Json properties = resource == null ? null : resource.at("Properties");
    Json globals = template.root().at("Globals");
    Json general = globals == null ? null : globals.at("Api");
    return Written.both(general, properties).at(property);
  }
}
