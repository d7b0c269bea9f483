package dev.ardennes.report;

import java.util.ArrayList;
import java.util.List;

/// Breaks styled text into lines at its spaces; as many spaces as stood there separate words that
/// stay on one line. A word that no line can hold is cut, unless it is whole.
final class Wrapping {
  /// What stands between two spaces.
  private record Word(int spacesBefore, List<Span> pieces) {
    int width() {
      return pieces.stream().mapToInt(piece -> Columns.width(piece.text())).sum();
    }

    boolean whole() {
      return pieces.stream().anyMatch(Span::whole);
    }
  }

  private final int most;
  private final List<List<Span>> lines = new ArrayList<>();
  private List<Span> line = new ArrayList<>();
  private int used;

  private Wrapping(int most) {
    this.most = most;
  }

  /// The lines, at least one, each at most `most` columns wide.
  static List<List<Span>> lines(List<Span> spans, int most) {
    Wrapping wrapping = new Wrapping(Math.max(1, most));
    words(spans).forEach(wrapping::add);
    wrapping.lines.add(wrapping.line);
    return wrapping.lines;
  }

  static int width(List<Span> line) {
    return line.stream().mapToInt(span -> Columns.width(span.text())).sum();
  }

  private void add(Word word) {
    int gap = line.isEmpty() ? 0 : word.spacesBefore();
    if (!line.isEmpty() && used + gap + word.width() > most) {
      end();
      gap = 0;
    }
    if (word.width() > most && !word.whole()) {
      cut(word);
      return;
    }
    if (gap > 0) {
      line.add(Span.of(" ".repeat(gap)));
    }
    line.addAll(word.pieces());
    used += gap + word.width();
  }

  private void cut(Word word) {
    for (Span piece : word.pieces()) {
      String rest = piece.text();
      while (used + Columns.width(rest) > most) {
        int fitting = Columns.fitting(rest, most - used);
        line.add(piece.withText(rest.substring(0, fitting)));
        rest = rest.substring(fitting);
        end();
      }
      line.add(piece.withText(rest));
      used += Columns.width(rest);
    }
  }

  private void end() {
    lines.add(line);
    line = new ArrayList<>();
    used = 0;
  }

  private static List<Word> words(List<Span> spans) {
    List<Word> words = new ArrayList<>();
    List<Span> pieces = new ArrayList<>();
    int spaces = 0;
    for (Span span : spans) {
      int start = 0;
      String text = span.text();
      for (int i = 0; i <= text.length(); i++) {
        boolean end = i == text.length();
        if (!end && (span.whole() || text.charAt(i) != ' ')) {
          continue;
        }
        if (i > start) {
          pieces.add(span.withText(text.substring(start, i)));
        }
        start = i + 1;
        if (end) {
          continue;
        }
        if (!pieces.isEmpty()) {
          words.add(new Word(spaces, List.copyOf(pieces)));
          pieces.clear();
          spaces = 0;
        }
        spaces++;
      }
    }
    if (!pieces.isEmpty()) {
      words.add(new Word(spaces, List.copyOf(pieces)));
    }
    return words;
  }
}
