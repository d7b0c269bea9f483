package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/// Encodings of texts.
final class EncodingFunctions {
  private EncodingFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .known("base64encode", 1, call -> call.result(base64(bytes(call.text(0)))))
        .known("base64decode", 1, EncodingFunctions::decode)
        .known("base64gzip", 1, call -> call.result(base64(gzip(bytes(call.text(0))))))
        .known("textencodebase64", 2, EncodingFunctions::encodeText)
        .known("textdecodebase64", 2, EncodingFunctions::decodeText)
        .known("urlencode", 1, call -> call.result(urlEncoded(call.text(0))))
        .known("urldecode", 1, EncodingFunctions::urlDecoded);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Value decode(Arguments call) {
    return decoded(call, StandardCharsets.UTF_8);
  }

  private static Value decoded(Arguments call, Charset charset) {
    try {
      byte[] bytes = Base64.getDecoder().decode(call.text(0));
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return call.result(safe(text));
    } catch (IllegalArgumentException invalid) {
      throw call.failure("the text is not in base64");
    } catch (CharacterCodingException binary) {
      throw call.failure("what is encoded is not text");
    }
  }

  /// Text from outside the parser must not look like an unknown part.
  static String safe(String text) {
    return text.replace(Unknown.OPEN, '<').replace(Unknown.CLOSE, '>');
  }

  private static byte[] gzip(byte[] bytes) {
    try (ByteArrayOutputStream compressed = new ByteArrayOutputStream()) {
      try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
        stream.write(bytes);
      }
      return compressed.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    }
  }

  private static Value encodeText(Arguments call) {
    return call.result(base64(call.text(0).getBytes(charset(call))));
  }

  private static Value decodeText(Arguments call) {
    return decoded(call, charset(call));
  }

  private static Charset charset(Arguments call) {
    try {
      return Charset.forName(call.text(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw call.failure("there is no encoding `" + call.text(1) + "`");
    }
  }

  private static String urlEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static Value urlDecoded(Arguments call) {
    try {
      return call.result(safe(URLDecoder.decode(call.text(0), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException invalid) {
      throw call.failure("the text is not URL-encoded");
    }
  }
}
