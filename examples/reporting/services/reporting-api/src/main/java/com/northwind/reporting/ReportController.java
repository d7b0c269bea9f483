package com.northwind.reporting;

import jakarta.validation.Valid;
import java.io.IOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes PDFs of pages; the shop and the pages of partners have a button for it. */
@RestController
@RequestMapping("/reports")
public class ReportController {
  private static final Logger LOG = LoggerFactory.getLogger(ReportController.class);

  private final Renderer renderer;
  private final PageStore pages;

  public ReportController(Renderer renderer, PageStore pages) {
    this.renderer = renderer;
    this.pages = pages;
  }

  /** Makes a report and answers with its place; it is kept for a day. */
  @PostMapping
  public ResponseEntity<Report> create(@Valid @RequestBody ReportRequest request)
      throws IOException {
    byte[] pdf = renderer.render(request);
    Report report = pages.keep(pdf);
    LOG.info("made report {} of {} bytes", report.id(), pdf.length);
    return ResponseEntity.created(URI.create("/reports/" + report.id())).body(report);
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_PDF_VALUE)
  public ResponseEntity<byte[]> read(@PathVariable ReportId id) {
    return pages.read(id).map(ResponseEntity::ok).orElse(ResponseEntity.notFound().build());
  }
}
