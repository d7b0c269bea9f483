package dev.ardennes.collect.terraform.hcl;

import dev.ardennes.model.Unknown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The text of a file with its lines: no byte-order mark, `\n` as the only line end.
public final class SourceText {
  private final String file;
  private final String text;
  private final int[] lineStarts;
  private final Position origin;

  /// @param origin where the first character stands; line 1, column 1 for a whole file
  SourceText(String text, Position origin) {
    this.file = origin.file();
    this.text = text;
    this.origin = origin;
    this.lineStarts = lineStarts(text);
  }

  /// Decodes a file. Anything that is no text is a problem, and the result is empty.
  public static Optional<SourceText> decode(String file, byte[] bytes, Diagnostics diagnostics) {
    return decodeText(file, bytes, diagnostics)
        .map(text -> new SourceText(text, Position.at(file, 1, 1)));
  }

  /// The text of a file without byte-order mark and carriage returns, or empty with a problem.
  public static Optional<String> decodeText(String file, byte[] bytes, Diagnostics diagnostics) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return Optional.of(withoutBrackets(normalize(text), Position.at(file, 1, 1), diagnostics));
      }
    } catch (CharacterCodingException notText) {
      // Reported below, like a file with zero bytes.
    }
    diagnostics.error(
        Position.at(file, 1, 1), "the file is not text in UTF-8", "save it as UTF-8, or ignore it");
    return Optional.empty();
  }

  private static String normalize(String text) {
    String withoutMark = text.startsWith("\ufeff") ? text.substring(1) : text;
    return withoutMark.indexOf('\r') < 0 ? withoutMark : withoutMark.replace("\r\n", "\n");
  }

  /// Literal `⟨` and `⟩` would be taken for unknown parts, so they become `<` and `>`.
  private static String withoutBrackets(String text, Position start, Diagnostics diagnostics) {
    if (text.indexOf(Unknown.OPEN) < 0 && text.indexOf(Unknown.CLOSE) < 0) {
      return text;
    }
    diagnostics.warning(
        start,
        "the characters U+27E8 and U+27E9 are reserved for unknown text and were read as `<` and `>`",
        "write other brackets");
    return text.replace(Unknown.OPEN, '<').replace(Unknown.CLOSE, '>');
  }

  private static int[] lineStarts(String text) {
    int count = 1;
    for (int index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
      count++;
    }
    int[] starts = new int[count];
    int line = 1;
    for (int index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
      starts[line++] = index + 1;
    }
    return starts;
  }

  /// The whole text.
  public String text() {
    return text;
  }

  /// Path of the file.
  public String file() {
    return file;
  }

  /// Where the character at `offset` stands.
  public Position position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    int column = offset - lineStarts[line] + 1;
    int shift = line == 0 ? origin.column() - 1 : 0;
    return new Position(file, origin.line() + line, column + shift, origin.pointer());
  }
}
