package dev.ardennes.model;

import java.util.regex.Pattern;

/// Text with parts that a source could not say. An unknown part is written `⟨symbol⟩`; the symbol
/// says what is not known and where, so that two occurrences of the same unknown are equal.
///
/// Example: `arn:aws:s3:::exports-⟨infra:var.suffix⟩`.
public final class Unknown {
  public static final char OPEN = '\u27e8';
  public static final char CLOSE = '\u27e9';
  private static final Pattern PART = Pattern.compile("\u27e8[^\u27e8\u27e9]*\u27e9");

  private Unknown() {}

  /// The text that stands for the unknown named `symbol`.
  public static String part(String symbol) {
    return OPEN + symbol + CLOSE;
  }

  /// Whether any part of `text` is unknown.
  public static boolean in(String text) {
    return text.indexOf(OPEN) >= 0;
  }

  /// `text` as an alias: each unknown part as `*`.
  public static String asGlob(String text) {
    return in(text) ? PART.matcher(text).replaceAll("*") : text;
  }
}
