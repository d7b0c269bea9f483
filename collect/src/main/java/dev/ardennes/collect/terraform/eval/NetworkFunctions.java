package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Functions on IP networks, versions 4 and 6.
final class NetworkFunctions {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private NetworkFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .known("cidrhost", 2, NetworkFunctions::host)
        .known("cidrnetmask", 1, NetworkFunctions::mask)
        .known("cidrsubnet", 3, NetworkFunctions::subnet)
        .known("cidrsubnets", 1, Integer.MAX_VALUE, NetworkFunctions::subnets);
  }

  /// A network.
  ///
  /// @param bits length of an address: 32 or 128
  private record Network(BigInteger base, int prefix, int bits) {
    BigInteger size() {
      return BigInteger.ONE.shiftLeft(bits - prefix);
    }

    String text() {
      return address(base, bits) + "/" + prefix;
    }
  }

  private static Network network(Arguments call) {
    String text = call.text(0);
    int slash = text.indexOf('/');
    try {
      if (slash > 0 && ADDRESS.matcher(text.substring(0, slash)).matches()) {
        byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
        int bits = text.substring(0, slash).contains(":") ? 128 : 32;
        int prefix = Integer.parseInt(text.substring(slash + 1));
        if (prefix >= 0 && prefix <= bits && address.length * 8 == bits) {
          BigInteger number = new BigInteger(1, address);
          int host = bits - prefix;
          return new Network(number.shiftRight(host).shiftLeft(host), prefix, bits);
        }
      }
    } catch (UnknownHostException | NumberFormatException invalid) {
      // Reported below.
    }
    throw call.failure("`" + text + "` is no network such as `10.0.0.0/16`");
  }

  private static Value host(Arguments call) {
    Network network = network(call);
    BigInteger number = call.number(1).toBigIntegerExact();
    BigInteger offset = number.signum() < 0 ? network.size().add(number) : number;
    if (offset.signum() < 0 || offset.compareTo(network.size()) >= 0) {
      throw call.failure("the network has no host " + number);
    }
    return call.result(address(network.base.add(offset), network.bits));
  }

  private static Value mask(Arguments call) {
    Network network = network(call);
    if (network.bits != 32) {
      throw call.failure("only IPv4 networks have a mask");
    }
    BigInteger all = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
    BigInteger hosts = network.size().subtract(BigInteger.ONE);
    return call.result(address(all.subtract(hosts), 32));
  }

  private static Value subnet(Arguments call) {
    Network network = network(call);
    int prefix = longer(call, network, call.integer(1));
    BigInteger number = call.number(2).toBigIntegerExact();
    if (number.signum() < 0 || number.bitLength() > prefix - network.prefix) {
      throw call.failure("there is no subnet " + number);
    }
    BigInteger base = network.base.add(number.shiftLeft(network.bits - prefix));
    return call.result(new Network(base, prefix, network.bits).text());
  }

  private static int longer(Arguments call, Network network, int newBits) {
    if (newBits < 0 || newBits > network.bits - network.prefix) {
      throw call.failure("the network has no " + newBits + " bits to spare");
    }
    return network.prefix + newBits;
  }

  private static Value subnets(Arguments call) {
    Network network = network(call);
    BigInteger next = network.base;
    BigInteger end = network.base.add(network.size());
    List<String> subnets = new ArrayList<>();
    for (int index = 1; index < call.count(); index++) {
      int prefix = longer(call, network, call.integer(index));
      BigInteger size = BigInteger.ONE.shiftLeft(network.bits - prefix);
      BigInteger misaligned = next.mod(size);
      BigInteger base = misaligned.signum() == 0 ? next : next.add(size.subtract(misaligned));
      next = base.add(size);
      if (next.compareTo(end) > 0) {
        throw call.failure("the network is too small for all subnets");
      }
      subnets.add(new Network(base, prefix, network.bits).text());
    }
    return call.texts(subnets);
  }

  private static String address(BigInteger number, int bits) {
    byte[] bytes = new byte[bits / 8];
    byte[] given = number.toByteArray();
    int count = Math.min(given.length, bytes.length);
    System.arraycopy(given, given.length - count, bytes, bytes.length - count, count);
    return bits == 32 ? version4(bytes) : version6(bytes);
  }

  private static String version4(byte[] bytes) {
    return (bytes[0] & 255)
        + "."
        + (bytes[1] & 255)
        + "."
        + (bytes[2] & 255)
        + "."
        + (bytes[3] & 255);
  }

  /// The text form of RFC 5952: the longest run of zero groups, at least two, becomes `::`.
  private static String version6(byte[] bytes) {
    int[] groups = new int[8];
    Arrays.setAll(groups, index -> (bytes[2 * index] & 255) << 8 | (bytes[2 * index + 1] & 255));
    int start = 0;
    int length = 0;
    for (int from = 0; from < 8; from++) {
      int to = from;
      while (to < 8 && groups[to] == 0) {
        to++;
      }
      if (to - from > length) {
        start = from;
        length = to - from;
      }
    }
    return length < 2
        ? joined(groups, 0, 8)
        : joined(groups, 0, start) + "::" + joined(groups, start + length, 8);
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int index = from; index < to; index++) {
      text.append(index == from ? "" : ":").append(Integer.toHexString(groups[index]));
    }
    return text.toString();
  }
}
