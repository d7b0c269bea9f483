package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.TokenIssuer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Organisations and repositories of public services whose tokens a trust policy names in the
/// subject: each is somebody who gets such tokens.
final class TokenSources {
  /// The relation of documents that let in pipelines of certain branches or environments only.
  static final String PINS = "pins_pipelines";

  private static final String KIND = "external.pipeline";
  private static final String SUBJECT = ":sub";
  private static final Set<String> POSITIVE =
      Set.of("StringEquals", "StringLike", "ForAnyValue:StringEquals", "ForAnyValue:StringLike");

  /// A branch, a tag or an environment that is written out.
  private static final Pattern BRANCH =
      Pattern.compile(":(environment:|ref:(refs/(heads|tags)/)?)[^*?:${}⟨]+$");

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

  /// Whether every statement that lets pipelines in names the branches or environments whose
  /// pipelines they are: who may run those is a matter of the service that issues the tokens.
  static boolean pinned(List<Json> statements) {
    boolean any = false;
    for (Json statement : statements) {
      Json principal = statement.at("Principal");
      if (principal == null || principal.listAt("Federated").isEmpty()) {
        continue;
      }
      if (!pinned(statement)) {
        return false;
      }
      any = true;
    }
    return any;
  }

  private static boolean pinned(Json statement) {
    if (!(statement.at("Condition") instanceof Json.Obj conditions)) {
      return false;
    }
    for (Map.Entry<String, Json> operator : conditions.members().entrySet()) {
      if (POSITIVE.contains(operator.getKey()) && operator.getValue() instanceof Json.Obj keys) {
        for (String key : keys.members().keySet()) {
          List<Json> values = keys.listAt(key);
          if (key.endsWith(SUBJECT)
              && TokenIssuer.ofKey(key).isPresent()
              && !values.isEmpty()
              && values.stream().allMatch(TokenSources::isOfBranch)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isOfBranch(Json value) {
    return value instanceof Json.Text text && BRANCH.matcher(text.value()).find();
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
