package dev.ardennes.report;

/// How many columns of a terminal a text takes, and cutting it to fit.
final class Columns {
  private Columns() {}

  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd));
  }

  /// `text` in at most `most` columns: its middle gives way to `dots`, so that both ends, which
  /// tell names apart, stay.
  static String shorten(String text, int most, String dots) {
    if (width(text) <= most) {
      return text;
    }
    int room = Math.max(2, most - width(dots));
    int tail = room / 2;
    int[] points = text.codePoints().toArray();
    int from = 0;
    int used = 0;
    while (from < points.length && used + width(points[from]) <= room - tail) {
      used += width(points[from++]);
    }
    int to = points.length;
    used = 0;
    while (to > from && used + width(points[to - 1]) <= tail) {
      used += width(points[--to]);
    }
    return new String(points, 0, from) + dots + new String(points, to, points.length - to);
  }

  /// The index behind as many characters of `text` as fit into `most` columns, at least one.
  static int fitting(String text, int most) {
    int index = 0;
    int used = 0;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      used += width(codePoint);
      if (used > most && index > 0) {
        return index;
      }
      index += Character.charCount(codePoint);
    }
    return index;
  }
}
