package dev.ardennes.collect.aws.configuration;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One resource of a list.
///
/// @param schema how the configuration is shaped
/// @param account twelve digits; empty where nothing says it
/// @param region empty for what is global, and where nothing says it
/// @param arn empty where it has none
/// @param captured when it was looked at, as the list says it; later texts are later times
/// @param properties what it is, supplements included
record Item(
    Schema schema,
    String type,
    String account,
    String region,
    String arn,
    String id,
    String name,
    String captured,
    Map<String, Json> properties,
    @Nullable Json tags,
    Json written) {

  /// How a configuration is shaped.
  enum Schema {
    /// As the service's own interface answers.
    SERVICE,
    /// As CloudFormation has it.
    CLOUDFORMATION
  }

  /// The resource of an element of a list; null where it is none, or is gone.
  static @Nullable Item of(Json written, Schema otherwise) {
    Map<String, Json> members = lowered(written);
    String type = text(members, "resourcetype");
    String status = text(members, "configurationitemstatus");
    if (!type.startsWith("AWS::") || status.contains("Deleted")) {
      return null;
    }
    String arn = text(members, "arn");
    String account = text(members, "awsaccountid");
    String region = text(members, "awsregion");
    boolean cloudFormation = text(members, "schema").equals("cloudformation");
    return new Item(
        cloudFormation ? Schema.CLOUDFORMATION : otherwise,
        type,
        account.isEmpty() ? first(text(members, "accountid"), accountOf(arn)) : account,
        region.equals("global") ? "" : region,
        arn,
        text(members, "resourceid"),
        text(members, "resourcename"),
        text(members, "configurationitemcapturetime"),
        properties(type, members),
        members.get("tags"),
        written);
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static String accountOf(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && parts[4].matches("[0-9]{12}") ? parts[4] : "";
  }

  /// What tells it from all others.
  String key() {
    return arn.isEmpty() ? account + "/" + region + "/" + type + "/" + first(id, name) : arn;
  }

  /// The interfaces differ in how they write the names of members.
  private static Map<String, Json> lowered(Json written) {
    Map<String, Json> members = new LinkedHashMap<>();
    if (written instanceof Json.Obj object) {
      object.members().forEach((name, value) -> members.put(name.toLowerCase(Locale.ROOT), value));
    }
    return members;
  }

  private static String text(Map<String, Json> members, String name) {
    String text = Json.scalar(members.get(name));
    return text == null ? "" : text;
  }

  private static Map<String, Json> properties(String type, Map<String, Json> members) {
    Map<String, Json> properties = new LinkedHashMap<>();
    for (String part : new String[] {"supplementaryconfiguration", "configuration"}) {
      Json value = members.get(part);
      Json read = value == null ? null : opened(value);
      if (read instanceof Json.Obj object) {
        boolean supplement = part.startsWith("supplementary");
        object
            .members()
            .forEach((name, inner) -> properties.put(name, supplement ? opened(inner) : inner));
      }
    }
    if (type.equals("AWS::IAM::Policy")) {
      defaultDocument(properties);
    }
    return properties;
  }

  /// Of a managed policy all versions are kept, of which one applies.
  private static void defaultDocument(Map<String, Json> properties) {
    Json versions = properties.get("policyVersionList");
    if (versions instanceof Json.Arr list) {
      for (Json version : list.elements()) {
        Json document = version.at("document");
        if (document != null && "true".equals(Json.scalar(version.at("isDefaultVersion")))) {
          properties.put("defaultDocument", document);
        }
      }
    }
  }

  /// What a text holds as JSON; the value itself where it is none.
  static Json opened(Json value) {
    if (!(value instanceof Json.Text text)) {
      return value;
    }
    String inner = text.value().strip();
    if (!inner.startsWith("{") && !inner.startsWith("[") && !inner.startsWith("\"")) {
      return value;
    }
    try {
      return JsonReader.parse(inner, text.place(), false);
    } catch (JacksonException e) {
      return value;
    }
  }
}
