package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.policy.kubernetes.network.Intervals.Operation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A set of IP addresses of both families, kept as intervals on one line: first all of family six,
/// then all of family four.
///
/// @param bounds as in [Intervals]; equal sets have equal bounds
record AddressSet(List<BigInteger> bounds) {
  private static final BigInteger FOUR_FROM = BigInteger.ONE.shiftLeft(128);
  private static final int SHOWN_RANGES = 8;

  static final AddressSet NONE = new AddressSet(List.of());
  static final AddressSet ALL_FOUR = literal("0.0.0.0/0");
  static final AddressSet ALL_SIX = literal("::/0");
  static final AddressSet ALL = ALL_FOUR.union(ALL_SIX);

  /// The addresses that nobody has in the internet, by the IANA registries of special-purpose
  /// addresses.
  private static final List<String> SPECIAL =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  AddressSet {
    bounds = List.copyOf(bounds);
  }

  /// A block or a single address; empty for anything else.
  static Optional<AddressSet> parse(String text) {
    return AddressParser.parse(text).map(AddressSet::of);
  }

  /// As [#parse(String)], but `0.0.0.0/0` and `::/0` mean the internet and so only addresses that
  /// are in use there.
  static Optional<AddressSet> parseOutside(String text) {
    Optional<AddressSet> set = parse(text);
    if (set.isPresent() && set.get().equals(ALL_FOUR)) {
      AddressSet internet = ALL_FOUR;
      for (String special : SPECIAL) {
        internet = internet.minus(literal(special));
      }
      return Optional.of(internet);
    }
    return set.isPresent() && set.get().equals(ALL_SIX)
        ? Optional.of(literal("2000::/3").minus(literal("2001:db8::/32")))
        : set;
  }

  private static AddressSet literal(String text) {
    return parse(text).orElseThrow();
  }

  private static AddressSet of(AddressParser.Block block) {
    BigInteger first = block.four() ? block.first().add(FOUR_FROM) : block.first();
    return new AddressSet(List.of(first, first.add(block.size())));
  }

  AddressSet union(AddressSet other) {
    return combine(other, Operation.OR);
  }

  AddressSet intersect(AddressSet other) {
    return combine(other, Operation.AND);
  }

  AddressSet minus(AddressSet other) {
    return combine(other, Operation.MINUS);
  }

  boolean isEmpty() {
    return bounds.isEmpty();
  }

  boolean containsAll(AddressSet other) {
    return other.minus(this).isEmpty();
  }

  private AddressSet combine(AddressSet other, Operation operation) {
    return new AddressSet(Intervals.combine(bounds, other.bounds, operation));
  }

  /// The ranges, a few of them where there are many.
  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < bounds.size() && texts.size() < SHOWN_RANGES; i += 2) {
      texts.add(range(bounds.get(i), bounds.get(i + 1).subtract(BigInteger.ONE)));
    }
    String more = bounds.size() / 2 > SHOWN_RANGES ? ", ..." : "";
    return String.join(", ", texts) + more;
  }

  private static String range(BigInteger first, BigInteger last) {
    if (first.equals(last)) {
      return address(first);
    }
    BigInteger size = last.subtract(first).add(BigInteger.ONE);
    int hostBits = size.getLowestSetBit();
    boolean block =
        size.bitCount() == 1 && (first.signum() == 0 || first.getLowestSetBit() >= hostBits);
    int bits = first.compareTo(FOUR_FROM) >= 0 ? 32 : 128;
    return block ? address(first) + "/" + (bits - hostBits) : address(first) + "-" + address(last);
  }

  private static String address(BigInteger value) {
    boolean four = value.compareTo(FOUR_FROM) >= 0;
    int groups = four ? 4 : 8;
    int width = four ? 8 : 16;
    List<String> texts = new ArrayList<>();
    for (int i = groups - 1; i >= 0; i--) {
      int group = value.shiftRight(i * width).intValue() & (four ? 0xff : 0xffff);
      texts.add(four ? String.valueOf(group) : Integer.toHexString(group));
    }
    return String.join(four ? "." : ":", texts);
  }
}
