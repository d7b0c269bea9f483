package dev.ardennes.policy.aws;

import java.util.Map;
import java.util.Optional;

/// An identity that sends requests, or a group of users.
///
/// @param id how the model and requests refer to it; an ARN will do
/// @param arn its ARN, unknown parts written `⟨symbol⟩`
/// @param account its account's id or `⟨symbol⟩`
/// @param tags its tags; empty optional where tags were not collected
/// @param serviceLinked whether it is a service-linked role, which service control policies do not
///   limit
public record AwsPrincipal(
    String id,
    Kind kind,
    String arn,
    String account,
    Optional<Map<String, String>> tags,
    boolean serviceLinked) {

  /// The sort of principal.
  public enum Kind {
    USER,
    GROUP,
    ROLE
  }

  public AwsPrincipal {
    tags = tags.map(Map::copyOf);
  }

  /// A principal whose ARN is its id, without tags; the account is read from the ARN.
  public static AwsPrincipal of(Kind kind, String arn) {
    return new AwsPrincipal(arn, kind, arn, Arns.account(arn), Optional.of(Map.of()), false);
  }

  /// The last part of its name, without the path.
  public String name() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
