package dev.ardennes.collect.findings;

import dev.ardennes.collect.Recognition.JsonShape;
import dev.ardennes.collect.SourceFile;
import java.io.IOException;

/// Reads the reports of one format.
interface ReportReader {
  /// What a file begins with.
  ///
  /// @param shape empty where it is no JSON
  /// @param text its first bytes
  record Look(SourceFile file, JsonShape shape, String text) {
    boolean has(String key) {
      return shape.keys().contains(key);
    }

    boolean nests(String key) {
      return shape.nestedKeys().contains(key);
    }
  }

  /// Whether the file is of this format, as far as its beginning tells.
  boolean reads(Look look);

  /// States every finding. Throws only for what ends the reading of the file: that it cannot be
  /// read or is no JSON from some place on ([tools.jackson.core.JacksonException]).
  void read(Report report) throws IOException;
}
