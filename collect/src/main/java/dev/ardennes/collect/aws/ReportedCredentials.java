package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a row of an account's credential report says of a user: whether a second factor is asked
/// for, and since when its oldest key is in use.
final class ReportedCredentials {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private ReportedCredentials() {}

  static void state(CollectedBuilder out, Json row, Evidence at) {
    String user = row.textAt("Arn");
    Arn arn = user == null ? null : Arn.parse(user);
    if (user == null || arn == null || !arn.type().equals("user")) {
      return;
    }
    if (row.at("MfaActive") instanceof Json.Bool active && active.value()) {
      out.fact(at, "second_factor", user);
    }
    String oldest = null;
    for (Json key : row.listAt("AccessKeys")) {
      String since = since(key);
      if (since != null && (oldest == null || since.compareTo(oldest) < 0)) {
        oldest = since;
      }
    }
    if (oldest != null) {
      out.fact(at, "key_since", user, oldest);
    }
  }

  /// The day since which an active key is in use; null where it is not active or not known.
  private static @Nullable String since(Json key) {
    boolean active = key.at("Active") instanceof Json.Bool bool && bool.value();
    String text = key.textAt("LastRotated");
    if (!active || text == null || text.length() < "2020-01-01".length()) {
      return null;
    }
    String day = text.substring(0, "2020-01-01".length());
    return DAY.matcher(day).matches() ? day : null;
  }
}
