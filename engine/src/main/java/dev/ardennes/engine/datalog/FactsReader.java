package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads a relation's facts: a row a line, fields separated by tabs, as they are.
///
/// Fields are interned from the bytes; no text is made of them. A file whose lines ascend, as
/// sorted files do, is known to repeat nothing; any other is searched for repeated rows at its end.
final class FactsReader {

  private static final int BUFFER_BYTES = 1 << 18;

  /// No row may be longer.
  static final int MAX_ROW_BYTES = 1 << 24;

  private static final int MAX_PROBLEMS = 20;

  private final Relation relation;
  private final SymbolTable symbols;
  private final String file;
  private final List<DatalogProblem> problems;
  private final int arity;
  private final boolean[] numbers;
  private final int[] row;
  private final int[] previous;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private boolean ascending = true;
  private int line;
  private int found;
  private int rowStart;

  FactsReader(Relation relation, SymbolTable symbols, String file, List<DatalogProblem> problems) {
    this.relation = relation;
    this.symbols = symbols;
    this.file = file;
    this.problems = problems;
    arity = relation.arity();
    numbers = new boolean[arity];
    for (int i = 0; i < arity; i++) {
      numbers[i] = relation.type(i) == ColumnType.NUMBER;
    }
    row = new int[arity];
    previous = new int[arity];
    Arrays.fill(previous, SymbolTable.NONE);
  }

  /// @param fileBytes how much there is to read; a wrong number costs memory or time only
  void read(InputStream in, long fileBytes) throws IOException {
    long readBefore = 0;
    int kept = 0;
    int taken;
    while ((taken = in.readNBytes(buffer, kept, buffer.length - kept)) > 0) {
      int filled = kept + taken;
      int end = lastLineEnd(filled);
      rows(end);
      if (relation.size() > 0 && readBefore == 0) {
        relation.reserve((long) (1.1 * fileBytes / end * relation.size()));
      }
      readBefore += taken;
      kept = filled - end;
      System.arraycopy(buffer, end, buffer, 0, kept);
      if (kept == buffer.length && !enlarge()) {
        return;
      }
      if (found >= MAX_PROBLEMS) {
        return;
      }
    }
    if (kept > 0) {
      buffer[kept] = '\n';
      rows(kept + 1);
    }
    if (!ascending) {
      relation.removeRepeated();
    }
  }

  private boolean enlarge() {
    if (buffer.length >= MAX_ROW_BYTES) {
      line++;
      problem(1, "a row has more than " + MAX_ROW_BYTES + " bytes", "shorten it");
      return false;
    }
    buffer = Arrays.copyOf(buffer, buffer.length * 2);
    return true;
  }

  /// The position after the last line end before `filled`, or 0.
  private int lastLineEnd(int filled) {
    int end = filled;
    while (end > 0 && buffer[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /// Reads whole rows, up to `end`, where the last of them ends.
  private void rows(int end) {
    byte[] bytes = buffer;
    int at = 0;
    while (at < end && found < MAX_PROBLEMS) {
      line++;
      rowStart = at;
      int column = 0;
      boolean greater = false;
      byte stop;
      do {
        int from = at;
        int hash = 0;
        while ((stop = bytes[at]) != '\t' && stop != '\n') {
          hash = 31 * hash + stop;
          at++;
        }
        if (column < arity) {
          greater = field(column, from, at, hash, greater);
        }
        column++;
        at++;
      } while (stop != '\n');
      finish(column, greater);
    }
  }

  /// Takes a field into the row; answers whether the row is now greater than the one before.
  private boolean field(int column, int from, int to, int hash, boolean greater) {
    int before = previous[column];
    if (before >= 0 && symbols.is(before, buffer, from, to)) {
      row[column] = before;
      return greater;
    }
    int end = to;
    int code = hash;
    if (column == arity - 1 && to > from && buffer[to - 1] == '\r') {
      end = to - 1;
      code = SymbolTable.hash(buffer, from, end);
    }
    row[column] =
        numbers[column] ? number(column, from, end) : symbols.intern(buffer, from, end, code);
    if (ascending && !greater && before >= 0) {
      ascending = symbols.isBefore(before, buffer, from, end);
    }
    return true;
  }

  private int number(int column, int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    try {
      String canonical = Long.toString(Long.parseLong(text));
      ascending &= canonical.equals(text);
      return symbols.intern(canonical);
    } catch (NumberFormatException notNumber) {
      problem(
          columnOf(column),
          "`" + shown(text) + "` is no number",
          "field " + (column + 1) + " of `" + relation.name() + "` takes 64-bit integers");
      return 0;
    }
  }

  /// Where a field of the current row starts, in bytes from 1; used for problems only.
  private int columnOf(int field) {
    int at = rowStart;
    for (int i = 0; i < field; at++) {
      if (buffer[at] == '\t') {
        i++;
      }
    }
    return at - rowStart + 1;
  }

  private static String shown(String text) {
    String start = text.length() > 40 ? text.substring(0, 40) + "..." : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private void finish(int fields, boolean greater) {
    if (arity == 0 ? fields != 1 : fields != arity) {
      problem(
          1,
          "a row of `"
              + relation.name()
              + "` has "
              + fields
              + " fields and "
              + arity
              + " are wanted",
          "separate fields by single tabs, and leave no empty line");
      return;
    }
    ascending &= greater;
    relation.append(row);
    System.arraycopy(row, 0, previous, 0, arity);
  }

  private void problem(int column, String says, String help) {
    found++;
    problems.add(new DatalogProblem(file, line, column, says, help));
    if (found == MAX_PROBLEMS) {
      problems.add(
          new DatalogProblem(
              file, line, column, "the rest of the file was not read", "mend the rows above"));
    }
  }
}
