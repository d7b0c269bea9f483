package com.northwind.reporting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The name of a report: random, so that nobody finds the reports of others. */
public record ReportId(UUID value) {

  static ReportId random() {
    return new ReportId(UUID.randomUUID());
  }

  @JsonCreator
  public static ReportId valueOf(String text) {
    return new ReportId(UUID.fromString(text));
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
