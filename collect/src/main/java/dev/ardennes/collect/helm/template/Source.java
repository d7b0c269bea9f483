package dev.ardennes.collect.helm.template;

import java.util.Arrays;

/// The text of one template file.
public final class Source {
  private final String file;
  private final String text;
  private final int firstLine;
  private final int[] starts;

  /// @param file path relative to the scanned folder
  public Source(String file, String text) {
    this(file, text, 1, true);
  }

  private Source(String file, String text, int firstLine, boolean ownLines) {
    this.file = file;
    this.text = text;
    this.firstLine = firstLine;
    this.starts = ownLines ? lineStarts(text) : new int[] {0};
  }

  /// A text that is a template (`tpl`), all of which stands at one place.
  static Source at(String file, int line, String text) {
    return new Source(file, text, line, false);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
    int at = 0;
    for (int line = 1; line < starts.length; line++) {
      at = text.indexOf('\n', at) + 1;
      starts[line] = at;
    }
    return starts;
  }

  public String file() {
    return file;
  }

  public String text() {
    return text;
  }

  /// The 1-based line of a place in the text.
  public int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return firstLine + (found >= 0 ? found : -found - 2);
  }

  /// Whether the lines of the text are lines of the file.
  boolean hasOwnLines() {
    return starts.length > 1 || text.indexOf('\n') < 0;
  }
}
