package dev.ardennes.collect.terraform.eval;

import java.util.ArrayList;
import java.util.List;

/// Reads comma-separated values as RFC 4180 has them.
final class CsvReader {
  private final String text;
  private int at;

  CsvReader(String text) {
    this.text = text.replace("\r\n", "\n");
  }

  /// All lines that are not empty, cut into their fields.
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    while (at < text.length()) {
      if (text.charAt(at) == '\n') {
        at++;
      } else {
        rows.add(row());
      }
    }
    return rows;
  }

  private List<String> row() {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
      if (at >= text.length() || text.charAt(at++) == '\n') {
        return fields;
      }
    }
  }

  private String plain() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char character = text.charAt(at++);
      if (character != '"') {
        field.append(character);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else {
        return field.append(plain()).toString();
      }
    }
    throw new EvaluationFailure("`csvdecode`: a quoted field is not closed", "");
  }
}
