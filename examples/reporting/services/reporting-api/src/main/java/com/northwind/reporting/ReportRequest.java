package com.northwind.reporting;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a caller wants on paper.
 *
 * @param url the page, as the browser shows it
 * @param title stands at the top of each sheet
 * @param landscape for wide tables
 */
public record ReportRequest(
    @NotBlank @Size(max = 2000) String url, @Size(max = 120) String title, boolean landscape) {

  String titleOrAddress() {
    return title == null || title.isBlank() ? url : title;
  }
}
