package dev.ardennes.collect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Bytes to text as editors of all platforms write it.
public final class Text {
  private Text() {}

  /// The text of a file: UTF-8, or UTF-16 where a byte-order mark says so; line ends as `\n`, no
  /// mark. Bytes that are no text become U+FFFD.
  public static String decode(byte[] bytes) {
    Charset charset = charset(bytes);
    String text = new String(bytes, charset);
    if (!text.isEmpty() && text.charAt(0) == '\ufeff') {
      text = text.substring(1);
    }
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /// Whether the bytes, the beginning of a file, are no text.
  public static boolean binary(byte[] bytes) {
    if (!charset(bytes).equals(StandardCharsets.UTF_8)) {
      return false;
    }
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2) {
      int mark = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
      if (mark == 0xfeff) {
        return StandardCharsets.UTF_16BE;
      }
      if (mark == 0xfffe) {
        return StandardCharsets.UTF_16LE;
      }
    }
    return StandardCharsets.UTF_8;
  }
}
