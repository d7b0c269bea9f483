package dev.ardennes.report;

import java.util.List;

/// Lines of a scanned file around a place, redacted already.
///
/// @param firstLine the number of the first of `lines`, from 1
/// @param highlight the line the evidence names; 0 for none
public record Snippet(int firstLine, List<String> lines, int highlight) {
  public Snippet {
    lines = List.copyOf(lines);
  }
}
