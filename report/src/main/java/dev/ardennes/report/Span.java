package dev.ardennes.report;

/// A piece of text in one style.
///
/// @param whole never broken or shortened, wherever the line ends: a place in a file
record Span(String text, Style style, boolean whole) {
  static Span of(String text) {
    return new Span(text, Style.PLAIN, false);
  }

  static Span of(String text, Style style) {
    return new Span(text, style, false);
  }

  static Span faint(String text) {
    return new Span(text, Style.FAINT, false);
  }

  static Span place(String text) {
    return new Span(text, Style.PLACE, true);
  }

  Span withText(String other) {
    return new Span(other, style, whole);
  }
}
