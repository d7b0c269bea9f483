package dev.ardennes.collect.terraform.value;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.hcl.TextMap;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text, possibly with unknown parts, each written `⟨symbol⟩`.
///
/// @param text with its unknown parts rendered
/// @param structure what `jsonencode` made the text of; null for other texts
/// @param map where each part of the text was written; null where the text was computed
public record StringValue(
    String text, Origin origin, @Nullable Value structure, @Nullable TextMap map) implements Value {
  /// A text at one place.
  public static StringValue of(String text, Origin origin) {
    return new StringValue(text, origin, null, null);
  }

  /// A text from outside, in which `⟨` and `⟩` are replaced so that nothing in it looks unknown.
  public static StringValue foreign(String text, Origin origin) {
    return of(text.replace(Unknown.OPEN, '<').replace(Unknown.CLOSE, '>'), origin);
  }

  /// Whether no part is unknown.
  public boolean isKnown() {
    return !Unknown.in(text);
  }

  /// The text cut into its known and unknown parts; empty for the empty text.
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      boolean unknown = text.charAt(at) == Unknown.OPEN;
      int end = text.indexOf(unknown ? Unknown.CLOSE : Unknown.OPEN, at);
      int stop = end < 0 ? text.length() : end;
      parts.add(new Part(text.substring(unknown ? at + 1 : at, stop), unknown));
      at = unknown ? stop + 1 : stop;
    }
    return parts;
  }

  /// The known text before the first unknown part.
  public String knownPrefix() {
    int open = text.indexOf(Unknown.OPEN);
    return open < 0 ? text : text.substring(0, open);
  }

  /// The known text behind the last unknown part.
  public String knownSuffix() {
    return text.substring(text.lastIndexOf(Unknown.CLOSE) + 1);
  }

  /// Where the character at `offset` of the text was written.
  public Position positionAt(int offset) {
    return map == null ? position() : map.position(offset);
  }

  @Override
  public Value withOrigin(Origin changed) {
    return new StringValue(text, changed, structure, map);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StringValue string && string.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  /// A part of a text.
  ///
  /// @param text the text itself, or the symbol of the unknown
  public record Part(String text, boolean unknown) {}
}
