package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;

/// Takes ARNs apart. Colons inside unknown parts, `⟨a:b⟩`, do not count.
public final class Arns {
  private static final int SEGMENTS = 6;
  private static final int ACCOUNT = 4;

  private Arns() {}

  /// The six segments of an ARN, the last with all further colons; or the text alone where it has
  /// fewer.
  public static List<String> segments(String text) {
    List<String> segments = new ArrayList<>(SEGMENTS);
    int start = 0;
    int depth = 0;
    for (int i = 0; i < text.length() && segments.size() < SEGMENTS - 1; i++) {
      char c = text.charAt(i);
      if (c == Unknown.OPEN) {
        depth++;
      } else if (c == Unknown.CLOSE) {
        depth--;
      } else if (c == ':' && depth == 0) {
        segments.add(text.substring(start, i));
        start = i + 1;
      }
    }
    segments.add(text.substring(start));
    return segments.size() == SEGMENTS && text.startsWith("arn:") ? segments : List.of(text);
  }

  /// The account segment; empty where the ARN has none.
  public static String account(String arn) {
    List<String> segments = segments(arn);
    return segments.size() == SEGMENTS ? segments.get(ACCOUNT) : "";
  }

  /// The service segment; empty where the text is no ARN.
  public static String service(String arn) {
    List<String> segments = segments(arn);
    return segments.size() == SEGMENTS ? segments.get(2) : "";
  }

  /// The region segment; empty where the ARN has none.
  static String region(String arn) {
    List<String> segments = segments(arn);
    return segments.size() == SEGMENTS ? segments.get(3) : "";
  }

  /// What stands after the account; empty where the text is no ARN.
  public static String resourcePart(String arn) {
    List<String> segments = segments(arn);
    return segments.size() == SEGMENTS ? segments.getLast() : "";
  }

  static boolean isAccountId(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// Whether the text is one unknown part and nothing else.
  static boolean isUnknown(String text) {
    return text.length() > 1
        && text.charAt(0) == Unknown.OPEN
        && text.indexOf(Unknown.CLOSE) == text.length() - 1;
  }
}
