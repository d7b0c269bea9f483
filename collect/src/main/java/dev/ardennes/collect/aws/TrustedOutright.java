package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Principals that a trust policy names without asking for an external id, which is what tells the
/// customers of a vendor apart who all let in the same principal.
///
/// Source: "Access to AWS accounts owned by third parties", AWS IAM User Guide.
final class TrustedOutright {
  private static final String EXTERNAL_ID = "sts:externalid";

  private TrustedOutright() {}

  /// States whom a statement of a trust policy names so.
  static void state(CollectedBuilder out, String document, Json statement, Evidence at) {
    Json principal = statement.at("Principal");
    if (principal == null || !allowsAssuming(statement) || asksForId(statement.at("Condition"))) {
      return;
    }
    for (Json one : principal.listAt("AWS")) {
      String id = one instanceof Json.Text text ? principal(text.value()) : null;
      if (id != null) {
        out.fact(at, "names_without_id", document, id);
      }
    }
  }

  /// The id that a principal has which nothing declares; null where its account is not known.
  private static @Nullable String principal(String text) {
    if (Arn.isAccountId(text)) {
      return Arn.ofAccount(text);
    }
    Arn arn = Arn.parse(text);
    return arn != null && arn.accountKnown() && text.indexOf('*') < 0 ? arn.toString() : null;
  }

  private static boolean allowsAssuming(Json statement) {
    return statement.at("Effect") instanceof Json.Text effect
        && effect.value().equals("Allow")
        && statement.listAt("Action").stream()
            .anyMatch(action -> action instanceof Json.Text text && assumes(text.value()));
  }

  private static boolean assumes(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    return lower.equals("sts:assumerole") || lower.equals("sts:*") || lower.equals("*");
  }

  /// Whatever a condition asks of the id, a stranger's request may fail it; so does a condition
  /// that is not known.
  private static boolean asksForId(@Nullable Json condition) {
    if (condition == null) {
      return false;
    }
    if (!(condition instanceof Json.Obj operators)) {
      return true;
    }
    return operators.members().values().stream()
        .anyMatch(
            keys ->
                !(keys instanceof Json.Obj known)
                    || known.members().keySet().stream()
                        .anyMatch(key -> key.toLowerCase(Locale.ROOT).equals(EXTERNAL_ID)));
  }
}
