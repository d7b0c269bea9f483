package dev.ardennes.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Text laid out in columns of a fixed-width screen. Whatever is written passes [Printable] here,
/// so that no text of a scanned file can act on the terminal.
final class Screen {
  private final TextOptions options;
  private final StringBuilder out = new StringBuilder();

  Screen(TextOptions options) {
    this.options = options;
  }

  int width() {
    return options.width();
  }

  /// What was written, and an end to it.
  String text() {
    return out.toString();
  }

  void blank() {
    out.append('\n');
  }

  /// A section's title in capitals, with a remark.
  void heading(String title, String remark) {
    blank();
    List<Span> spans = new ArrayList<>(List.of(Span.of(title, Style.HEADING)));
    if (!remark.isEmpty()) {
      spans.add(Span.faint("  " + remark));
    }
    flow(0, spans);
  }

  void flow(int indent, Span... spans) {
    flow(indent, Arrays.asList(spans));
  }

  /// Wraps `spans`, every line indented.
  void flow(int indent, List<Span> spans) {
    block(indent, List.of(), spans);
  }

  /// `lead` at the left edge, then `spans` wrapped from column `indent` on.
  void block(int indent, List<Span> lead, List<Span> spans) {
    List<Span> left = clean(lead);
    boolean overlong = Columns.width(text(left).stripTrailing()) >= indent;
    if (overlong && !left.isEmpty()) {
      emit(left);
      left = List.of();
    }
    for (List<Span> line : Wrapping.lines(clean(spans), width() - indent)) {
      List<Span> whole = new ArrayList<>(left);
      whole.add(Span.of(" ".repeat(Math.max(0, indent - Wrapping.width(left)))));
      whole.addAll(line);
      emit(whole);
      left = List.of();
    }
  }

  /// `left` wrapped from `indent` on, `right` held to the right edge of its last line where there
  /// is room, else on a line of its own.
  void edges(int indent, List<Span> left, List<Span> right) {
    List<Span> held = clean(right);
    int rightWidth = Wrapping.width(held);
    List<List<Span>> lines = Wrapping.lines(clean(left), width() - indent);
    for (int i = 0; i < lines.size() - 1; i++) {
      emit(indent, lines.get(i));
    }
    List<Span> last = new ArrayList<>(lines.getLast());
    int gap = width() - indent - Wrapping.width(last) - rightWidth;
    if (gap >= 2) {
      last.add(Span.of(" ".repeat(gap)));
      last.addAll(held);
      emit(indent, last);
      return;
    }
    emit(indent, last);
    flow(indent, right);
  }

  private void emit(int indent, List<Span> line) {
    List<Span> whole = new ArrayList<>();
    whole.add(Span.of(" ".repeat(indent)));
    whole.addAll(line);
    emit(whole);
  }

  private void emit(List<Span> line) {
    int last = line.size();
    while (last > 0 && line.get(last - 1).text().isBlank()) {
      last--;
    }
    for (Span span : joined(line.subList(0, last))) {
      span.style().write(out, span.text(), options.color());
    }
    out.append('\n');
  }

  /// Neighbours of one style as one, with the spaces between them, so that colours are written
  /// once. Without the blanks at the line's end.
  private static List<Span> joined(List<Span> line) {
    List<Span> joined = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      Span span = line.get(i);
      boolean between = span.text().isBlank() && i + 1 < line.size() && !joined.isEmpty();
      Style style = between ? line.get(i + 1).style() : span.style();
      if (!joined.isEmpty() && joined.getLast().style() == style) {
        Span before = joined.removeLast();
        span = before.withText(before.text() + span.text());
      }
      joined.add(span);
    }
    if (!joined.isEmpty()) {
      Span end = joined.removeLast();
      joined.add(end.withText(end.text().stripTrailing()));
    }
    return joined;
  }

  private static String text(List<Span> spans) {
    StringBuilder text = new StringBuilder();
    spans.forEach(span -> text.append(span.text()));
    return text.toString();
  }

  private List<Span> clean(List<Span> spans) {
    return spans.stream().map(span -> span.withText(printable(span.text()))).toList();
  }

  /// The text as this screen shows it.
  String printable(String text) {
    return options.unicode() ? Printable.of(text) : Printable.ascii(text);
  }

  /// The text as this screen shows it, its middle left out where it is longer than `most` columns.
  String shorten(String text, int most) {
    return Columns.shorten(printable(text), most, options.unicode() ? "\u2026" : "...");
  }
}
