package dev.ardennes.estate;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Hidden;
import java.util.List;

/// Where the parts of a file stand.
final class Sections {
  private Sections() {}

  /// What a whole part of the file hides; nothing where the count is 0.
  static List<Hidden> hidden(
      EstateConfiguration configuration, String key, String what, long count) {
    Evidence place = configuration.sections().get(key);
    if (count == 0 || place == null) {
      return List.of();
    }
    return List.of(new Hidden(place.place(), what, Math.toIntExact(count)));
  }
}
