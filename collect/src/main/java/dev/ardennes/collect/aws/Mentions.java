package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the principals that a policy statement names: accounts, roles and users, whoever declares
/// them.
final class Mentions {
  private static final Set<String> PRINCIPAL_KEYS = Set.of("Principal", "NotPrincipal");
  private static final Set<String> RESOURCE_KEYS = Set.of("Resource", "NotResource");
  private static final String STS_SESSION = "assumed-role";

  /// A principal that a statement names.
  ///
  /// @param arn of the role, user or account; of the role where a session of it is named
  record Mention(Arn arn, Json.Place place) {
    boolean isAccount() {
      return arn.resource().equals("root");
    }
  }

  private Mentions() {}

  static List<Mention> in(Json statement) {
    List<Mention> found = new ArrayList<>();
    for (String key : PRINCIPAL_KEYS) {
      Json principal = statement.at(key);
      if (principal != null) {
        principal.listAt("AWS").forEach(one -> principal(one, found));
      }
    }
    if (statement.at("Principal") != null && statement.at("Condition") instanceof Json.Obj all) {
      all.members().forEach((operator, keys) -> condition(operator, keys, found));
    }
    for (String key : RESOURCE_KEYS) {
      statement.listAt(key).forEach(one -> resource(one, found));
    }
    return found;
  }

  /// Where everybody is let in who has a certain account or ARN, these are who is let in. Of a
  /// pattern for names the account counts.
  private static void condition(String operator, Json keys, List<Mention> found) {
    if (!(keys instanceof Json.Obj names) || operator.contains("Not")) {
      return;
    }
    for (String key : names.members().keySet()) {
      if (key.equalsIgnoreCase("aws:PrincipalAccount")) {
        names.listAt(key).forEach(one -> principal(one, found));
      } else if (key.equalsIgnoreCase("aws:PrincipalArn")) {
        names.listAt(key).forEach(one -> pattern(one, found));
      }
    }
  }

  private static void pattern(Json value, List<Mention> found) {
    Arn arn = value instanceof Json.Text text ? Arn.parse(text.value()) : null;
    if (value instanceof Json.Text text && arn != null && wild(text.value())) {
      Arn account = Arn.isAccountId(arn.account()) ? Arn.parse(Arn.ofAccount(arn.account())) : null;
      if (account != null) {
        found.add(new Mention(account, text.place()));
      }
    } else {
      resource(value, found);
    }
  }

  private static void principal(Json value, List<Mention> found) {
    if (!(value instanceof Json.Text text)) {
      return;
    }
    if (Arn.isAccountId(text.value()) || wholeSymbol(text.value())) {
      Arn account = Arn.parse(Arn.ofAccount(text.value()));
      if (account != null) {
        found.add(new Mention(account, text.place()));
      }
      return;
    }
    resource(value, found);
  }

  private static boolean wholeSymbol(String text) {
    return text.length() > 2
        && text.charAt(0) == Unknown.OPEN
        && text.indexOf(Unknown.CLOSE) == text.length() - 1;
  }

  private static void resource(Json value, List<Mention> found) {
    if (!(value instanceof Json.Text text)) {
      return;
    }
    Arn arn = Arn.parse(text.value());
    if (arn == null || wild(text.value()) || arn.account().isEmpty()) {
      return;
    }
    if (arn.service().equals("iam") && isPrincipal(arn)) {
      found.add(new Mention(arn, text.place()));
    } else if (arn.service().equals("sts") && arn.type().equals(STS_SESSION)) {
      String[] parts = arn.resource().split("/", -1);
      if (parts.length >= 2) {
        found.add(
            new Mention(
                new Arn(arn.partition(), "iam", "", arn.account(), "role/" + parts[1]),
                text.place()));
      }
    }
  }

  private static boolean isPrincipal(Arn arn) {
    return arn.resource().equals("root")
        || (arn.resource().indexOf('/') > 0
            && !arn.name().isEmpty()
            && (arn.type().equals("role") || arn.type().equals("user")));
  }

  private static boolean wild(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.contains("${");
  }
}
