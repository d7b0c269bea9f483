package dev.ardennes.collect.terraform.eval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/// Hashes. What depends on chance or on a key is unknown.
final class DigestFunctions {
  private static final Map<String, UUID> NAMESPACES =
      Map.of(
          "dns", UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
          "url", UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
          "oid", UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8"),
          "x500", UUID.fromString("6ba7b814-9dad-11d1-80b4-00c04fd430c8"));

  private DigestFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .known("md5", 1, call -> call.result(hexadecimal("MD5", call)))
        .known("sha1", 1, call -> call.result(hexadecimal("SHA-1", call)))
        .known("sha256", 1, call -> call.result(hexadecimal("SHA-256", call)))
        .known("sha512", 1, call -> call.result(hexadecimal("SHA-512", call)))
        .known("base64sha256", 1, call -> call.result(base64("SHA-256", call)))
        .known("base64sha512", 1, call -> call.result(base64("SHA-512", call)))
        .known("uuidv5", 2, call -> call.result(nameBased(call)))
        .any("uuid", 0, 0, Arguments::unknown)
        .any("bcrypt", 1, 2, Arguments::unknown)
        .any("rsadecrypt", 2, 2, Arguments::unknown);
  }

  private static String hexadecimal(String algorithm, Arguments call) {
    return HexFormat.of().formatHex(digest(algorithm, EncodingFunctions.bytes(call.text(0))));
  }

  private static String base64(String algorithm, Arguments call) {
    return EncodingFunctions.base64(digest(algorithm, EncodingFunctions.bytes(call.text(0))));
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has " + algorithm, impossible);
    }
  }

  /// A name-based UUID, RFC 4122 section 4.3.
  private static String nameBased(Arguments call) {
    UUID namespace = namespace(call);
    byte[] name = call.text(1).getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(16 + name.length);
    input.putLong(namespace.getMostSignificantBits());
    input.putLong(namespace.getLeastSignificantBits());
    input.put(name);
    ByteBuffer hash = ByteBuffer.wrap(digest("SHA-1", input.array()));
    long most = (hash.getLong() & ~0xf000L) | 0x5000L;
    long least = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }

  private static UUID namespace(Arguments call) {
    UUID known = NAMESPACES.get(call.text(0));
    if (known != null) {
      return known;
    }
    try {
      return UUID.fromString(call.text(0));
    } catch (IllegalArgumentException invalid) {
      throw call.failure("`" + call.text(0) + "` is no namespace");
    }
  }
}
