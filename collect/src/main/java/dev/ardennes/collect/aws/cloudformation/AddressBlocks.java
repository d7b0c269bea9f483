package dev.ardennes.collect.aws.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parts of a block of addresses of IP version 4.
final class AddressBlocks {
  private static final Pattern BLOCK =
      Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/([0-9]{1,2})");
  private static final int MOST = 256;
  private static final int BITS = 32;

  private AddressBlocks() {}

  /// The first blocks of a size inside a block; none where that cannot be said.
  ///
  /// @param hostBits bits of an address that are left to each block; negative where not given
  static List<String> of(String block, int count, int hostBits) {
    Matcher matcher = BLOCK.matcher(block);
    if (!matcher.matches() || count < 1 || count > MOST) {
      return List.of();
    }
    int prefix = Integer.parseInt(matcher.group(5));
    int bits = hostBits < 0 ? 8 : hostBits;
    if (prefix > BITS || bits > BITS - prefix) {
      return List.of();
    }
    long base = 0;
    for (int part = 1; part <= 4; part++) {
      base = base << 8 | Integer.parseInt(matcher.group(part));
    }
    base = base >>> (BITS - prefix) << (BITS - prefix);
    List<String> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long start = base + ((long) i << bits);
      if (start >= base + (1L << (BITS - prefix))) {
        return List.of();
      }
      blocks.add(
          (start >> 24 & 255)
              + "."
              + (start >> 16 & 255)
              + "."
              + (start >> 8 & 255)
              + "."
              + (start & 255)
              + "/"
              + (BITS - bits));
    }
    return blocks;
  }
}
