package dev.ardennes.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Ids that come from content: the same content has the same id in every run and on every machine.
public final class ContentId {
  private static final int BYTES = 8;

  private ContentId() {}

  /// `prefix` and 16 hexadecimal digits of the SHA-256 of the parts, each part preceded by its
  /// length so that no two lists of parts share an encoding.
  ///
  /// Example: `ContentId.of("f", "trusts", List.of(role, service))`.
  public static String of(String prefix, String head, List<String> parts) {
    MessageDigest digest = sha256();
    update(digest, head);
    for (String part : parts) {
      update(digest, part);
    }
    return prefix + HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static void update(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((byte) (bytes.length >>> 24));
    digest.update((byte) (bytes.length >>> 16));
    digest.update((byte) (bytes.length >>> 8));
    digest.update((byte) bytes.length);
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
