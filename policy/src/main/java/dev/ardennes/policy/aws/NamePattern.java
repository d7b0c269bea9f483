package dev.ardennes.policy.aws;

import java.util.Map;

/// The patterns that bound sets of names: ARN shapes whose placeholders take what AWS lets stand
/// there.
final class NamePattern {
  private NamePattern() {}

  /// The names that a resource type's ARN format describes, in one account.
  ///
  /// A placeholder in the middle takes no colon or slash; the last one takes no colon, and for
  /// paths and object keys anything.
  static Glob ofType(AwsResourceType type, String partition, String account) {
    Map<String, String> known = Map.of("Partition", partition, "Account", account);
    String format = type.arnFormat();
    Glob.Builder builder = new Glob.Builder();
    int from = 0;
    while (from < format.length()) {
      int open = format.indexOf("${", from);
      int close = open < 0 ? -1 : format.indexOf('}', open);
      if (close < 0) {
        break;
      }
      builder.literal(format.substring(from, open));
      String name = format.substring(open + 2, close);
      String value = known.get(name);
      if (value != null) {
        builder.literal(value);
      } else {
        builder.some(classOf(name, close == format.length() - 1));
      }
      from = close + 1;
    }
    return builder.literal(format.substring(from)).build();
  }

  /// A bound as a caller writes it: `*` in the first five segments takes no colon, elsewhere
  /// anything.
  static Glob glob(String pattern) {
    Glob parsed = Glob.parse(pattern);
    Glob.Builder builder = new Glob.Builder();
    int colons = 0;
    for (int i = 0; i < parsed.length(); i++) {
      int token = parsed.token(i);
      colons += token == ':' ? 1 : 0;
      if (token == Glob.star(Glob.ANY) && colons < 5 && pattern.startsWith("arn:")) {
        builder.some(Glob.NOT_COLON);
      } else {
        builder.copy(parsed, i);
      }
    }
    return builder.build();
  }

  private static int classOf(String placeholder, boolean last) {
    if (placeholder.contains("Path")
        || placeholder.contains("Object")
        || placeholder.contains("Key")) {
      return Glob.ANY;
    }
    return last ? Glob.NOT_COLON : Glob.NOT_COLON_OR_SLASH;
  }
}
