package dev.ardennes.policy.istio;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A set of IP addresses as sorted, disjoint intervals; IPv4 lies beyond IPv6 on one line. Nothing
/// is looked up.
record AddressSet(List<Interval> intervals) {
  private static final BigInteger FOUR = BigInteger.ONE.shiftLeft(128);

  /// All addresses.
  static final AddressSet ALL =
      new AddressSet(
          List.of(
              new Interval(
                  BigInteger.ZERO,
                  FOUR.add(BigInteger.ONE.shiftLeft(32)).subtract(BigInteger.ONE))));

  /// Both ends belong to it.
  record Interval(BigInteger from, BigInteger to) {}

  /// `10.0.0.0/8`, `192.0.2.1`, `2001:db8::/32`; empty for anything else.
  static Optional<AddressSet> parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return Optional.empty();
    }
    int width = address.length * 8;
    int bits = slash < 0 ? width : number(text.substring(slash + 1), 10, width);
    if (bits < 0) {
      return Optional.empty();
    }
    BigInteger size = BigInteger.ONE.shiftLeft(width - bits);
    BigInteger from = new BigInteger(1, address).divide(size).multiply(size);
    BigInteger start = address.length == 4 ? FOUR.add(from) : from;
    Interval block = new Interval(start, start.add(size).subtract(BigInteger.ONE));
    return Optional.of(new AddressSet(List.of(block)));
  }

  boolean isEmpty() {
    return intervals.isEmpty();
  }

  AddressSet union(AddressSet other) {
    List<Interval> sorted = new ArrayList<>(intervals);
    sorted.addAll(other.intervals);
    sorted.sort(Comparator.comparing(Interval::from));
    List<Interval> merged = new ArrayList<>();
    for (Interval next : sorted) {
      Interval last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || last.to().add(BigInteger.ONE).compareTo(next.from()) < 0) {
        merged.add(next);
      } else {
        merged.set(merged.size() - 1, new Interval(last.from(), last.to().max(next.to())));
      }
    }
    return new AddressSet(List.copyOf(merged));
  }

  AddressSet intersect(AddressSet other) {
    List<Interval> both = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < intervals.size() && j < other.intervals.size()) {
      Interval one = intervals.get(i);
      Interval two = other.intervals.get(j);
      BigInteger from = one.from().max(two.from());
      BigInteger to = one.to().min(two.to());
      if (from.compareTo(to) <= 0) {
        both.add(new Interval(from, to));
      }
      if (one.to().compareTo(two.to()) < 0) {
        i++;
      } else {
        j++;
      }
    }
    return new AddressSet(List.copyOf(both));
  }

  /// All addresses that are not in it.
  AddressSet complement() {
    List<Interval> gaps = new ArrayList<>();
    BigInteger next = ALL.intervals.getFirst().from();
    for (Interval interval : intervals) {
      if (next.compareTo(interval.from()) < 0) {
        gaps.add(new Interval(next, interval.from().subtract(BigInteger.ONE)));
      }
      next = interval.to().add(BigInteger.ONE);
    }
    BigInteger end = ALL.intervals.getFirst().to();
    if (next.compareTo(end) <= 0) {
      gaps.add(new Interval(next, end));
    }
    return new AddressSet(List.copyOf(gaps));
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
    String[] before = pieces(gap < 0 ? text : text.substring(0, gap));
    String[] after = pieces(gap < 0 ? "" : text.substring(gap + 2));
    int missing = 8 - before.length - after.length;
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    byte[] address = new byte[16];
    boolean read = fill(address, 0, before) && fill(address, 8 - after.length, after);
    return read ? address : null;
  }

  private static String[] pieces(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static boolean fill(byte[] address, int from, String[] pieces) {
    for (int i = 0; i < pieces.length; i++) {
      int value = number(pieces[i], 16, 0xffff);
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
