package dev.ardennes.policy.facts.network;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Ports of a protocol, as rules write them: `all`, `tcp`, `tcp/80-443`, `icmp`.
///
/// @param protocol `tcp`, `udp`, another one by its name or number, or `all`
/// @param certain whether the numbers are known; all are meant where they are not
record Ports(String protocol, int from, int to, boolean certain) {
  private static final int LAST = 65_535;
  static final Ports ALL = new Ports("all", 0, LAST, true);

  /// @param text as facts write it, or `any` for whatever a connection can be made to
  static Ports parse(String text) {
    if (text.equals("all") || text.equals("any")) {
      return ALL;
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new Ports(text, 0, LAST, true);
    }
    String protocol = text.substring(0, slash);
    String range = text.substring(slash + 1);
    int dash = range.indexOf('-');
    int from = number(dash < 0 ? range : range.substring(0, dash));
    int to = dash < 0 ? from : number(range.substring(dash + 1));
    return from < 0 || to < 0
        ? new Ports(protocol, 0, LAST, false)
        : new Ports(protocol, from, to, true);
  }

  private static int number(String text) {
    if (text.isEmpty() || text.length() > 5) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= LAST ? value : -1;
  }

  /// Whether connections can be made over the protocol: a ping is none.
  private boolean connects() {
    return protocol.equals("all") || protocol.equals("tcp") || protocol.equals("udp");
  }

  /// The ports of both; null where there is none.
  @Nullable Ports and(Ports other) {
    if (!connects() || !other.connects()) {
      return null;
    }
    String common = protocol.equals("all") ? other.protocol : protocol;
    if (!common.equals(other.protocol) && !other.protocol.equals("all")) {
      return null;
    }
    int low = Math.max(from, other.from);
    int high = Math.min(to, other.to);
    return low > high ? null : new Ports(common, low, high, certain && other.certain);
  }

  /// The numbers as a set of its own.
  BitSet numbers() {
    BitSet set = new BitSet(LAST + 1);
    set.set(from, to + 1);
    return set;
  }

  @Override
  public String toString() {
    String whole = from == 0 && to == LAST ? "" : "/" + (from == to ? "" + from : from + "-" + to);
    return protocol.equals("all") && whole.isEmpty() ? "any port" : protocol + whole;
  }
}
