package dev.ardennes.policy.facts.network;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.AddressRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The other end of a connection: somebody on the internet, or something inside whose block of
/// addresses may be known.
///
/// @param says what it is, for sentences
/// @param block its addresses; null for the internet, and where they are not known
record Peer(boolean internet, boolean versionSix, @Nullable AddressRange block, String says) {
  /// A block this large or larger is rented out by somebody.
  private static final int WIDE = 8;

  private static final List<AddressRange> PRIVATE =
      List.of(
              "10.0.0.0/8",
              "127.0.0.0/8",
              "0.0.0.0/8",
              "100.64.0.0/10",
              "172.16.0.0/12",
              "fc00::/7")
          .stream()
          .map(AddressRange::parse)
          .flatMap(Optional::stream)
          .toList();

  /// How much of the other end a block of addresses holds.
  enum Match {
    WHOLE,
    SOME,
    UNKNOWN,
    NONE
  }

  static Peer ofInternet(boolean versionSix) {
    return new Peer(true, versionSix, null, "an attacker on the internet");
  }

  /// A text that is no block, such as the id of a list of blocks, may mean any.
  Match match(String text) {
    Optional<AddressRange> parsed = Unknown.in(text) ? Optional.empty() : AddressRange.parse(text);
    if (parsed.isEmpty()) {
      return Match.UNKNOWN;
    }
    if (parsed.get().isVersionSix() != versionSix) {
      return Match.NONE;
    }
    AddressRange range = parsed.get();
    if (range.bits() == 0) {
      return Match.WHOLE;
    }
    if (internet) {
      boolean isPrivate = PRIVATE.stream().anyMatch(one -> one.contains(range));
      return range.bits() <= WIDE && !isPrivate ? Match.SOME : Match.NONE;
    }
    return block == null ? Match.SOME : inside(range, block);
  }

  private static Match inside(AddressRange range, AddressRange block) {
    if (range.contains(block)) {
      return Match.WHOLE;
    }
    return block.contains(range) ? Match.SOME : Match.NONE;
  }

  /// What has to be assumed so that the block holds this end.
  Assumption holds(String text, Match match, String where) {
    return match == Match.SOME
        ? Assumption.of(Assumption.Kind.CONDITION, "`" + text + "` in " + where + " holds " + says)
        : Assumption.of(
            Assumption.Kind.NOT_COLLECTED,
            "`" + text + "` in " + where + ", which was not collected, holds " + says);
  }
}
