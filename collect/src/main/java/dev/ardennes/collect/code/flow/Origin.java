package dev.ardennes.collect.code.flow;

/// Where a text comes from.
///
/// @param setting whether from the configuration; otherwise from a caller
/// @param name of the setting, or the dotted way to the parameter: `body.url`
public record Origin(boolean setting, String name) implements Comparable<Origin> {
  private static final int LONGEST = 200;

  /// A part of it, by name.
  Origin part(String part) {
    if (setting || part.isEmpty() || name.length() > LONGEST) {
      return this;
    }
    return new Origin(false, name.isEmpty() ? part : name + "." + part);
  }

  /// The last part of the name; `body` where it has none.
  public String parameter() {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.isEmpty() ? "body" : last;
  }

  @Override
  public int compareTo(Origin other) {
    int order = Boolean.compare(setting, other.setting);
    return order == 0 ? name.compareTo(other.name) : order;
  }
}
