package dev.ardennes.policy.aws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request is about, worked out from the model and the text of the request.
///
/// @param text its ARN, `*`, or for a set of names the pattern that bounds it
/// @param names the bound as a glob; null where it is one resource
/// @param account its owner; empty where that is not known
/// @param declaredId the id of the declared resource or principal that it is or belongs to; null
///   where there is none
record Resource(String text, @Nullable Glob names, String account, @Nullable String declaredId) {

  static Resource of(AwsRequest.Target target, AwsPolicyModel model) {
    return switch (target) {
      case AwsRequest.One one -> one(one, model);
      case AwsRequest.Any any ->
          new Resource(
              any.pattern(),
              model.names().known(NamePattern.glob(any.pattern())),
              any.account(),
              owner(any.pattern(), model).map(AwsResource::id).orElse(null));
    };
  }

  boolean isEverything() {
    return names == null && text.equals("*");
  }

  /// Whether it surely belongs to the subject's account, or to nobody's in particular.
  boolean inAccountOf(Subject subject, Names knownNames) {
    return account.isEmpty() || knownNames.same(account, subject.account(), "").isCertain();
  }

  String service() {
    return Arns.service(text);
  }

  private static Resource one(AwsRequest.One one, AwsPolicyModel model) {
    Optional<AwsPrincipal> principal = model.principal(one.resource());
    if (principal.isPresent()) {
      AwsPrincipal found = principal.get();
      return new Resource(found.arn(), null, found.account(), found.id());
    }
    Optional<AwsResource> resource = model.resource(one.resource());
    String text = resource.map(AwsResource::arn).orElse(one.resource());
    Optional<AwsResource> owner = resource.isPresent() ? resource : owner(text, model);
    String account =
        owner.map(AwsResource::account).or(one::account).orElseGet(() -> Arns.account(text));
    return new Resource(text, null, account, owner.map(AwsResource::id).orElse(null));
  }

  /// The declared resource whose policies and tags hold for the text: the bucket of an object, the
  /// function of a version.
  private static Optional<AwsResource> owner(String text, AwsPolicyModel model) {
    String at = text;
    while (!at.isEmpty()) {
      Optional<AwsResource> found = model.resource(at);
      if (found.isPresent()) {
        return found;
      }
      at = parent(at);
    }
    return Optional.empty();
  }

  private static String parent(String arn) {
    int slash = arn.lastIndexOf('/');
    String service = Arns.service(arn);
    if (service.equals("s3")) {
      return slash < 0 ? "" : arn.substring(0, slash);
    }
    if (service.equals("lambda")
        && Arns.resourcePart(arn).chars().filter(c -> c == ':').count() == 2) {
      return arn.substring(0, arn.lastIndexOf(':'));
    }
    return "";
  }
}
