package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What texts callers can send at all, and one that meets given wishes. Remembers what it found;
/// not for several threads.
final class TextSpaces {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "CONNECT", "TRACE");

  private final List<TextPattern> impossiblePaths = new ArrayList<>();
  private final Map<Question, TextSearch.Result> known = new HashMap<>();

  private record Question(State.Slot slot, State.Picks picks) {}

  TextSpaces(PathNormalization normalization) {
    impossiblePaths.add(TextPattern.glob("*?*"));
    impossiblePaths.add(TextPattern.glob("*#*"));
    normalization.impossible().forEach(text -> impossiblePaths.add(TextPattern.glob(text)));
  }

  /// A text for the slot; for a header the empty result text stands for not sending it where
  /// nothing asks for it.
  TextSearch.Result witness(State.Slot slot, State.Picks picks) {
    return known.computeIfAbsent(new Question(slot, picks), this::search);
  }

  private TextSearch.Result search(Question question) {
    List<List<TextPattern>> inside = new ArrayList<>(question.picks().inside());
    List<TextPattern> outside = new ArrayList<>(question.picks().outside());
    return switch (question.slot().attribute()) {
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
