package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.LineOrigin;
import dev.ardennes.collect.helm.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rendered text, and for each of its lines where the first piece that is not blank was written.
final class Output {
  private final StringBuilder text = new StringBuilder();
  private final List<LineOrigin> lines = new ArrayList<>();
  private final Budget budget;
  private @Nullable LineOrigin current;
  private boolean settled;

  Output(Budget budget) {
    this.budget = budget;
  }

  /// Where the lines of a piece were written.
  @FunctionalInterface
  interface Lines {
    LineOrigin at(int line);
  }

  /// Appends a piece.
  ///
  /// @param origins by the number of the line in the piece, from 0
  void write(String piece, Lines origins) {
    budget.length(piece.length());
    budget.fits((long) text.length() + piece.length());
    int at = 0;
    int line = 0;
    while (at <= piece.length()) {
      int end = piece.indexOf('\n', at);
      int stop = end < 0 ? piece.length() : end;
      if (stop > at || end >= 0) {
        settle(piece.substring(at, stop), origins.at(line));
      }
      if (end < 0) {
        break;
      }
      closeLine(origins.at(line));
      at = end + 1;
      line++;
    }
    text.append(piece);
  }

  private void settle(String part, LineOrigin origin) {
    boolean shows = !part.isBlank();
    if (current == null || (!settled && shows)) {
      current = origin;
    } else if (shows && origin.condition() != null) {
      current = current.under(origin.condition());
    }
    settled |= shows;
  }

  private void closeLine(LineOrigin origin) {
    lines.add(current == null ? origin : current);
    current = null;
    settled = false;
  }

  /// The text so far with the places of all its lines.
  ///
  /// @param otherwise the place of an empty text
  Value.Text value(LineOrigin otherwise) {
    List<LineOrigin> all = new ArrayList<>(lines);
    LineOrigin last = lines.isEmpty() ? otherwise : lines.getLast();
    all.add(current == null ? last : current);
    return new Value.Text(text.toString(), List.copyOf(all));
  }
}
