package dev.ardennes.collect.code.knowledge;

import java.util.List;

/// What a function of a library does with its arguments.
///
/// @param pattern full name; `*` for any beginning
/// @param does one of [#KINDS]
/// @param argument which one it is about: places and names, `receiver`, or `all`
/// @param schemes a URL client follows, `http` or `file,http`
/// @param method of a request: a word, or `@1` and `@1.method` for what an argument says
/// @param when `shell` for what is a command only where a shell reads it
public record CallRule(
    String pattern,
    String does,
    List<String> argument,
    String schemes,
    String method,
    String when) {
  /// What functions can do.
  public static final List<String> KINDS =
      List.of(
          "fetch",
          "path",
          "command",
          "code",
          "template",
          "deserialisation",
          "sql",
          "nosql",
          "ldap",
          "xpath",
          "input",
          "setting",
          "settings",
          "answer",
          "pass",
          "list",
          "clean",
          "normal",
          "inside",
          "scheme",
          "host",
          "prefix",
          "member",
          "equal",
          "leave",
          "client",
          "resource");

  /// Whether the name is meant.
  public boolean matches(String name) {
    return pattern.startsWith("*") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
  }
}
