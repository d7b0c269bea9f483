package dev.ardennes.collect.code.flow;

/// Paths of endpoints in one notation.
final class Paths {
  private Paths() {}

  /// The two after each other, `:id`, `<int:id>` and `{id:[0-9]+}` as `{id}`, what takes any rest
  /// as `{rest*}`.
  static String joined(String prefix, String path) {
    StringBuilder joined = new StringBuilder();
    for (String part : (prefix + "/" + path).split("/", -1)) {
      if (!part.isEmpty()) {
        joined.append('/').append(segment(part));
      }
    }
    return joined.isEmpty() ? "/" : joined.toString();
  }

  private static String segment(String part) {
    if (part.startsWith(":")) {
      return "{" + part.substring(1).replaceFirst("[?(].*$", "") + "}";
    }
    if (part.equals("*") || part.equals("**")) {
      return "{rest*}";
    }
    if (part.startsWith("*")) {
      return "{" + part.substring(1) + "*}";
    }
    if (part.startsWith("<") && part.endsWith(">")) {
      String inner = part.substring(1, part.length() - 1);
      String name = inner.substring(inner.indexOf(':') + 1);
      return "{" + name + (inner.startsWith("path:") ? "*}" : "}");
    }
    if (part.startsWith("{") && part.endsWith("}")) {
      String inner = part.substring(1, part.length() - 1);
      boolean rest = inner.endsWith(":path") || inner.endsWith("...") || inner.startsWith("*");
      String name = inner.replaceFirst("^\\*", "").replaceFirst("(:.*|\\.\\.\\.)$", "").strip();
      return "{" + name + (rest ? "*}" : "}");
    }
    return part;
  }
}
