package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.TokenIssuer;
import java.util.List;

/// Organisations and repositories of public services whose tokens a trust policy names in the
/// subject: each is somebody who gets such tokens.
final class TokenSources {
  private static final String KIND = "external.pipeline";
  private static final String SUBJECT = ":sub";

  private TokenSources() {}

  /// States whom a statement of a trust policy names.
  static void state(CollectedBuilder out, Json statement, Evidence at) {
    Json principal = statement.at("Principal");
    if (principal == null
        || principal.listAt("Federated").isEmpty()
        || !(statement.at("Condition") instanceof Json.Obj conditions)) {
      return;
    }
    for (Json operator : conditions.members().values()) {
      if (operator instanceof Json.Obj keys) {
        keys.members().forEach((key, none) -> subjects(out, keys, key, at));
      }
    }
  }

  private static void subjects(CollectedBuilder out, Json.Obj keys, String key, Evidence at) {
    TokenIssuer issuer = key.endsWith(SUBJECT) ? TokenIssuer.ofKey(key).orElse(null) : null;
    if (issuer == null
        || !(issuer.claims().get("sub") instanceof TokenIssuer.Claim.Owned owned)
        || owned.isWhole()) {
      return;
    }
    for (Json value : keys.listAt(key)) {
      if (value instanceof Json.Text text) {
        owned.owner(text.value()).ifPresent(owner -> source(out, issuer, owner, at));
      }
    }
  }

  private static void source(
      CollectedBuilder out, TokenIssuer issuer, TokenIssuer.Owner owner, Evidence at) {
    String id = issuer.issuer() + "/" + owner.name();
    out.entity(id, KIND, owner.name(), List.of());
    out.fact(at, "token_source", id, issuer.issuer(), owner.values());
  }
}
