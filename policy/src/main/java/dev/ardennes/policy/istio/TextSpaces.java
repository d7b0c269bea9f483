package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What texts callers can send at all, and one that meets given wishes. Remembers what it found, up
/// to a limit; for several threads.
final class TextSpaces {
  private static final int MOST_REMEMBERED = 50_000;
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "CONNECT", "TRACE");

  private final List<TextPattern> impossiblePaths = new ArrayList<>();
  private final Map<Wish, TextSearch.Result> known = new ConcurrentHashMap<>();

  private record Wish(State.Slot slot, State.Picks picks) {}

  TextSpaces(PathNormalization normalization) {
    impossiblePaths.add(TextPattern.glob("*?*"));
    impossiblePaths.add(TextPattern.glob("*#*"));
    normalization.impossible().forEach(text -> impossiblePaths.add(TextPattern.glob(text)));
  }

  /// A text for the slot; for a header the empty result text stands for not sending it where
  /// nothing asks for it.
  TextSearch.Result witness(State.Slot slot, State.Picks picks) {
    Wish wish = new Wish(slot, picks);
    TextSearch.Result before = known.get(wish);
    if (before != null) {
      return before;
    }
    TextSearch.Result found = search(wish);
    if (known.size() < MOST_REMEMBERED) {
      known.put(wish, found);
    }
    return found;
  }

  private TextSearch.Result search(Wish wish) {
    List<List<TextPattern>> inside = new ArrayList<>(wish.picks().inside());
    List<TextPattern> outside = new ArrayList<>(wish.picks().outside());
    return switch (wish.slot().attribute()) {
      case PATH -> {
        inside.add(List.of(TextPattern.of("/*")));
        outside.addAll(impossiblePaths);
        yield TextSearch.find(inside, outside, List.of());
      }
      case METHOD -> {
        inside.add(List.of(TextPattern.of("*")));
        yield TextSearch.find(inside, outside, METHODS);
      }
      case HEADER ->
          inside.isEmpty()
              ? new TextSearch.Result("", true)
              : TextSearch.find(inside, outside, List.of());
      default -> {
        inside.add(List.of(TextPattern.of("*")));
        yield TextSearch.find(inside, outside, List.of());
      }
    };
  }
}
