package dev.ardennes.collect.terraform.hcl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Says for each offset of an evaluated text where in which file it was written. A heredoc without
/// its indentation, or a template with values put in, thus keeps the places of its parts.
public final class TextMap {
  /// From `offset` on, the text was written at `start`.
  ///
  /// @param fixed true where all of the segment belongs to one place, as a value that was put in
  ///   does
  private record Segment(int offset, Position start, boolean fixed) {}

  private final String text;
  private final Segment[] segments;

  private TextMap(String text, Segment[] segments) {
    this.text = text;
    this.segments = segments;
  }

  /// A text that stands in its file as it is.
  public static TextMap verbatim(String text, Position start) {
    return new TextMap(text, new Segment[] {new Segment(0, start, false)});
  }

  /// Where the character at `offset` was written. Cost: logarithmic in the number of segments,
  /// linear in the length of the segment.
  public Position position(int offset) {
    Segment segment = segments[indexOf(offset)];
    if (segment.fixed || segment.start.line() == 0) {
      return segment.start;
    }
    return advance(segment, Math.min(offset, text.length()));
  }

  private int indexOf(int offset) {
    int low = 0;
    int high = segments.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments[middle].offset <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private Position advance(Segment segment, int offset) {
    int line = segment.start.line();
    int column = segment.start.column();
    for (int index = segment.offset; index < offset; index++) {
      if (text.charAt(index) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Position(segment.start.file(), line, column, segment.start.pointer());
  }

  /// The places of all offsets of a text in one pass, for a reader that goes forward.
  public Cursor cursor() {
    return new Cursor(this);
  }

  /// Positions of offsets that never decrease, in time linear in the text altogether.
  public static final class Cursor {
    private final TextMap map;
    private int segment;
    private int at;
    private int line;
    private int column;

    private Cursor(TextMap map) {
      this.map = map;
      enter(0);
    }

    private void enter(int index) {
      segment = index;
      at = map.segments[index].offset;
      line = map.segments[index].start.line();
      column = map.segments[index].start.column();
    }

    /// Where `offset` was written; `offset` must not be smaller than at the last call.
    public Position position(int offset) {
      while (segment + 1 < map.segments.length && map.segments[segment + 1].offset <= offset) {
        enter(segment + 1);
      }
      Segment current = map.segments[segment];
      if (current.fixed || current.start.line() == 0) {
        return current.start;
      }
      for (; at < Math.min(offset, map.text.length()); at++) {
        if (map.text.charAt(at) == '\n') {
          line++;
          column = 1;
        } else {
          column++;
        }
      }
      return new Position(current.start.file(), line, column, current.start.pointer());
    }
  }

  /// Puts a map together while its text grows.
  public static final class Builder {
    private final List<Segment> segments = new ArrayList<>();

    /// Text that starts at `offset` stands at `start` as it is.
    public Builder verbatim(int offset, Position start) {
      segments.add(new Segment(offset, start, false));
      return this;
    }

    /// All text from `offset` on comes from the one place `start`.
    public Builder fixed(int offset, Position start) {
      segments.add(new Segment(offset, start, true));
      return this;
    }

    /// The segments of `other` for a text that was put in at `offset`.
    public Builder splice(int offset, TextMap other) {
      for (Segment segment : other.segments) {
        segments.add(new Segment(offset + segment.offset, segment.start, segment.fixed));
      }
      return this;
    }

    /// The map of `text`, whose first character lies at the first segment's offset.
    public TextMap build(String text) {
      return new TextMap(text, segments.toArray(Segment[]::new));
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(segments);
  }
}
