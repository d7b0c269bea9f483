package dev.ardennes.collect.code.syntax;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What goes between the program and its parser: a request is a language and a text, an answer a
/// shape and places. Lengths come first; the reader refuses what is larger than it can be, since
/// the other side may have gone wrong.
final class Frames {
  /// First word of a parser's output, which tells it from anything else that prints there.
  static final int HELLO = 0x41726431;

  /// The shape of a small text is much longer than the text.
  private static final int LARGEST = 256 << 20;

  /// A parsed file: the tree in the parser's notation, and start and end of each node in the order
  /// of that notation.
  static final class Answer {
    private final String shape;
    private final int[] places;

    Answer(String shape, int[] places) {
      this.shape = shape;
      this.places = places;
    }

    String shape() {
      return shape;
    }

    int[] places() {
      return places;
    }
  }

  private Frames() {}

  static void writeRequest(DataOutputStream out, Language language, byte[] source)
      throws IOException {
    out.writeUTF(language.name());
    out.writeInt(source.length);
    out.write(source);
    out.flush();
  }

  static void writeAnswer(DataOutputStream out, Answer answer) throws IOException {
    byte[] shape = answer.shape.getBytes(StandardCharsets.UTF_8);
    out.writeInt(shape.length);
    out.write(shape);
    byte[] places = new byte[answer.places.length * 4];
    for (int i = 0; i < answer.places.length; i++) {
      int value = answer.places[i];
      places[4 * i] = (byte) (value >> 24);
      places[4 * i + 1] = (byte) (value >> 16);
      places[4 * i + 2] = (byte) (value >> 8);
      places[4 * i + 3] = (byte) value;
    }
    out.writeInt(answer.places.length);
    out.write(places);
    out.flush();
  }

  /// A block of bytes; null at the end of the stream.
  static byte @Nullable [] readBytes(DataInputStream in, int unit) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > LARGEST / unit) {
      throw new IOException("a length that cannot be");
    }
    byte[] bytes = in.readNBytes(count * unit);
    return bytes.length == count * unit ? bytes : null;
  }

  static Answer readAnswer(DataInputStream in) throws IOException {
    byte[] shape = readBytes(in, 1);
    byte[] packed = shape == null ? null : readBytes(in, 4);
    if (shape == null || packed == null) {
      throw new IOException("the output ends early");
    }
    int[] places = new int[packed.length / 4];
    for (int i = 0; i < places.length; i++) {
      places[i] =
          (packed[4 * i] & 0xff) << 24
              | (packed[4 * i + 1] & 0xff) << 16
              | (packed[4 * i + 2] & 0xff) << 8
              | (packed[4 * i + 3] & 0xff);
    }
    return new Answer(new String(shape, StandardCharsets.UTF_8), places);
  }
}
