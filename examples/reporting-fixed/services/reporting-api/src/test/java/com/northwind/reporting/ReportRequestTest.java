package com.northwind.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportRequestTest {

  @Test
  void aReportWithoutTitleIsCalledByItsAddress() {
    ReportRequest request = new ReportRequest("https://www.northwind.example/prices", " ", false);
    assertThat(request.titleOrAddress()).isEqualTo("https://www.northwind.example/prices");
  }
}
