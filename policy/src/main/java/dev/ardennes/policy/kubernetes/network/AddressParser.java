package dev.ardennes.policy.kubernetes.network;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads addresses and CIDR blocks of both families. Nothing is looked up.
///
/// Bits behind the length of a block are ignored and numbers may have leading zeros, as the
/// Kubernetes API has it.
final class AddressParser {
  private static final int FOUR_BITS = 32;
  private static final int SIX_BITS = 128;
  // ::ffff:0:0/96 holds the addresses of the other family.
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff_0000_0000L);

  private AddressParser() {}

  /// A block; `length` of 32 bits less for the addresses of family four.
  record Block(boolean four, BigInteger address, int length) {
    /// The number of addresses.
    BigInteger size() {
      return BigInteger.ONE.shiftLeft((four ? FOUR_BITS : SIX_BITS) - length);
    }

    /// The block's first address.
    BigInteger first() {
      int hostBits = (four ? FOUR_BITS : SIX_BITS) - length;
      return address.shiftRight(hostBits).shiftLeft(hostBits);
    }
  }

  /// `10.0.0.0/8`, `192.0.2.1`, `2001:db8::/32`, `::ffff:192.0.2.1`; empty for anything else.
  static Optional<Block> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean four = address.indexOf(':') < 0;
    BigInteger value = four ? four(address) : six(address);
    if (value == null) {
      return Optional.empty();
    }
    int bits = four ? FOUR_BITS : SIX_BITS;
    int length = slash < 0 ? bits : number(text.substring(slash + 1), 10, 3, bits);
    return length < 0 ? Optional.empty() : Optional.of(mapped(new Block(four, value, length)));
  }

  private static Block mapped(Block block) {
    int rest = block.length() - (SIX_BITS - FOUR_BITS);
    boolean isMapped =
        !block.four()
            && rest >= 0
            && block.address().shiftRight(FOUR_BITS).equals(MAPPED.shiftRight(FOUR_BITS));
    return isMapped ? new Block(true, block.address().subtract(MAPPED), rest) : block;
  }

  private static @Nullable BigInteger four(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    long value = 0;
    for (String part : parts) {
      int number = number(part, 10, 3, 255);
      if (number < 0) {
        return null;
      }
      value = value << 8 | number;
    }
    return BigInteger.valueOf(value);
  }

  private static @Nullable BigInteger six(String text) {
    String plain = withoutDots(text);
    if (plain == null) {
      return null;
    }
    int gap = plain.indexOf("::");
    String[] before = groups(gap < 0 ? plain : plain.substring(0, gap));
    String[] after = groups(gap < 0 ? "" : plain.substring(gap + 2));
    int missing = 8 - before.length - after.length;
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    BigInteger high = joined(before);
    BigInteger low = joined(after);
    return high == null || low == null
        ? null
        : high.shiftLeft(SIX_BITS - 16 * before.length).or(low);
  }

  /// The last two groups may be written as an address of the other family.
  private static @Nullable String withoutDots(String text) {
    if (text.indexOf('.') < 0) {
      return text;
    }
    int colon = text.lastIndexOf(':');
    BigInteger tail = four(text.substring(colon + 1));
    if (tail == null) {
      return null;
    }
    long value = tail.longValue();
    return text.substring(0, colon + 1)
        + Long.toHexString(value >>> 16)
        + ":"
        + Long.toHexString(value & 0xffff);
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static @Nullable BigInteger joined(String[] groups) {
    BigInteger value = BigInteger.ZERO;
    for (String group : groups) {
      int number = number(group, 16, 4, 0xffff);
      if (number < 0) {
        return null;
      }
      value = value.shiftLeft(16).or(BigInteger.valueOf(number));
    }
    return value;
  }

  private static int number(String text, int radix, int digits, int most) {
    if (text.isEmpty() || text.length() > digits) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value <= most ? value : -1;
  }
}
