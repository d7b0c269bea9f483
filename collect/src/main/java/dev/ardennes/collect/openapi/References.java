package dev.ardennes.collect.openapi;

import dev.ardennes.collect.json.Json;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Follows `$ref` inside one document. Steps are bounded, for the whole document as well, since
/// references may lead in circles or fan out beyond measure.
final class References {
  private static final int MOST_HOPS = 32;
  private static final int MOST_STEPS = 2_000_000;
  private static final int MOST_OUTSIDE = 100;

  private final Json root;
  private final Set<String> outside = new TreeSet<>();
  private final Set<String> missing = new TreeSet<>();
  private int steps;

  References(Json root) {
    this.root = root;
  }

  /// References that lead out of the document, each once, sorted.
  Set<String> outside() {
    return outside;
  }

  /// References to what is not there, or only to each other.
  Set<String> missing() {
    return missing;
  }

  /// Whether the document was too much to follow.
  boolean exhausted() {
    return steps > MOST_STEPS;
  }

  /// What the value is or refers to; null where that is not in the document.
  @Nullable Json of(@Nullable Json value) {
    Json at = value;
    for (int hop = 0; hop < MOST_HOPS && at != null; hop++) {
      if (++steps > MOST_STEPS) {
        return null;
      }
      String reference = at.textAt("$ref");
      if (reference == null) {
        return at;
      }
      at = follow(reference);
    }
    if (value != null && at != null) {
      keep(missing, String.valueOf(value.textAt("$ref")));
    }
    return null;
  }

  private static void keep(Set<String> into, String reference) {
    if (into.size() < MOST_OUTSIDE) {
      into.add(reference.length() > 300 ? reference.substring(0, 300) : reference);
    }
  }

  private @Nullable Json follow(String reference) {
    if (!reference.startsWith("#")) {
      keep(outside, reference);
      return null;
    }
    Json at = root;
    String pointer = reference.substring(1);
    if (!pointer.isEmpty()) {
      for (String step : pointer.substring(pointer.startsWith("/") ? 1 : 0).split("/", 64)) {
        at = at == null ? null : step(at, unescaped(step));
      }
    }
    if (at == null) {
      keep(missing, reference);
    }
    return at;
  }

  private static @Nullable Json step(Json at, String step) {
    if (at instanceof Json.Arr list && !step.isEmpty() && step.length() < 7) {
      boolean number = step.chars().allMatch(c -> c >= '0' && c <= '9');
      int index = number ? Integer.parseInt(step) : list.elements().size();
      return index < list.elements().size() ? list.elements().get(index) : null;
    }
    return at.at(step);
  }

  private static String unescaped(String step) {
    String text = step.indexOf('%') < 0 ? step : step.replace("%7B", "{").replace("%7D", "}");
    return text.replace("~1", "/").replace("~0", "~");
  }
}
