package dev.ardennes.collect.code.program;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lines and columns of byte offsets in one file.
public final class LineTable {
  private final byte[] source;
  private final int[] starts;

  public LineTable(byte[] source) {
    this.source = source;
    int[] found = new int[64];
    int count = 1;
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '\n') {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
  }

  /// 1-based.
  public int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// 1-based, in characters.
  public int column(int offset) {
    int start = starts[line(offset) - 1];
    int end = Math.clamp(offset, start, source.length);
    return new String(source, start, end - start, StandardCharsets.UTF_8).length() + 1;
  }
}
