package dev.ardennes.live.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import tools.jackson.databind.json.JsonMapper;

/// Writes operations as their services want them.
final class Requests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ACCOUNT = "AccountId";

  private Requests() {}

  /// @param body what goes with the request; empty for a GET
  record Request(SdkHttpFullRequest.Builder head, String body) {}

  static Request of(Operation operation, Endpoints.Place place, Map<String, String> parameters) {
    SdkHttpFullRequest.Builder head = SdkHttpFullRequest.builder().uri(place.uri());
    return switch (operation.service().protocol()) {
      case QUERY -> form(operation, head, parameters);
      case JSON_1_0 -> json(operation, head, parameters, "application/x-amz-json-1.0");
      case JSON_1_1 -> json(operation, head, parameters, "application/x-amz-json-1.1");
      case REST -> rest(operation, head, parameters);
      case POSTED ->
          posted(
              head,
              operation.path(),
              "application/json",
              JSON.writeValueAsString(new TreeMap<>(parameters)));
    };
  }

  private static Request form(
      Operation operation, SdkHttpFullRequest.Builder head, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("Action", operation.operationName());
    all.put("Version", operation.service().version());
    StringBuilder text = new StringBuilder();
    all.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
    return posted(head, "/", "application/x-www-form-urlencoded; charset=utf-8", text.toString());
  }

  private static Request json(
      Operation operation,
      SdkHttpFullRequest.Builder head,
      Map<String, String> parameters,
      String type) {
    head.putHeader("X-Amz-Target", operation.service().version() + "." + operation.operationName());
    Map<String, Object> members = new TreeMap<>(parameters);
    if (operation == Operation.BATCH_GET_PROJECTS) {
      members.computeIfPresent("names", (key, name) -> List.of(name));
    }
    return posted(head, "/", type, JSON.writeValueAsString(members));
  }

  private static Request posted(
      SdkHttpFullRequest.Builder head, String path, String type, String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    head.method(SdkHttpMethod.POST)
        .encodedPath(path)
        .putHeader("Content-Type", type)
        .putHeader("Content-Length", String.valueOf(length));
    return new Request(head, text);
  }

  /// What the path does not take goes behind it; an account goes into its header.
  private static Request rest(
      Operation operation, SdkHttpFullRequest.Builder head, Map<String, String> parameters) {
    String path = operation.path();
    for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
      String slot = "{" + parameter.getKey() + "}";
      if (path.contains(slot)) {
        path = path.replace(slot, encoded(parameter.getValue()));
      } else if (parameter.getKey().equals(ACCOUNT)) {
        head.putHeader("x-amz-account-id", parameter.getValue());
      } else {
        head.putRawQueryParameter(parameter.getKey(), parameter.getValue());
      }
    }
    if (operation == Operation.GET_BUCKET_ACL) {
      head.putRawQueryParameter("acl", "");
    }
    head.method(SdkHttpMethod.GET).encodedPath(path);
    return new Request(head, "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
