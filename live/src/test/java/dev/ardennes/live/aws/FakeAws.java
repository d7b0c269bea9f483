package dev.ardennes.live.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks the wire protocols of AWS on the loopback interface: forms and XML, JSON 1.0 and 1.1, and
/// paths. What no test gave an answer for is denied, as AWS does it.
final class FakeAws implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request,.*Signature=[0-9a-f]{64}");

  /// @param operation `iam:ListRoles`, with the service as signatures name it
  /// @param account which the fake reads from the key that signed
  record Request(String operation, String account, String region, Map<String, String> parameters) {
    String at(String name) {
      return parameters.getOrDefault(name, "");
    }
  }

  record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
  private final Queue<Request> seen = new ConcurrentLinkedQueue<>();
  private final Queue<String> unsigned = new ConcurrentLinkedQueue<>();

  FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    on("sts:GetCallerIdentity", FakeAws::caller);
    on(
        "cloudcontrolapi:ListResources",
        request -> error(request, 400, "TypeNotFoundException", "no such type here"));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  FakeAws on(String operation, Function<Request, Answer> answer) {
    answers.put(operation, answer);
    return this;
  }

  /// The same text for every request.
  FakeAws answers(String operation, String body) {
    return on(operation, request -> ok(body));
  }

  /// The resources of one type, by identifier; other types keep their answers.
  FakeAws resources(String type, String region, Map<String, String> properties) {
    Function<Request, Answer> others = answers.get("cloudcontrolapi:ListResources");
    Function<Request, Answer> otherReads = answers.get("cloudcontrolapi:GetResource");
    on(
        "cloudcontrolapi:ListResources",
        request -> {
          if (!request.at("TypeName").equals(type)) {
            return others == null ? denied(request) : others.apply(request);
          }
          List<Map<String, String>> listed =
              request.region().equals(region)
                  ? properties.keySet().stream()
                      .map(id -> Map.of("Identifier", id, "Properties", "{}"))
                      .toList()
                  : List.of();
          return ok(JSON.writeValueAsString(Map.of("ResourceDescriptions", listed)));
        });
    return on(
        "cloudcontrolapi:GetResource",
        request -> {
          String found = properties.get(request.at("Identifier"));
          if (!request.at("TypeName").equals(type)) {
            return otherReads == null
                ? error(request, 400, "ResourceNotFoundException", "no such thing")
                : otherReads.apply(request);
          }
          return found == null
              ? error(request, 400, "ResourceNotFoundException", "no such thing")
              : resource(request.at("Identifier"), found);
        });
  }

  static Answer resource(String id, String properties) {
    return ok(
        JSON.writeValueAsString(
            Map.of("ResourceDescription", Map.of("Identifier", id, "Properties", properties))));
  }

  static Answer ok(String body) {
    return new Answer(200, body);
  }

  List<Request> seen() {
    return List.copyOf(seen);
  }

  long count(String operation) {
    return seen.stream().filter(request -> request.operation().equals(operation)).count();
  }

  /// Requests that no signature came with.
  List<String> unsigned() {
    return List.copyOf(unsigned);
  }

  private static Answer caller(Request request) {
    return ok(
        """
        <GetCallerIdentityResponse><GetCallerIdentityResult>
        <Arn>arn:aws:iam::%1$s:user/auditor</Arn><Account>%1$s</Account>
        </GetCallerIdentityResult></GetCallerIdentityResponse>"""
            .formatted(request.account()));
  }

  static Answer denied(Request request) {
    String says =
        "User: arn:aws:iam::%s:user/auditor is not authorized to perform: %s on resource: *"
            .formatted(request.account(), request.operation());
    return error(request, 403, "AccessDeniedException", says);
  }

  /// An error as the service of the request writes it.
  static Answer error(Request request, int status, String code, String says) {
    String service = request.operation().substring(0, request.operation().indexOf(':'));
    String body =
        switch (service) {
          case "iam", "sts", "rds" ->
              "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                  .formatted(code, says);
          case "ec2" ->
              "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors></Response>"
                  .formatted(code, says);
          case "s3" -> "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, says);
          default ->
              JSON.writeValueAsString(
                  Map.of("__type", "com.amazon.coral.service#" + code, "message", says));
        };
    return new Answer(status, body);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      Matcher credential = CREDENTIAL.matcher(signature);
      boolean s3 = signature.contains("/s3/");
      boolean hashed = exchange.getRequestHeaders().containsKey("x-amz-content-sha256");
      if (!credential.matches() || (s3 && !hashed)) {
        unsigned.add(exchange.getRequestURI() + " " + signature);
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      Request request = request(exchange, body, credential);
      seen.add(request);
      Answer answer = answers.getOrDefault(request.operation(), FakeAws::denied).apply(request);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /// The account is the twelve digits that the key's id ends with.
  private static Request request(HttpExchange exchange, String body, Matcher credential) {
    String key = credential.group(1);
    String account = key.length() < 12 ? "" : key.substring(key.length() - 12);
    String service = credential.group(3);
    Map<String, String> parameters = new LinkedHashMap<>();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation;
    if (target != null) {
      operation = target.substring(target.lastIndexOf('.') + 1);
      JSON.readTree(body).properties().forEach(m -> parameters.put(m.getKey(), text(m.getValue())));
    } else if (!exchange.getRequestURI().getRawPath().equals("/")
        && exchange.getRequestMethod().equals("POST")) {
      operation = exchange.getRequestURI().getRawPath();
      JSON.readTree(body).properties().forEach(m -> parameters.put(m.getKey(), text(m.getValue())));
    } else if (exchange.getRequestMethod().equals("POST")) {
      form(body, parameters);
      operation = parameters.getOrDefault("Action", "");
    } else {
      operation = exchange.getRequestURI().getRawPath();
      form(String.valueOf(exchange.getRequestURI().getRawQuery()), parameters);
    }
    return new Request(service + ":" + operation, account, credential.group(2), parameters);
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.asString() : node.toString();
  }

  private static void form(String text, Map<String, String> into) {
    for (String pair : text.split("&")) {
      String[] sides = pair.split("=", 2);
      into.put(
          URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
          sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
