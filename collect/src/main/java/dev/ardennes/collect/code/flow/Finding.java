package dev.ardennes.collect.code.flow;

/// Something that an evaluation came across, with its place.
public sealed interface Finding {
  /// Text of the caller arrives where it does something.
  ///
  /// @param kind `fetch`, `path`, `command`, `sql`...
  /// @param schemes for a fetch, `http` or `file,http`; else empty
  /// @param unsure whether something on the way, or a check, is not understood
  record Arrives(String kind, String parameter, String schemes, boolean unsure)
      implements Finding {}

  /// The answer contains a setting.
  record Discloses(String setting) implements Finding {}

  record Reads(String setting) implements Finding {}

  record Calls(String host, String port, String method, String path) implements Finding {}

  record Cloud(String action, String resource) implements Finding {}

  /// A file and an offset in it.
  record Place(dev.ardennes.collect.code.program.Program program, int at) {}
}
