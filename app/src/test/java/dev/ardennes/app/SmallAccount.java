package dev.ardennes.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// An account of AWS on the loopback interface that answers what it has an answer for, and denies
/// everything else.
final class SmallAccount implements AutoCloseable {
  static final String ID = "111122223333";

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  SmallAccount() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    answer(
        "GetCallerIdentity",
        result(
            "GetCallerIdentity",
            "<Arn>arn:aws:iam::%s:user/auditor</Arn><Account>%s</Account>".formatted(ID, ID)));
    answer("ListResources", "{\"ResourceDescriptions\":[]}");
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  SmallAccount answer(String operation, String body) {
    answers.put(operation, body);
    return this;
  }

  SmallAccount users(String... members) {
    return answer(
            "GetAccountAuthorizationDetails",
            result(
                "GetAccountAuthorizationDetails",
                "<IsTruncated>false</IsTruncated><RoleDetailList/><GroupDetailList/><Policies/>"
                    + "<UserDetailList>"
                    + String.join("", members)
                    + "</UserDetailList>"))
        .answer(
            "ListAccessKeys",
            result("ListAccessKeys", "<AccessKeyMetadata><member/></AccessKeyMetadata>"))
        .answer("GetLoginProfile", result("GetLoginProfile", ""))
        .answer("GetAccountSummary", result("GetAccountSummary", "<SummaryMap/>"));
  }

  static String user(String name, String action) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}}"
            .formatted(action);
    return """
    <member><UserName>%s</UserName><Arn>arn:aws:iam::%s:user/%s</Arn><UserPolicyList><member>
    <PolicyName>own</PolicyName><PolicyDocument>%s</PolicyDocument></member></UserPolicyList></member>"""
        .formatted(name, ID, name, URLEncoder.encode(policy, StandardCharsets.UTF_8));
  }

  static String result(String operation, String inner) {
    return "<%sResponse><%sResult>%s</%sResult></%sResponse>"
        .formatted(operation, operation, inner, operation, operation);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String operation =
          target != null
              ? target.substring(target.lastIndexOf('.') + 1)
              : body.replaceFirst("(?s).*\\bAction=(\\w+).*", "$1");
      String answer = answers.get(operation);
      String text =
          answer != null
              ? answer
              : "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized to perform: x:Y\"}";
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer == null ? 403 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
