package dev.ardennes.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/// Writes indented JSON to a stream of characters; holds only the depth.
///
/// Every character that a terminal or an editor could act upon (controls, bidirectional marks, lone
/// surrogates) is written as an escape, so that no input can hide in a report and nothing is lost:
/// a reader gets back the very same text. Lines end in `\n` on every platform.
final class JsonWriter {
  private static final int DECIMALS = 6;
  private final Appendable out;
  private int depth;
  private boolean first = true;
  private boolean afterKey;

  JsonWriter(Appendable out) {
    this.out = out;
  }

  /// Something that writes one value.
  interface Body {
    void write() throws IOException;
  }

  /// Something that writes one value from an item.
  interface Item<T> {
    void write(T item) throws IOException;
  }

  JsonWriter key(String name) throws IOException {
    separate();
    string(name);
    out.append(": ");
    afterKey = true;
    return this;
  }

  void object(Body body) throws IOException {
    nested('{', '}', body);
  }

  <T> void array(Collection<? extends T> items, Item<T> writer) throws IOException {
    nested(
        '[',
        ']',
        () -> {
          for (T item : items) {
            writer.write(item);
          }
        });
  }

  void field(String name, String value) throws IOException {
    key(name).text(value);
  }

  void field(String name, long value) throws IOException {
    key(name).number(value);
  }

  void field(String name, boolean value) throws IOException {
    key(name).raw(Boolean.toString(value));
  }

  /// At most six decimals, so that rounding noise of the arithmetic does not reach readers.
  void field(String name, double value) throws IOException {
    key(name);
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    raw(plain.toPlainString());
  }

  void field(String name, Collection<String> texts) throws IOException {
    key(name).inlineTexts(texts);
  }

  void fieldUnlessEmpty(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      field(name, value);
    }
  }

  void fieldUnlessEmpty(String name, Collection<String> texts) throws IOException {
    if (!texts.isEmpty()) {
      field(name, texts);
    }
  }

  void fieldUnlessZero(String name, long value) throws IOException {
    if (value != 0) {
      field(name, value);
    }
  }

  void text(String value) throws IOException {
    separate();
    string(value);
  }

  private void number(long value) throws IOException {
    raw(Long.toString(value));
  }

  private void raw(String json) throws IOException {
    separate();
    out.append(json);
  }

  private void inlineTexts(Collection<String> texts) throws IOException {
    separate();
    out.append('[');
    String comma = "";
    for (String text : texts) {
      out.append(comma);
      string(text);
      comma = ", ";
    }
    out.append(']');
  }

  private void nested(char open, char close, Body body) throws IOException {
    separate();
    out.append(open);
    depth++;
    first = true;
    body.write();
    depth--;
    if (!first) {
      newLine();
    }
    out.append(close);
    first = false;
  }

  private void separate() throws IOException {
    if (afterKey) {
      afterKey = false;
      return;
    }
    if (depth == 0) {
      return;
    }
    if (!first) {
      out.append(',');
    }
    first = false;
    newLine();
  }

  private void newLine() throws IOException {
    out.append('\n');
    for (int i = 0; i < depth; i++) {
      out.append("  ");
    }
  }

  private void string(String text) throws IOException {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        pair(c, text.charAt(++i));
      } else {
        character(c);
      }
    }
    out.append('"');
  }

  private void pair(char high, char low) throws IOException {
    if (Printable.isHidden(Character.toCodePoint(high, low))) {
      escape(high);
      escape(low);
    } else {
      out.append(high).append(low);
    }
  }

  private void character(char c) throws IOException {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (Printable.isHidden(c)) {
          escape(c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private void escape(char c) throws IOException {
    String digits = Integer.toHexString(c);
    out.append("\\u").append("0000", 0, 4 - digits.length()).append(digits);
  }
}
