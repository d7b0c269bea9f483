package dev.ardennes.live.aws;

import dev.ardennes.model.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The script that a machine starts with, which often holds what it should not.
final class UserData {
  private UserData() {}

  /// The same script without what looks like a secret; a mark where it is no text.
  static String redacted(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return Redaction.MARK;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0) {
      return Redaction.MARK;
    }
    String redacted = Redacted.text("", text);
    return Base64.getEncoder().encodeToString(redacted.getBytes(StandardCharsets.UTF_8));
  }
}
