package dev.ardennes.policy.aws;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who sends a request, worked out from the model and the text of the request.
///
/// @param id the declared principal's id, else the text of the request
/// @param arn the user's or role's ARN; for a session the role's
/// @param account empty where there is none
/// @param session the session's ARN; null where it is not a particular session
/// @param declared null where the model does not know it
record Subject(
    Kind kind,
    String id,
    String arn,
    String account,
    @Nullable String session,
    @Nullable AwsPrincipal declared) {

  /// The sort of sender.
  enum Kind {
    USER,
    ROLE,
    /// A whole account, or its root user.
    ACCOUNT,
    SERVICE,
    FEDERATED,
    ANYBODY
  }

  static Subject of(String text, AwsPolicyModel model) {
    Optional<AwsPrincipal> known = model.principal(text);
    if (known.isPresent()) {
      return declared(known.get(), null);
    }
    String acting = model.acting(text);
    if (acting.equals("*") || acting.equals("anonymous")) {
      return new Subject(Kind.ANYBODY, "*", "*", "", null, null);
    }
    if (Arns.isAccountId(acting)) {
      return new Subject(
          Kind.ACCOUNT, acting, "arn:aws:iam::" + acting + ":root", acting, null, null);
    }
    return acting.startsWith("arn:") ? ofArn(acting, model) : ofName(acting);
  }

  boolean isIam() {
    return switch (kind) {
      case USER, ROLE, ACCOUNT -> true;
      case SERVICE, FEDERATED, ANYBODY -> false;
    };
  }

  /// The last part of the name, without the path.
  String name() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static Subject declared(AwsPrincipal principal, @Nullable String session) {
    Kind kind = principal.kind() == AwsPrincipal.Kind.ROLE ? Kind.ROLE : Kind.USER;
    return new Subject(
        kind, principal.id(), principal.arn(), principal.account(), session, principal);
  }

  private static Subject ofArn(String arn, AwsPolicyModel model) {
    String resource = Arns.resourcePart(arn);
    String account = Arns.account(arn);
    if (resource.equals("root")) {
      return new Subject(Kind.ACCOUNT, arn, arn, account, null, null);
    }
    if (resource.startsWith("assumed-role/")) {
      return session(arn, account, resource, model);
    }
    if (resource.startsWith("oidc-provider/") || resource.startsWith("saml-provider/")) {
      return new Subject(Kind.FEDERATED, arn, arn, account, null, null);
    }
    Kind kind = resource.startsWith("role/") ? Kind.ROLE : Kind.USER;
    return new Subject(kind, arn, arn, account, null, null);
  }

  /// A session's ARN has the role's name without its path.
  private static Subject session(
      String arn, String account, String resource, AwsPolicyModel model) {
    List<String> parts = List.of(resource.split("/", 3));
    String name = parts.get(1);
    for (AwsPrincipal principal : model.principals()) {
      if (principal.kind() == AwsPrincipal.Kind.ROLE
          && principal.account().equals(account)
          && principal.name().equals(name)) {
        return declared(principal, arn);
      }
    }
    String role = "arn:aws:iam::" + account + ":role/" + name;
    return new Subject(Kind.ROLE, role, role, account, arn, null);
  }

  private static Subject ofName(String text) {
    boolean cognito = text.startsWith("cognito-identity.");
    boolean service = text.startsWith("alexa-") || (text.endsWith(".amazonaws.com") && !cognito);
    Kind kind = service || text.endsWith(".amazonaws.com.cn") ? Kind.SERVICE : Kind.FEDERATED;
    return new Subject(kind, text, text, "", null, null);
  }
}
