package dev.ardennes.collect.aws;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of an ARN, any of which may hold unknown parts.
///
/// @param resource everything after the account, colons included
record Arn(String partition, String service, String region, String account, String resource) {
  private static final int PARTS = 6;

  /// The parts of the text; null if it is no ARN. Colons inside an unknown part do not separate.
  static @Nullable Arn parse(String text) {
    if (!text.startsWith("arn:")) {
      return null;
    }
    List<String> parts = new ArrayList<>(PARTS);
    int from = 0;
    int depth = 0;
    for (int i = 0; i < text.length() && parts.size() < PARTS - 1; i++) {
      char c = text.charAt(i);
      if (c == Unknown.OPEN) {
        depth++;
      } else if (c == Unknown.CLOSE) {
        depth--;
      } else if (c == ':' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    if (parts.size() < PARTS - 1) {
      return null;
    }
    return new Arn(parts.get(1), parts.get(2), parts.get(3), parts.get(4), text.substring(from));
  }

  /// What stands before the first `/` of the resource: `role`.
  String type() {
    int slash = resource.indexOf('/');
    return slash < 0 ? resource : resource.substring(0, slash);
  }

  /// What stands after the last `/` or `:` of the resource that lies outside an unknown part.
  String name() {
    int depth = 0;
    for (int i = resource.length() - 1; i >= 0; i--) {
      char c = resource.charAt(i);
      if (c == Unknown.CLOSE) {
        depth++;
      } else if (c == Unknown.OPEN) {
        depth--;
      } else if ((c == '/' || c == ':') && depth == 0) {
        return resource.substring(i + 1);
      }
    }
    return resource;
  }

  /// Whether the account is twelve digits.
  boolean accountKnown() {
    return isAccountId(account);
  }

  /// Whether the text has the form of an account id.
  static boolean isAccountId(String text) {
    if (text.length() != 12) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// The ARN that means an account as a principal.
  static String ofAccount(String accountId) {
    return "arn:aws:iam::" + accountId + ":root";
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }
}
