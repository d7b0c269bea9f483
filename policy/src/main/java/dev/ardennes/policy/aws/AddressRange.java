package dev.ardennes.policy.aws;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A block of IP addresses; a single address is a block of one. Nothing is looked up.
public final class AddressRange {
  private final byte[] address;
  private final int bits;

  private AddressRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /// `10.0.0.0/8`, `192.0.2.1`, `2001:db8::/32`; empty for anything else.
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return Optional.empty();
    }
    int bits =
        slash < 0 ? address.length * 8 : number(text.substring(slash + 1), 10, address.length * 8);
    return bits < 0 ? Optional.empty() : Optional.of(new AddressRange(address, bits));
  }

  /// Its first address, as text.
  String first() {
    return text(masked(false));
  }

  /// The address after its last one, as text; empty after the very last one.
  Optional<String> after() {
    byte[] next = masked(true);
    for (int i = next.length - 1; i >= 0; i--) {
      next[i]++;
      if (next[i] != 0) {
        return Optional.of(text(next));
      }
    }
    return Optional.empty();
  }

  /// The address with all bits behind the shared ones off or on.
  private byte[] masked(boolean on) {
    byte[] masked = address.clone();
    for (int bit = bits; bit < masked.length * 8; bit++) {
      int mask = 0x80 >> bit % 8;
      masked[bit / 8] = (byte) (on ? masked[bit / 8] | mask : masked[bit / 8] & ~mask);
    }
    return masked;
  }

  private static String text(byte[] address) {
    StringBuilder text = new StringBuilder();
    boolean four = address.length == 4;
    for (int i = 0; i < address.length; i += four ? 1 : 2) {
      int high = address[i] & 0xff;
      text.append(text.isEmpty() ? "" : four ? "." : ":")
          .append(
              four
                  ? Integer.toString(high)
                  : Integer.toHexString((high << 8) | (address[i + 1] & 0xff)));
    }
    return text.toString();
  }

  /// Whether every address of the other block is in this one.
  public boolean contains(AddressRange other) {
    if (address.length != other.address.length || other.bits < bits) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, other.address, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    int mask = 0xff00 >> rest;
    return rest == 0 || ((address[whole] ^ other.address[whole]) & mask & 0xff) == 0;
  }

  /// Whether the blocks share an address.
  public boolean overlaps(AddressRange other) {
    return contains(other) || other.contains(this);
  }

  /// Whether it is a block of version 6 of the protocol.
  public boolean isVersionSix() {
    return address.length == 16;
  }

  /// How many bits all its addresses share.
  public int bits() {
    return bits;
  }

  private static byte @Nullable [] address(String text) {
    return text.indexOf(':') >= 0 ? six(text) : four(text);
  }

  private static byte @Nullable [] four(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      int value = number(parts[i], 10, 255);
      if (value < 0) {
        return null;
      }
      address[i] = (byte) value;
    }
    return address;
  }

  private static byte @Nullable [] six(String text) {
    int gap = text.indexOf("::");
    String[] before = groups(gap < 0 ? text : text.substring(0, gap));
    String[] after = groups(gap < 0 ? "" : text.substring(gap + 2));
    int missing = 8 - before.length - after.length;
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    byte[] address = new byte[16];
    boolean read = fill(address, 0, before) && fill(address, 8 - after.length, after);
    return read ? address : null;
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static boolean fill(byte[] address, int from, String[] groups) {
    for (int i = 0; i < groups.length; i++) {
      int value = number(groups[i], 16, 0xffff);
      if (value < 0) {
        return false;
      }
      address[2 * (from + i)] = (byte) (value >>> 8);
      address[2 * (from + i) + 1] = (byte) value;
    }
    return true;
  }

  private static int number(String text, int radix, int most) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value <= most ? value : -1;
  }
}
