package dev.ardennes.policy.aws;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import java.util.List;

/// A small account to ask questions about. Facts are named after what they state: `statement:X`,
/// `attach:X`...
final class Scene {
  static final String HOME = "111111111111";
  static final String AWAY = "222222222222";
  static final String DEV = user("dev");
  static final String ADMIN = role("admin");

  final AwsPolicyModel.Builder builder = AwsPolicyModel.builder();
  private static final AwsServices SERVICES = AwsServices.bundled();

  /// An account in no organization with a user `dev` and a role `admin`.
  static Scene account() {
    Scene scene = new Scene();
    scene.builder.covers(HOME, Layer.SERVICE_CONTROL).covers(AWAY, Layer.SERVICE_CONTROL);
    scene.builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.USER, DEV));
    scene.builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.ROLE, ADMIN));
    return scene;
  }

  static String user(String name) {
    return "arn:aws:iam::" + HOME + ":user/" + name;
  }

  static String role(String name) {
    return "arn:aws:iam::" + HOME + ":role/" + name;
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  static String allow(String action, String resource) {
    return json("{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}");
  }

  static String deny(String action, String resource) {
    return json("{'Effect':'Deny','Action':'" + action + "','Resource':'" + resource + "'}");
  }

  /// An allow with a condition, `"Operator":{"key":"value"}` in single quotes.
  static String allowIf(String action, String resource, String condition) {
    return json(
        "{'Effect':'Allow','Action':'"
            + action
            + "','Resource':'"
            + resource
            + "','Condition':{"
            + condition
            + "}}");
  }

  static String trusting(String principal) {
    return json("{'Effect':'Allow','Principal':" + principal + ",'Action':'sts:AssumeRole'}");
  }

  /// Statements that go by the names `statement:<document>`, or with a number from the second on.
  Scene document(String id, String... statements) {
    for (int i = 0; i < statements.length; i++) {
      builder.statement(id, "statement:" + id + (i == 0 ? "" : i + 1), statements[i]);
    }
    return this;
  }

  Scene policy(String holder, String id, String... statements) {
    builder.attach(holder, id, "attach:" + id);
    return document(id, statements);
  }

  Scene boundary(String holder, String id, String... statements) {
    builder.boundary(holder, id, "boundary:" + id);
    return document(id, statements);
  }

  Scene trust(String role, String... statements) {
    String id = "trust-" + role.substring(role.lastIndexOf('/') + 1);
    builder.trust(role, id, "trust:" + id);
    return document(id, statements);
  }

  Scene resource(String arn, String account, String id, String... statements) {
    builder.resource(AwsResource.of(arn, account));
    if (statements.length > 0) {
      builder.resourcePolicy(arn, id, "policy:" + id);
      document(id, statements);
    }
    return this;
  }

  Scene role(String arn, String... trustStatements) {
    builder.principal(AwsPrincipal.of(AwsPrincipal.Kind.ROLE, arn));
    return trust(arn, trustStatements);
  }

  AwsDecisions decisions() {
    return new AwsDecisions(builder.build(), SERVICES);
  }

  Decision may(String principal, String action, String resource) {
    return decisions().may(principal, action, resource);
  }

  static List<String> says(Decision decision) {
    return decision.alternatives().stream()
        .flatMap(a -> a.assumptions().stream())
        .map(a -> a.kind().word() + ": " + a.says())
        .distinct()
        .toList();
  }

  static List<List<String>> facts(Decision decision) {
    return decision.alternatives().stream().map(Alternative::factIds).toList();
  }
}
